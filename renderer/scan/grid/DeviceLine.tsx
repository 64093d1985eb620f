/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a grid that draws only the visible lines cannot be a table element */
import { Check, ChevronDown, ChevronRight } from 'lucide-react';
import { memo, useLayoutEffect, useRef, type ReactNode } from 'react';
import type { DeviceRow, PairOutcome } from '../../../protocol/model';
import { OutcomeBadge, RowBadge } from '../../ui/Badge';
import { messages } from '../../messages';
import { overStatus, rowSentence, unsettledPair } from '../../store/buckets';
import { useRow } from '../../store/console-context';
import { useOutcomeNow } from '../../store/outcome-now';
import { formatClock } from '../../text/format';
import { Outside } from '../../text/Outside';
import { visibleText } from '../../text/visible-text';
import type { ColumnId } from './columns';
import { lineCells } from './line-cells';
import { InterfaceBars } from './InterfaceBars';

export interface LineProps {
  readonly gridKey: number;
  readonly slot: number;
  /** How many columns are shown. */
  readonly columns: number;
  /** Index among the grid's lines. */
  readonly index: number;
  readonly top: number;
  /** Column with the tab stop, or -1. */
  readonly activeColumn: number;
  readonly takesFocus: boolean;
}

interface DeviceLineProps extends LineProps {
  readonly selected: boolean;
  readonly expanded: boolean;
  readonly reviewed: boolean;
}

/** One device in the grid. */
export const DeviceLine = memo(function DeviceLine(props: DeviceLineProps) {
  const { gridKey, slot, columns, index, top, activeColumn, takesFocus, selected, expanded, reviewed } = props;
  const row = useRow(slot);
  const ref = useCellFocus(activeColumn, takesFocus);
  if (row === undefined) return null;
  return (
    <div
      ref={ref}
      role="row"
      data-key={gridKey}
      aria-rowindex={index + 2}
      aria-level={1}
      aria-expanded={expanded}
      aria-selected={selected}
      aria-current={reviewed ? 'true' : undefined}
      className={`line device${isBad(row) ? ' bad' : ''}${unsettledPair(row) === 'pairRefused' ? ' refused' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
    >
      {lineCells(columns, activeColumn, (id) => deviceCell(row, id, selected, expanded))}
    </div>
  );
});

/** Gives the DOM focus to the active cell of a line when the grid holds the focus. */
export function useCellFocus(activeColumn: number, takesFocus: boolean) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const cell = takesFocus && activeColumn >= 0 ? ref.current?.children[activeColumn] : undefined;
    if (!(cell instanceof HTMLElement) || cell === document.activeElement) return;
    cell.focus({ preventScroll: true });
    scrollSideways(cell);
  }, [activeColumn, takesFocus]);
  return ref;
}

/** Brings a cell into view sideways; up and down the grid scrolls by lines. */
function scrollSideways(cell: HTMLElement): void {
  const grid = cell.closest('[role="treegrid"]');
  if (grid === null) return;
  const { left, right } = cell.getBoundingClientRect();
  const view = grid.getBoundingClientRect();
  const beyond = right - (view.left + grid.clientWidth);
  if (left < view.left) grid.scrollLeft -= view.left - left;
  else if (beyond > 0) grid.scrollLeft += Math.min(beyond, left - view.left);
}

function deviceCell(row: DeviceRow, column: ColumnId, selected: boolean, expanded: boolean): ReactNode {
  switch (column) {
    case 'select':
      return (
        <span
          className={selected ? 'tick on' : 'tick'}
          role="checkbox"
          aria-checked={selected}
          aria-label={messages.grid.select({ sn: nameOf(row) })}
          data-act="select"
        >
          <Check size={16} strokeWidth={3.5} aria-hidden />
        </span>
      );
    case 'name':
      return (
        <>
          <span className="twist" data-act="expand" aria-hidden>
            {expanded ? <ChevronDown size={20} /> : <ChevronRight size={20} />}
          </span>
          {row.sn === '' ? <span className="dim">{messages.grid.unnamed}</span> : <Outside text={row.sn} mono />}
          <SlotTag row={row} />
        </>
      );
    case 'status':
      return <RowBadge row={row} />;
    case 'interfaces':
      return <InterfaceBars interfaces={row.interfaces} />;
    case 'product':
      return row.product === null ? null : <Outside text={row.product} />;
    case 'ip':
      return row.ip === null ? null : <Outside text={row.ip} mono />;
    case 'reason':
      return <Reason row={row} />;
    case 'time':
      return <span className="mono dim">{formatClock(row.at)}</span>;
  }
}

/** Where it is in the rack, or was expected. */
function SlotTag({ row }: { readonly row: DeviceRow }) {
  const slot = row.foundIn ?? row.slot;
  if (slot === undefined) return null;
  return (
    <span className={row.foundIn !== undefined && row.foundIn !== row.slot ? 'tag warn slot-tag' : 'tag slot-tag'}>
      <Outside text={slot} />
    </span>
  );
}

function isBad(row: DeviceRow): boolean {
  return row.status === 'fail' || row.status === 'conflict' || unsettledPair(row) === 'pairRefused';
}

function UnderWay({ outcome }: { readonly outcome: PairOutcome }) {
  return <OutcomeBadge outcome={useOutcomeNow(outcome)} />;
}

function Reason({ row }: { readonly row: DeviceRow }) {
  const sentence = rowSentence(row);
  return (
    <>
      {row.pair === 'queued' || row.pair === 'sending' ? <UnderWay outcome={row.pair} /> : null}
      {row.pair === null || row.pairSettled === null ? null : <span className="tag">{messages.grid.settled[row.pair]}</span>}
      {row.attempt > 1 ? <span className="tag">{messages.grid.attempt({ attempt: row.attempt })}</span> : null}
      {row.guest ? <span className="tag">{messages.grid.guest}</span> : null}
      {row.contested && overStatus(row) !== 'contested' ? <span className="tag warn">{messages.grid.contested}</span> : null}
      {sentence === '' ? null : (
        <span className="sentence" title={visibleText(sentence)}>
          <Outside text={sentence} />
        </span>
      )}
    </>
  );
}

function nameOf(row: DeviceRow): string {
  return row.sn === '' ? messages.grid.unnamed : visibleText(row.sn);
}
