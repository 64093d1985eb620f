import type { ExpectedInterface } from '../expected-interface';
import { flagOf, isError, isRecord } from '../answer-signs';
import { contradictionIn } from '../mes-contradiction';
import { isNothing, plainKey, SERIAL_NAMES, type Fields } from '../near-keys';
import { isPlaceholderSerial } from '../serial';
import type { ReportedInterface } from './reported-interface';
import { noteOf } from './tolerant-fields';

/** What in a report says something else than its serial number and its interfaces, or that it is not whole, under any name. */
export type ReportContradiction =
  | { readonly kind: 'address'; readonly path: string; readonly address: string }
  | { readonly kind: 'given'; readonly path: string; readonly address: string; readonly port: string; readonly own: string }
  | { readonly kind: 'twice'; readonly path: string; readonly values: readonly [string, string] }
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
const DEVICE_KEY = new RegExp(`^${DEVICE}+(?:info|data)?$`);
const CUT = /^(?:is)?(?:partial|incomplete|truncated|cut|timedout|timeout|aborted|failed|interrupted)$/;
const PLAIN_SERIALS: readonly string[] = SERIAL_NAMES;
const DEPTH = 16;
/** With it, names of ports alone say nothing. */
const NAMELESS: ExpectedInterface = { name: '', mac: '' };

export function contradictionInReport(
  body: Fields,
  sn: string,
  interfaces: readonly ReportedInterface[],
): ReportContradiction | null {
  return notWhole(body) ?? otherSerial(body, sn, '', true) ?? otherAddress(body, sn, interfaces) ?? inRows(body, interfaces);
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
    const cut = Object.keys(row).find((one) => saysCut(one, row[one]) || (isErrorKey(one) && isErrorText(row[one])));
    if (cut !== undefined) return { kind: 'notWhole', path: path + cut, value: shown(row[cut]) };
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
    } else if (SERIAL_KEY.test(name) && (isOfDevice || !PLAIN_SERIALS.includes(name))) {
      const serial = noteOf(value)?.trim() ?? '';
      if (serial.toLowerCase() !== sn.toLowerCase() && !isPlaceholderSerial(serial)) return { kind: 'serial', path: at, serial };
    }
  }
  return null;
}

function notWhole(body: Fields): ReportContradiction | null {
  for (const [key, value] of Object.entries(body)) {
    const name = plainKey(key.trim());
    if (READ.has(name)) continue;
    const says =
      saysCut(key, value) ||
      (isErrorKey(key) && isError(value)) ||
      (/^(?:is)?(?:success(?:ful)?|succeeded|ok|complete|completed|whole|valid)$/.test(name) && flagOf(value) === 'no');
    if (says) return { kind: 'notWhole', path: key, value: shown(value) };
  }
  return null;
}

function isErrorKey(key: string): boolean {
  return /^(?:errors?|err|errormessage|errormsg|exception|traceback|failure)$/.test(plainKey(key));
}

function isErrorText(value: unknown): boolean {
  return typeof value === 'string' && isError(value);
}

function saysCut(key: string, value: unknown): boolean {
  return CUT.test(plainKey(key)) && flagOf(value) === 'yes';
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function without(fields: Fields, keys: ReadonlySet<string>): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.has(plainKey(key))));
}
