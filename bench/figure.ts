import { type Spread, spreadOf } from './statistics';

/** What a figure should come to. */
export interface Aim {
  readonly of: 'ratio' | 'value';
  readonly bound: 'atLeast' | 'atMost';
  readonly limit: number;
}

/** One thing that was measured, beside the least or the most that this machine allowed at the same time. */
export interface Figure {
  /** What `--only` calls its group. */
  readonly group: string;
  readonly title: string;
  readonly unit: string;
  readonly value: Spread;
  /** Null where nothing plainer does the same. */
  readonly floor: { readonly what: string; readonly value: Spread } | null;
  /** Value over floor, repetition by repetition. */
  readonly ratio: Spread | null;
  readonly aim: Aim | null;
  /** Whether the median came to the aim; null without aim. */
  readonly met: boolean | null;
  /** What else was seen while measuring, by name with its unit. */
  readonly details: Readonly<Record<string, number | string>>;
}

/** One repetition: the thing itself and its floor, measured directly after each other. */
export interface Pair {
  readonly value: number;
  readonly floor: number;
}

export interface FigureOptions {
  readonly group: string;
  readonly title: string;
  readonly unit: string;
  readonly floor: string;
  readonly pairs: readonly Pair[];
  readonly aim?: Aim;
  readonly details?: Figure['details'];
}

/** Sums up the repetitions of one figure. */
export function figureOf({ group, title, unit, floor, pairs, aim, details = {} }: FigureOptions): Figure {
  const value = spreadOf(pairs.map((pair) => pair.value));
  const ratio = spreadOf(pairs.map((pair) => pair.value / pair.floor));
  const judged = aim?.of === 'ratio' ? ratio : value;
  return {
    group,
    title,
    unit,
    value,
    floor: { what: floor, value: spreadOf(pairs.map((pair) => pair.floor)) },
    ratio,
    aim: aim ?? null,
    met: aim === undefined ? null : comesTo(aim, judged.median),
    details,
  };
}

/** Gives the figure of one run. */
export interface Measurements {
  readonly value: () => Promise<number>;
  readonly floor: () => Promise<number>;
}

/**
 * Measures the thing and its floor in turn, so that whatever else the machine is doing meets both alike; who goes first
 * changes each time. With `warmUp` both run once before, uncounted.
 */
export async function measurePairs(
  repetitions: number,
  { value, floor }: Measurements,
  { warmUp = false }: { readonly warmUp?: boolean } = {},
): Promise<readonly Pair[]> {
  if (warmUp) {
    await floor();
    await value();
  }
  const pairs: Pair[] = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    if (repetition % 2 === 0) {
      const measuredFloor = await floor();
      pairs.push({ floor: measuredFloor, value: await value() });
    } else {
      const measuredValue = await value();
      pairs.push({ value: measuredValue, floor: await floor() });
    }
  }
  return pairs;
}

function comesTo({ bound, limit }: Aim, measured: number): boolean {
  return bound === 'atLeast' ? measured >= limit : measured <= limit;
}
