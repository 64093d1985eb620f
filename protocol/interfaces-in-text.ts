import { INTERFACE_NAMES, plainKey } from './near-keys';
import { addressIn, isKernelName } from './said-interfaces';

/** Lists of interfaces that are written as texts: `"eth0=e0:18:7d:2e:ca:68, eth1=…"`, `["eth0", "e0:18:7d:2e:ca:68"]`, JSON in JSON. */

const MAX_DEPTH = 8;
/** Of 6 octets or 20; of 8 there are too many numbers that are no addresses. A group of digits only is a number. */
const ADDRESSES =
  /(?<![0-9a-z])(?:[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5,19}|[0-9a-f]{4}(?:\.[0-9a-f]{4}){2}|(?<![0-9a-f]{4}-)(?=\d*[a-f])[0-9a-f]{12})(?![0-9a-z])/gi;
const BETWEEN_WORDS = /[\s=,;|/()[\]{}<>"']+|:(?=\s|$)|->/;
const NAMES: ReadonlySet<string> = new Set(INTERFACE_NAMES);

/** The same value with an entry for each interface in place of a text that has several, or one beside its name. */
export function withTextsTakenApart(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return textTakenApart(value, depth);
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) return nameAndAddress(value) ?? value.map((inner) => withTextsTakenApart(inner, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, NAMES.has(plainKey(key)) ? inner : withTextsTakenApart(inner, depth + 1)]),
  );
}

function textTakenApart(text: string, depth: number): unknown {
  if (addressIn(text) !== null) return text;
  const json = jsonIn(text);
  if (json !== null) return withTextsTakenApart(json, depth + 1);
  const found = [...text.matchAll(ADDRESSES)].filter(([address]) => addressIn(address) !== null);
  if (found.length === 0) return text;
  const ends = found.map(({ 0: address, index }) => index + address.length);
  const gaps = [...found.map(({ index }, place) => text.slice(ends[place - 1] ?? 0, index)), text.slice(ends.at(-1))];
  // Names stand before their addresses, or all of them behind.
  const first = nameIn(gaps[0] ?? '') === '' && nameIn(gaps.at(-1) ?? '') !== '' ? 1 : 0;
  return found.map(([address], place) => ({ interface: nameIn(gaps[place + first] ?? ''), macaddr: address }));
}

/** A name and its address, as a list of two. */
function nameAndAddress(list: readonly unknown[]): unknown {
  const [one, other] = list;
  if (list.length !== 2 || typeof one !== 'string' || typeof other !== 'string') return null;
  if (addressIn(one) === null && addressIn(other) !== null) return { interface: one, macaddr: other };
  return addressIn(one) !== null && addressIn(other) === null ? { interface: other, macaddr: one } : null;
}

/** What looks like a port's name, else all words. */
function nameIn(text: string): string {
  const words = text.split(BETWEEN_WORDS).filter((word) => word !== '');
  return words.map((word) => word.replace(/:$/, '')).find(isKernelName) ?? words.join(' ');
}

/** The object or list in a text that is JSON itself; null where it is none. */
function jsonIn(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
