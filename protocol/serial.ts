import { COUNTING_PREFIXES, PLACEHOLDER_BEGINNINGS, PLACEHOLDER_SERIALS } from './placeholders';
import { hasInvisibleCharacter } from './visible-text';

const MIN_COUNT = 5;

/**
 * True when a text stands where a serial number should be but is none: empty, a firmware placeholder, one character
 * repeated (`0000000`, `Serial Number xxxxxx`), a counting sequence of five digits or more (`0123456789`, `SYS-9876543210`), the
 * numbered names that memory modules ship with (`A1_SerNum0`), a text that starts with `?`, or one with characters that cannot be
 * seen, which is firmware noise and fits into no request and no label.
 * @param more texts of the plant's own list; capital and small letters are the same
 */
export function isPlaceholderSerial(text: string, more: readonly string[] = []): boolean {
  const serial = normal(text);
  if (serial === '' || serial.startsWith('?') || PLACEHOLDER_SERIALS.has(serial) || hasInvisibleCharacter(serial)) return true;
  if (PLACEHOLDER_BEGINNINGS.some((beginning) => serial.startsWith(beginning))) return true;
  if (more.some((own) => normal(own) === serial)) return true;
  if (/^(?:0x)?0+$/.test(serial)) return true;
  if (/^(.)\1*$/u.test(serial.replaceAll(/[\s.\-_]/gu, ''))) return serial.length === 1 ? !/[a-z1-9]/u.test(serial) : true;
  if (/^[\s.\-_]*$/u.test(serial) || /^(?:[a-z]\d_)?sernum\d*$/.test(serial)) return true;
  if (/^(?:[a-z#./]+ )+x{4,}$/.test(serial)) return true;
  return isCountingSequence(withoutCountingPrefix(serial));
}

function normal(text: string): string {
  return text.trim().toLowerCase().replaceAll(/ +/g, ' ');
}

/** Behind a prefix without a sign a short count may be a number of the maker's own series (`SN12345`). */
function withoutCountingPrefix(serial: string): string {
  const prefix = COUNTING_PREFIXES.find((one) => serial.startsWith(one));
  const rest = prefix === undefined ? '' : serial.slice(prefix.length);
  if (/^[-_. ]\d/.test(rest)) return rest.slice(1);
  return /^\d{8,}$/.test(rest) ? rest : serial;
}

/** Digits that count up from 0 or 1, or down from 9, over 9 to 0 and on (`12345678901`), or end in zeros after 9 (`123456789000`). */
function isCountingSequence(text: string): boolean {
  if (text.length < MIN_COUNT || !/^\d+$/.test(text)) return false;
  const digits = text.replace(/^(0?123456789)0+$/, '$1');
  const step = digits.startsWith('9') ? 9 : 1;
  if (!/^(?:0|1|98)/.test(digits)) return false;
  for (let at = 1; at < digits.length; at += 1) if ((Number(digits[at - 1]) + step) % 10 !== Number(digits[at])) return false;
  return true;
}
