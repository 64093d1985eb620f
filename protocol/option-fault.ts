import { nearWord } from './near-word';
import { visibleText, withoutPasswords } from './visible-text';

const LONGEST = 120;

/**
 * What is wrong with a command line, in one sentence without passwords.
 * @param error what `parseArgs` of `node:util` threw
 * @param known the names of all options, without dashes
 */
export function optionFault(error: unknown, known: readonly string[]): string {
  const message = withoutPasswords(error instanceof Error ? error.message : String(error));
  const [, unknown] = /^Unknown option '(.*?)'(?:\. To specify|$)/s.exec(message) ?? [];
  if (unknown !== undefined) {
    const meant = nearWord(unknown.replace(/^-+/, ''), unknown.startsWith('--') ? known : []);
    return `There is no option ${visibleText(unknown, LONGEST)}.${meant === undefined ? '' : ` Is --${meant} meant?`}`;
  }
  const [, option = ''] = /^Option '(?:-\w, )?(--[^' ]+)/.exec(message) ?? [];
  if (option === '') return `The options cannot be read: ${visibleText(message, LONGEST)}`;
  if (message.includes('does not take')) return `${option} takes no value.`;
  const dash = message.includes('ambiguous') ? `; one that begins with - is written ${option}=-1` : '';
  return `${option} needs a value behind it${dash}.`;
}
