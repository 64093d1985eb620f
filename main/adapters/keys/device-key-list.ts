import { createHash, createPublicKey, type KeyObject } from 'node:crypto';

/** One public key of one device. */
export interface DeviceKey {
  readonly sn: string;
  readonly keyId: string;
  /** Its 32 bytes in base64; `publicKeyOf` makes a key of them. */
  readonly base64: string;
}

/** 32 bytes exactly as base64 writes them: anything else was a slip of the hand. */
const KEY = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;
const MAX_SERIAL = 128;
/** What a serial number has that was not written as UTF-8: it would be a key of no device. */
const UNREADABLE = /\uFFFD/;

/**
 * Reads `SERIAL BASE64` lines, as `burnin-agent keygen` prints them; empty lines and those that start with `#` are passed over.
 * @returns the keys in order, or the number of the first line that is no key
 */
export function readDeviceKeys(text: string): { readonly keys: readonly DeviceKey[] } | { readonly badLine: number } {
  const keys: DeviceKey[] = [];
  const known = new Map<string, string>();
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const [, sn = '', base64 = ''] = /^(.*\S)\s+(\S+)$/.exec(trimmed) ?? [];
    if (sn === '' || sn.length > MAX_SERIAL || UNREADABLE.test(sn) || !KEY.test(base64)) return { badLine: index + 1 };
    const keyId = known.get(base64) ?? keyIdOf(base64);
    known.set(base64, keyId);
    keys.push({ sn, keyId, base64 });
  }
  return { keys };
}

/** The Ed25519 key that checks signatures. Made when one is checked: of a long file few keys are needed at a time. */
export function publicKeyOf({ base64 }: Pick<DeviceKey, 'base64'>): KeyObject {
  return createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(base64, 'base64').toString('base64url') },
    format: 'jwk',
  });
}

function keyIdOf(base64: string): string {
  return createHash('sha256').update(base64, 'base64').digest('hex').slice(0, 16);
}
