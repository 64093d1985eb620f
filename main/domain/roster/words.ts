import { fitsOneOf } from '../../../protocol/labels/mask';

const BULLET = /^(?:[-–—•*·▪◦‣●○■□]|\d{1,5}[.)]|[([]\d{1,5}[)\]])\s+\S/;
const REMARK = /^(?:\/\/|--|REM\s)/i;
const SEVERAL =
  'There are several texts on this line. Give the serial number alone, or put it in quotation marks if it has blanks.';

/**
 * Judges lines of a list with blanks between words. Serial numbers have none, unless at least two lines and most of the list have
 * the same shape, or a mask of the plant says so.
 */
export class WordRules {
  readonly #usual: string | null;
  readonly #masks: readonly string[];

  constructor(lines: readonly string[], masks: readonly string[]) {
    this.#masks = masks;
    this.#usual = usualShape(lines.map((line) => line.trim()).filter((line) => line !== ''));
  }

  /** Why a line of a list is no single serial number; null when it may be one. */
  problemOf(line: string): string | null {
    const text = line.trim();
    if (fitsOneOf(text, this.#masks)) return null;
    if (BULLET.test(text)) return 'This line begins with the bullet or the number of a list. Give the serial number alone.';
    if (REMARK.test(text)) return 'This may be a remark. Remove it, or write it with # and a blank.';
    return !/\S\s+\S/.test(text) || shapeOf(text) === this.#usual ? null : SEVERAL;
  }
}

function usualShape(lines: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const line of lines) if (mayBeOneSerial(line)) counts.set(shapeOf(line), (counts.get(shapeOf(line)) ?? 0) + 1);
  const [shape, count] = [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? [null, 0];
  return count > 1 && count > lines.length / 2 ? shape : null;
}

/** A remark after a serial number has no digit; several serial numbers have one shape. Groups of a serial number are short. */
function mayBeOneSerial(line: string): boolean {
  const words = line.split(/\s+/);
  const [first = ''] = words;
  const alike = words.every((word) => shapeOf(word) === shapeOf(first)) && /\d/.test(first) && /\p{L}/u.test(first);
  const long = words.every((word) => word.length > 7 && /\d/.test(word));
  return words.length > 1 && /\d|^\p{L}$/u.test(words.at(-1) ?? '') && !alike && !long;
}

function shapeOf(text: string): string {
  return text.replaceAll(/\p{L}/gu, 'A').replaceAll(/\d/g, '9').replaceAll(/\s+/g, ' ');
}
