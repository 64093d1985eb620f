import type { ChartPoint, StatisticsView } from '../../protocol/history';
import { messages } from '../messages';
import { formats } from '../text/formats';
import { scaleTop } from './scale-top';

const WIDTH = 1_000;
const HEIGHT = 180;
const MARGIN = 8;

/** The share that did not pass, day by day, between the limits of the p′ chart; the same as a table for whoever does not see it. */
export function ShareChart({ chart: { mean, points } }: { readonly chart: StatisticsView['chart'] }) {
  const { statistics } = messages;
  if (points.length === 0) return null;
  const top = scaleTop(points.flatMap(({ share, upper }) => [share, upper ?? 0]));
  const x = (index: number): number =>
    points.length === 1 ? WIDTH / 2 : MARGIN + (index * (WIDTH - 2 * MARGIN)) / (points.length - 1);
  const y = (share: number): number => HEIGHT - MARGIN - (share * (HEIGHT - 2 * MARGIN)) / top;
  const path = (values: readonly (number | null)[]): string =>
    values.flatMap((value, index) => (value === null ? [] : [`${x(index).toFixed(1)},${y(value).toFixed(1)}`])).join(' ');
  const limits = points.every(({ lower, upper }) => lower !== null && upper !== null);
  const band = `${path(points.map(({ upper }) => upper))} ${path(points.map(({ lower }) => lower))
    .split(' ')
    .toReversed()
    .join(' ')}`;
  return (
    <section aria-label={statistics.chart}>
      <h3 className="section-title">{statistics.chart}</h3>
      <p className="dim">{statistics.chartHelp}</p>
      <p className="dim">{limits ? statistics.chartBand : statistics.chartNoBand}</p>
      <div className="share-chart" aria-hidden>
        <span className="chart-scale">{formats().percent.format(top)}</span>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
          <line className="chart-top" x1={0} x2={WIDTH} y1={y(top)} y2={y(top)} />
          {limits ? <polygon className="chart-limits" points={band} /> : null}
          {mean === null ? null : <line className="chart-mean" x1={0} x2={WIDTH} y1={y(mean)} y2={y(mean)} />}
          <polyline className="chart-line" points={path(points.map(({ share }) => share))} />
        </svg>
        {points.map((point, index) => (
          <span
            key={point.day}
            className={isOutside(point) ? 'chart-point outside' : 'chart-point'}
            style={{ left: `${(100 * x(index)) / WIDTH}%`, top: `${(100 * y(point.share)) / HEIGHT}%` }}
          />
        ))}
        <span className="chart-scale bottom">{formats().percent.format(0)}</span>
      </div>
      <div className="share-days dim" aria-hidden>
        <span>{points[0]?.day}</span>
        <span>{points.length === 1 ? '' : points.at(-1)?.day}</span>
      </div>
      <details>
        <summary>{statistics.asTable}</summary>
        <ShareTable points={points} />
      </details>
    </section>
  );
}

function isOutside({ share, lower, upper }: ChartPoint): boolean {
  return lower !== null && upper !== null && (share < lower || share > upper);
}

function ShareTable({ points }: { readonly points: readonly ChartPoint[] }) {
  const { statistics } = messages;
  const percent = (share: number | null): string => (share === null ? messages.none : formats().percent.format(share));
  return (
    <table className="figures">
      <thead>
        <tr>
          <th scope="col">{statistics.day}</th>
          {[statistics.share, statistics.notPassed, statistics.lower, statistics.upper].map((name) => (
            <th key={name} scope="col" className="amount">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {points.toReversed().map((point) => (
          <tr key={point.day}>
            <th scope="row">
              {point.day} {isOutside(point) ? statistics.outside : null}
            </th>
            <td className="amount">{percent(point.share)}</td>
            <td className="amount">{statistics.of({ part: point.failed, whole: point.judged })}</td>
            <td className="amount">{percent(point.lower)}</td>
            <td className="amount">{percent(point.upper)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
