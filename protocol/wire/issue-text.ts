import type * as z from 'zod';
import { type Text, text, type TextParam } from '../texts/text';
import type { VALUE_TEXTS } from '../texts/value-texts';
import { isLibraryMessage, issuePath, unknownKeys } from './describe-issue';

type ValueCode = keyof typeof VALUE_TEXTS;
type ValueParams<Code extends ValueCode> = Readonly<Record<(typeof VALUE_TEXTS)[Code][number], TextParam>>;

const KNOWN_TYPES: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'array', 'object', 'record', 'null']);

/** What a schema says of a value that does not fit: `z.string({ error: fault('value.noUuid') })`, which `issueText` reads. */
export function fault<Code extends ValueCode>(
  code: Code,
  ...[params]: (typeof VALUE_TEXTS)[Code]['length'] extends 0 ? [] : [ValueParams<Code>]
): string {
  return JSON.stringify(params === undefined ? { code } : { code, params });
}

/** Of the first fault of a parse: where it is, and what is wrong there. @param inside keys that lead to what was parsed */
export function firstFault(error: z.ZodError, inside: readonly string[]): { readonly at: string; readonly fault: Text } {
  const [issue] = error.issues;
  return { at: issuePath(issue, inside), fault: issue === undefined ? text('value.unreadable') : issueText(issue) };
}

/** What is wrong with one value: of the library's own messages as `describe-issue` words them. */
export function issueText(issue: z.core.$ZodIssue): Text {
  if (issue.message.startsWith('{"code":"value.')) return JSON.parse(issue.message) as Text;
  if (!isLibraryMessage(issue)) return text('verbatim', { text: issue.message });
  switch (issue.code) {
    case 'invalid_type': {
      const received = /received (\w+)$/.exec(issue.message)?.[1] ?? '';
      if (received === 'undefined') return text('value.missing');
      const isKnown = issue.expected !== 'int' && KNOWN_TYPES.has(received);
      return text('value.wrongType', { expected: issue.expected, received: isKnown ? received : 'other' });
    }
    case 'invalid_value': {
      const [last = '', ...before] = issue.values.map(String).toReversed();
      return before.length === 0
        ? text('value.only', { choice: last })
        : text('value.oneOf', { before: before.toReversed().join(', '), last });
    }
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
      return text('value.unknownKeys', { keys: unknownKeys(issue.keys) });
    default:
      return text('value.unreadable');
  }
}
