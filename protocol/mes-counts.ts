import { numberIn } from './answer-signs';
import { joinedName, wordsOf } from './name-words';
import { isOfControllerOrNetwork } from './elsewhere-fields';

/** Numbers of interfaces, in figures or in words, under any name that says so. */

const ONE = 'interface|iface|nic|lan|eth|ethernet|macinfo|macinfos|netdev';
/** Of which one has a number of its own, or is a number. */
const ONE_OF_THEM = 'port|mac|macaddr|macaddress';
const SEVERAL = 'interfaces|ifaces|nics|lans|eths|ports|macs|macaddrs|macaddresses|netdevs';
const COUNTED =
  'count|counts|cnt|num|nums|number|numbers|n|total|totals|qty|quantity|amount|size|len|length|expected|sum|anzahl|zahl|nombre|cantidad';
const NEUTRAL = 'of|the|all|network|net|physical|onboard|wired|gbe|device|total';
const SINGLE: ReadonlySet<string> = new Set(ONE.split('|'));
const THEIR: ReadonlySet<string> = new Set(ONE_OF_THEM.split('|'));
const PLURAL: ReadonlySet<string> = new Set(SEVERAL.split('|'));
const COUNTING: ReadonlySet<string> = new Set(COUNTED.split('|'));
const TOGETHER = new RegExp(`^(?:${SEVERAL}|${ONE}|${ONE_OF_THEM}|${COUNTED}|${NEUTRAL})+$`);
const SOME_OF_THEM = new RegExp(`(?:${SEVERAL}|${ONE}|${ONE_OF_THEM})`);
const SOME_COUNTED = new RegExp(`(?:${COUNTED})$|^(?:${COUNTED})`);
const HAN = /网口|網口|网卡|網卡|接口|端口|連接埠|ネットワークポート|MAC/u;
const HAN_COUNTED = /[数數量总總计計]|^(?:网口|網口|网卡|網卡|接口)$/u;
const HAN_OTHER = /速率|速度|[号號]|编号|編號|USB|串口|光口|版本|型[号號]/iu;
/**
 * With one of these the name says of something else: how fast a port is, which one of several it is, in what state some of them are, or
 * ports of another kind.
 */
const OTHER: ReadonlySet<string> = new Set(
  (
    'speed rate mbps gbps bandwidth vlan mtu id index idx no nr version rev firmware model vendor type status state date time timeout ms ' +
    'price cost weight width rack slot shelf burn switch tcp udp http https ssh amqp db api server usb com serial console hdmi vga dvi dp ' +
    'displayport sata sas pcie pci fc sfp poe wifi wlan wwan audio video sim licence license used active connected up down linked free tested ' +
    'passed failed max min start end first last offset range prefix suffix default'
  ).split(' '),
);
const WORDS: readonly (readonly string[])[] = [
  ['zero', 'null', 'zéro', 'cero'],
  ['one', 'ein', 'eins', 'une?', 'uno', '一'],
  ['two', 'zwei', 'deux', 'dos', '二', '两', '兩'],
  ['three', 'drei', 'trois', 'tres', '三'],
  ['four', 'vier', 'quatre', 'cuatro', '四'],
  ['five', 'fünf', 'cinq', 'cinco', '五'],
  ['six', 'sechs', 'seis', '六'],
  ['seven', 'sieben', 'sept', '七'],
  ['eight', 'acht', 'huit', 'ocho', '八'],
];
const WITH_UNIT =
  /^(\d{1,4}|\p{L}+?)\s*(?:(?:ports?|nics?|macs?|lans?|interfaces?|pcs|pieces|stk|st[üu]ck|[个個口])\.?|[x×]\s*\d.*)$/iu;

/** How many interfaces a field says that there are; null where it says nothing of that. @param above the name of what it stands in */
export function countSaid(key: string, value: unknown, above = ''): number | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  return isCount(key) || (COUNTING.has(joinedName(key)) && isCount(`${above} ${key}`)) ? countIn(value) : null;
}

function isCount(key: string): boolean {
  if (isOfControllerOrNetwork(key)) return false;
  if (HAN.test(key) && /\P{ASCII}/u.test(key)) return HAN_COUNTED.test(key) && !HAN_OTHER.test(key);
  const words = wordsOf(key);
  if (words.some((word) => OTHER.has(word))) return false;
  const name = joinedName(key);
  const isCounted = words.some((word) => COUNTING.has(word)) || (TOGETHER.test(name) && SOME_COUNTED.test(name));
  // The number of a port is which one it is.
  if (/^(?:lan|eth|net|network|burn)*port(?:num|number)$/.test(name)) return false;
  if (words.some((word) => PLURAL.has(word) || SINGLE.has(word))) return true;
  if (words.some((word) => THEIR.has(word)) && isCounted) return true;
  return TOGETHER.test(name) && SOME_OF_THEM.test(name) && (isCounted || new RegExp(`(?:${SEVERAL})$`).test(name));
}

function countIn(value: string | number): number | null {
  const number = numberIn(value);
  if (number !== null) return number;
  const words = String(value).trim().toLowerCase();
  const said = WITH_UNIT.exec(words)?.[1] ?? words;
  if (/^\d+$/.test(said)) return Number(said);
  const known = WORDS.findIndex((same) => same.some((word) => new RegExp(`^(?:${word})$`, 'u').test(said)));
  return known === -1 ? null : known;
}
