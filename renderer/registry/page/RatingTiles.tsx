import { CircleDashed, Hourglass, Sigma } from 'lucide-react';
import { Fragment, useMemo } from 'react';
import { Button, Group, ToggleButton } from 'react-aria-components';
import { RATING_RANGES, type RatingRange } from '../../../protocol/registry/vocabulary';
import { messages } from '../../messages';
import { lengthClass, signsOf } from '../../scan/band/CountTile';
import { formatCount } from '../../text/format';
import { RangeBars } from './Badges';
import { RANGE_TONE } from './device-appearance';
import { type DeviceFilters, devicesState, filterOf, RANGE_LIMITS, useDevices } from '../list/devices-state';
import { deviceMessages } from '../messages';
import { useAnswer } from '../../server-state/use-answer';
import '../../scan/band/tiles.css';

const BEST_FIRST: readonly RatingRange[] = RATING_RANGES.toReversed();
const NO_INPUT = {};

/** How many there are, as a sum that closes: all = high + medium + low + very low + not rated. Pressing one narrows the list to it. */
export function RatingTiles() {
  const filters = useDevices((state) => state.filters);
  const all = useCount(filters, null);
  const high = useCount(filters, 'HIGH');
  const medium = useCount(filters, 'MEDIUM');
  const low = useCount(filters, 'LOW');
  const veryLow = useCount(filters, 'VERY_LOW');
  const counts: Readonly<Record<RatingRange, number>> = { HIGH: high, MEDIUM: medium, LOW: low, VERY_LOW: veryLow };
  const unrated = Math.max(0, all - high - medium - low - veryLow);
  const { names, ranges, rangeHelp, list } = deviceMessages;
  return (
    <Group className="tiles" aria-label={names.tiles}>
      <ToggleButton
        className={`tile expected${lengthClass(all)}`}
        style={signsOf(all)}
        isSelected={filters.range === null}
        onChange={() => devicesState.filter({ range: null })}
      >
        <Sigma aria-hidden />
        <span className="tile-name">{list.all}</span> <b>{formatCount(all)}</b>
      </ToggleButton>
      <Sign sign="=" label={messages.tiles.equals} />
      {BEST_FIRST.map((range, index) => (
        <Fragment key={range}>
          {index === 0 ? null : <Sign sign="+" label={messages.tiles.plus} />}
          <ToggleButton
            className={`tile tone-${RANGE_TONE[range]}${counts[range] === 0 ? ' zero' : ''}${lengthClass(counts[range])}`}
            style={signsOf(counts[range])}
            isSelected={filters.range === range}
            onChange={() => devicesState.filter({ range: filters.range === range ? null : range })}
          >
            <RangeBars range={range} />
            <span className="tile-name">
              {ranges[range]} <span className="tile-help">{rangeHelp[range]}</span>
            </span>{' '}
            <b>{formatCount(counts[range])}</b>
          </ToggleButton>
        </Fragment>
      ))}
      <Sign sign="+" label={messages.tiles.plus} />
      <div className={`tile tone-wait still${unrated === 0 ? ' zero' : ''}${lengthClass(unrated)}`} style={signsOf(unrated)}>
        <CircleDashed aria-hidden />
        <span className="tile-name">{deviceMessages.unrated}</span> <b>{formatCount(unrated)}</b>
      </div>
      <Waiting />
    </Group>
  );
}

/** Snapshots that wait for events, where there are any. */
function Waiting() {
  const { value = [] } = useAnswer('registry.openSnapshots', NO_INPUT);
  if (value.length === 0) return null;
  const stalled = value.filter((open) => open.stalled).length;
  return (
    <Group className="beside" aria-label={deviceMessages.waiting.title}>
      <Button className={`chip${stalled > 0 ? ' warn' : ''}`} onPress={() => devicesState.show({ kind: 'waiting' })}>
        <Hourglass aria-hidden />
        {deviceMessages.list.openSnapshots({ count: value.length })}
        {stalled > 0 ? <b>{deviceMessages.list.stalled({ count: stalled })}</b> : null}
      </Button>
    </Group>
  );
}

function Sign({ sign, label }: { readonly sign: string; readonly label: string }) {
  return (
    <span className="operator">
      <span aria-hidden>{sign}</span>
      <span className="hidden-text">{label}</span>
    </span>
  );
}

/** How many fit the filters with this rating; null: whatever the rating. */
function useCount(filters: DeviceFilters, range: RatingRange | null): number {
  const input = useMemo(
    () => ({ ...filterOf(filters), ...(range === null ? {} : RANGE_LIMITS[range]), limit: 1 }),
    [filters, range],
  );
  return useAnswer('registry.devices', input).value?.total ?? 0;
}
