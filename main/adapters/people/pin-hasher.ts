import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { PinHasher } from '../../domain/ports/people';

/** scrypt with 32 MiB and about 60 ms per guess on a 2020s core: PINs are short, so each guess must cost something. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** PIN hashes in the form `scrypt$<N>$<salt>$<key>`, hexadecimal. */
export const scryptPinHasher: PinHasher = {
  hash: async (pin) => {
    const salt = randomBytes(SALT_BYTES);
    return `scrypt$${COST.N}$${salt.toString('hex')}$${(await derive(pin, salt)).toString('hex')}`;
  },
  matches: async (pin, hash) => {
    const [, , salt = '', key = ''] = hash.split('$');
    const wanted = Buffer.from(key, 'hex');
    const given = await derive(pin, Buffer.from(salt, 'hex'));
    return wanted.length === given.length && timingSafeEqual(wanted, given);
  },
};

async function derive(pin: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin.normalize('NFC'), salt, KEY_BYTES, COST, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
