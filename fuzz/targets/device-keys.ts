import { createHash } from 'node:crypto';
import { publicKeyOf, readDeviceKeys } from '../../main/adapters/keys/device-key-list';
import type { Target } from '../engine/target';
import { about, keep } from './checks';
import { bytesOf, lenientText } from './input-text';

/** Public keys that nobody has the other half of. */
const KEYS = ['one', 'two', 'three'].map((name) => createHash('sha256').update(name).digest('base64'));

/** Making a key takes longer than reading its line; a few of a long file tell enough. */
const MADE_KEYS = 500;

export const deviceKeys: Target = {
  name: 'device-keys',
  reads: 'the file of device keys',
  tokens: [...KEYS, 'SN1', '#', ' ', '\t', '\n', '\r\n', '=', '\uFEFF', 'A'.repeat(43)],
  seeds: () =>
    [
      `# rack 7\nSN1 ${KEYS[0]}\r\nSN 2\t${KEYS[1]}\n\nSN1 ${KEYS[2]}\n`,
      `\uFEFFSN1 ${KEYS[0]}`,
      `SN1 ${KEYS[0]?.slice(0, -1)}`,
      'SN1',
      `SN1 ${'A'.repeat(43)}=\n`,
    ].map(bytesOf),
  run(bytes) {
    const text = lenientText(bytes);
    const lines = text.split(/\r\n|\n|\r/);
    const read = readDeviceKeys(text);
    if ('badLine' in read) {
      keep(read.badLine >= 1 && read.badLine <= lines.length, 'a line that is no key is one of the file’s', () =>
        String(read.badLine),
      );
      const before = readDeviceKeys(lines.slice(0, read.badLine - 1).join('\n'));
      keep('keys' in before, 'the first line that is no key is named');
      return `bad line after ${about(before.keys.length)}`;
    }
    const words = new Set(text.split(/\s+/));
    for (const { sn, keyId, base64 } of read.keys) {
      keep(sn === sn.trim() && sn.length >= 1 && sn.length <= 128, 'a key belongs to a serial number', () => sn);
      keep(words.has(base64), 'a key is the one that was written', () => keyId);
      keep(/^[0-9a-f]{16}$/.test(keyId), 'a key has a name', () => keyId);
    }
    for (const key of read.keys.slice(0, MADE_KEYS)) {
      const made = publicKeyOf(key);
      const raw = Buffer.from(made.export({ format: 'jwk' }).x ?? '', 'base64url');
      keep(raw.length === 32 && made.asymmetricKeyType === 'ed25519', 'a key is an Ed25519 key of 32 bytes');
      keep(raw.toString('base64') === key.base64, 'a key is made of the bytes that were written', () => key.keyId);
    }
    return `keys ${about(read.keys.length)} ${about(lines.length)}`;
  },
};
