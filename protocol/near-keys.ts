import { text, type Text } from './texts/text';
import { visibleText } from './visible-text';

/** Keys that somebody wrote in place of those that are read, found so that they can be named. */

export type Fields = Readonly<Record<string, unknown>>;

/** A field by the name that is expected, the names that are read, and all that others give to it, as `plainKey` makes them. */
export interface Field {
  readonly expected: string;
  readonly read: readonly string[];
  readonly others: readonly string[];
}

const MAX_KEY_CHARACTERS = 40;
const MAX_KEYS = 6;
/** Nearly all keys are plain already. */
const PLAIN = /^[a-z]*$/;

/** Names that others give to the address of an interface, and to its name. */
export const ADDRESS_NAMES = ['macaddr', 'mac', 'macaddress', 'hwaddr', 'hwaddress', 'address'] as const;
export const INTERFACE_NAMES = ['interface', 'interfacename', 'iface', 'ifname', 'name'] as const;
/** And to all its addresses, where it may have several. */
export const ADDRESSES_NAMES = ['macs', 'macaddrs', 'macaddresses', 'hwaddrs'] as const;
/** And to the address that is burnt into the card. */
export const PERMANENT_NAMES = [
  ...['perm', 'permanent'].flatMap((word) =>
    ['addr', 'address', 'mac', 'macaddr', 'macaddress', 'hwaddr', 'ether'].map((name) => word + name),
  ),
  'burnedinaddress',
  'burnedinmac',
  'burntinmac',
  'factorymac',
  'originalmac',
];
/** And to the serial number of a device. */
export const SERIAL_NAMES = ['serialno', 'serialnumber', 'serial', 'sn', 'serialnum', 'serno', 's/n'] as const;

/** How a report and a command name their operation. */
export const OPERATION_FIELD: Field = {
  expected: 'operationId',
  read: ['operationId', 'operationid'],
  others: ['operationid', 'operation', 'operationno', 'operationnumber', 'opid'],
};

/** Which key stands for a field that is missing, fit to be shown; null when none does. */
export function otherKey(record: Fields, { read, others }: Field): string | null {
  const found = keysLike(record, others).find((key) => !read.includes(key) && !isNothing(record[key]));
  return found === undefined ? null : shownKey(found);
}

/** The same to be said behind a fault; null when none does. */
export function otherName(record: Fields, field: Field): Text | null {
  const key = otherKey(record, field);
  return key === null ? null : text('near.other', { key, expected: field.expected });
}

/** The same, or which keys there are where none is near. */
export function nearOrAllKeys(record: Fields, field: Field): Text {
  const near = otherName(record, field);
  if (near !== null) return near;
  if (field.read.some((key) => Object.hasOwn(record, key))) return text('near.emptyValue');
  const all = Object.keys(record);
  if (all.length === 0) return text('near.emptyObject');
  const keys = all
    .slice(0, MAX_KEYS)
    .map((key) => `\`${shownKey(key)}\``)
    .join(', ');
  if (all.length > MAX_KEYS) return text('near.moreKeys', { keys, more: String(all.length - MAX_KEYS) });
  return all.length === 1 ? text('near.oneKey', { key: keys }) : text('near.keys', { keys });
}

/** Keys that are one of these names in other letters. */
export function keysLike(record: Fields, names: readonly string[]): string[] {
  return Object.keys(record).filter((key) => names.includes(plainKey(key)));
}

/** In small letters and without `_`, `-` and blanks. */
export function plainKey(key: string): string {
  return PLAIN.test(key) ? key : key.toLowerCase().replaceAll(/[_\- ]/g, '');
}

export function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function shownKey(key: string): string {
  return visibleText(key, MAX_KEY_CHARACTERS).replaceAll('`', '?');
}
