/**
 * Takes the password out of a broker URL, so that the URL can be shown, stored and logged.
 * @returns the URL as given when it carries no password or cannot be read
 */
export function splitPassword(address: string): { readonly url: string; readonly password: string | null } {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return { url: address, password: null };
  }
  if (url.password === '') return { url: address, password: null };
  const password = decoded(url.password);
  url.password = '';
  return { url: url.href, password };
}

/** A lone `%` is no escape: such a password stands there as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
