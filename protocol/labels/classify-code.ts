import { isPlaceholderSerial } from '../serial';
import type { Settings } from '../settings';
import { hasInvisibleCharacter, visibleText } from '../visible-text';
import { fitsOneOf } from './mask';
import { withoutCarrier } from './symbologies';
import { takeApart } from './take-apart';
import { readUrl } from './url-serial';

/** What a scanned code is. All but the first four hold nothing that could be taken, and `note` says why. */
type CodeKind =
  | 'serial'
  | 'badge'
  | 'operation'
  /** The label of a slot of a rack. */
  | 'slot'
  | 'mac'
  | 'url'
  | 'ean'
  | 'placeholder'
  /** Several fields in one code, and nothing says which one is the serial number. */
  | 'severalFields'
  /** One field that says itself that it is something else: `PN: 900-1`. */
  | 'otherField'
  /** Fits none of the plant's masks of serial numbers. */
  | 'notASerial'
  | 'tooLong'
  | 'unreadable'
  | 'empty';

export interface ClassifiedCode {
  readonly kind: CodeKind;
  /** The serial, badge or operation number to use, or the slot's label; for the other kinds the code as it was scanned. */
  readonly value: string;
  /** One sentence for the operator: what was taken off or out of the code, or why it cannot be taken; empty when nothing is odd. */
  readonly note: string;
}

/** How codes look here: `settings.labels`. */
export type LabelPatterns = Settings['labels'];

const MAX_SERIAL = 128;
/** The largest 2D codes hold about 4,300 characters. */
const MAX_CODE = 8_192;

/**
 * Says what a code from a scanner is, by what stands in it and never by where the cursor was. The plant's own masks go first;
 * without a mask for serial numbers, whatever is nothing else is one.
 */
export function classifyCode(scanned: string, patterns: LabelPatterns): ClassifiedCode {
  const code = scanned.trim();
  if (code === '') return { kind: 'empty', value: '', note: 'The code is empty.' };
  const refuse = (kind: CodeKind, note: string): ClassifiedCode => ({ kind, value: code, note });
  if (code.length > MAX_CODE) return refuse('tooLong', `The code has ${code.length} characters; no label has so many.`);
  const { text, taken } = unwrapped(code, patterns);
  const shown = visibleText(code, 60);
  const found = (serial: string): ClassifiedCode => serialOf(serial, code, patterns);

  if (fitsOneOf(text, patterns.badge)) return { kind: 'badge', value: text, note: taken };
  if (fitsOneOf(text, patterns.operation)) return { kind: 'operation', value: text, note: taken };
  if (fitsOneOf(text, patterns.slot)) return { kind: 'slot', value: text, note: taken };
  if (fitsOneOf(text, patterns.serial)) return found(text);
  const url = readUrl(text);
  if (url !== null)
    return url.serial === null
      ? refuse('url', `"${shown}" is a web address. Scan the barcode of the serial number instead.`)
      : found(url.serial);
  if (isMac(text)) return refuse('mac', `${shown} is a MAC address. Scan the barcode of the serial number instead.`);
  const apart = takeApart(text, patterns.serial);
  switch (apart?.kind) {
    case 'serial':
      return found(apart.serial);
    case 'other':
      return isMac(apart.value)
        ? refuse('mac', `"${shown}" is a MAC address. Scan the barcode of the serial number instead.`)
        : refuse('otherField', `"${shown}" is another field of the label. Scan the barcode of the serial number instead.`);
    case 'several':
      return refuse(
        'severalFields',
        `"${shown}" holds several fields, and nothing says which one is the serial number. Scan another barcode of the label, or type the serial number.`,
      );
    case undefined:
      break;
  }
  if (isArticleNumber(text)) return refuse('ean', `${shown} is an article number (EAN), the same on every box of this product.`);
  return found(text);
}

/** A code without what scanners and labels put around it. */
export function bareCode(scanned: string, patterns: LabelPatterns): string {
  return unwrapped(scanned.trim(), patterns).text;
}

/** A code without what scanners and labels put around it, with a sentence about what was taken off. */
function unwrapped(code: string, { prefixes, suffixes }: LabelPatterns): { readonly text: string; readonly taken: string } {
  const inner = withoutCarrier(code);
  const upper = (text: string): string => text.toUpperCase();
  const prefix = longest(prefixes.filter((one) => upper(inner).startsWith(upper(one)) && inner.length > one.length));
  const bare = inner.slice(prefix.length);
  const suffix = longest(suffixes.filter((one) => upper(bare).endsWith(upper(one)) && bare.length > one.length));
  const text = narrow(bare.slice(0, bare.length - suffix.length)).trim();
  return { text, taken: text === code ? '' : `Read from "${visibleText(code, 60)}".` };
}

function longest(texts: readonly string[]): string {
  return texts.reduce((best, one) => (one.length > best.length ? one : best), '');
}

/** Letters, digits and signs that an input method made full-width, as they stand on the label. */
function narrow(text: string): string {
  return text
    .replaceAll(/[\uFF01-\uFF5E]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ');
}

function serialOf(serial: string, code: string, { serial: masks }: LabelPatterns): ClassifiedCode {
  const shown = visibleText(serial, 60);
  const refuse = (kind: CodeKind, note: string): ClassifiedCode => ({ kind, value: code, note });
  if (hasInvisibleCharacter(serial))
    return refuse('unreadable', `"${shown}" has a control character in it, so it is no serial number. Scan it again.`);
  if (isPlaceholderSerial(serial)) return refuse('placeholder', `"${shown}" is a placeholder, not a serial number.`);
  if (serial.length > MAX_SERIAL)
    return refuse('tooLong', `The code has ${serial.length} characters; a serial number has at most ${MAX_SERIAL}.`);
  if (masks.length > 0 && !fitsOneOf(serial, masks))
    return refuse('notASerial', `"${shown}" does not look like a serial number here (Settings, Labels). Check the label.`);
  return { kind: 'serial', value: serial, note: serial === code ? '' : `Read from "${visibleText(code, 60)}".` };
}

/**
 * Six octets with separators, or 12 hexadecimal digits that a maker could have assigned; 12 decimal digits alone are no address.
 */
export function isMac(text: string): boolean {
  if (/^[0-9a-f]{2}([:\-. ][0-9a-f]{2}){5}$/i.test(text) || /^[0-9a-f]{4}([:\-.][0-9a-f]{4}){2}$/i.test(text)) return true;
  return /^[0-9a-f]{12}$/i.test(text) && /[a-f]/i.test(text) && /^.[048c]/i.test(text);
}

/** GTIN with 12 to 14 digits (UPC, EAN, ITF): the last is a check digit. Eight digits could as well be a serial number. */
function isArticleNumber(text: string): boolean {
  if (!/^\d{12,14}$/.test(text)) return false;
  const digits = Array.from(text.padStart(14, '0'), Number);
  const sum = digits.reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 3 : 1), 0);
  return sum % 10 === 0;
}
