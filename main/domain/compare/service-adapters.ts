import type { MacAddress } from '../../../protocol/mac-address';
import { readServiceNic, type ServiceNic } from '../../../protocol/service-nics';
import type { ReportedInterface } from '../../../protocol/wire/reported-interface';
import { fits } from './fits';
import { isZeroMac } from './mac-address';

/** Lists are those of the plant's rules, which never change: each is read once. */
const ENTRIES_OF = new WeakMap<readonly string[], readonly ServiceNic[]>();

/**
 * True for a card that is on the plant's list of those that are not part of the device. An entry that cannot be read stands for nothing.
 * @param rules by which the scan was begun: before 5 a list held addresses only, and whatever else stood there stood for nothing
 */
export function isServiceAdapter(
  row: ReportedInterface,
  address: MacAddress | null,
  list: readonly string[],
  rules: number,
): boolean {
  return list.length > 0 && entriesOf(list).some((entry) => isMeant(row, address, entry, rules));
}

function isMeant(row: ReportedInterface, address: MacAddress | null, { kind, key }: ServiceNic, rules: number): boolean {
  switch (kind) {
    case 'address':
      return hasAddress(address) && address.key === key;
    case 'leadingOctets':
      return hasAddress(address) && address.key.startsWith(`${key}:`);
    default:
      return rules >= 5 && isTold(row, kind, key);
  }
}

/** An address of zeros is on no list. */
function hasAddress(address: MacAddress | null): address is MacAddress {
  return address !== null && !isZeroMac(address);
}

function isTold(row: ReportedInterface, kind: Exclude<ServiceNic['kind'], 'address' | 'leadingOctets'>, key: string): boolean {
  switch (kind) {
    case 'name':
      // Its own only: newer systems give every port an alternative name that begins with `enx`.
      return fits(row.name.toLowerCase(), key);
    case 'card':
      return row.description !== null && fits(row.description.toLowerCase(), key);
    case 'driver':
      return row.driver?.toLowerCase() === key;
    case 'usb':
    case 'pci':
      return row.bus === kind && row.ids !== undefined && fits(row.ids, key);
  }
}

function entriesOf(list: readonly string[]): readonly ServiceNic[] {
  const known = ENTRIES_OF.get(list);
  if (known !== undefined) return known;
  const entries = list.flatMap((text) => {
    const entry = readServiceNic(text);
    return entry.ok ? [entry.value] : [];
  });
  ENTRIES_OF.set(list, entries);
  return entries;
}
