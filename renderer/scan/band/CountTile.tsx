import { Sigma } from 'lucide-react';
import { memo, type CSSProperties } from 'react';
import { ToggleButton } from 'react-aria-components';
import { bucketWord } from '../../ui/bucket-word';
import { BUCKET_LOOK } from '../../ui/status-look';
import { messages } from '../../messages';
import type { BucketId } from '../../store/buckets';
import { useConsole, useView } from '../../store/console-context';
import { useTarget } from '../../store/target';
import { formatCount } from '../../text/format';

const NO_BUCKETS: ReadonlySet<BucketId> = new Set();
/** What became of the devices is said as loudly as what the scan said of them. */
const LOUD: ReadonlySet<BucketId> = new Set(['pairRefused', 'pairUnknown', 'paired']);

interface CountProps {
  readonly bucket: BucketId;
  readonly count: number;
}

interface AddendProps extends CountProps {
  /** Whether it goes where it has nothing to say. */
  readonly folds: boolean;
}

/** One addend of the sum. Drawn again only when its own number changes: in a busy scan others change many times a second. */
export const CountTile = memo(function CountTile({ bucket, count, folds }: AddendProps) {
  const [selected, toggle] = useBucket(bucket);
  const { Icon, tone } = BUCKET_LOOK[bucket];
  return (
    <ToggleButton
      className={`tile tone-${tone}${count === 0 ? ' zero' : ''}${count === 0 && folds ? ' folds' : ''}${lengthClass(count)}`}
      style={signsOf(count)}
      isSelected={selected}
      onChange={toggle}
    >
      <Icon aria-hidden strokeWidth={2.2} />
      <span className="tile-name">{bucketWord(bucket, useTarget())}</span> <b>{formatCount(count)}</b>
    </ToggleButton>
  );
});

/** The sum itself; pressing it shows all devices. */
export const ExpectedTile = memo(function ExpectedTile({ count }: Pick<CountProps, 'count'>) {
  const { view } = useConsole();
  const all = useView(({ buckets }) => buckets.size === 0);
  return (
    <ToggleButton
      className={`tile expected${lengthClass(count)}`}
      style={signsOf(count)}
      isSelected={all}
      onChange={() => view.setBuckets(NO_BUCKETS)}
    >
      <Sigma aria-hidden />
      <span className="tile-name">{messages.tiles.expected}</span> <b>{formatCount(count)}</b>
    </ToggleButton>
  );
});

/** A group that is counted beside the sum. */
export const CountChip = memo(function CountChip({ bucket, count }: CountProps) {
  const [selected, toggle] = useBucket(bucket);
  const { Icon, tone } = BUCKET_LOOK[bucket];
  return (
    <ToggleButton className={`chip tone-${tone}`} data-loud={LOUD.has(bucket)} isSelected={selected} onChange={toggle}>
      <Icon aria-hidden />
      {bucketWord(bucket, useTarget())} <b>{formatCount(count)}</b>
    </ToggleButton>
  );
});

/** How many signs a tile's number has, for its size. */
export function signsOf(count: number): CSSProperties {
  return { '--signs': formatCount(count).length } as CSSProperties;
}

/** Counts of a thousand and more stand on a lower line. */
export function lengthClass(count: number): string {
  return count >= 1_000 ? ' long' : '';
}

/** Whether the grid is narrowed to a bucket, and what changes that. */
function useBucket(bucket: BucketId): readonly [boolean, () => void] {
  const { view } = useConsole();
  const selected = useView(({ buckets }) => buckets.has(bucket));
  const toggle = (): void => {
    const next = new Set(view.store.getState().buckets);
    if (!next.delete(bucket)) next.add(bucket);
    view.setBuckets(next);
  };
  return [selected, toggle];
}
