import { readMacListEntry, type MacListEntry } from './mac-list';
import { looksLikeRegularExpression } from './regular-expression';
import { err, ok, type Result } from './result';
import { text as textOf, type Text } from './texts/text';
import { visibleText } from './visible-text';

/**
 * One entry of a plant's list of cards that are not part of the device: an address, or what else a card is told by. Of `name` (the port's
 * own) and `card` (what the card calls itself) `*` stands for anything.
 */
export type ServiceNic =
  | MacListEntry
  | { readonly kind: 'name' | 'card' | 'driver'; readonly key: string }
  /** Vendor and product in hexadecimal digits; without a product all of the vendor. */
  | { readonly kind: 'usb' | 'pci'; readonly key: string };

const KINDS = ['name', 'driver', 'usb', 'pci', 'card'] as const;
type Kind = (typeof KINDS)[number];

/** What stands behind the colon, in small letters. */
const READS: Readonly<Record<Kind, (text: string) => boolean>> = {
  name: (text) => /^[^\s/:]+$/.test(text) && hasTwoCharacters(text) && !looksLikeRegularExpression(text),
  driver: (text) => /^[^\s/*:]+$/.test(text),
  usb: (text) => IDS.test(text),
  pci: (text) => IDS.test(text),
  card: hasTwoCharacters,
};

const IDS = /^[0-9a-f]{4}:(?:[0-9a-f]{4}|\*)$/;

/** Reads an entry of the list. Fails with what is wrong with the entry, by name. */
export function readServiceNic(text: string): Result<ServiceNic, Text> {
  const [, kind, what = ''] = /^\s*([a-z]+)\s*:(.*)$/is.exec(text) ?? [];
  const known = KINDS.find((one) => one === kind?.toLowerCase());
  if (known !== undefined) {
    const key = what.trim().toLowerCase();
    return READS[known](key)
      ? ok({ kind: known, key })
      : err(textOf('value.noServiceNic', { text: visibleText(text, 60), kind: known }));
  }
  return readMacListEntry(text);
}

function hasTwoCharacters(mask: string): boolean {
  return /[^*\s][^*]*[^*\s]/.test(mask);
}
