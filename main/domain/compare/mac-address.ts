import { macKey, type MacAddress } from '../../../protocol/mac-address';

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

function firstOctet(mac: MacAddress): number {
  return Number.parseInt(mac.text.slice(0, 2), 16);
}
