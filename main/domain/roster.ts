import { SerialNumber } from '../../protocol/ids';
import type { ParsedRoster } from '../../protocol/ipc';
import { isPlaceholderSerial } from '../../protocol/serial';

const MAX_DEVICES = 20_000;
const HEADER_WORDS = new Set([
  'sn',
  'serial',
  'serialno',
  'serial no',
  'serial number',
  'serialnumber',
  'serial_number',
  'serial_no',
]);

/**
 * Reads a roster: one serial number per line, or CSV (comma, semicolon or tab; quoted fields; the serial column is the one
 * whose header says so, otherwise the first). Empty lines and lines that start with `#` are passed over. Every line that
 * cannot be used is named with why.
 */
export function parseRoster(text: string): ParsedRoster {
  const serials: string[] = [];
  const problems: ParsedRoster['problems'] = [];
  const lineOf = new Map<string, number>();
  let column = 0;
  let headerPossible = true;
  for (const [index, rawLine] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = index + 1;
    if (rawLine.trim() === '' || rawLine.trimStart().startsWith('#')) continue;
    const fields = splitFields(rawLine);
    if (headerPossible) {
      headerPossible = false;
      const header = fields.findIndex((field) => HEADER_WORDS.has(field.trim().toLowerCase()));
      if (header !== -1) {
        column = header;
        continue;
      }
    }
    const field = (fields[column] ?? '').trim();
    const refuse = (sentence: string, harmless = false): void =>
      void problems.push({ line, text: rawLine.slice(0, 200), sentence, ...(harmless ? { harmless } : {}) });
    const before = lineOf.get(field);
    if (field === '') refuse('There is no serial number on this line.');
    else if (!SerialNumber.safeParse(field).success)
      refuse(`The serial number has ${field.length} characters; at most 128 are read.`);
    else if (hasControlCharacter(field)) refuse('The serial number has a control character in it.');
    else if (isPlaceholderSerial(field)) refuse(`"${field}" is a placeholder, not a serial number.`);
    else if (before !== undefined) refuse(`${field} stands on line ${before} already.`, true);
    else if (serials.length >= MAX_DEVICES) refuse(`A roster holds at most ${MAX_DEVICES} devices.`);
    else {
      lineOf.set(field, line);
      serials.push(field);
    }
  }
  return { serials, problems };
}

function hasControlCharacter(text: string): boolean {
  return /\p{Cc}|\p{Cf}/u.test(text);
}

function splitFields(line: string): string[] {
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let index = 0; index < line.length; index += 1) {
    const char = line.charAt(index);
    if (quoted) {
      if (char !== '"') field += char;
      else if (line.charAt(index + 1) === '"') {
        field += '"';
        index += 1;
      } else quoted = false;
    } else if (char === '"' && field.trim() === '') {
      field = '';
      quoted = true;
    } else if (char === ',' || char === ';' || char === '\t') {
      fields.push(field);
      field = '';
    } else field += char;
  }
  fields.push(field);
  return fields;
}
