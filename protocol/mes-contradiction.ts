import { addressesInText, isPortName, portsInText, type Reading } from './addresses-in-text';
import { isAddress, isListOfPorts, isNumber, isOfControllerOrNetwork, isOfOtherMachine, isOtherName } from './elsewhere-fields';
import type { ExpectedInterface } from './expected-interface';
import { jsonInside } from './json-inside';
import { digitsOfParts } from './loose-addresses';
import { macKey } from './mac-address';
import { isNothing, keysLike, plainKey, SERIAL_NAMES, type Fields } from './near-keys';
import { keyOfTwoValues, type KeyOfTwoValues } from './wire/duplicate-key';
import { noteOf } from './wire/tolerant-fields';

/**
 * What in an answer of MES says something else of a device's interfaces than the list that is read. It is looked for under any name, so
 * that nothing that cannot be understood passes a device.
 */

/** What contradicts the list, and the keys that lead there, joined with dots. */
export type Contradiction = { readonly path: string } & (
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'port'; readonly port: string }
  | { readonly kind: 'given'; readonly address: string; readonly port: string; readonly own: string }
  | { readonly kind: 'fewer' }
  | { readonly kind: 'twice'; readonly twice: KeyOfTwoValues }
);

/** A list in an entry has all that the entry has, or more. */
export type EntryContradiction = Exclude<Contradiction, { readonly kind: 'fewer' }>;

/** The list that is read, and where other things may stand. */
export interface Judged {
  readonly serial: string;
  readonly list: readonly ExpectedInterface[];
  /** The record, and the keys in it that are read already. */
  readonly record: unknown;
  readonly readKeys: readonly string[];
  /** Names of fields with addresses that are none of the device's ports, as the plant has set them. */
  readonly otherFields: readonly string[];
}

/** All addresses of one list, wherever in it they stand. */
interface Listing {
  readonly path: string;
  readonly addresses: Set<string>;
}

/** A value that is still to be looked at, and what the way there says of it. */
interface Place {
  readonly value: unknown;
  readonly path: string;
  readonly reading: Reading;
  /** Of what stands there, by the keys above or by fields beside it. */
  readonly ports: readonly string[];
  readonly addresses: readonly string[];
  readonly isListed: boolean;
  readonly isInRecord: boolean;
  readonly listing: Listing | null;
  readonly depth: number;
}

/** Deeper than any answer; names of ports are not told apart there. */
const MOST_DEPTH = 64;
const SIX_OCTETS = /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/;
const BETWEEN_NAMES = /[\s,;|/]+/;

/** The first contradiction, in the order of the answer; null when there is none. */
export function contradictionIn(body: unknown, judged: Judged): Contradiction | null {
  return new Search(judged).through({ ...NOWHERE, value: body });
}

/** The same of what an entry has beside its name and its address. */
export function contradictionInEntry(
  row: Fields,
  entry: ExpectedInterface,
  otherFields: readonly string[],
): EntryContradiction | null {
  const search = new Search({ serial: '', list: [entry], record: row, readKeys: ['interface', 'macaddr'], otherFields });
  const ports = entry.name === '' ? [] : [entry.name];
  const addresses = [macKey(entry.mac)];
  const found = search.through({ ...NOWHERE, value: row, ports, addresses, isListed: true, isInRecord: true });
  return found?.kind === 'fewer' ? null : found;
}

const NOWHERE: Place = {
  value: null,
  path: '',
  reading: 'anything',
  ports: [],
  addresses: [],
  isListed: false,
  isInRecord: false,
  listing: null,
  depth: 0,
};

class Search {
  readonly #judged: Judged;
  readonly #names: ReadonlyMap<string, readonly string[]>;
  readonly #known: ReadonlySet<string>;
  readonly #otherFields: ReadonlySet<string>;
  /** Whether another name of a port can be told from those of the list. */
  readonly #hasAllNames: boolean;
  /** How the addresses of the list begin: what begins so is one in any notation. */
  readonly #isKnown: (vendor: string) => boolean;
  readonly #listings: Listing[] = [];
  #open: Place[] = [];

  constructor(judged: Judged) {
    this.#judged = judged;
    const names = new Map<string, string[]>();
    for (const { name, mac } of judged.list) names.set(macKey(mac), [...(names.get(macKey(mac)) ?? []), name]);
    this.#names = names;
    this.#known = new Set(judged.list.map(({ name }) => name.toLowerCase()));
    this.#hasAllNames = !this.#known.has('');
    this.#otherFields = new Set(judged.otherFields.map(plainKey));
    const vendors = new Set(
      [...names.keys()].filter((key) => SIX_OCTETS.test(key)).map((key) => key.slice(0, 8).replaceAll(':', '')),
    );
    this.#isKnown = (vendor) => vendors.has(vendor);
  }

  through(place: Place): Contradiction | null {
    this.#open = [place];
    for (let next = this.#open.pop(); next !== undefined; next = this.#open.pop()) {
      const found = this.#look(next);
      if (found !== null) return found;
    }
    const all = [...new Set(this.#judged.list.map(({ mac }) => macKey(mac)))].filter(
      (key) => addressesInText(key, 'addresses').length > 0,
    );
    if (all.length === 0) return null;
    const fewer = this.#listings.find(({ addresses }) => addresses.size > 0 && !all.every((key) => addresses.has(key)));
    return fewer === undefined ? null : { kind: 'fewer', path: fewer.path };
  }

  #look(place: Place): Contradiction | null {
    const { value } = place;
    const parts = digitsOfParts(value);
    if (parts !== null && (place.reading === 'addresses' || this.#isKnown(parts.slice(0, 6))))
      return this.#lookAtText(parts, { ...place, reading: 'addresses' });
    if (typeof value === 'string') return this.#lookAtText(value, place);
    if (Array.isArray(value)) return this.#lookAtList(value, place);
    return typeof value === 'object' && value !== null ? this.#lookAtFields(value as Fields, place) : null;
  }

  #lookAtText(text: string, place: Place): Contradiction | null {
    if (text.trim() === this.#judged.serial) return null;
    const json = jsonInside(text);
    if (json !== undefined) {
      const twice = keyOfTwoValues(text, () => true);
      if (twice !== null) return { kind: 'twice', path: place.path, twice };
      this.#open.push({ ...place, value: json });
      return null;
    }
    const addresses = addressesInText(text, place.reading, this.#isKnown);
    if (addresses.length > 0) {
      const ports = portsInText(text);
      for (const [at, address] of addresses.entries()) {
        const strange = this.#strange(address, place);
        if (strange !== null) return strange;
        const its = ports.length === 0 ? place.ports : ports.length === addresses.length ? ports.slice(at, at + 1) : [];
        const given = this.#given(address, its, place);
        if (given !== null) return given;
      }
      return ports.length === addresses.length ? null : this.#unknownPort(ports, place);
    }
    if (isPortName(text)) {
      for (const address of place.addresses) {
        const given = this.#given(address, [text.trim()], place);
        if (given !== null) return given;
      }
      return place.isListed ? this.#unknownPort([text], place) : null;
    }
    const words = text.split(BETWEEN_NAMES).filter((word) => word !== '');
    return words.length > 1 && words.every(isPortName) ? this.#unknownPort(words, place) : null;
  }

  #lookAtList(list: readonly unknown[], place: Place): Contradiction | null {
    const listing = place.listing ?? this.#listingAt(place.path);
    const texts = list.filter((one) => typeof one === 'string');
    const isPaired = texts.some(isPortName) && texts.some((one) => addressesInText(one, place.reading).length > 0);
    const inner = { ...place, path: place.path === '' ? '' : `${place.path}[]`, isListed: true, listing };
    const rest = isPaired ? list.filter((one) => typeof one !== 'string') : list;
    this.#push(rest.map((value) => ({ ...inner, value })));
    return isPaired ? this.#lookAtText(texts.join(' '), inner) : null;
  }

  #lookAtFields(fields: Fields, place: Place): Contradiction | null {
    if (place.path !== '' && this.#isOfAnother(fields, place.isInRecord)) return null;
    const isRead = fields === this.#judged.record;
    const entries = Object.entries(fields).filter(
      ([key, value]) => !(isRead && this.#judged.readKeys.includes(key)) && !this.#isElsewhere(key, value),
    );
    const isWhole = place.path === '' || this.#isOfDevice(fields);
    const ports = isWhole || place.depth > MOST_DEPTH ? [] : portsOfOne(fields, entries);
    const keyed = entries.map(([key, value]) => ({
      key,
      value,
      addresses: addressesInText(key, 'anything', this.#isKnown),
      isPort: isPortName(key),
    }));
    const isByName = keyed.some(({ addresses, isPort }) => isPort || addresses.length > 0);
    const listing = (isWhole ? null : place.listing) ?? (isByName ? this.#listingAt(place.path) : null);
    const here = { ...place, listing };
    for (const { key, value, addresses, isPort } of keyed) {
      const at = { ...here, path: joined(place.path, key) };
      for (const address of addresses) {
        const found = this.#strange(address, at) ?? this.#given(address, place.ports, at);
        if (found !== null) return found;
      }
      if (isPort && !holdsAddress(value)) {
        const found = this.#unknownPort([key], at);
        if (found !== null) return found;
      }
    }
    this.#push(
      keyed
        .filter(({ key, value }) => !(isOtherName(key) && typeof value === 'string' && isPortName(value)))
        .map(({ key, value, addresses, isPort }): Place => {
          const path = joined(place.path, key);
          return {
            value,
            path,
            reading: isAddress(key) || isPort ? 'addresses' : isNumber(key) ? 'numbers' : 'anything',
            ports: isPort ? [key.trim()] : ports.length > 0 ? ports : place.ports,
            addresses: [...place.addresses, ...addresses],
            isListed: (place.isListed && !isWhole) || isPort,
            isInRecord: place.isInRecord || isRead,
            depth: place.depth + 1,
            listing: listing ?? (isListOfPorts(key) && !isNothing(value) ? this.#listingAt(path) : null),
          };
        }),
    );
    return null;
  }

  /** The last that is pushed is looked at first. */
  #push(places: readonly Place[]): void {
    for (const place of places.toReversed()) this.#open.push(place);
  }

  #listingAt(path: string): Listing {
    const listing = { path, addresses: new Set<string>() };
    this.#listings.push(listing);
    return listing;
  }

  #strange(address: string, { path, listing }: Place): Contradiction | null {
    if (!this.#names.has(address)) return { kind: 'address', path, address };
    listing?.addresses.add(address);
    return null;
  }

  #given(address: string, ports: readonly string[], { path }: Place): Contradiction | null {
    const own = this.#names.get(address) ?? [];
    if (own.length === 0) return null;
    const other = ports.find((port) => !own.some((name) => name.toLowerCase() === port.toLowerCase()));
    return other === undefined ? null : { kind: 'given', path, address, port: other, own: own[0] ?? '' };
  }

  #unknownPort(ports: readonly string[], { path }: Place): Contradiction | null {
    const other = this.#hasAllNames ? ports.find((port) => !this.#known.has(port.trim().toLowerCase())) : undefined;
    return other === undefined ? null : { kind: 'port', path, port: other.trim() };
  }

  /** What says of a whole device, and not of one interface or a part of the device, where its interfaces are. */
  #isOfDevice(fields: Fields): boolean {
    return keysLike(fields, ['macinfo']).length > 0 || serialsOf(fields).includes(this.#judged.serial);
  }

  /** A record of another device. Within the record of this one a part of it may have a serial number of its own. */
  #isOfAnother(fields: Fields, isInRecord: boolean): boolean {
    const serials = serialsOf(fields);
    if (serials.length === 0 || serials.includes(this.#judged.serial)) return false;
    return !isInRecord || keysLike(fields, ['macinfo']).length > 0;
  }

  #isElsewhere(key: string, value: unknown): boolean {
    if (this.#otherFields.has(plainKey(key))) return true;
    const isOther = isOfOtherMachine(key);
    if (!isOther && !isOfControllerOrNetwork(key)) return false;
    const written = inJson(value);
    const says = (text: string): boolean => text !== '' && written.includes(JSON.stringify(text));
    return !says(this.#judged.serial) && !(isOther && this.#judged.list.some(({ name }) => says(name)));
  }
}

function serialsOf(fields: Fields): readonly string[] {
  return keysLike(fields, SERIAL_NAMES).flatMap((key) => noteOf(fields[key]) ?? []);
}

/** The names that fields give to a port, where they stand beside one address. */
function portsOfOne(fields: Fields, entries: readonly (readonly [string, unknown])[]): readonly string[] {
  const ports = entries.flatMap(([key, value]) =>
    typeof value === 'string' && isPortName(value) && !isOtherName(key) ? [value.trim()] : [],
  );
  return ports.length > 0 && new Set(addressesInText(inJson(fields), 'anything')).size === 1 ? ports : [];
}

function holdsAddress(value: unknown): boolean {
  return addressesInText(inJson(value), 'anything').length > 0;
}

/** Empty: it is too deep to be written. */
function inJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}

function joined(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
