import type { PhysicalState, RatingRange, TradingState } from '../../../protocol/registry/vocabulary';
import type { Look } from '../../ui/status-look';
import { PHYSICAL_LOOK, RANGE_TONE, TRADING_LOOK } from './device-appearance';
import { scoreText } from '../format';
import { deviceMessages } from '../messages';

const BARS: Readonly<Record<RatingRange, number>> = { VERY_LOW: 1, LOW: 2, MEDIUM: 3, HIGH: 4 };

/** One to four filled bars: how high a rating is, without colour. */
export function RangeBars({ range }: { readonly range: RatingRange | null }) {
  const filled = range === null ? 0 : BARS[range];
  return (
    <svg className="range-bars" viewBox="0 0 20 16" aria-hidden>
      {[1, 2, 3, 4].map((bar) => (
        <rect
          key={bar}
          className={bar <= filled ? 'full' : 'hollow'}
          x={(bar - 1) * 5 + 0.5}
          y={15.5 - bar * 3.6}
          width="4"
          height={bar * 3.6}
          rx="0.8"
        />
      ))}
    </svg>
  );
}

/** A rating in number, word and bars. */
export function RatingBadge({ rating, range }: { readonly rating: number | null; readonly range: RatingRange | null }) {
  if (rating === null || range === null) return <span className="dim">{deviceMessages.unrated}</span>;
  return (
    <span className={`rating tone-${RANGE_TONE[range]}`}>
      <RangeBars range={range} />
      <b>{scoreText(rating)}</b> {deviceMessages.ranges[range]}
    </span>
  );
}

export function TradingBadge({ state }: { readonly state: TradingState | null }) {
  return state === null ? null : <StateBadge look={TRADING_LOOK[state]} text={deviceMessages.trading[state]} />;
}

export function PhysicalBadge({ state }: { readonly state: PhysicalState | null }) {
  return state === null ? null : <StateBadge look={PHYSICAL_LOOK[state]} text={deviceMessages.physical[state]} />;
}

function StateBadge({ look: { Icon, tone }, text }: { readonly look: Look; readonly text: string }) {
  return (
    <span className={`badge tone-${tone}`}>
      <Icon aria-hidden strokeWidth={2.4} />
      {text}
    </span>
  );
}
