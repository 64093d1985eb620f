import { messages } from '../messages';

/** Texts beside each other, as the language separates them. */
export function listed(texts: readonly string[]): string {
  const [first = '', ...others] = texts;
  return others.length === 0 ? first : messages.listed({ first, rest: listed(others) });
}

/** What stands between two parts of a list where each is an element of its own. */
export function betweenListed(): string {
  return listed(['', '']);
}
