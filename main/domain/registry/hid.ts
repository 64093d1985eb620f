import { isListed, OTHER_PLACEHOLDERS, PART_NAMES, PART_SERIALS } from '../../../protocol/placeholders';
import type { DeviceType } from '../../../protocol/registry/device-types';
import { isA } from '../../../protocol/registry/type-trees';
import { isPlaceholderSerial } from '../../../protocol/serial';
import { readMac } from '../../../protocol/mac-address';
import { isUnprogrammed } from '../compare/mac-address';
import { RULES } from './rules';

/** What a HID is made of. Null is unknown; an empty text is not and gives an empty part. */
export interface HidParts {
  readonly manufacturer: string | null;
  readonly serialNumber: string | null;
  readonly model: string | null;
}

/**
 * The hardware identifier: `manufacturer-serialnumber-model`, each as a word of a URL. Null while one of the three is unknown.
 * Hyphens inside a part stay, so it cannot be taken apart again. Letters of the serial number that are no ASCII stand there by their
 * numbers (`東京1` as `u6771u4eac1`): without them, different devices would be one.
 */
export function hidOf({ manufacturer, serialNumber, model }: HidParts, rules = RULES): string | null {
  if (manufacturer === null || serialNumber === null || model === null) return null;
  const serial = rules < 3 ? serialNumber : withLettersByNumber(serialNumber);
  return [manufacturer, serial, model].map(urlWord).join('-');
}

/** What decides whether a text is a name. */
export interface Naming {
  readonly rules: number;
  /** Of this plant, beside the lists that everybody has. */
  readonly partPlaceholders: readonly string[];
}

/**
 * The HID of a device or part; null also where firmware wrote a placeholder instead of a name, because then many have the same.
 * Makers and models of computers are taken as they are: beside a serial number of its own they mislead nobody.
 */
export function nameOf(described: HidParts & { readonly type: DeviceType }, { rules, partPlaceholders }: Naming): string | null {
  const hid = hidOf(described, rules);
  if (hid === null || rules < 2) return hid;
  if (rules >= 3 && !isWord(described.serialNumber ?? '')) return null;
  return isNamed(described, partPlaceholders) ? hid : null;
}

/** Whether it has a letter or digit, and is no placeholder as other programs and keyboards write them. */
function isWord(serialNumber: string): boolean {
  const plain = serialNumber.normalize('NFKC');
  return /[\p{L}\p{N}]/u.test(plain) && !isPlaceholderSerial(plain) && !isListed(plain, OTHER_PLACEHOLDERS);
}

/** Whether a serial number distinguishes this one from all others of its kind. */
export function isOwnSerial(
  type: DeviceType,
  serialNumber: string | null,
  partPlaceholders: readonly string[],
): serialNumber is string {
  if (serialNumber === null || isPlaceholderSerial(serialNumber)) return false;
  if (!isA(type, 'Component')) return true;
  if (isListed(serialNumber, PART_SERIALS) || isListed(serialNumber, partPlaceholders)) return false;
  const mac = type === 'NetworkAdapter' ? readMac(serialNumber) : null;
  return mac?.kind !== 'mac' || !isUnprogrammed(mac, []);
}

function isNamed(
  { type, serialNumber, manufacturer, model }: HidParts & { readonly type: DeviceType },
  partPlaceholders: readonly string[],
): boolean {
  if (!isOwnSerial(type, serialNumber, partPlaceholders)) return false;
  const isName = (text: string | null) => text !== null && !isListed(text, PART_NAMES) && !isListed(text, partPlaceholders);
  return !isA(type, 'Component') || (isName(manufacturer) && isName(model));
}

function withLettersByNumber(text: string): string {
  const plain = text.normalize('NFKD');
  return plain.replaceAll(/[\p{L}\p{N}]/gu, (letter) =>
    /[A-Za-z0-9]/.test(letter) ? letter : `u${(letter.codePointAt(0) ?? 0).toString(16)}`,
  );
}

/** ASCII letters without their accents, lower case; what is no letter, digit or hyphen becomes one `_`, none at either end. */
function urlWord(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[^\p{ASCII}]/gu, '')
    .replaceAll(/[^A-Za-z0-9_-]+/g, '_')
    .replaceAll(/_+/g, '_')
    .replace(/^_/, '')
    .replace(/_$/, '')
    .toLowerCase();
}
