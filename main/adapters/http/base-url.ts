import { isApiPath, isBaseUrl } from '../../../protocol/factory-address';
import { text, type Texts } from '../../../protocol/texts/text';
import type { FactoryAddress } from '../../domain/ports/factory';

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

/** The same address whichever way its base is written: letter case of the host, default port, a slash at the end. */
export function factoryAddress(baseUrl: string, path: string): FactoryAddress {
  const url = apiAddress(baseUrl, '/');
  // One that is none is still another than the one that is entered in its place; a password must not be kept.
  if (url === null) return { base: baseUrl.replace(/^.*@/s, ''), path };
  return { base: `${url.origin}${url.pathname.replace(/\/$/, '')}`, path };
}
