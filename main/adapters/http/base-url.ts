/** Said in place of an answer while the address of the factory's APIs in the settings is none. */
export const BAD_BASE_URL =
  'The address of the factory APIs cannot be read. Write it in the settings, or for the burnin command in --api, as http://host:port or https://host.';

/** Null when the text is no address of a web server. */
export function readBaseUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
}
