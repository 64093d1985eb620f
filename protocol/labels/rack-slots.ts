import { bareCode, type LabelPatterns } from './classify-code';
import { fitsOneOf } from './mask';

/** Names of a rack's slots, row by row from the top, each from the left; null: no slot is there. */
export type SlotRows = readonly (readonly (string | null)[])[];

/** How the slots of a new rack are named: `A1` by row and column, or `1`, `2`, … */
export type SlotNaming = 'letters' | 'numbers';

/** More than anybody sees at once. */
export const MAX_SLOTS = 1_000;
export const MAX_IN_A_ROW = 100;
export const MAX_SLOT_NAME = 24;
/** What stands in a row's text where no slot is. */
const GAP = '-';

/** The names alone, in the order of reading. */
export function slotNames(rows: SlotRows): string[] {
  return rows.flatMap((row) => row.filter((name) => name !== null));
}

/** The slots of a rack that has so many rows and columns. */
export function numberedRows(rows: number, columns: number, naming: SlotNaming): string[][] {
  return Array.from({ length: rows }, (_row, row) =>
    Array.from({ length: columns }, (_column, column) =>
      naming === 'numbers' ? String(row * columns + column + 1) : `${letters(row)}${column + 1}`,
    ),
  );
}

/** A, B, …, Z, AA, AB, … */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${letters(Math.floor(index / 26) - 1)}${last}`;
}

/** The rows as a person writes them: a line for each, names with blanks between, `-` where no slot is. */
export function rowsInText(rows: SlotRows): string {
  return rows.map((row) => row.map((name) => name ?? GAP).join(' ')).join('\n');
}

export function rowsOfText(text: string): (string | null)[][] {
  return text
    .split(/\r?\n/)
    .map((line) => line.split(/[\s,;|]+/).filter((name) => name !== ''))
    .filter((names) => names.length > 0)
    .map((names) => names.map((name) => (name === GAP ? null : name)));
}

/** What is wrong with the slots of a rack: what it is, and the name that it is about. */
export interface SlotFault {
  readonly kind: 'none' | 'tooMany' | 'rowTooLong' | 'nameTooLong' | 'twice';
  readonly name: string;
}

/** Null when a rack may have these slots. Capitals and small letters are alike, as for a scanner. */
export function slotFault(rows: SlotRows): SlotFault | null {
  const names = slotNames(rows);
  if (names.length === 0) return { kind: 'none', name: '' };
  if (names.length > MAX_SLOTS) return { kind: 'tooMany', name: '' };
  if (rows.some((row) => row.length > MAX_IN_A_ROW)) return { kind: 'rowTooLong', name: '' };
  const long = names.find((name) => name.length > MAX_SLOT_NAME);
  if (long !== undefined) return { kind: 'nameTooLong', name: long };
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name.toUpperCase())) return { kind: 'twice', name };
    seen.add(name.toUpperCase());
  }
  return null;
}

/** What a scanned code says of a rack's slots; null where it is no slot's label. */
export interface SlotCode {
  /** Null: the code is a slot's label by the plant's patterns, and this rack has no such slot. */
  readonly slot: string | null;
  /** The code as it is to be shown. */
  readonly code: string;
}

/**
 * A code is a slot's label when it is the name of one, or fits one of the plant's patterns (`labels.slot`) and ends with the name behind a
 * sign: `SLOT-A3` and `R7/A3` name the slot A3.
 */
export function slotOfCode(scanned: string, rows: SlotRows, patterns: LabelPatterns): SlotCode | null {
  const code = bareCode(scanned, patterns);
  if (code === '') return null;
  const upper = code.toUpperCase();
  const names = slotNames(rows);
  const exact = names.find((name) => name.toUpperCase() === upper);
  if (exact !== undefined) return { slot: exact, code };
  if (!fitsOneOf(code, patterns.slot)) return null;
  const behind = names.filter(
    (name) => upper.endsWith(name.toUpperCase()) && /[^\p{L}\p{N}]/u.test(code.at(-name.length - 1) ?? ''),
  );
  return { slot: behind.toSorted((a, b) => b.length - a.length)[0] ?? null, code };
}
