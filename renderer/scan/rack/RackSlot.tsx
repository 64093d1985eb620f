/* oxlint-disable jsx-a11y/prefer-tag-over-role -- slots stand in rows and columns and are walked with the arrow keys: a grid, no table */
import { ArrowLeftRight, ScanBarcode } from 'lucide-react';
import { memo, useLayoutEffect, useRef } from 'react';
import type { DeviceRow } from '../../../protocol/model';
import { messages } from '../../messages';
import { overStatus } from '../../store/buckets';
import { useRow } from '../../store/console-context';
import { matchesChoice, type Choice } from '../../store/order';
import { useTarget } from '../../store/target';
import { Outside } from '../../text/Outside';
import { visibleText } from '../../text/visible-text';
import { rowWord } from '../../ui/bucket-word';
import { BUCKET_LOOK, STATUS_LOOK } from '../../ui/status-look';
import './rack-slot.css';
import './rack-slot-sizes.css';

interface RackSlotProps {
  readonly slot: string;
  readonly column: number;
  /** The device in it, by its place among the rows; -1: none. */
  readonly index: number;
  /** The device that was expected in it and is not there; -1: none. */
  readonly missed: number;
  readonly choice: Choice;
  /** It has the tab stop. */
  readonly active: boolean;
  readonly takesFocus: boolean;
  readonly reviewed: boolean;
  readonly aimed: boolean;
}

/** One slot of the rack: how its device stands in colour, outline and word, readable from afar. */
export const RackSlot = memo(function RackSlot(props: RackSlotProps) {
  const { slot, column, index, missed, choice, active, takesFocus, reviewed, aimed } = props;
  const row = useRow(index);
  const expected = useRow(missed);
  const target = useTarget();
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (active && takesFocus && place.current !== document.activeElement) place.current?.focus();
  }, [active, takesFocus]);
  const isDim = row === undefined || !matchesChoice(row, choice);
  const isMoved = expected !== undefined || (row?.slot !== undefined && row.slot !== slot);
  const notes = notesOf(row, expected, slot);
  const words = row === undefined ? messages.rack.cellEmpty({ slot }) : wordsOf(row, slot, rowWord(row, target));
  const tone = row === undefined ? 'none' : lookOf(row).tone;
  return (
    <div
      ref={place}
      role="gridcell"
      aria-colindex={column + 1}
      aria-current={reviewed ? 'true' : undefined}
      tabIndex={active ? 0 : -1}
      data-slot={slot}
      className={`rack-slot tone-${tone}${isDim ? ' dimmed' : ''}${aimed ? ' aimed' : ''}`}
      title={[words, ...notes].join('\n')}
    >
      <div className="slot-face" role="img" aria-label={[words, ...notes, ...(aimed ? [messages.rack.aimed] : [])].join('. ')}>
        <b className="slot-name">
          <Outside text={slot} />
        </b>
        {row === undefined ? (
          <span className="slot-empty">{messages.rack.empty}</span>
        ) : (
          <Unit row={row} word={rowWord(row, target)} />
        )}
        <span className={isMoved ? 'slot-notes moved' : 'slot-notes'}>
          {isMoved ? <ArrowLeftRight size={18} strokeWidth={2.6} /> : null}
          {notes.slice(0, 1).map((note) => (
            <span key={note} className="slot-note">
              {note}
            </span>
          ))}
        </span>
        {aimed ? <ScanBarcode className="slot-aim" size={28} /> : null}
      </div>
    </div>
  );
});

function Unit({ row, word }: { readonly row: DeviceRow; readonly word: string }) {
  const { Icon } = lookOf(row);
  return (
    <>
      <span className="slot-state">
        <Icon strokeWidth={2.6} />
        <span className="slot-word">{word}</span>
        <span className="slot-letter">{messages.rack.letters[overStatus(row) ?? row.status]}</span>
      </span>
      <span className="slot-sn">{row.sn === '' ? messages.grid.unnamed : <Outside text={row.sn} mono />}</span>
    </>
  );
}

function lookOf(row: DeviceRow) {
  const over = overStatus(row);
  return over === null ? STATUS_LOOK[row.status] : BUCKET_LOOK[over];
}

function wordsOf(row: DeviceRow, slot: string, status: string): string {
  const sn = row.sn === '' ? messages.grid.unnamed : visibleText(row.sn);
  return messages.rack.cell({ slot: visibleText(slot), sn, status });
}

/** What is odd about a slot: another unit than expected, or a verdict of a later scan. */
function notesOf(row: DeviceRow | undefined, expected: DeviceRow | undefined, slot: string): string[] {
  const notes: string[] = [];
  if (row?.slot !== undefined && row.slot !== slot) notes.push(messages.rack.expectedIn({ slot: visibleText(row.slot) }));
  if (expected !== undefined) {
    const sn = visibleText(expected.sn);
    notes.push(
      expected.foundIn === undefined
        ? messages.rack.missed({ sn })
        : messages.rack.movedTo({ sn, slot: visibleText(expected.foundIn) }),
    );
  }
  if (row?.guest === true) notes.push(messages.grid.guest);
  if (row !== undefined && row.attempt > 1) notes.push(messages.grid.attempt({ attempt: row.attempt }));
  return notes;
}
