import type { FaultReason, Pareto, ParetoBar } from '../../protocol/history';
import { messages } from '../messages';
import { formats } from '../text/formats';
import { Outside } from '../text/Outside';
import { reasonWord } from '../ui/reason-word';

const MOST = 20;

/** The most frequent first; the table says what the bars show. */
export function ParetoBars({ by, bars }: { readonly by: Pareto; readonly bars: readonly ParetoBar[] }) {
  const { statistics } = messages;
  const shown = bars.filter(({ count }) => count > 0).slice(0, MOST);
  if (shown.length === 0) return <p className="dim">{statistics.none}</p>;
  const longest = Math.max(...shown.map((bar) => lengthOf(by, bar)));
  return (
    <table className="fault-table">
      <thead>
        <tr>
          <th scope="col">{statistics.pareto[by]}</th>
          <th scope="col" className="amount">
            {statistics.count}
          </th>
          <th scope="col" className="amount">
            {statistics.share}
          </th>
          <td aria-hidden />
        </tr>
      </thead>
      <tbody>
        {shown.map((bar) => (
          <tr key={bar.key}>
            <th scope="row">
              <Outside text={nameOf(by, bar.key)} />
            </th>
            <td className="amount">{statistics.of({ part: bar.count, whole: bar.of })}</td>
            <td className="amount">{formats().percent.format(bar.count / bar.of)}</td>
            <td aria-hidden className="fault-bar">
              <svg viewBox="0 0 100 1" preserveAspectRatio="none">
                <rect width={(100 * lengthOf(by, bar)) / longest} height={1} />
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Versions of the agent have bases of their own, so their shares are compared. */
function lengthOf(by: Pareto, { count, of }: ParetoBar): number {
  return by === 'agent' ? count / of : count;
}

function nameOf(by: Pareto, key: string): string {
  if (key === '') return messages.statistics.notKnown;
  return by === 'reason' ? reasonWord(key as FaultReason) : key;
}
