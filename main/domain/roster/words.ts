import { text as textOf, type Text } from '../../../protocol/texts/text';
import { fitsOneOf } from '../../../protocol/labels/mask';
import { visibleText } from '../../../protocol/visible-text';
import { isFooter } from './footer-lines';
import { shapeOf } from './shape';

const BULLET =
  /^(?:(?:[-–—•*·▪◦‣●○■□]|\d{1,5}[.)]|[([]\d{1,5}[)\]])\s+|(?:[\u2460-\u249B\u24EB-\u24FF]|（\d{1,5}）|\d{1,5}[、．）])\s*)\S/;
/** Two texts with a sign between them that says `to`. */
const RANGE =
  /^(\S*?\d)(?:\s*(?:\.{2,}|…|→|->|~)\s*|\s+(?:[-–—]|to|bis|until|thru|through|au|al|ate|do|til|till|tot)\s+)(\S*\d)$/i;
/** Each line of a mail that is answered. */
const ANSWERED = /^>+\s*\S/;
const REMARK = /^(?:\/\/|--|REM\s)/i;

/** What a text has besides a serial number or instead of one: a bullet, a remark, the footer of a page, a range. Null when it may be one. */
export function notAlone(line: string, masks: readonly string[]): Text | null {
  const text = line.trim();
  if (fitsOneOf(text, masks)) return null;
  if (isFooter(text)) return textOf('rosterLine.footer', { shown: visibleText(text, 60) });
  if (isNamedRange(text)) return textOf('rosterLine.range');
  if (BULLET.test(text)) return textOf('rosterLine.bullet');
  if (ANSWERED.test(text)) return textOf('rosterLine.answered');
  if (REMARK.test(text)) return textOf('rosterLine.remark');
  return null;
}

/** `AA-01..AA-20`, `AA-01 - AA-20`, `AA-01 to AA-20`: the sign says that it is one. */
function isNamedRange(text: string): boolean {
  const [, from = '', to = ''] = RANGE.exec(text) ?? [];
  const start = from.replace(/\d+$/, '');
  return /\d$/.test(from) && (to.replace(/\d+$/, '') === start || /^\d+$/.test(to));
}

/**
 * Judges lines of a list with blanks between words. Serial numbers have none, unless at least two lines and most of the list have
 * the same shape, or a mask of the plant says so.
 */
export class WordRules {
  readonly #usual: string | null;
  readonly #masks: readonly string[];

  constructor(lines: readonly string[], masks: readonly string[]) {
    this.#masks = masks;
    this.#usual = usualShape(lines);
  }

  /** Why a line of a list is no single serial number; null when it may be one. */
  problemOf(line: string): Text | null {
    const text = line.trim();
    if (fitsOneOf(text, this.#masks)) return null;
    if (!/\s/.test(text)) return null;
    return this.#usual !== null && shapeOf(text) === this.#usual ? null : textOf('rosterLine.severalOrQuoted');
  }
}

/** @param lines none of them empty */
function usualShape(lines: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const text = line.trim();
    if (!mayBeOneSerial(text)) continue;
    const shape = shapeOf(text);
    counts.set(shape, (counts.get(shape) ?? 0) + 1);
  }
  const [shape, count] = [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? [null, 0];
  return count > 1 && count > lines.length / 2 ? shape : null;
}

/**
 * A remark after a serial number has no digit; several serial numbers have one shape. Groups of a serial number are short, and no sign
 * stands alone between them or ends one: `Q186I15901 Rack 7`, `1: Q186I15901` and `AB12 / 3` have a note beside them.
 */
function mayBeOneSerial(line: string): boolean {
  if (!/\s/.test(line)) return false;
  const words = line.split(/\s+/);
  const [first = ''] = words;
  if (!/\d|^\p{L}$/u.test(words.at(-1) ?? '')) return false;
  if (words.some((word) => (word.length > 7 && /\d/.test(word)) || /[:=]$|^[^\p{L}\p{N}]+$/u.test(word))) return false;
  if (!/\d/.test(first) || !/\p{L}/u.test(first)) return true;
  const shape = shapeOf(first);
  return words.some((word) => shapeOf(word) !== shape);
}
