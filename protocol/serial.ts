import { hasInvisibleCharacter } from './visible-text';

/** Texts that firmware ships where a serial number should be; such a device has none. */
const PLACEHOLDERS = new Set([
  'to be filled by o.e.m.',
  'to be filled by o.e.m',
  'to be filled by oem',
  'tobefilledbyo.e.m.',
  'default string',
  'system serial number',
  'chassis serial number',
  'base board serial number',
  'not specified',
  'not applicable',
  'not available',
  'not provided',
  'no asset information',
  'serial number',
  'unknown',
  'none',
  'null',
  'undefined',
  'invalid',
  'n/a',
  'na',
  'oem',
  'o.e.m.',
  'empty',
  'xxxxxxxxxxxx',
]);

/**
 * True when a text stands where a serial number should be but is none: empty, a firmware placeholder, one character
 * repeated (`0000000`), the counting sequence that board makers leave (`0123456789`), a text that starts with `?`, or one
 * with characters that cannot be seen, which is firmware noise and fits into no request and no label.
 */
export function isPlaceholderSerial(text: string): boolean {
  const serial = text.trim().toLowerCase().replaceAll(/ +/g, ' ');
  if (serial === '' || serial.startsWith('?') || PLACEHOLDERS.has(serial) || hasInvisibleCharacter(serial)) return true;
  if (/^(.)\1*$/u.test(serial.replaceAll(/[\s.\-_]/gu, ''))) return serial.length === 1 ? !/[a-z1-9]/u.test(serial) : true;
  if (/^[\s.\-_]*$/u.test(serial)) return true;
  return serial === '0123456789' || serial === '123456789' || serial === '1234567890';
}
