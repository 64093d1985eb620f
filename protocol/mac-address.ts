import { text as textOf, type Text } from './texts/text';
import { hasInvisibleCharacter } from './visible-text';

/** A hardware address in normal form: lower case, colons, 6 octets (Ethernet), 20 (InfiniBand) or 8 (GUID of an InfiniBand port). */
export interface MacAddress {
  readonly kind: 'mac';
  readonly text: string;
  readonly octets: number;
  /**
   * What two addresses of one port have in common: the text itself, or the GUID. The first 12 octets of an InfiniBand address are
   * flags, queue pair number and subnet prefix, and change when the driver is loaded again (RFC 4391, 9.1.1).
   */
  readonly key: string;
}

/** Text that is no hardware address; `hint` says what looks wrong, where that can be said. */
export interface UnreadableMac {
  readonly kind: 'unreadable';
  readonly raw: string;
  readonly hint: Text | null;
}

const HEX_DIGITS_ETHERNET = 12;
const HEX_DIGITS_GUID = 16;
const HEX_DIGITS_INFINIBAND = 40;
const LENGTHS = [HEX_DIGITS_ETHERNET, HEX_DIGITS_GUID, HEX_DIGITS_INFINIBAND];
/** Characters of a GUID in normal form. */
const GUID_CHARACTERS = 23;
/** How devices and MES nearly always write it, which is the normal form already. */
const NORMAL_FORM = /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/;
const LOOK_ALIKES: Readonly<Record<string, string>> = { o: '0', i: '1', l: '1', s: '5', z: '2', g: '9' };

/**
 * Reads a hardware address as people and machines write it: any case, separated by `:`, `-`, `.`, blanks or nothing, with or
 * without `0x`. Look-alikes (O for 0) are named in the hint, never corrected.
 */
export function readMac(raw: string): MacAddress | UnreadableMac {
  if (NORMAL_FORM.test(raw)) return { kind: 'mac', text: raw, octets: 6, key: raw };
  const digits = withoutSeparators(raw);
  const rightLength = LENGTHS.includes(digits.length);
  if (isIpAddress(raw.trim())) return { kind: 'unreadable', raw, hint: textOf('mac.isIpAddress') };
  if (rightLength && /^[0-9a-f]+$/.test(digits)) {
    const text = (digits.match(/../g) ?? []).join(':');
    const key = digits.length === HEX_DIGITS_INFINIBAND ? text.slice(-GUID_CHARACTERS) : text;
    return { kind: 'mac', text, octets: digits.length / 2, key };
  }
  return { kind: 'unreadable', raw, hint: hintFor(digits, rightLength) };
}

/** Of IP addresses those whose digits could be counted as a hardware address; a GUID in eight pairs is none. */
function isIpAddress(text: string): boolean {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return true;
  if (/^[0-9a-f:]*::[0-9a-f:]*$/i.test(text)) return true;
  return /^[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){7}$/i.test(text) && !/^[0-9a-f]{2}(?::[0-9a-f]{2}){7}$/i.test(text);
}

/** An address, or a part of one, in small letters and without what separates its octets. */
export function withoutSeparators(raw: string): string {
  return (
    raw
      .trim()
      .toLowerCase()
      // Only where a group begins: elsewhere the 0 is a digit of the address, and the x is none.
      .replaceAll(/(^|[:\-. ])0x/g, '$1')
      .replaceAll(/[:\-. ]/g, '')
  );
}

function hintFor(digits: string, rightLength: boolean): Text | null {
  if (digits === '') return textOf('mac.isEmpty');
  if (hasInvisibleCharacter(digits)) return textOf('mac.unseen');
  const other = /[^0-9a-f]/u.exec(digits)?.[0];
  if (other !== undefined) {
    const digit = LOOK_ALIKES[other];
    return digit === undefined ? textOf('mac.noHexDigit') : textOf('mac.lookAlike', { letter: other.toUpperCase(), digit });
  }
  if (rightLength) return null;
  return textOf('mac.length', { digits: String(digits.length), expected: String(HEX_DIGITS_ETHERNET) });
}

/** Normal form for showing and sending, or the raw text where it cannot be read. */
export function macText(raw: string): string {
  const mac = readMac(raw);
  return mac.kind === 'mac' ? mac.text : raw;
}

/** What two notations of one port's address have in common, or the raw text where it cannot be read. */
export function macKey(raw: string): string {
  const mac = readMac(raw);
  return mac.kind === 'mac' ? mac.key : raw;
}
