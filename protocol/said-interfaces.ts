import { readMac } from './mac-address';
import { ADDRESS_NAMES, INTERFACE_NAMES, PERMANENT_NAMES, plainKey, type Fields } from './near-keys';

/** What a value says of interfaces, in whatever shape: only to find out whether it says something else than what is read. */
export interface SaidInterface {
  /** Empty: none is given. */
  readonly name: string;
  /** What tells the addresses from others. */
  readonly addresses: readonly string[];
  /** Of these the ones that are said to be burnt into the card. */
  readonly permanent: readonly string[];
}

const MAX_DEPTH = 8;
const ADDRESSES: ReadonlySet<string> = new Set([...ADDRESS_NAMES, 'ether']);
const NAMES: ReadonlySet<string> = new Set(INTERFACE_NAMES);
const PERMANENT: ReadonlySet<string> = new Set(PERMANENT_NAMES);
/** How kernels call ports, as against how people call them (`LAN 1`, `RJ45`) and what numbers addresses (`mac1`). */
const KERNEL_NAME = /^(?!(?:mac|hwaddr|addr)[_-]?\d+$)[a-z][a-z_.-]*\d[a-z0-9_.:@-]{0,14}$/;

/** What tells an address from others; null where none, or zeros, can be read. */
export function addressIn(value: unknown): string | null {
  const address = typeof value === 'string' ? readMac(value) : null;
  return address?.kind === 'mac' && /[1-9a-f]/.test(address.key) ? address.key : null;
}

/** The addresses in a text, or in the texts of a list or an object. */
export function addressesIn(value: unknown, depth = 0): readonly string[] {
  const one = addressIn(value);
  if (one !== null) return [one];
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return [];
  return Object.values(value).flatMap((inner) => addressesIn(inner, depth + 1));
}

/** Interfaces in a list of texts or objects, in an object by name, or in one object. */
export function interfacesIn(value: unknown, name = '', depth = 0): readonly SaidInterface[] {
  const address = addressIn(value);
  if (address !== null) return [{ name, addresses: [address], permanent: [] }];
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) {
    const said = name === '' && typeof value === 'string' ? value.trim() : name;
    return said === '' ? [] : [{ name: said, addresses: [], permanent: [] }];
  }
  if (Array.isArray(value)) return value.flatMap((inner) => interfacesIn(inner, name, depth + 1));
  const row = value as Fields;
  const one = oneInterface(row, name);
  if (one !== null && one.addresses.length > 0) return [one];
  const byName = Object.entries(row).flatMap(([key, inner]) => {
    const known = addressIn(key);
    return known === null ? interfacesIn(inner, key.trim(), depth + 1) : [interfaceOf(known, inner, name)];
  });
  // An entry by name with nothing in it.
  if (one === null && byName.length === 0 && name !== '') return [{ name, addresses: [], permanent: [] }];
  // A list may have an interface that is called `name`.
  return one === null ? byName : [one, ...byName.filter(({ addresses }) => addresses.length > 0)];
}

/** In an object by address. @param inner its name, or more of it */
function interfaceOf(address: string, inner: unknown, name: string): SaidInterface {
  if (typeof inner === 'string') return { name: inner.trim(), addresses: [address], permanent: [] };
  const more = typeof inner === 'object' && inner !== null ? oneInterface(inner as Fields, name) : null;
  return { name: more?.name ?? name, addresses: [address, ...(more?.addresses ?? [])], permanent: more?.permanent ?? [] };
}

/** Whether it is how a kernel calls a port, and no words for people. */
export function isKernelName(text: string): boolean {
  return KERNEL_NAME.test(text);
}

/** Another name of the port in the same entry. @param names that are known to be its own; none is found where there is none */
export function otherPortName(row: Fields, names: readonly string[]): { readonly key: string; readonly text: string } | null {
  const known = names.map((name) => name.trim()).filter((name) => name !== '');
  if (known.length === 0) return null;
  for (const key of Object.keys(row)) {
    if (!NAMES.has(plainKey(key)) || row[key] === known[0]) continue;
    for (const text of textsIn(row[key])) {
      // `name` may be words for people.
      if (!known.includes(text) && (key.toLowerCase() !== 'name' || isKernelName(text))) return { key, text };
    }
  }
  return null;
}

/** An object that is one interface, and not a list of them by name; else null. */
function oneInterface(row: Fields, name: string): SaidInterface | null {
  let isOne = false;
  let said = '';
  const addresses: string[] = [];
  const permanent: string[] = [];
  for (const key of Object.keys(row)) {
    const plain = plainKey(key);
    if (NAMES.has(plain)) said ||= textsIn(row[key])[0] ?? '';
    else if (ADDRESSES.has(plain)) addresses.push(...addressesIn(row[key]));
    else if (PERMANENT.has(plain)) permanent.push(...addressesIn(row[key]));
    else continue;
    isOne = true;
  }
  return isOne ? { name: said || name, addresses: [...addresses, ...permanent], permanent } : null;
}

/** A text, or the texts of a list or an object, trimmed and not empty. */
function textsIn(value: unknown): readonly string[] {
  const all: readonly unknown[] = typeof value === 'object' && value !== null ? Object.values(value) : [value];
  return all.flatMap((one) => (typeof one === 'string' && one.trim() !== '' ? [one.trim()] : []));
}
