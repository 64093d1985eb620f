import { visibleText } from '../../../protocol/visible-text';
import { endsAfter15Digits } from './serial-cell';

const EXAMPLES = 5;
/** Of the numbers, so many have to be of one length before a shorter one is odd. */
const USUAL = 0.8;

/** What looks as if a spreadsheet had changed it, and may still be right. */
export function hintsFor(serials: readonly string[]): string[] {
  const numbers = serials.filter((serial) => /^\d+$/.test(serial));
  return [...endHints(numbers), ...zeroHints(numbers, serials.length)];
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
