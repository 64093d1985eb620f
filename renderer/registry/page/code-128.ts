/**
 * Code 128 (ISO/IEC 15417): every symbol is three bars and three spaces, eleven modules wide; the stop has one bar more. Written out here as
 * the widths of bar, space, bar, … by symbol value.
 */
const WIDTHS =
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 ' +
  '223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 ' +
  '112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 ' +
  '311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 ' +
  '122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 ' +
  '214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112';
const SYMBOLS: readonly string[] = WIDTHS.split(' ');

const TO_C = 99;
const TO_B = 100;
const START_B = 104;
const START_C = 105;
const STOP = 106;
const MODULUS = 103;
/** From so many digits on, two of them share a symbol. At the ends of the text the change costs less than in its middle. */
const DIGITS_AT_END = 4;
const DIGITS_INSIDE = 6;

/** Whether Code 128 can carry the text: printable ASCII, at least one character. */
export function fitsCode128(text: string): boolean {
  return /^[ -~]+$/.test(text);
}

/**
 * The widths of bars and spaces in modules, a bar first. The quiet zones of ten modules at both ends are not part of it.
 * Throws a `RangeError` for a text that `fitsCode128` refuses.
 */
export function code128(text: string): readonly number[] {
  if (!fitsCode128(text)) throw new RangeError('Code 128 carries printable ASCII only');
  const values = symbolValues(text);
  const check = values.reduce((sum, value, index) => sum + value * Math.max(1, index), 0) % MODULUS;
  return [...values, check, STOP].flatMap((value) => Array.from(SYMBOLS[value] ?? '', Number));
}

/** Start symbol and data, in set B for text and set C for longer runs of digits. */
function symbolValues(text: string): readonly number[] {
  const values: number[] = [];
  let set: 'B' | 'C' | null = null;
  const change = (wanted: 'B' | 'C'): void => {
    if (set === wanted) return;
    if (set === null) values.push(wanted === 'B' ? START_B : START_C);
    else values.push(wanted === 'B' ? TO_B : TO_C);
    set = wanted;
  };
  for (const run of text.match(/\d+|\D+/g) ?? []) {
    const atEnd = text.startsWith(run) || text.endsWith(run);
    const pairs = /^\d/.test(run) && run.length >= (atEnd ? DIGITS_AT_END : DIGITS_INSIDE);
    // An odd digit goes before its run in set B.
    const single = pairs ? run.length % 2 : run.length;
    if (single > 0) change('B');
    for (const character of run.slice(0, single)) values.push((character.codePointAt(0) ?? 0) - 32);
    if (!pairs) continue;
    change('C');
    for (let at = single; at < run.length; at += 2) values.push(Number(run.slice(at, at + 2)));
  }
  return values;
}
