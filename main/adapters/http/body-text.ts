import { beginningOf } from './unreadable';
import { unpack } from './unpack';

const CHARSET = /;\s*charset\s*=\s*"?([^\s";]+)/i;
/** What a byte order mark says wins over the header. */
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/^efbbbf/, 'utf-8'],
  [/^fffe/, 'utf-16le'],
  [/^feff/, 'utf-16be'],
];

/** A body that is longer than it may be, is packed in a way that is not known or is cut, or has bytes that are none of its charset. */
export interface UnreadableBody {
  /** Its first characters, fit to be shown. */
  readonly begins: string;
}

/**
 * The text of a body: unpacked, and read in the charset that it names; without one as UTF-8.
 * @param encoding its `content-encoding`, empty without one
 * @param contentType its `content-type`, empty without one */
export async function bodyText(
  bytes: Buffer,
  encoding: string,
  contentType: string,
  mostBytes: number,
): Promise<string | UnreadableBody> {
  let unpacked: Buffer | null = bytes;
  if (encoding !== '') {
    try {
      unpacked = await unpack(bytes, encoding, mostBytes);
    } catch {
      unpacked = null;
    }
  }
  const read = unpacked === null ? null : decoded(unpacked, contentType);
  return read ?? { begins: beginningOf(unpacked ?? bytes) };
}

/** The text of an unpacked body in its charset; null where it has bytes that are none of it, or a charset that is not known. */
export function decoded(bytes: Buffer, contentType: string): string | null {
  const [, marked] = MARKS.find(([mark]) => mark.test(bytes.toString('hex', 0, 3))) ?? [];
  const charset = marked ?? CHARSET.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
