import { isMac } from '../../../protocol/labels/classify-code';
import { fitsOneOf } from '../../../protocol/labels/mask';
import { visibleText } from '../../../protocol/visible-text';
import { endsAfter15Digits, type CellRules } from './serial-cell';

const EXAMPLES = 5;
/** Of the numbers, so many have to be of one length before a shorter one is odd. */
const USUAL = 0.8;

/** What looks as if a spreadsheet had changed it, and may still be right. */
export function hintsFor(serials: readonly string[]): string[] {
  const numbers = serials.filter((serial) => /^\d+$/.test(serial));
  return [...endHints(numbers), ...zeroHints(numbers, serials.length)];
}

/** What one serial number looks like that is usually none; it is taken all the same. */
export function lineHints(serial: string, { serialMasks, other }: Pick<CellRules, 'serialMasks' | 'other'>): string[] {
  const shown = visibleText(serial, 60);
  if (!fitsOneOf(serial, serialMasks)) {
    if (other.badges.includes(serial) || fitsOneOf(serial, other.badge))
      return [`${shown} looks like a badge number. If it is no device, remove the line.`];
    if (fitsOneOf(serial, other.operation))
      return [`${shown} looks like an operation number. If it is no device, remove the line.`];
  }
  if (isMac(serial)) return [`${shown} looks like a MAC address. Compare with the label.`];
  return isRange(serial) ? [`${shown} looks like a range. Write each serial number on a line of its own.`] : [];
}

/** `Q186I15901-Q186I15910`: two texts of one shape that begin alike, the second after the first. */
function isRange(serial: string): boolean {
  const half = (serial.length - 1) / 2;
  const [from, to] = [serial.slice(0, half), serial.slice(half + 1)];
  const shape = (text: string): string => text.replaceAll(/\d/g, '9');
  return (
    half >= 6 &&
    /[-–—]/.test(serial.charAt(half)) &&
    shape(from) === shape(to) &&
    /\d$/.test(from) &&
    from.slice(0, 3) === to.slice(0, 3) &&
    from < to
  );
}

function endHints(numbers: readonly string[]): string[] {
  const ended = numbers.filter(endsAfter15Digits);
  if (ended.length === 0) return [];
  return [
    `${examples(ended)} ${ended.length === 1 ? 'ends' : 'end'} in zeros after 15 digits, as numbers do that went through a spreadsheet. Compare with the label.`,
  ];
}

function zeroHints(numbers: readonly string[], devices: number): string[] {
  const counts = new Map<number, number>();
  for (const { length } of numbers) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [usual, count] = [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? [0, 0];
  const padded = numbers.filter((number) => number.startsWith('0')).map(({ length }) => length);
  const length = padded.length > 0 ? Math.max(...padded) : count >= numbers.length * USUAL ? usual : 0;
  const short = numbers.filter((number) => number.length < length && !number.startsWith('0'));
  if (short.length > 0)
    return [
      `${examples(short)} ${short.length === 1 ? 'has' : 'have'} fewer digits than the others. A spreadsheet takes leading zeros away: compare with the label.`,
    ];
  const few = numbers.filter((number) => number.length < 5);
  return few.length === 0 || few.length < devices
    ? []
    : [`${examples(few)}: short numbers. If the labels have leading zeros, a spreadsheet took them away.`];
}

function examples(numbers: readonly string[]): string {
  const named = numbers
    .slice(0, EXAMPLES)
    .map((number) => visibleText(number, 40))
    .join(', ');
  return numbers.length > EXAMPLES ? `${named} and ${numbers.length - EXAMPLES} more` : named;
}
