import { withTextsTakenApart } from '../interfaces-in-text';
import { type Fields, INTERFACE_NAMES, keysLike, plainKey } from '../near-keys';
import { err, type Result } from '../result';
import { addressIn, interfacesIn, isKernelName, otherPortName, type SaidInterface } from '../said-interfaces';
import { type Text, text as textOf } from '../texts/text';
import { visibleText } from '../visible-text';
import { parseJsonObject, readMessageText, type DecodeUtf8, type JsonObject, type Malformed } from './body';
import { keyOfTwoValues, mayHaveKeyTwice } from './duplicate-key';
import { MACS, readHardwareReport, SERIAL, type HardwareReport } from './read-report';
import { contradictionInReport, type ReportContradiction } from './report-contradiction';
import type { ReportedInterface } from './reported-interface';
import { noteOf } from './tolerant-fields';

interface KnownRow {
  readonly row: ReportedInterface;
  /** The current and the permanent one, as far as they can be read. */
  readonly addresses: readonly string[];
}

/** The interfaces that are judged. */
interface KnownRows {
  readonly rows: readonly KnownRow[];
  readonly byName: ReadonlyMap<string, readonly KnownRow[]>;
}

/** Fields of which a report has one, under all names that stand for it. */
const ONE_OF_EACH: readonly (readonly string[])[] = [SERIAL.others, ['operationid'], ['attempt'], ['bootid']];
const LISTS: readonly string[] = [...MACS.others, 'pciinfo'];
const DECIDING: ReadonlySet<string> = new Set([...ONE_OF_EACH.flat(), ...LISTS, 'ip']);
const MAX_SHOWN = 80;

/**
 * A report as it comes from a device. Beside what `readHardwareReport` asks for, it must say one thing: where it says two, nobody knows
 * which is right, and it is refused with both. Reports that are in the records were taken already; they are read
 * by `readHardwareReport` alone, so that they stay what they were.
 */
export function receiveReport(bytes: Uint8Array, decodeUtf8: DecodeUtf8): Result<HardwareReport, Malformed> {
  const text = readMessageText(bytes, decodeUtf8);
  if (!text.ok) return text;
  const body = parseJsonObject(text.value);
  if (!body.ok) return body;
  const report = readHardwareReport(body.value);
  if (!report.ok) return report;
  const both = twoThings(text.value, body.value, report.value);
  if (both !== null) return err({ code: 'wrongShape', reason: textOf('wire.twoThings', { both }) });
  const found = contradictionInReport(body.value, report.value.sn, report.value.interfaces);
  return found === null ? report : err({ code: 'wrongShape', reason: contradicts(found, report.value) });
}

function twoThings(text: string, body: JsonObject, report: HardwareReport): Text | null {
  const list = knownRows(report.interfaces);
  return (
    (mayHaveKeyTwice(text, body) ? twoValues(text) : null) ??
    twoTexts(body) ??
    twoNames(body) ??
    twoLists(body, list) ??
    inPci(body, list)
  );
}

function contradicts(found: ReportContradiction, report: HardwareReport): Text {
  const key = keyText(found.path);
  if (found.kind === 'notWhole') return textOf('wire.notWhole', { key, value: visibleText(found.value, MAX_SHOWN) });
  return textOf('wire.twoThings', { both: bothIn(found, key, report.sn) });
}

function bothIn(found: Exclude<ReportContradiction, { kind: 'notWhole' }>, key: string, sn: string): Text {
  switch (found.kind) {
    case 'address': {
      const other = textOf('twoThings.anyWith', { address: found.address });
      return textOf('twoThings.pci', { key, other, read: textOf('twoThings.none', { by: 'address' }) });
    }
    case 'given': {
      const withPort = (name: string): Text =>
        textOf('twoThings.with', { name: visibleText(name, MAX_SHOWN), address: found.address });
      return textOf('twoThings.pci', { key, other: withPort(found.port), read: withPort(found.own) });
    }
    case 'twice': {
      const [one, other] = found.values;
      return textOf('twoThings.values', { key, one: visibleText(one, MAX_SHOWN), other: visibleText(other, MAX_SHOWN) });
    }
    case 'port': {
      const other = textOf('twoThings.named', { name: visibleText(found.port, MAX_SHOWN) });
      return textOf('twoThings.pci', { key, other, read: textOf('twoThings.none', { by: 'name' }) });
    }
    case 'serial': {
      const otherText = visibleText(found.serial, MAX_SHOWN);
      return textOf('twoThings.texts', { key: 'sn', text: visibleText(sn, MAX_SHOWN), otherKey: key, otherText });
    }
  }
}

/** Of a key that stands twice parsers keep the last without a word. */
function twoValues(text: string): Text | null {
  const twice = keyOfTwoValues(text, (path) => {
    const first = plainKey(String(path[0]));
    return path.length === 1 ? DECIDING.has(first) : LISTS.includes(first);
  });
  if (twice === null) return null;
  const [one = '', other = ''] = twice.values.map((value) => visibleText(value, MAX_SHOWN));
  return textOf('twoThings.values', { key: keyText(twice.path), one, other });
}

function twoTexts(body: JsonObject): Text | null {
  for (const names of ONE_OF_EACH) {
    const said = keysLike(body, names).flatMap((key) => {
      const text = noteOf(body[key]);
      return text === null ? [] : [{ key, text }];
    });
    const other = said.find(({ text }) => text !== said[0]?.text);
    const [first] = said;
    if (first !== undefined && other !== undefined)
      return textOf('twoThings.texts', {
        key: keyText(first.key),
        text: visibleText(first.text, MAX_SHOWN),
        ...otherSaid(other),
      });
  }
  return null;
}

/** One entry with two names of its port. */
function twoNames(body: JsonObject): Text | null {
  for (const key of keysLike(body, ['interfaces', 'macinfo'])) {
    const list = body[key];
    if (typeof list !== 'object' || list === null) continue;
    for (const [place, row] of Object.entries(list)) {
      if (!isRecord(row)) continue;
      const name = Array.isArray(list) ? (noteOf(row['interface']) ?? '') : place;
      const altNames: readonly unknown[] = Array.isArray(row['altNames']) ? row['altNames'] : [];
      const other = otherPortName(row, [name, ...altNames.filter((one) => typeof one === 'string')]);
      if (other !== null)
        return textOf('twoThings.names', { key: keyText(key), name: visibleText(name, MAX_SHOWN), ...otherSaid(other) });
    }
  }
  return null;
}

/** Another list of the interfaces than the one that is read. */
function twoLists(body: JsonObject, list: KnownRows): Text | null {
  const read = body['interfaces'] === null || body['interfaces'] === undefined ? 'macinfo' : 'interfaces';
  for (const key of keysLike(body, MACS.others)) {
    if (key === read) continue;
    const said = interfacesIn(withTextsTakenApart(body[key]));
    const namesPorts = typeof body[key] === 'object' && ['macinfo', 'interfaces'].includes(plainKey(key));
    for (const one of said) {
      const why = against(one, list, namesPorts);
      if (why !== null) return textOf('twoThings.lists', { key: keyText(key), readKey: keyText(read), ...why });
    }
    if (plainKey(key) !== read) continue;
    // Two spellings of one list; beside `interfaces`, `macinfo` has only what an older server reads.
    const names = new Set(said.map(({ name }) => name));
    const left = said.length === 0 ? undefined : list.rows.find(({ row }) => !names.has(row.name.trim()))?.row;
    if (left !== undefined)
      return textOf('twoThings.missing', { readKey: keyText(read), read: rowText(left), key: keyText(key) });
  }
  return null;
}

function inPci(body: JsonObject, list: KnownRows): Text | null {
  for (const key of keysLike(body, ['pciinfo'])) {
    const entries = typeof body[key] === 'object' && body[key] !== null ? Object.entries(body[key]) : [['', body[key]] as const];
    for (const [place, entry] of entries) {
      // A port without driver is no interface.
      if (isRecord(entry) && entry['interface'] === null) continue;
      for (const one of interfacesIn(entry, place)) {
        const names = isRecord(entry) ? keysLike(entry, INTERFACE_NAMES).map((name) => entry[name]) : [entry];
        const isNamed = names.includes(one.name) && isKernelName(one.name);
        const why = one.addresses.length > 0 || isNamed ? against(one, list, isNamed) : null;
        if (why !== null) return textOf('twoThings.pci', { key: keyText(key), ...why });
      }
    }
  }
  return null;
}

/** What speaks against one interface of another list, and what the list that is read has; null where nothing does. */
function against(
  said: SaidInterface,
  list: KnownRows,
  namesPorts: boolean,
): { readonly other: Text; readonly read: Text } | null {
  const named = said.name === '' ? [] : (list.byName.get(said.name) ?? []);
  // It is judged as a port whose address cannot be read.
  if (named.some(({ row, addresses }) => row.kind === 'physical' && addresses.length === 0)) return null;
  const rows = named.length > 0 ? named : list.rows;
  const strange =
    said.addresses.find((address) => !rows.some(({ addresses }) => addresses.includes(address))) ??
    said.permanent.find((address) => !rows.some(({ addresses }) => addresses.at(-1) === address));
  const name = visibleText(said.name, MAX_SHOWN);
  if (strange !== undefined)
    return {
      other:
        name === '' ? textOf('twoThings.anyWith', { address: strange }) : textOf('twoThings.with', { name, address: strange }),
      read: named[0] === undefined ? textOf('twoThings.none', { by: 'address' }) : rowText(named[0].row),
    };
  const isNamed = namesPorts || (said.addresses.length > 0 && isKernelName(said.name));
  return isNamed && said.name !== '' && named.length === 0
    ? { other: textOf('twoThings.named', { name }), read: textOf('twoThings.none', { by: 'name' }) }
    : null;
}

function knownRows(interfaces: readonly ReportedInterface[]): KnownRows {
  const rows: KnownRow[] = [];
  const byName = new Map<string, KnownRow[]>();
  for (const row of interfaces) {
    const current = addressIn(row.mac);
    const permanent = row.permanentMac === row.mac ? current : addressIn(row.permanentMac);
    const known = { row, addresses: [current, permanent].filter((address) => address !== null) };
    rows.push(known);
    for (const name of new Set([row.name.trim(), ...row.altNames])) byName.set(name, [...(byName.get(name) ?? []), known]);
  }
  return { rows, byName };
}

function rowText({ name, mac, permanentMac }: ReportedInterface): Text {
  const address = permanentMac === null || permanentMac === mac ? mac : `${mac} (${permanentMac})`;
  return textOf('twoThings.with', { name: visibleText(name, MAX_SHOWN), address: visibleText(address, MAX_SHOWN) });
}

function otherSaid({ key, text }: { readonly key: string; readonly text: string }): {
  readonly otherKey: string;
  readonly otherText: string;
} {
  return { otherKey: keyText(key), otherText: visibleText(text, MAX_SHOWN) };
}

function keyText(key: string): string {
  return visibleText(key, MAX_SHOWN).replaceAll('`', '?');
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
