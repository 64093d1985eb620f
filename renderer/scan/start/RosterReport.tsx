import { say } from '../../text/say';
import { Eraser, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from 'react-aria-components';
import type { ParsedRoster } from '../../../protocol/parsed-roster';
import { LongList } from '../../ui/LongList';
import { messages } from '../../messages';
import { Outside } from '../../text/Outside';
import { ColumnChoice } from './ColumnChoice';
import './roster-report.css';

type Problem = ParsedRoster['problems'][number];

interface RosterReportProps {
  readonly roster: ParsedRoster | undefined;
  /** Takes lines out of the text, by their numbers from 1. */
  readonly onTakeOut: (lines: ReadonlySet<number>) => void;
  /** Names a column of the text as the serial number. */
  readonly onNameColumn: (columns: NonNullable<ParsedRoster['columns']>, column: number) => void;
}

/** How many serial numbers a text holds, every line that keeps the scan from starting, and every line that is left out. */
export function RosterReport({ roster, onTakeOut, onNameColumn }: RosterReportProps) {
  const problemsPart = useFirstLineInView(badLines(roster).length > 0);
  if (roster === undefined) return <p className="roster-count dim">{messages.start.rosterEmpty}</p>;
  const { serials, problems, notes, columns } = roster;
  const bad = badLines(roster);
  const harmless = problems.filter((problem) => problem.harmless === true);
  return (
    <div className="roster-report">
      <output className="roster-count">
        <b>{messages.start.rosterCount({ count: serials.length })}</b>
      </output>
      {bad.length === 0 ? null : (
        <section ref={problemsPart} className="problems" aria-label={messages.start.problems({ count: bad.length })}>
          <div className="problems-head">
            <p className="field-error">
              <TriangleAlert aria-hidden size={20} />
              {messages.start.problems({ count: bad.length })}
            </p>
            {columns === undefined ? (
              <Button className="button" onPress={() => onTakeOut(new Set(bad.map(({ line }) => line)))}>
                <Eraser aria-hidden size={20} />
                {messages.start.takeOut}
              </Button>
            ) : null}
          </div>
          <ProblemList label={messages.start.problems({ count: bad.length })} problems={bad} />
          {columns === undefined ? null : <ColumnChoice columns={columns} onChoose={(column) => onNameColumn(columns, column)} />}
        </section>
      )}
      {harmless.length === 0 ? null : (
        <section aria-label={messages.start.harmless({ count: harmless.length })}>
          <p className="dim">{messages.start.harmless({ count: harmless.length })}</p>
          <ProblemList label={messages.start.harmless({ count: harmless.length })} problems={harmless} />
        </section>
      )}
      {notes.length === 0 ? null : (
        <ul className="roster-notes dim" aria-label={messages.start.notes}>
          {notes.map((note) => (
            <li key={say(note)}>
              <Outside text={say(note)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The lines that keep a scan from starting. */
export function badLines(roster: ParsedRoster | undefined): readonly Problem[] {
  return roster?.problems.filter(({ harmless }) => harmless !== true) ?? [];
}

/** Brings the first line to correct into view as soon as there is one: in a low window it would be below the edge. */
function useFirstLineInView(any: boolean) {
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    if (any) ref.current?.querySelector('.problem-line')?.scrollIntoView({ block: 'nearest' });
  }, [any]);
  return ref;
}

function ProblemList({ label, problems }: { readonly label: string; readonly problems: readonly Problem[] }) {
  return (
    <LongList label={label} items={problems} keyOf={({ line, reason }) => `${line} ${say(reason)}`}>
      {({ line, text, reason }) => (
        <div className="problem-line">
          <b>{line > 0 ? messages.start.problemLine({ line }) : ''}</b>
          <span>
            <Outside text={say(reason)} />{' '}
            <span className="dim">
              <Outside text={text} mono />
            </span>
          </span>
        </div>
      )}
    </LongList>
  );
}
