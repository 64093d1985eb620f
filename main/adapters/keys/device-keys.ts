import { text } from '../../../protocol/texts/text';
import { verify, type KeyObject } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { signedBytes } from '../../../protocol/wire/report-signature';
import { AppError } from '../../domain/errors';
import type { DeviceKeys } from '../../domain/ports/device-keys';
import { type DeviceKey, publicKeyOf, readDeviceKeys } from './device-key-list';

/** By key id; one key may stand for several serial numbers. */
type Known = { readonly bySerial: ReadonlyMap<string, readonly DeviceKey[]>; readonly byId: ReadonlyMap<string, DeviceKey> };

/** The file is looked at again after this long, so that a key that was added counts without a restart. */
const LOOK_AGAIN_MS = 1_000;
/** In the thread pool: a rack's signatures must not hold up the window. */
const verifyAside = promisify<null, Uint8Array, KeyObject, Uint8Array, boolean>(verify);

const WHY_NOT: Readonly<Record<string, string>> = {
  ENOENT: 'notThere',
  ENOTDIR: 'notThere',
  EISDIR: 'folder',
  EACCES: 'rights',
};

function whyNot(cause: unknown): string {
  return (cause instanceof Error && 'code' in cause ? WHY_NOT[String(cause.code)] : undefined) ?? 'unknown';
}

/** Device keys from a text file. @param now monotonic ms */
export function createDeviceKeys(file: string, now: () => number = () => performance.now()): DeviceKeys {
  let known: Known = { bySerial: new Map(), byId: new Map() };
  let version: string | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<Known> | null = null;

  const look = async (): Promise<Known> => {
    if (file === '') throw new AppError('badSettings', text('keys.noFile'));
    try {
      const { mtimeMs, size, ino } = await stat(file);
      const found = `${mtimeMs} ${size} ${ino}`;
      if (found !== version) {
        known = knownFrom(await readFile(file, 'utf8'));
        version = found;
      }
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw new AppError('badSettings', text('keys.unreadable', { file, why: whyNot(cause) }), { cause });
    }
    lookedAt = now();
    return known;
  };

  const knownFrom = (list: string): Known => {
    const read = readDeviceKeys(list);
    if ('badLine' in read) {
      throw new AppError('badSettings', text('keys.badLine', { line: read.badLine, file }));
    }
    if (read.keys.length === 0) {
      throw new AppError('badSettings', text('keys.noKey', { file }));
    }
    const bySerial = new Map<string, DeviceKey[]>();
    for (const key of read.keys) {
      const same = bySerial.get(key.sn);
      if (same === undefined) bySerial.set(key.sn, [key]);
      else same.push(key);
    }
    return { bySerial, byId: new Map(read.keys.map((key) => [key.keyId, key])) };
  };

  const current = async (): Promise<Known> => {
    if (now() - lookedAt < LOOK_AGAIN_MS) return known;
    looking ??= look().finally(() => {
      looking = null;
    });
    return looking;
  };

  return {
    async load() {
      lookedAt = Number.NEGATIVE_INFINITY;
      return (await current()).byId.size;
    },
    async check(sn, signature, body) {
      const { bySerial, byId } = await current();
      const own = bySerial.get(sn) ?? [];
      const serialHasKey = own.length > 0;
      if (signature === null) return { serialHasKey, signature: 'none' };
      const key = own.find(({ keyId }) => keyId === signature.keyId);
      if (key === undefined) return { serialHasKey, signature: byId.has(signature.keyId) ? 'otherDevice' : 'unknownKey' };
      const fits = await verifyAside(
        null,
        signedBytes(signature.nonce, body),
        publicKeyOf(key),
        Buffer.from(signature.signature, 'base64'),
      );
      return { serialHasKey, signature: fits ? 'good' : 'wrong' };
    },
  };
}
