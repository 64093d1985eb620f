import * as z from 'zod';
import { readAs } from '../../../../protocol/read-as';
import { visibleText } from '../../../../protocol/visible-text';
import { type Text, text } from '../../../../protocol/texts/text';
import { fault, firstFault } from '../../../../protocol/wire/issue-text';
import type { NotUnderstood, Properties, PropertyValue } from '../model';
import { refuse } from './refusal';

/** More are not listed; the submission is kept as it came anyway. */
const MAX_NOTES = 200;
const MAX_KEY_CHARACTERS = 64;

/** Reads the keys of one object of a submission, one by one, and remembers which were asked for. */
export interface FieldReader {
  /** Where the object stands, for example `components[2]`; empty for the submission itself. */
  readonly at: string;
  /** Where a key of it stands. */
  path(key: string): string;
  has(key: string): boolean;
  /** The value of a key by a schema (`undefined` where it is absent); refuses the submission where it does not fit. */
  take<S extends z.ZodType>(key: string, schema: S): z.output<S>;
  /** The first of several names of one thing under which something is known; all of them count as read. */
  takeFirst<T>(keys: readonly string[], schema: z.ZodType<T | null>): T | null;
  /** Keys that are known and mean nothing here. */
  pass(...keys: readonly string[]): void;
  /** Says of a key that it was not understood. */
  note(key: string, why: Text): void;
  /** Plain values of all keys that nobody asked for. */
  takePlainRest(): Properties;
  /** Notes every key that nobody asked for. */
  noteRest(): void;
}

/** @param notes where what is not understood is put */
export function readFields(value: unknown, at: string, notes: NotUnderstood[]): FieldReader {
  if (!isObject(value)) {
    refuse('ValidationError', at === '' ? text('registry.noObject') : text('registry.mustBeObject', { at: shown(at) }), at);
  }
  const asked = new Set<string>();
  const path = (key: string) => (at === '' ? shown(key) : `${at}.${shown(key)}`);
  const note = (key: string, why: Text) => {
    if (notes.length < MAX_NOTES) notes.push({ field: path(key), reason: [why] });
  };
  const rest = () => Object.keys(value).filter((key) => !asked.has(key));
  const take = <S extends z.ZodType>(key: string, schema: S): z.output<S> => {
    asked.add(key);
    const read = readAs(schema, Object.hasOwn(value, key) ? value[key] : undefined);
    if (!read.success) {
      const inner = read.error.issues[0]?.path ?? [];
      refuse(
        'ValidationError',
        text('registry.badValue', firstFault(read.error, [path(key)])),
        [path(key), ...inner.map(String)].join('.'),
      );
    }
    return read.data;
  };
  return {
    at,
    path,
    take,
    takeFirst: (keys, schema) => keys.map((key) => take(key, schema)).find((read) => read !== null) ?? null,
    has: (key) => Object.hasOwn(value, key) && value[key] !== undefined,
    pass(...keys) {
      for (const key of keys) asked.add(key);
    },
    note,
    takePlainRest() {
      const entries: [string, PropertyValue][] = [];
      for (const key of rest()) {
        const plain: unknown = value[key];
        if (!isPlain(plain) || !/^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(key)) continue;
        asked.add(key);
        entries.push([key, plain]);
      }
      return Object.fromEntries(entries);
    },
    noteRest() {
      for (const key of rest()) if (value[key] !== null) note(key, text('note.unknownKey'));
    },
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPlain(value: unknown): value is PropertyValue {
  if (typeof value === 'string') return value.length <= 4096;
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}

function shown(key: string): string {
  return visibleText(key, MAX_KEY_CHARACTERS).replaceAll('`', '?');
}

// ---------------------------------------------------------------- values

/** What is absent, null or (of texts) blank is unknown. */
export function orNull<S extends z.ZodType>(schema: S) {
  return schema.nullish().transform((value) => value ?? null);
}

/** Trimmed; blank is unknown. */
export function textOf(maxCharacters: number) {
  return orNull(
    z
      .string()
      .trim()
      .max(maxCharacters)
      .transform((trimmed) => (trimmed === '' ? null : trimmed)),
  );
}

const QUOTED = /^\s*(-?\d{1,18}(?:\.\d{1,12})?)(?:\s+(\S.*?))?\s*$/;

/** A finite number; digits in quotes are read too, and with one of these units behind them, as some agents print quantities. */
function numeric(units: readonly string[]) {
  const [unit] = units;
  const error = unit === undefined ? fault('value.noNumber') : fault('value.noNumberIn', { unit });
  const quoted = z.string().transform((written, context) => {
    const [, digits, behind] = QUOTED.exec(written) ?? [];
    if (digits !== undefined && (behind === undefined || units.includes(behind))) return Number(digits);
    context.addIssue({ code: 'custom', message: error });
    return z.NEVER;
  });
  return z.union([z.number(), quoted], { error });
}

export function numberFrom(min: number, max: number, units: readonly string[] = []) {
  return numeric(units).pipe(
    z
      .number()
      .min(min, { error: fault('value.below', { least: String(min) }) })
      .max(max, { error: fault('value.above', { most: String(max) }) }),
  );
}

/** What stands behind the point is cut off, as the registry has always done. */
export function wholeFrom(min: number, max: number, units: readonly string[] = []) {
  return numeric(units)
    .transform(Math.trunc)
    .pipe(
      z
        .int({ error: fault('value.noWholeNumber') })
        .min(min, { error: fault('value.below', { least: String(min) }) })
        .max(max, { error: fault('value.above', { most: String(max) }) }),
    );
}

const TIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?(Z|[+-]\d{2}:?\d{2})?$/i;
const NOT_A_TIME = fault('value.noTime', { example: '2026-01-31T13:45:00Z' });

/** ISO 8601, with `T` or a blank in the middle; without a zone it is UTC. Comes out as UTC with milliseconds. */
export const Instant = z
  .string({ error: NOT_A_TIME })
  .trim()
  .regex(TIME, { error: NOT_A_TIME })
  .transform((written, context) => {
    const zone = TIME.exec(written)?.[1];
    const iso = written.replace(' ', 'T').replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
    const dateOnly = !iso.includes('T');
    const ms = Date.parse(zone === undefined && !dateOnly ? `${iso}Z` : iso);
    if (Number.isNaN(ms)) {
      context.addIssue({ code: 'custom', message: NOT_A_TIME });
      return z.NEVER;
    }
    return new Date(ms).toISOString();
  });

/** Any list; its entries are read one by one. */
export function listOf(maxEntries: number) {
  return z
    .array(z.unknown(), { error: fault('value.noList') })
    .max(maxEntries, { error: fault('value.moreEntries', { most: String(maxEntries) }) })
    .nullish()
    .transform((list) => list ?? null);
}

export const Uuid = z
  .string({ error: fault('value.noUuid') })
  .trim()
  .toLowerCase()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, { error: fault('value.noUuid') });

export const DeviceNumberField = z.int({ error: fault('value.noDeviceNumber') }).min(1, { error: fault('value.noDeviceNumber') });
