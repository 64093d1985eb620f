import { hasInvisibleCharacter } from './visible-text';

/** Signs that end an address, or that programs read in different ways. */
const ODD = /[\s\\"<>^`{|}?#@]/u;
const ODD_IN_PATH = /[\s\\"<>^`{|}#]/u;
const BASE = /^https?:\/\/(?:\[[\da-f:.]+\]|[^/:[\]]+)(?::(\d{1,5}))?(?:\/.*)?$/iu;
const LAST_PORT = 65_535;

/**
 * Whether an address can be the beginning of all addresses of the factory APIs: http or https, host, port and path. A `?`, a `#` or a user
 * name would send what is put behind it to another address.
 */
export function isBaseUrl(address: string): boolean {
  const parts = BASE.exec(address);
  const port = Number(parts?.[1] ?? 80);
  return parts !== null && port > 0 && port <= LAST_PORT && !ODD.test(address) && !hasInvisibleCharacter(address);
}

/** Whether a text can stand behind the base URL: all of it is sent, which is not so from a `#` on. */
export function isApiPath(path: string): boolean {
  return path.startsWith('/') && !ODD_IN_PATH.test(path) && !hasInvisibleCharacter(path);
}
