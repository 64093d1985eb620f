import type { Refusal } from '../../messages/reply-in-words';
import { messages } from '../messages';

/** Dotted path of a setting (`broker.url`) or of a secret (`secrets.apiToken`) to what is wrong with it. */
export type FieldErrors = ReadonlyMap<string, string>;

/** A refusal sorted to the fields that it is about; `general` is what belongs to none. */
export interface SortedErrors {
  readonly fields: FieldErrors;
  readonly general: string;
}

export const NO_ERRORS: SortedErrors = { fields: new Map(), general: '' };

/** Sorts main's refusal: an issue is at `settings.broker.url`, of an entry of a list at `settings.scan.serviceNics.3`. */
export function sortErrors(error: Refusal, known: (path: string) => boolean): SortedErrors {
  if (error.kind !== 'invalidInput') return { fields: new Map(), general: error.sentence };
  const fields = new Map<string, string>();
  const rest: string[] = [];
  for (const { at, what } of error.issues) {
    const path = at.replace(/^settings\./, '').replace(/\.\d+$/, '');
    if (known(path)) fields.set(path, fields.get(path) ?? what);
    else rest.push(`${at}: ${what}`);
  }
  return { fields, general: rest.length > 0 ? [messages.settings.invalid, ...rest].join(' ') : messages.settings.invalid };
}
