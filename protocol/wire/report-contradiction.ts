import type { ExpectedInterface } from '../expected-interface';
import { isRecord } from '../answer-signs';
import { contradictionIn } from '../mes-contradiction';
import { isNothing, keysLike, plainKey, SERIAL_NAMES, type Fields } from '../near-keys';
import { isPlaceholderSerial } from '../serial';
import { otherSerialIn } from '../mes-other-serial';
import { isKernelName } from '../said-interfaces';
import { MACS } from './read-report';
import { notThereIn, notWholeIn, type NotWhole } from './report-wholeness';
import type { ReportedInterface } from './reported-interface';
import { noteOf } from './tolerant-fields';

/** What in a report says something else than its serial number and its interfaces, or that it is not whole, under any name. */
export type ReportContradiction =
  | { readonly kind: 'address'; readonly path: string; readonly address: string }
  | { readonly kind: 'given'; readonly path: string; readonly address: string; readonly port: string; readonly own: string }
  | { readonly kind: 'twice'; readonly path: string; readonly values: readonly [string, string] }
  | { readonly kind: 'port'; readonly path: string; readonly port: string }
  | { readonly kind: 'serial'; readonly path: string; readonly serial: string }
  | { readonly kind: 'notWhole'; readonly path: string; readonly value: string };

/** Read by themselves: `receiveReport` holds the lists against each other. */
const READ: ReadonlySet<string> = new Set([
  ...SERIAL_NAMES,
  'operationid',
  'operation',
  'operatorid',
  'scanmode',
  'attempt',
  'ip',
  'bootid',
  'uptimes',
  'agentversion',
  'collectedat',
  'interfaces',
  'macinfo',
  'pciinfo',
  'macs',
  'macaddrs',
  'macaddresses',
  'nics',
  'ports',
  'netinfo',
  'networkinfo',
  'warnings',
  'inventory',
  'burnin',
]);
const INVENTORY: ReadonlySet<string> = new Set([
  'manufacturer',
  'model',
  'serialnumber',
  'form',
  'board',
  'processors',
  'memory',
  'disks',
]);
const OF_INTERFACE: ReadonlySet<string> = new Set([
  'interface',
  'altnames',
  'ifindex',
  'macaddr',
  'permaddr',
  'addrassigntype',
  'kind',
  'bus',
  'pciaddress',
  'driver',
  'description',
  'vendorid',
  'deviceid',
  'physswitchid',
  'iflink',
  'devport',
  'bondmaster',
  'carrier',
  'operstate',
]);
/** Whose addresses are other machines' or none of a card. */
const OF_OTHERS = [
  'neighbours',
  'neighbors',
  'peer',
  'peers',
  'peermac',
  'arp',
  'arptable',
  'bssid',
  'apmac',
  'partner',
  'partnermac',
  'linkpartner',
  'multicast',
];
const DEVICE =
  '(?:device|dev|host|system|sys|machine|dmi|smbios|unit|product|node|computer|dut|my|own|real|actual|true|new|current|this|bios)';
const SERIAL_KEY = new RegExp(`^${DEVICE}*(?:serial(?:number|num|no|nr)?|sn)\\d?$`);
const DEVICE_KEY = new RegExp(`^${DEVICE}+(?:info|data|information)?$`);
/** What `dmidecode` prints of the system. */
const OF_FIRMWARE = /^(?:dmi|dmidecode|smbios|dmitype1|system|systeminformation)(?:text|output|raw|info)?$/;
const FIRMWARE_SERIAL = /^(?:[^]*?System Information\s)?(?:(?!\bInformation\b)[^])*?Serial Number:[ \t]*(.+)/i;
/** Lists that are no lists of ports, or are read by themselves. */
const NO_NAMES: ReadonlySet<string> = new Set(['warnings', 'macinfo', 'interfaces', 'inventory', 'burnin', 'pciinfo']);
const BETWEEN = /[\s,;|/]+/;
/** Interfaces without a card. */
const MADE_BY_SOFTWARE =
  /^(?:lo|docker|veth|virbr|br|bond|team|tun|tap|wg|dummy|vnet|vlan|cni|flannel|sit|gre|ip6|vmnet|ovs|macv|ifb|zt|tailscale|ppp|can)/;
const PLAIN_SERIALS: readonly string[] = SERIAL_NAMES;
const DEPTH = 16;
/** With it, names of ports alone say nothing. */
const NAMELESS: ExpectedInterface = { name: '', mac: '' };

export function contradictionInReport(
  body: Fields,
  sn: string,
  interfaces: readonly ReportedInterface[],
): ReportContradiction | null {
  return (
    notWhole(body, interfaces) ??
    otherSerial(body, sn, '', true) ??
    otherAddress(body, sn, interfaces) ??
    otherPort(body, interfaces) ??
    inRows(body, interfaces)
  );
}

function otherAddress(body: Fields, sn: string, interfaces: readonly ReportedInterface[]): ReportContradiction | null {
  const inventory = body['inventory'];
  const rest: Fields = {
    ...without(body, READ),
    ...(isRecord(inventory) ? { inventory: without(inventory, INVENTORY) } : {}),
  };
  if (Object.values(rest).every((value) => isNothing(value) || (isRecord(value) && Object.keys(value).length === 0))) return null;
  const list = [...interfaces.flatMap(entriesOf), NAMELESS];
  const judged = { serial: sn, list, record: rest, readKeys: [], otherFields: OF_OTHERS };
  return plain(contradictionIn(rest, judged), '');
}

/** What an entry says beside the fields that are read. */
function inRows(body: Fields, interfaces: readonly ReportedInterface[]): ReportContradiction | null {
  const key = isNothing(body['interfaces']) ? 'macinfo' : 'interfaces';
  const rows = body[key];
  if (typeof rows !== 'object' || rows === null) return null;
  for (const [at, row] of Object.entries(rows)) {
    if (!isRecord(row)) continue;
    const name = (Array.isArray(rows) ? (noteOf(row['interface']) ?? '') : at).trim();
    const said = interfaces.filter((one) => one.name.trim() === name && isCard(one));
    if (said.length === 0) continue;
    const path = `${key}.${name}.`;
    const cut = notThereIn(without(row, OF_INTERFACE));
    if (cut !== null) return { kind: 'notWhole', path: path + cut.key, value: shown(cut.value) };
    // Its address counts as one that cannot be read.
    if (said.some((one) => one.permanentUnder !== undefined || one.macUnder !== undefined)) continue;
    const rest = without(row, OF_INTERFACE);
    const list = said.flatMap(entriesOf);
    if (Object.keys(rest).length === 0 || list.length === 0) continue;
    const judged = { serial: '', list: [...list, NAMELESS], record: rest, readKeys: [], otherFields: OF_OTHERS };
    const found = plain(contradictionIn(rest, judged), path);
    if (found !== null) return found;
  }
  return null;
}

function isCard({ kind }: ReportedInterface): boolean {
  return kind === 'physical' || kind === 'wireless';
}

function plain(found: ReturnType<typeof contradictionIn>, before: string): ReportContradiction | null {
  if (found === null || found.kind === 'fewer' || found.kind === 'port') return null;
  const path = `${before}${found.path}`;
  if (found.kind !== 'twice') return { ...found, path };
  return { kind: 'twice', path: `${path}.${found.twice.key}`, values: found.twice.values };
}

function entriesOf({ name, altNames, mac, permanentMac }: ReportedInterface): readonly ExpectedInterface[] {
  const macs = [...new Set([mac, permanentMac ?? ''])].filter((one) => one.trim() !== '');
  return macs.flatMap((one) => [name, ...altNames].map((port) => ({ name: port.trim(), mac: one })));
}

/** Lists are of parts. */
function otherSerial(fields: Fields, sn: string, path: string, isOfDevice: boolean, depth = 0): ReportContradiction | null {
  if (depth > DEPTH || isPlaceholderSerial(sn)) return null;
  for (const [key, value] of Object.entries(fields)) {
    const name = plainKey(key.trim());
    const at = path === '' ? key : `${path}.${key}`;
    if (isRecord(value)) {
      if (READ.has(name)) continue;
      const found = otherSerial(value, sn, at, DEVICE_KEY.test(name), depth + 1);
      if (found !== null) return found;
    } else if (typeof value === 'string' && OF_FIRMWARE.test(name)) {
      const serial = FIRMWARE_SERIAL.exec(value)?.[1]?.trim() ?? '';
      if (isOther(serial, sn)) return { kind: 'serial', path: at, serial };
    } else if (SERIAL_KEY.test(name) && (isOfDevice || !PLAIN_SERIALS.includes(name))) {
      const serial = noteOf(value)?.trim() ?? '';
      if (isOther(serial, sn)) return { kind: 'serial', path: at, serial };
    } else if (depth === 0 && !READ.has(name) && noteOf(value) !== null) {
      const other = otherSerialIn({ [key]: noteOf(value)?.toLowerCase() }, sn.toLowerCase());
      if (other !== null) return { kind: 'serial', path: at, serial: noteOf(value) ?? '' };
    }
  }
  return null;
}

function isOther(serial: string, sn: string): boolean {
  return serial.toLowerCase() !== sn.toLowerCase() && !isPlaceholderSerial(serial);
}

/** A list of names of which one is a port's, and one nobody's. */
function otherPort(body: Fields, interfaces: readonly ReportedInterface[]): ReportContradiction | null {
  const known = new Set(interfaces.flatMap(({ name, altNames }) => [name.trim(), ...altNames]));
  for (const [key, value] of Object.entries(body)) {
    const name = plainKey(key.trim());
    if (NO_NAMES.has(name)) continue;
    const all: readonly unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(BETWEEN) : [];
    if (!all.every((one) => typeof one === 'string')) continue;
    const names = all.map((one) => one.trim()).filter((one) => one !== '');
    const port = names.find((one) => !known.has(one) && isKernelName(one) && !MADE_BY_SOFTWARE.test(one));
    if (port !== undefined && names.some((one) => known.has(one)) && names.every((one) => known.has(one) || isKernelName(one)))
      return { kind: 'port', path: key, port };
  }
  return null;
}

function notWhole(body: Fields, interfaces: readonly ReportedInterface[]): ReportContradiction | null {
  const rest = without(body, READ);
  const own = interfaces.filter(isCard).length;
  const found =
    notWholeIn(rest, [interfaces.length, interfaces.filter(({ name }) => name.trim() !== 'lo').length, own]) ??
    numberOfThem(body, own);
  return found === null ? null : { kind: 'notWhole', path: found.key, value: shown(found.value) };
}

/** A name of a list may have their number. */
function numberOfThem(body: Fields, own: number): NotWhole | null {
  const key = keysLike(body, MACS.others).find((one) => typeof body[one] === 'number' && body[one] !== own);
  return key === undefined ? null : { key, value: body[key] };
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function without(fields: Fields, keys: ReadonlySet<string>): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.has(plainKey(key))));
}
