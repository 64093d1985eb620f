import type { Figures, Grouping, StatisticsView } from '../../protocol/history';
import { messages } from '../messages';
import { formatDuration } from '../text/format';
import { formats } from '../text/formats';
import { Outside } from '../text/Outside';

/** The same figures for each day, shift, station, operator or product. */
export function GroupTable({ by, groups }: { readonly by: Grouping; readonly groups: StatisticsView['groups'] }) {
  const { statistics } = messages;
  const shown = by === 'day' ? groups.toReversed() : groups;
  return (
    <table className="figures">
      <thead>
        <tr>
          <th scope="col">{statistics.grouping[by]}</th>
          {[statistics.first, statistics.second, statistics.last, statistics.report, statistics.scanTime, statistics.scans].map(
            (name) => (
              <th key={name} scope="col" className="amount">
                {name}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {shown.map(({ key, figures }) => (
          <tr key={key}>
            <th scope="row">
              <Outside text={key === '' ? statistics.notOnRecord : key} />
            </th>
            <Cells figures={figures} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cells({ figures: { first, second, last, units, passed, judged, scanMs, scans } }: { readonly figures: Figures }) {
  return (
    <>
      <Share part={first} whole={units} />
      <Share part={second} whole={units} />
      <Share part={last} whole={units} />
      <Share part={passed} whole={judged} />
      <td className="amount">{scanMs === null ? messages.none : formatDuration(scanMs)}</td>
      <td className="amount">{formats().count.format(scans)}</td>
    </>
  );
}

function Share({ part, whole }: { readonly part: number; readonly whole: number }) {
  if (whole === 0) return <td className="amount dim">{messages.none}</td>;
  return (
    <td className="amount">
      {formats().percent.format(part / whole)} <span className="dim">{messages.statistics.of({ part, whole })}</span>
    </td>
  );
}
