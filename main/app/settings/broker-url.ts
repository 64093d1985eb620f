import { hasUnencodedSign } from '../../../protocol/broker-url';

/**
 * Takes the password out of a broker URL, so that the URL can be shown, stored and logged.
 * @returns the URL as given when it carries no password; from one that cannot be read, what stands where a password would stand is taken
 */
export function splitPassword(address: string): { readonly url: string; readonly password: string | null } {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return splitUnreadable(address);
  }
  if (url.hostname === '' || hasUnencodedSign(address)) return splitUnreadable(address);
  if (url.password === '') return { url: address, password: null };
  const password = decoded(url.password);
  url.password = '';
  return { url: url.href, password };
}

/** How an address begins before the user; nothing where the slashes were forgotten. */
const BEGINNING = /^(?:[a-z][a-z0-9+.-]*:\/+|[^/?#@:]*\/+)?/i;

/** `user:password@` in what is no URL, for example because of its port or of a forgotten slash; a password may hold any sign. */
function splitUnreadable(address: string): { readonly url: string; readonly password: string | null } {
  const [beginning = ''] = BEGINNING.exec(address) ?? [];
  const [, user, password, rest] = /^([^/?#@:]*):(.*)(@[^@]*)$/s.exec(address.slice(beginning.length)) ?? [];
  if (user === undefined || password === undefined || rest === undefined) return { url: address, password: null };
  return { url: beginning + user + rest, password: password === '' ? null : decoded(password) };
}

/** A lone `%` is no escape: such a password stands there as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
