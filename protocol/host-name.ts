import { hasInvisibleCharacter } from './visible-text';

const MAX_CHARACTERS = 253;

/** Whether a text can be the name or the IP address of a host: a URL, a path or a password with a host behind it is none. */
export function isHostName(text: string): boolean {
  return text !== '' && text.length <= MAX_CHARACTERS && !/[\s/\\?#@]/u.test(text) && !hasInvisibleCharacter(text);
}
