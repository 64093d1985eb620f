import { text, type Texts } from '../../../protocol/texts/text';

/** Said in place of an answer while the address of the factory's APIs in the settings is none. */
export const BAD_BASE_URL: Texts = [text('mes.badAddress')];

/** Null when the text is no address of a web server. */
export function readBaseUrl(address: string): URL | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
}
