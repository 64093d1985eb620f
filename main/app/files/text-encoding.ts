/** So much of a text tells its encoding; an even number. */
const SAMPLE_BYTES = 64 * 1024;

/** The text when it is UTF-16: a byte order mark says so, or every second byte is zero as in plain letters and digits. */
export function utf16Of(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decoded(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return decoded(bytes, 'utf-16be');
  if (bytes.length < 4 || bytes.length % 2 === 1) return null;
  const zeros = [0, 0];
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const most = sample.length / 2;
  if (odd > most * 0.5 && even < most * 0.02) return decoded(bytes, 'utf-16le');
  return even > most * 0.5 && odd < most * 0.02 ? decoded(bytes, 'utf-16be') : null;
}

/** Windows-1252 from 0x80 to 0x9F; the rest is Latin 1. Written out, because Node 20 decodes the whole as Latin 1. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** Text in one encoding, without its byte order mark; null when the bytes are not of it. */
export function decoded(bytes: Uint8Array, encoding: string): string | null {
  if (encoding === 'windows-1252')
    return Buffer.from(bytes)
      .toString('latin1')
      .replaceAll(/[\u0080-\u009F]/g, (char) => WINDOWS_1252.charAt(char.charCodeAt(0) - 0x80));
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-8 or UTF-16, without byte order mark; null when the bytes are neither. */
export function decodedUnicode(bytes: Uint8Array): string | null {
  return utf16Of(bytes) ?? decoded(bytes, 'utf-8');
}
