import { macKey, type MacAddress } from '../../../protocol/mac-address';
import { readMacListEntry, type MacListEntry } from '../../../protocol/mac-list';

/** All octets that count zero: the kernel's and the EEPROM's way to say "none". */
export function isZeroMac(mac: MacAddress): boolean {
  return /^[0:]+$/.test(mac.key);
}

/**
 * True for an address that no maker assigns to a port: zeros, all ones, a multicast address, an OUI with nothing after it,
 * or one of the plant's list of addresses that makers ship unprogrammed cards with.
 */
export function isUnprogrammed(mac: MacAddress, vendorDefaults: readonly string[]): boolean {
  if (isZeroMac(mac) || /^[f:]+$/.test(mac.key)) return true;
  if (mac.octets === 6 && ((firstOctet(mac) & 1) === 1 || mac.text.endsWith(':00:00:00'))) return true;
  return vendorDefaults.some((known) => macKey(known) === mac.key);
}

/** The locally administered bit: set by software, not by the maker. */
export function isLocallyAdministered(mac: MacAddress): boolean {
  return mac.octets === 6 && (firstOctet(mac) & 2) === 2;
}

/** Lists are those of the plant's rules, which never change: each is read once. */
const ENTRIES_OF = new WeakMap<readonly string[], readonly MacListEntry[]>();

/**
 * True when the address, of InfiniBand its GUID, is on the list or begins with octets that are (`00:e0:4c`). An entry that is
 * neither stands for nothing, and an address of zeros is on no list.
 */
export function isOnMacList(mac: MacAddress, list: readonly string[]): boolean {
  if (list.length === 0 || isZeroMac(mac)) return false;
  return entriesOf(list).some(({ kind, key }) => (kind === 'address' ? mac.key === key : mac.key.startsWith(`${key}:`)));
}

function entriesOf(list: readonly string[]): readonly MacListEntry[] {
  const known = ENTRIES_OF.get(list);
  if (known !== undefined) return known;
  const entries = list.flatMap((text) => {
    const entry = readMacListEntry(text);
    return entry.ok ? [entry.value] : [];
  });
  ENTRIES_OF.set(list, entries);
  return entries;
}

function firstOctet(mac: MacAddress): number {
  return Number.parseInt(mac.text.slice(0, 2), 16);
}
