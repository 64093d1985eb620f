import { measurePairs, type Pair } from '../figure';
import type { Rate } from '../harness/rate';
import { spreadOf } from '../statistics';

/** Repetitions of a rate beside its floor's, and what each of the two costs this process. */
export interface MeasuredRates {
  readonly pairs: readonly Pair[];
  readonly cpu: Readonly<Record<string, number>>;
}

/** Measures rates in turn, after one uncounted round of both. */
export async function measureRates(
  repetitions: number,
  { value, floor }: { readonly value: () => Promise<Rate>; readonly floor: () => Promise<Rate> },
): Promise<MeasuredRates> {
  const cpuUs = { value: [] as number[], floor: [] as number[] };
  const watched = (which: keyof typeof cpuUs, measure: () => Promise<Rate>) => async (): Promise<number> => {
    const rate = await measure();
    cpuUs[which].push(rate.cpuUs);
    return rate.perSecond;
  };
  const pairs = await measurePairs(
    repetitions,
    { value: watched('value', value), floor: watched('floor', floor) },
    { warmUp: true },
  );
  return {
    pairs,
    cpu: {
      'console CPU, µs for each': Math.round(spreadOf(cpuUs.value).median),
      'CPU of the floor, µs for each': Math.round(spreadOf(cpuUs.floor).median),
    },
  };
}
