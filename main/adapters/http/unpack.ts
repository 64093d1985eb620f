import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { visibleText } from '../../../protocol/visible-text';
import { text, type Text } from '../../../protocol/texts/text';
import { beginningOf } from './unreadable';

/** The answer is compressed in a way that is not known here, or damaged. */
export class CannotUnpack extends Error {
  /** The end of a sentence that begins with who answered. */
  readonly why: Text;

  constructor(why: Text, options?: { readonly cause?: unknown }) {
    super(why.code, options);
    this.why = why;
  }
}

type Unpacking = (bytes: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

interface Unpacked {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

const UNPACKING: Readonly<Record<string, Unpacking>> = {
  gzip: promisify<Buffer, { readonly maxOutputLength: number }, Buffer>(gunzip),
  'x-gzip': promisify<Buffer, { readonly maxOutputLength: number }, Buffer>(gunzip),
  deflate: (bytes, options) => (isZlib(bytes) ? inflateZlib : inflateBare)(bytes, options),
  br: (bytes, options) => brotli(bytes, options),
};
const brotli = toTheEnd(promisify(brotliDecompress));
const inflateZlib = toTheEnd(promisify(inflate));
const inflateBare = toTheEnd(promisify(inflateRaw));

/**
 * Undoes `content-encoding`, which some servers and proxies use unasked.
 * @param encoding as it stands in the header; several are in the order in which they were applied
 * @returns null when there is more than `mostBytes`. Rejects with `CannotUnpack`
 */
export async function unpack(bytes: Buffer, encoding: string, mostBytes: number): Promise<Buffer | null> {
  const names = encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  let unpacked = bytes;
  for (const name of names.toReversed()) {
    const unpacking = Object.hasOwn(UNPACKING, name) ? UNPACKING[name] : undefined;
    if (unpacking === undefined) throw new CannotUnpack(text('body.unknownCompression', { name: visibleText(name, 20) }));
    try {
      unpacked = await unpacking(unpacked, { maxOutputLength: mostBytes });
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE') return null;
      throw new CannotUnpack(text('body.damagedCompression', { name, begins: beginningOf(unpacked) }), { cause });
    }
  }
  return unpacked;
}

/** Some send `deflate` as the standard says, in a zlib wrapping, some without. */
function isZlib(bytes: Buffer): boolean {
  return bytes.byteLength >= 2 && ((bytes[0] ?? 0) & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0;
}

/** Refuses bytes behind the end of what is packed, which zlib and brotli pass over. (gunzip does not.) */
function toTheEnd(unpacking: (bytes: Buffer, options: object) => Promise<unknown>): Unpacking {
  return async (bytes, options) => {
    const { buffer, engine } = (await unpacking(bytes, { ...options, info: true })) as Unpacked;
    if (engine.bytesWritten < bytes.byteLength) throw new Error('There are bytes behind the end.');
    return buffer;
  };
}
