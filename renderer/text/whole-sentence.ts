import type { Refusal } from '../../messages/reply-in-words';

/** A refusal with all that is wrong with what was entered. */
export function wholeSentence(error: Refusal): string {
  return [error.sentence, ...error.issues.map(({ at, what }) => `${at}: ${what}`)].join(' ');
}
