import { isApiPath, isBaseUrl } from '../../../protocol/factory-address';
import { text, type Texts } from '../../../protocol/texts/text';

/** Said in place of an answer while the address of a factory API in the settings is none. */
export const BAD_ADDRESS: Texts = [text('mes.badAddress')];

/**
 * Where a factory API is, the one way for all of them: the path behind the base URL as both are written. Null when they make no
 * address, or one that would lead to another place than they say.
 */
export function apiAddress(baseUrl: string, path: string): URL | null {
  const whole = `${baseUrl.replace(/\/$/, '')}${path}`;
  return isBaseUrl(baseUrl) && isApiPath(path) && URL.canParse(whole) ? new URL(whole) : null;
}
