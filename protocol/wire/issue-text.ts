import type * as z from 'zod';
import { type Text, text, type TextParam } from '../texts/text';
import type { VALUE_TEXTS } from '../texts/value-texts';
import { visibleText } from '../visible-text';

type ValueCode = keyof typeof VALUE_TEXTS;
type ValueParams<Code extends ValueCode> = Readonly<Record<(typeof VALUE_TEXTS)[Code][number], TextParam>>;

const MAX_KEY_CHARACTERS = 64;
const MAX_FOUND_CHARACTERS = 60;
/** How the library's own messages begin. */
const LIBRARY_MESSAGE = /^(?:Invalid|Too|Unrecognized|Not) /;
const KNOWN_TYPES: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'array', 'object', 'record', 'null']);

/** What a schema says of a value that does not fit: `z.string({ error: fault('value.noUuid') })`, which `issueText` reads. */
export function fault<Code extends ValueCode>(
  code: Code,
  ...[params]: (typeof VALUE_TEXTS)[Code]['length'] extends 0 ? [] : [ValueParams<Code>]
): string {
  return JSON.stringify(params === undefined ? { code } : { code, params });
}

/** Of the first fault of a parse: where it is, and what is wrong there. @param inside keys that lead to what was parsed */
export function firstFault(error: z.ZodError, inside: readonly string[] = []): { readonly at: string; readonly fault: Text } {
  const [issue] = error.issues;
  return { at: issuePath(issue, inside), fault: issue === undefined ? text('value.unreadable') : issueText(issue) };
}

/** The first fault of a parse as a part of a sentence. @param inside keys that lead to what was parsed */
export function faultPart(error: z.ZodError, inside: readonly string[] = []): Text {
  const found = firstFault(error, inside);
  return found.at === '' ? found.fault : text('value.at', found);
}

/**
 * The first fault of a parse as one sentence that names the key.
 * @param inside keys that lead to what was parsed, where it was a part of something
 * @param whole how all that was parsed is called
 */
export function firstFaultText(error: z.ZodError, inside: readonly string[] = [], whole = text('subject.theMessage')): Text {
  return atPlace(firstFault(error, inside), whole);
}

/**
 * The same, with the beginning of what stands there.
 * @param value what was parsed
 * @param more what else is to be said of it, behind that
 */
export function foundFaultText(
  error: z.ZodError,
  value: unknown,
  inside: readonly string[] = [],
  more: Text | null = null,
): Text {
  const { at, fault: what } = firstFault(error, inside);
  let found = value;
  for (const key of error.issues[0]?.path ?? [])
    found = typeof found === 'object' && found !== null && Object.hasOwn(found, key) ? Reflect.get(found, key) : undefined;
  // What is left of a number that was rounded on its way would mislead.
  const rounded = typeof found === 'number' && Number.isInteger(found) && !Number.isSafeInteger(found);
  const json = found === undefined || rounded ? undefined : JSON.stringify(found);
  const shown = json === undefined ? what : text('value.found', { fault: what, found: visibleText(json, MAX_FOUND_CHARACTERS) });
  return atPlace({ at, fault: more === null ? shown : text('value.near', { fault: shown, near: more }) });
}

function atPlace({ at, fault: what }: ReturnType<typeof firstFault>, whole = text('subject.theMessage')): Text {
  return at === '' ? text('fault.whole', { what: whole, fault: what }) : text('fault.at', { at, fault: what });
}

/** What is wrong with one value. */
export function issueText(issue: z.core.$ZodIssue): Text {
  if (issue.message.startsWith('{"code":"value.')) return JSON.parse(issue.message) as Text;
  if (!LIBRARY_MESSAGE.test(issue.message)) return text('verbatim', { text: issue.message });
  switch (issue.code) {
    case 'invalid_type': {
      const received = /received (\w+)$/.exec(issue.message)?.[1] ?? '';
      if (received === 'undefined') return text('value.missing');
      const isKnown = issue.expected !== 'int' && KNOWN_TYPES.has(received);
      return text('value.wrongType', { expected: issue.expected, received: isKnown ? received : 'other' });
    }
    case 'invalid_value':
      return choiceText(issue.values.map(String));
    case 'too_big': {
      const most = String(issue.maximum);
      if (issue.origin === 'string') return text('value.moreCharacters', { most });
      return issue.origin === 'array' ? text('value.moreEntries', { most }) : text('value.above', { most });
    }
    case 'too_small': {
      const least = String(issue.minimum);
      if (issue.origin === 'string') return least === '1' ? text('value.empty') : text('value.fewerCharacters', { least });
      return issue.origin === 'array' ? text('value.fewerEntries', { least }) : text('value.below', { least });
    }
    case 'unrecognized_keys':
      return text('value.unknownKeys', { keys: issue.keys.slice(0, 5).map(keyText).join(', ') });
    default:
      return text('value.unreadable');
  }
}

/** That only these can be chosen. */
export function choiceText(choices: readonly string[]): Text {
  const [last = '', ...before] = choices.toReversed();
  return before.length === 0
    ? text('value.only', { choice: last })
    : text('value.oneOf', { before: before.toReversed().join(', '), last });
}

/** Where the value stands; empty for the whole. */
function issuePath(issue: z.core.$ZodIssue | undefined, inside: readonly string[]): string {
  return [...inside, ...(issue?.path ?? [])].map(keyText).join('.');
}

function keyText(key: PropertyKey): string {
  return visibleText(String(key), MAX_KEY_CHARACTERS).replaceAll('`', '?');
}
