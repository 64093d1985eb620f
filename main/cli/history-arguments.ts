import { FaultReason, GROUPINGS, PARETOS, type Grouping, type Pareto } from '../../protocol/history';
import { nearWord } from '../../protocol/near-word';
import { harmless, parse, text, UsageError, type Values } from './read-options';

interface Span {
  /** Instants in ms since 1970; null: without this bound. */
  readonly from: number | null;
  readonly to: number | null;
}

export interface HistoryArguments extends Span {
  readonly db: string;
  readonly search: string;
  readonly reason: FaultReason | null;
  readonly limit: number;
  readonly json: boolean;
}

export interface StatisticsArguments extends Span {
  readonly db: string;
  readonly by: Grouping | Pareto;
  /** Minutes after midnight at which shifts begin; null: as usual. */
  readonly shifts: readonly number[] | null;
  readonly format: 'text' | 'json' | 'csv';
}

export function parseHistoryArguments(args: readonly string[]): HistoryArguments {
  const values = parse(args, {
    db: { type: 'string' },
    search: { type: 'string' },
    reason: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    limit: { type: 'string' },
    json: { type: 'boolean' },
  });
  const limit = Number(text(values, 'limit') ?? '50');
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) throw new UsageError('--limit is a whole number from 1 to 500.');
  const search = text(values, 'search') ?? '';
  if (search.length > 200) throw new UsageError('--search has at most 200 characters.');
  return { db: dbOf(values), search, reason: reasonOf(values), ...spanOf(values), limit, json: values['json'] === true };
}

export function parseStatisticsArguments(args: readonly string[]): StatisticsArguments {
  const values = parse(args, {
    db: { type: 'string' },
    by: { type: 'string' },
    shifts: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    json: { type: 'boolean' },
    csv: { type: 'boolean' },
  });
  if (values['json'] === true && values['csv'] === true) throw new UsageError('--json and --csv are two formats. Leave one out.');
  const all: readonly (Grouping | Pareto)[] = [...GROUPINGS, ...PARETOS];
  const by = choice(text(values, 'by') ?? 'day', all, 'by');
  if (values['shifts'] !== undefined && by !== 'shift') throw new UsageError('--shifts goes with --by shift.');
  const format = values['json'] === true ? 'json' : values['csv'] === true ? 'csv' : 'text';
  return { db: dbOf(values), by, shifts: shiftsOf(values), ...spanOf(values), format };
}

export function dbOf(values: Values): string {
  const db = text(values, 'db');
  if (db === null) throw new UsageError('--db is missing: say which records to read, for example --db burnin.sqlite.');
  return db;
}

function reasonOf(values: Values): FaultReason | null {
  const given = text(values, 'reason');
  return given === null
    ? null
    : choice(
        given,
        FaultReason.options.flatMap(({ options }) => options),
        'reason',
      );
}

export function choice<T extends string>(given: string, all: readonly T[], name: string): T {
  const found = all.find((one) => one === given);
  if (found !== undefined) return found;
  const meant = nearWord(given, all);
  const hint = meant === undefined ? `It is one of ${all.join(', ')}.` : `Is ${meant} meant?`;
  throw new UsageError(`--${name} cannot be "${harmless(given)}". ${hint}`);
}

/** Whole days by the clock of this computer; the last one counts. */
export function spanOf(values: Values): Span {
  const from = dayOf(values, 'from', 0);
  const to = dayOf(values, 'to', 1);
  if (from !== null && to !== null && from >= to) throw new UsageError('--from is later than --to, so no day is between them.');
  return { from, to };
}

function dayOf(values: Values, name: string, later: number): number | null {
  const given = text(values, name);
  if (given === null) return null;
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(given) ?? [];
  const date = new Date(Number(year), Number(month) - 1, Number(day));
  if (year === '' || date.getMonth() !== Number(month) - 1 || date.getDate() !== Number(day))
    throw new UsageError(`--${name} is a day such as 2026-11-30, not "${harmless(given)}".`);
  return new Date(Number(year), Number(month) - 1, Number(day) + later).getTime();
}

function shiftsOf(values: Values): readonly number[] | null {
  const given = text(values, 'shifts');
  if (given === null) return null;
  const starts = given.split(',').map((part) => {
    const [, hours = '', minutes = ''] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(part.trim()) ?? [];
    return hours === '' ? Number.NaN : Number(hours) * 60 + Number(minutes);
  });
  const sorted = starts.toSorted((a, b) => a - b);
  if (sorted.some((start, index) => Number.isNaN(start) || start === sorted[index - 1]))
    throw new UsageError(`--shifts names when shifts begin, for example 06:00,14:00,22:00, not "${harmless(given)}".`);
  return sorted;
}
