import { useEffect, useState } from 'react';
import { VERDICT_LOOK } from '../../ui/status-look';
import { messages } from '../../messages';
import { useConsole } from '../../store/console-context';
import type { RowTable } from '../../store/row-table';
import { formatCount } from '../../text/format';
import { countFaults, passedOnFirstScan } from './fault-counts';
import './overview.css';

/** Counted again at most this often, ms. */
const EVERY_MS = 500;
/** Kinds of fault shown; the rest is rare. */
const SHOWN = 8;

/** For whoever looks over the operator's shoulder: first-pass yield and which faults there are, most frequent first. */
export function Overview() {
  const { rows } = useConsole();
  const [figures, setFigures] = useState(() => count(rows));
  useEffect(() => {
    let timer: number | undefined;
    const end = rows.subscribeChanges(() => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        setFigures(count(rows));
      }, EVERY_MS);
    });
    return () => {
      end();
      window.clearTimeout(timer);
    };
  }, [rows]);
  const { share, faults } = figures;
  const most = faults[0]?.count ?? 1;
  return (
    <aside className="overview" aria-label={messages.overview.title}>
      <section className="overview-part card">
        <h2 className="section-title">{messages.overview.yield}</h2>
        <p className="yield">{share === undefined ? messages.none : messages.overview.percent({ share })}</p>
      </section>
      <section className="overview-part card">
        <h2 className="section-title">{messages.overview.faults}</h2>
        {faults.length === 0 ? <p className="dim">{messages.overview.none}</p> : null}
        <ol className="pareto">
          {faults.slice(0, SHOWN).map(({ verdict, count: times }) => (
            <li key={verdict}>
              <span>{messages.verdict[verdict]}</span>
              <b>{formatCount(times)}</b>
              <i
                className={`pareto-bar tone-${VERDICT_LOOK[verdict].tone}`}
                style={{ width: `${(100 * times) / most}%` }}
                aria-hidden
              />
            </li>
          ))}
        </ol>
      </section>
    </aside>
  );
}

function count(rows: RowTable) {
  const all = rows.all();
  return { share: passedOnFirstScan(all), faults: countFaults(all) };
}
