import { looseAddressesIn } from './loose-addresses';
import { readMac } from './mac-address';

/** Hardware addresses of six octets anywhere in a text, and names of ports, in any notation that is read. */

/** How a text is to be read: where addresses stand, digits alone are one; where numbers stand, only what has its octets apart is. */
export type Reading = 'addresses' | 'numbers' | 'anything';

const PAIR = '[0-9a-f]{2}';
const BEGINS = '(?<![0-9a-z])';
const ENDS = '(?![0-9a-z])';
/** Not within an IPv6 address, whose groups are longer. */
const IPV6_BEFORE = '(?<!(?<![0-9a-z])[0-9a-f]{1,4}:{1,2})';
const IPV6_BEHIND = '(?!:[0-9a-f]{3,4}(?![0-9a-z])|::)';
const OCTETS = new RegExp(`${BEGINS}${IPV6_BEFORE}${PAIR}(?:(:${PAIR})+|(-${PAIR})+)${ENDS}${IPV6_BEHIND}`, 'g');
const OCTETS_APART = new RegExp(`${BEGINS}${PAIR}(?:( ${PAIR})+|(\\.${PAIR})+)${ENDS}`, 'g');
const GROUPS = new RegExp(
  `${BEGINS}(?<![0-9a-f]{4}[.:-])(?:[0-9a-f]{4}(?:(?:\\.[0-9a-f]{4}){2}|(?:-[0-9a-f]{4}){2}|(?::[0-9a-f]{4}){2})|[0-9a-f]{6}[-:.][0-9a-f]{6}|(?:0x)?[0-9a-f]{12})${ENDS}(?![.:-][0-9a-f]{4}${ENDS})`,
  'g',
);
const DOTTED = /^[0-9a-f]{4}\./;
const UUID = /(?<![0-9a-f])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f])/g;
/** An address without what separates its octets. */
const SHORTEST = 11;
const OCTETS_OF_ONE = 6;
/** Some addresses may be joined; of more octets it is a fingerprint. */
const MOST_JOINED = 4;
/** What a card shows that has no address. */
const NONE = /^(?:[0:]+|[f:]+)$/;
/** How kernels call physical ports, and `lan1`. */
const PORT =
  '(?:eth|em|lan|wan|wlan|swp|igb|ixl?)\\d{1,3}|p\\d{1,3}p\\d{1,3}(?:_\\d+)?|(?:en|wl|ww|ib)(?:o\\d+|s\\d+|p\\d+s\\d+|P\\d+p\\d+s\\d+|x[0-9a-f]{12})[0-9a-z]*|ib\\d{1,3}';
const WHOLE_PORT = new RegExp(`^(?:${PORT})$`);
const PORTS = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${PORT})(?![\\p{L}\\p{N}])`, 'gu');

const NOBODY = (): boolean => false;
const ANYBODY = (): boolean => true;

/**
 * The addresses in a text, each as what tells it from others, in their order.
 * @param isKnown whether six digits begin known addresses, so that what begins like these is one in any notation
 */
export function addressesInText(
  text: string,
  reading: Reading,
  isKnown: (vendor: string) => boolean = NOBODY,
): readonly string[] {
  if (text.length < SHORTEST) return [];
  const written = plainText(text);
  const whole = readMac(written);
  const isWhole =
    whole.kind === 'mac' &&
    (reading === 'addresses' || (reading === 'anything' && whole.octets === OCTETS_OF_ONE && /[a-f]/.test(whole.key)));
  if (isWhole) return isAny(whole.key) ? [whole.key] : [];
  const plain = written.replaceAll(UUID, (uuid) => ' '.repeat(uuid.length));
  const found: { readonly at: number; readonly digits: string }[] = [];
  let rest = plain;
  const take = (pattern: RegExp, counts: (match: string) => boolean) => {
    for (const { 0: match, index } of plain.matchAll(pattern)) {
      if (!counts(match)) continue;
      const digits = match.replace(/^0x/, '').replaceAll(/[^0-9a-f]/g, '');
      if (digits.length < 2 * OCTETS_OF_ONE) continue;
      found.push({ at: index, digits });
      rest = rest.slice(0, index) + ' '.repeat(match.length) + rest.slice(index + match.length);
    }
  };
  const hasLetter = (match: string): boolean => reading === 'addresses' || /[a-f]/.test(match.replace(/^0x/, ''));
  take(OCTETS, () => true);
  if (reading !== 'numbers') {
    take(OCTETS_APART, hasLetter);
    take(GROUPS, (match) => DOTTED.test(match) || hasLetter(match));
    found.push(...looseAddressesIn(rest, reading === 'addresses' ? ANYBODY : isKnown, isPortName));
  }
  return found.toSorted((one, other) => one.at - other.at).flatMap(({ digits }) => eachOf(digits, isKnown).filter(isAny));
}

/** Names of ports in a text, in their order. */
export function portsInText(text: string): readonly string[] {
  return text.match(PORTS) ?? [];
}

/** Whether a text is the name of a port and nothing else. */
export function isPortName(text: string): boolean {
  const name = text.trim();
  return WHOLE_PORT.test(name) || (/^e(?:n|th)/i.test(name) && WHOLE_PORT.test(name.toLowerCase()));
}

function eachOf(digits: string, isKnown: (vendor: string) => boolean): readonly string[] {
  const octets = digits.match(/../g) ?? [];
  const many = octets.length / OCTETS_OF_ONE;
  // One octet too many, and no name of another length.
  if (octets.length === OCTETS_OF_ONE + 1 && isKnown(digits.slice(0, 6))) return [octets.slice(0, OCTETS_OF_ONE).join(':')];
  if (!Number.isInteger(many) || many > MOST_JOINED) return [];
  return Array.from({ length: many }, (_, one) => octets.slice(one * OCTETS_OF_ONE, (one + 1) * OCTETS_OF_ONE).join(':'));
}

function isAny(address: string): boolean {
  return !NONE.test(address);
}

/** In small letters, with one kind of colon and of hyphen, and without what cannot be seen. */
function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\p{Pd}/gu, '-')
    .replaceAll(/%([2-7][0-9a-f])|&#x([2-7][0-9a-f]);|\\u00([2-7][0-9a-f])/gi, (_, ...[one, two, three]: string[]) =>
      String.fromCodePoint(Number.parseInt(one ?? two ?? three ?? '', 16)),
    )
    .replaceAll(/&#(\d{2,3});/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/&colon;|\u2236/gi, ':')
    .replaceAll(/\\x(?=[0-9a-f]{2})/gi, ' 0x')
    .toLowerCase();
}
