/** A piece of an address, and whether it differs from what was expected. */
export interface MacPart {
  readonly text: string;
  readonly wrong: boolean;
}

/**
 * Marks the octets of a found address that differ from the expected one, octet by octet. Where the two cannot be laid beside
 * each other (another number of octets, unreadable text) the whole of it differs.
 */
export function diffMac(expected: string, found: string): readonly MacPart[] {
  const wanted = expected.split(':');
  const got = found.split(':');
  if (wanted.length !== got.length || got.length < 2) return [{ text: found, wrong: found !== expected }];
  return got.flatMap((octet, index) => {
    const part: MacPart = { text: octet, wrong: octet.toLowerCase() !== wanted[index]?.toLowerCase() };
    return index === 0 ? [part] : [{ text: ':', wrong: false }, part];
  });
}
