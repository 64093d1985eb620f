import { addressesInText, isPortName, portsInText } from './addresses-in-text';
import { hasWord, joinedName, wordsOf } from './name-words';
import type { Fields } from './near-keys';

/** Where an entry without a name of its port says nevertheless which port its address belongs to. */

/** What is said of a card, an address or a cable, and not where they are. */
const OF_THE_CARD: ReadonlySet<string> = new Set(
  (
    'driver chip chipset controller model product type kind vendor manufacturer maker brand part pn partno sku rev revision version firmware fw speed rate ' +
    'mbps gbps mtu vlan pci bus ip ipv4 ipv6 netmask subnet dns duplex status state result carrier link connected up enabled test tested time date at by uuid ' +
    'guid sn serial serialno batch lot bond master queue queues'
  ).split(' '),
);
/** What stands under these says where, whatever it is. */
const WHERE: ReadonlySet<string> = new Set(
  'port slot index idx ifindex position pos place lan eth ethernet nic intf if iface ifname interface socket jack schnittstelle puerto interfaz'.split(
    ' ',
  ),
);
const HAN_WHERE = /网口|網口|网卡|網卡|接口|端口|連接埠|介面|位置|插槽|ポート/u;
/** A port as people call it, anywhere in a text. */
const CALLED =
  /(?<!\p{L})(?:lan|wan|eth|ethernet|port|nic|net|network|slot|sfp\+?|rj-?45|gbe|ge|fe|te|xe|local area connection|anschluss|buchse|puerto)[\s_#:./-]{0,2}\d{1,3}(?!\d)|#\s?\d{1,3}(?!\d)|(?:网口|網口|网卡|網卡|接口|端口|連接埠|ポート)[\s_#-]?\d{1,3}/iu;
/** Letters and a small number, and nothing else. */
const LETTERS_AND_NUMBER = /^\p{L}{2,10}[\s_-]?\d{1,2}$/u;
const MOST_DEPTH = 8;

/** The field that says so, and the keys that lead there; null where none does. @param names of the ports that the list names */
export function placeIn(row: Fields, names: ReadonlySet<string>): string | null {
  return within(row, '', '', names, 0);
}

function within(value: unknown, key: string, path: string, names: ReadonlySet<string>, depth: number): string | null {
  if (typeof value === 'object' && value !== null) {
    if (depth > MOST_DEPTH) return null;
    for (const [inner, one] of Object.entries(value)) {
      if (path === '' && joinedName(inner) === 'macaddr') continue;
      const at = path === '' ? inner : `${path}.${inner}`;
      const isList = Array.isArray(value);
      if (!isList && isPortName(inner)) return at;
      const found = within(one, isList ? key : inner, isList ? path : at, names, depth + 1);
      if (found !== null) return found;
    }
    return null;
  }
  const text = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
  return text !== '' && addressesInText(text, 'anything').length === 0 && saysWhere(key, text, names) ? path : null;
}

function saysWhere(key: string, text: string, names: ReadonlySet<string>): boolean {
  if (isPortName(text) || portsInText(text).length > 0 || names.has(text.toLowerCase())) return true;
  if (hasWord(key, OF_THE_CARD)) return false;
  if (isOfPlace(key)) return !/^(?:none|null|n\/?a|-+)$/i.test(text);
  return CALLED.test(text) || LETTERS_AND_NUMBER.test(text);
}

function isOfPlace(key: string): boolean {
  return HAN_WHERE.test(key) || WHERE.has(joinedName(key)) || wordsOf(key).some((word) => WHERE.has(word));
}
