import { createHash, createPublicKey, type KeyObject } from 'node:crypto';

/** One public key of one device. */
export interface DeviceKey {
  readonly sn: string;
  readonly keyId: string;
  readonly publicKey: KeyObject;
}

const RAW_BYTES = 32;
const LONGEST_SERIAL = 128;

/**
 * Reads `SERIAL BASE64` lines, as `burnin-agent keygen` prints them; empty lines and those that start with `#` are passed over.
 * @returns the keys in order, or the number of the first line that is no key
 */
export function readDeviceKeys(text: string): { readonly keys: readonly DeviceKey[] } | { readonly badLine: number } {
  const keys: DeviceKey[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const [, sn = '', base64 = ''] = /^(.*\S)\s+(\S+)$/.exec(trimmed) ?? [];
    const key = sn === '' || sn.length > LONGEST_SERIAL ? null : deviceKey(sn, base64);
    if (key === null) return { badLine: index + 1 };
    keys.push(key);
  }
  return { keys };
}

function deviceKey(sn: string, base64: string): DeviceKey | null {
  const raw = Buffer.from(base64, 'base64');
  // Node reads base64 tolerantly; what does not come back the same was a slip of the hand.
  if (raw.length !== RAW_BYTES || raw.toString('base64') !== base64) return null;
  return {
    sn,
    keyId: createHash('sha256').update(raw).digest('hex').slice(0, 16),
    publicKey: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' }),
  };
}
