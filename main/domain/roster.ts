import { SerialNumber } from '../../protocol/ids';
import type { ParsedRoster } from '../../protocol/ipc';
import { isPlaceholderSerial } from '../../protocol/serial';
import { hasInvisibleCharacter } from '../../protocol/visible-text';

const MAX_DEVICES = 20_000;
/** A file that is no roster at all has a problem on every line; so many of them tell enough. */
const MAX_PROBLEMS = 200;

type Problem = ParsedRoster['problems'][number];
/** Headers of a serial column, without spaces and punctuation. */
const HEADERS = new Set(['sn', 'snr', 'serial', 'serials', 'serialno', 'serialnr', 'serialnumber', 'serialnumbers', 'devicesn']);

/**
 * Reads a roster: one serial number per line, or CSV (comma, semicolon or tab; quoted fields; the serial column is the one
 * whose header says so, otherwise the first). Empty lines and lines that start with `#` are passed over. Every line that
 * cannot be used is named with why, the first 200 of them; those that only repeat a serial number come after the others.
 */
export function parseRoster(text: string): ParsedRoster {
  const serials: string[] = [];
  const unusable: Problems = { first: [], count: 0 };
  const repeated: Problems = { first: [], count: 0 };
  const lineOf = new Map<string, number>();
  let column = 0;
  let headerPossible = true;
  for (const [index, rawLine] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = index + 1;
    if (rawLine.trim() === '' || rawLine.trimStart().startsWith('#')) continue;
    const { fields, closed } = splitFields(rawLine);
    if (headerPossible) {
      headerPossible = false;
      const header = fields.findIndex((field) => HEADERS.has(field.toLowerCase().replaceAll(/[\s_\-./:#]/g, '')));
      if (header !== -1) {
        column = header;
        continue;
      }
    }
    const field = (fields[column] ?? '').trim();
    const before = lineOf.get(field);
    const problem = (sentence: string): Problem => ({ line, text: rawLine.slice(0, 200), sentence });
    if (closed && before !== undefined) {
      note(repeated, () => ({ ...problem(`${field} stands on line ${before} already.`), harmless: true }));
      continue;
    }
    const sentence = closed ? whyUnusable(field, serials.length) : 'A quotation mark on this line is never closed.';
    if (sentence !== null) note(unusable, () => problem(sentence));
    else {
      lineOf.set(field, line);
      serials.push(field);
    }
  }
  const named = firstOf(unusable, MAX_PROBLEMS, 'have problems too');
  return { serials, problems: [...named, ...firstOf(repeated, MAX_PROBLEMS - named.length, 'stand there already')] };
}

/** Of one kind: those that may be named, and how many there are. */
interface Problems {
  readonly first: Problem[];
  count: number;
}

function note(problems: Problems, problem: () => Problem): void {
  problems.count += 1;
  if (problems.first.length < MAX_PROBLEMS) problems.first.push(problem());
}

/** The first of many, the last of which counts the rest. */
function firstOf({ first, count }: Problems, most: number, what: string): Problem[] {
  const named = first.slice(0, most);
  const last = named.at(-1);
  const rest = count - named.length;
  if (last === undefined || rest === 0) return named;
  return [...named.slice(0, -1), { ...last, sentence: `${last.sentence} ${rest} more lines after it ${what}.` }];
}

function whyUnusable(field: string, serialsSoFar: number): string | null {
  if (field === '') return 'There is no serial number on this line.';
  if (!SerialNumber.safeParse(field).success) return `The serial number has ${field.length} characters; at most 128 are read.`;
  if (hasInvisibleCharacter(field)) return 'The serial number has a control character in it.';
  if (isPlaceholderSerial(field)) return `"${field}" is a placeholder, not a serial number.`;
  return serialsSoFar >= MAX_DEVICES ? `A roster holds at most ${MAX_DEVICES} devices.` : null;
}

function splitFields(line: string): { readonly fields: readonly string[]; readonly closed: boolean } {
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  // Kept beside the field: to trim a growing field at each mark would take time with the square of its length.
  let blank = true;
  const add = (char: string): void => {
    field += char;
    blank &&= char.trim() === '';
  };
  for (let index = 0; index < line.length; index += 1) {
    const char = line.charAt(index);
    if (quoted) {
      if (char !== '"') add(char);
      else if (line.charAt(index + 1) === '"') {
        add(char);
        index += 1;
      } else quoted = false;
    } else if (char === '"' && blank) {
      field = '';
      quoted = true;
    } else if (char === ',' || char === ';' || char === '\t') {
      fields.push(field);
      field = '';
      blank = true;
    } else add(char);
  }
  fields.push(field);
  return { fields, closed: !quoted };
}
