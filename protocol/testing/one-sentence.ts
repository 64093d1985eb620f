import { hasInvisibleCharacter } from '../visible-text';

/** What is wrong with a sentence that people are to read; empty when nothing is. */
export function faultIn(sentence: string): string {
  if (!/^.{5,500}\.$/u.test(sentence)) return `not one sentence: ${sentence}`;
  return hasInvisibleCharacter(sentence) ? `has characters that cannot be seen: ${JSON.stringify(sentence)}` : '';
}
