import { readMacListEntry, type MacListEntry } from './mac-list';
import { looksLikeRegularExpression } from './regular-expression';
import { err, ok, type Result } from './result';
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

/** What stands behind the colon, in small letters, and what is said of anything else. */
const READS: Readonly<Record<Kind, readonly [reads: (text: string) => boolean, must: string]>> = {
  name: [
    (text) => /^[^\s/:]+$/.test(text) && hasTwoCharacters(text) && !looksLikeRegularExpression(text),
    'must be the name of a port, like name:usb0 or name:enx*, with two characters or more beside *',
  ],
  driver: [(text) => /^[^\s/*:]+$/.test(text), 'must be the name of a driver, like driver:cdc_ether'],
  usb: [(text) => IDS.test(text), 'must be vendor and product as lsusb shows them, like usb:046b:ffb0 or usb:046b:*'],
  pci: [(text) => IDS.test(text), 'must be vendor and device as lspci -nn shows them, like pci:8086:1533 or pci:8086:*'],
  card: [
    (text) => hasTwoCharacters(text),
    'must be what the card calls itself, like card:*Virtual NIC*, with two characters or more beside *',
  ],
};

const IDS = /^[0-9a-f]{4}:(?:[0-9a-f]{4}|\*)$/;

/** Reads an entry of the list. Fails with one sentence that names the entry. */
export function readServiceNic(text: string): Result<ServiceNic, string> {
  const [, kind, what = ''] = /^\s*([a-z]+)\s*:(.*)$/is.exec(text) ?? [];
  const known = KINDS.find((one) => one === kind?.toLowerCase());
  if (known !== undefined) {
    const key = what.trim().toLowerCase();
    const [reads, must] = READS[known];
    return reads(key) ? ok({ kind: known, key }) : err(`"${visibleText(text, 60)}" ${must}`);
  }
  return readMacListEntry(text);
}

function hasTwoCharacters(mask: string): boolean {
  return /[^*\s][^*]*[^*\s]/.test(mask);
}
