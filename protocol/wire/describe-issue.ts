import type * as z from 'zod';
import { visibleText } from '../visible-text';

const MAX_KEY_CHARACTERS = 64;
const MAX_FOUND_CHARACTERS = 60;
/** How the library's own messages begin. */
const LIBRARY_MESSAGE = /^(?:Invalid|Too|Unrecognized|Not) /;
const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};
const PARTS: Readonly<Record<string, string>> = { string: 'characters', array: 'entries' };

/**
 * The first fault of a parse as one sentence that names the key.
 * @param inside keys that lead to what was parsed, where it was a part of something
 */
export function describeFirstIssue(error: z.ZodError, inside: readonly string[] = []): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'The message does not have the expected shape.';
  const path = issuePath(issue, inside);
  return `${path === '' ? 'the message' : `\`${path}\``}: ${issueWords(issue)}.`;
}

/** Where the value stands; empty for the whole. */
export function issuePath(issue: z.core.$ZodIssue | undefined, inside: readonly string[]): string {
  return [...inside, ...(issue?.path ?? [])].map(keyText).join('.');
}

/** What is wrong with one value, without its key: `is below 500`. A schema's own message is plain already. */
export function issueWords(issue: z.core.$ZodIssue): string {
  return isLibraryMessage(issue) ? plain(issue) : issue.message;
}

/** Whether the library says it, and not the schema. */
export function isLibraryMessage({ message }: z.core.$ZodIssue): boolean {
  return LIBRARY_MESSAGE.test(message);
}

/**
 * The same, with the beginning of what stands there.
 * @param value what was parsed
 */
export function describeFound(error: z.ZodError, value: unknown, inside: readonly string[] = []): string {
  const sentence = describeFirstIssue(error, inside);
  let found = value;
  for (const key of error.issues[0]?.path ?? [])
    found = typeof found === 'object' && found !== null && Object.hasOwn(found, key) ? Reflect.get(found, key) : undefined;
  // What is left of a number that was rounded on its way would mislead.
  const rounded = typeof found === 'number' && Number.isInteger(found) && !Number.isSafeInteger(found);
  const json = found === undefined || rounded ? undefined : JSON.stringify(found);
  return json === undefined ? sentence : sentence.replace(/\.$/, `; it is ${visibleText(json, MAX_FOUND_CHARACTERS)}.`);
}

function plain(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type': {
      const received = /received (\w+)$/.exec(issue.message)?.[1] ?? '';
      if (received === 'undefined') return 'is missing';
      const but = issue.expected === 'int' ? undefined : WORDS[received];
      return `must be ${WORDS[issue.expected] ?? issue.expected}${but === undefined ? '' : `, not ${but}`}`;
    }
    case 'invalid_value':
      return `must be ${choiceText(issue.values.map(String))}`;
    case 'too_big':
      return sizeFault('more', 'above', issue.origin, issue.maximum);
    case 'too_small':
      return issue.minimum === 1 && issue.origin === 'string'
        ? 'is empty'
        : sizeFault('fewer', 'below', issue.origin, issue.minimum);
    case 'unrecognized_keys':
      return `has unknown keys: ${unknownKeys(issue.keys)}`;
    default:
      return 'cannot be read';
  }
}

/** The first of them, fit to be shown. */
export function unknownKeys(keys: readonly string[]): string {
  return keys.slice(0, 5).map(keyText).join(', ');
}

/** `a`, `a or b`, `a, b or c` */
export function choiceText(choices: readonly string[]): string {
  const [last = '', ...before] = choices.toReversed();
  return before.length === 0 ? last : `${before.toReversed().join(', ')} or ${last}`;
}

function sizeFault(than: string, beyond: string, origin: string, limit: number | bigint): string {
  const part = PARTS[origin];
  return part === undefined ? `is ${beyond} ${limit}` : `has ${than} than ${limit} ${part}`;
}

function keyText(key: PropertyKey): string {
  return visibleText(String(key), MAX_KEY_CHARACTERS).replaceAll('`', '?');
}
