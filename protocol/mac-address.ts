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

/** Text that is no hardware address; `hint` says what looks wrong, or is empty. */
export interface UnreadableMac {
  readonly kind: 'unreadable';
  readonly raw: string;
  readonly hint: string;
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
 * without `0x`. Look-alikes (O for 0) are named in the hint, never mended.
 */
export function readMac(raw: string): MacAddress | UnreadableMac {
  if (NORMAL_FORM.test(raw)) return { kind: 'mac', text: raw, octets: 6, key: raw };
  const digits = withoutSeparators(raw);
  const rightLength = LENGTHS.includes(digits.length);
  if (isIpAddress(raw.trim())) return { kind: 'unreadable', raw, hint: 'it is an IP address' };
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
      // Only where a group begins: elsewhere the 0 is a digit of the address, and the x a stranger.
      .replaceAll(/(^|[:\-. ])0x/g, '$1')
      .replaceAll(/[:\-. ]/g, '')
  );
}

function hintFor(digits: string, rightLength: boolean): string {
  if (digits === '') return 'it is empty';
  if (hasInvisibleCharacter(digits)) return 'it has a character that cannot be seen';
  const stranger = /[^0-9a-f]/u.exec(digits)?.[0];
  if (stranger !== undefined && LOOK_ALIKES[stranger] !== undefined) {
    return `it has the letter ${stranger.toUpperCase()} where ${LOOK_ALIKES[stranger]} may be meant`;
  }
  if (stranger !== undefined) return 'it has a character that is no hexadecimal digit';
  return rightLength ? '' : `it has ${digits.length} hexadecimal digits instead of 12`;
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
