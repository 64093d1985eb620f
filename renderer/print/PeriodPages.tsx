import type { Figures, Pareto } from '../../protocol/history';
import type { PeriodReport } from '../../protocol/report';
import { messages } from '../messages';
import { GroupTable } from '../statistics/GroupTable';
import { ParetoBars } from '../statistics/ParetoBars';
import { formatDuration } from '../text/format';
import { formats } from '../text/formats';
import { Closing, Facts, madeFacts, Part, PrintedPage, Rows } from './PrintedPage';

const PARETOS: readonly Pareto[] = ['reason', 'interface', 'pci', 'model', 'slot', 'agent'];

/** The figures of a time, on paper: each with what it means. */
export function PeriodPages({ report, pages }: { readonly report: PeriodReport; readonly pages: number }) {
  const { head, from, to, by, view } = report;
  const { report: words, statistics } = messages;
  const span = words.span({
    from: from === null ? words.fromTheFirst : formats().date.format(from),
    to: formats().date.format(to === null ? head.madeAt : to - 1),
  });
  const { results, judged, waived, guests } = view.total;
  const nothing = results + guests === 0 ? statistics.nothing : null;
  return (
    <PrintedPage title={words.title.period} subject={span} head={head} pages={pages}>
      <h1>{words.title.period}</h1>
      <Facts facts={[{ name: words.period, value: span }, ...madeFacts(head)]} />
      {view.unfilled === 0 ? null : <p className="warning">{messages.history.unfilled({ count: view.unfilled })}</p>}
      <Part title={words.yields} none={nothing}>
        <YieldTable figures={view.total} />
        <p className="dim">
          {statistics.beside({ judged, results, waived })} {guests === 0 ? null : statistics.guests({ count: guests })}
        </p>
        {view.removed === null ? null : (
          <p>{statistics.removed({ count: view.removed.scans, date: formats().date.format(view.removed.until) })}</p>
        )}
      </Part>
      {nothing === null ? (
        <>
          {PARETOS.map((pareto) => (
            <Part
              key={pareto}
              title={messages.labelled({ label: statistics.notPassed, text: statistics.pareto[pareto] })}
              none={null}
            >
              <ParetoBars by={pareto} bars={view.pareto[pareto]} />
            </Part>
          ))}
          <Part title={statistics.grouping[by]} none={null}>
            <GroupTable by={by} groups={view.groups} />
          </Part>
        </>
      ) : null}
      <Closing head={head} />
    </PrintedPage>
  );
}

function YieldTable({ figures: { first, second, last, units, passed, judged, scanMs } }: { readonly figures: Figures }) {
  const { report, statistics } = messages;
  const share = (part: number, whole: number): readonly [string, string] =>
    whole === 0 ? [messages.none, statistics.none] : [formats().percent.format(part / whole), statistics.of({ part, whole })];
  const rows = [
    { name: statistics.first, value: share(first, units), help: statistics.help.first },
    { name: statistics.second, value: share(second, units), help: statistics.help.second },
    { name: statistics.last, value: share(last, units), help: statistics.help.last },
    { name: statistics.report, value: share(passed, judged), help: statistics.help.report },
    {
      name: statistics.scanTime,
      value: [scanMs === null ? messages.none : formatDuration(scanMs), ''] as const,
      help: statistics.help.scanTime,
    },
  ];
  return (
    <Rows columns={[[report.figure], [report.value, 'amount number'], [report.base, 'base'], [report.meaning, 'wide']]}>
      {rows.map(({ name, value: [value, base], help }) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          <td className="amount">
            <b>{value}</b>
          </td>
          <td className="dim">{base}</td>
          <td>{help}</td>
        </tr>
      ))}
    </Rows>
  );
}
