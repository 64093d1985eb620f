import * as z from 'zod';
import { ExpectedInterface } from './expected-interface';
import type { Immutable } from './immutable';
import { macKey } from './mac-address';
import { anyRecordAt, denialIn, isWrapper, LIST_NAMES, otherRecordAt, saysSameInterfaces, serialsIn } from './mes-other-words';
import {
  ADDRESS_NAMES,
  ADDRESSES_NAMES,
  INTERFACE_NAMES,
  isNothing,
  keysLike,
  otherName,
  PERMANENT_NAMES,
  plainKey,
  SERIAL_NAMES,
  type Field,
  type Fields,
} from './near-keys';
import { readAs } from './read-as';
import { err, ok, type Result } from './result';
import { addressesIn, otherPortName } from './said-interfaces';
import { visibleText } from './visible-text';
import { describeFirstIssue } from './wire/describe-issue';
import { keyOfTwoValues } from './wire/duplicate-key';
import { ExactText, noteOf } from './wire/tolerant-fields';

/** What MES answers when it is asked for a device: a tolerant reader, which takes nothing that says two things. */

/** A status 404 in which MES does not say itself that it does not know the device: its address may be wrong. */
const NotFound = z.object({
  /** Address and path that was asked. */
  asked: z.string(),
  /** What the body is and how it begins, where it is no JSON: likely a web server's page. */
  page: z.string().nullable(),
});

/**
 * Why a device could not be checked: MES gave no answer; it refused the question; its answer is none that can be read; what it says of
 * this device is missing or contradicts itself.
 */
const UncheckedCause = z.enum(['unreachable', 'refused', 'unreadable', 'record']);

/** What MES says of a serial number. `couldNotCheck` is never a pass and never a fail; events of before have no `cause`. */
export const MesAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('expected'), product: z.string().nullable(), interfaces: z.array(ExpectedInterface) }),
  z.object({ kind: z.literal('notRegistered'), notFound: z.exactOptional(NotFound) }),
  z.object({ kind: z.literal('couldNotCheck'), sentence: z.string(), cause: z.exactOptional(UncheckedCause) }),
]);
export type MesAnswer = Immutable<z.infer<typeof MesAnswer>>;
export type Unchecked = Extract<MesAnswer, { kind: 'couldNotCheck' }>;

const MesInterface = z.looseObject({ interface: z.string().max(256).nullish(), macaddr: z.string().max(4096).nullish() });
const MesMacs = z.array(MesInterface).max(4096).nullish();
const MesDevice = z.looseObject({
  macInfo: MesMacs,
  macinfo: MesMacs,
  vpdInfo: z.object({ productName: z.unknown().optional() }).nullish().catch(null),
});
const MesInfo = z.union([z.string(), z.record(z.string(), z.unknown()), z.array(z.unknown()).max(100_000)], {
  error: 'must be a text, a record or a list of records',
});
/** How much of an answer without a usable `info` is shown, characters. */
const MAX_SHOWN = 100;

const SERIAL: Field = {
  expected: 'serialNo',
  read: ['serialNo', 'serialno'],
  others: SERIAL_NAMES,
};
const MACS: Field = { expected: 'macInfo', read: ['macInfo', 'macinfo'], others: LIST_NAMES };
const ADDRESS: Field = {
  expected: 'macaddr',
  read: ['macaddr'],
  others: ADDRESS_NAMES,
};
/** Fields that can contradict `macaddr`: under `address` stand addresses of other kinds too. */
const RIVAL_ADDRESSES = [...ADDRESS.others.filter((name) => name !== 'address'), ...ADDRESSES_NAMES, ...PERMANENT_NAMES];
const NAME: Field = {
  expected: 'interface',
  read: ['interface'],
  others: INTERFACE_NAMES,
};

const OF_A_RECORD: ReadonlySet<string> = new Set([...SERIAL.others, ...MACS.others]);

/**
 * Reads the body of a device_info answer (status 2xx) for one serial number. A list is searched for the serial; a record
 * of another serial is an error, not an answer. Fails with one sentence and its cause on any other shape, and on a record that
 * contradicts itself.
 * @param text the body as it came, where it is at hand: of a key that stands twice, parsers keep the last without a word
 */
export function readDeviceInfo(body: unknown, sn: string, text: string | null = null): Result<MesAnswer, Unchecked> {
  const info = infoOf(body);
  if (!info.ok) return err({ kind: 'couldNotCheck', sentence: info.error, cause: 'unreadable' });
  const read = readInfo(body as Fields, info.value, sn, text);
  return read.ok ? read : err({ kind: 'couldNotCheck', sentence: read.error, cause: 'record' });
}

/** Whether MES says in this text that it does not know the device. */
export function saysNotRegistered(text: string): boolean {
  return /not\s+registered/i.test(text);
}

function infoOf(body: unknown): Result<z.infer<typeof MesInfo>, string> {
  const begins = (): string => `it begins ${visibleText(JSON.stringify(body), MAX_SHOWN)}`;
  if (!isRecord(body)) return err(`MES answered with JSON that is no object, where one with \`info\` is expected; ${begins()}.`);
  if (!Object.hasOwn(body, 'info')) return err(`MES answered without \`info\`; ${begins()}.`);
  const rival = keysLike(body, ['info']).find((key) => key !== 'info' && saysOtherRecords(body[key], body['info']));
  if (rival !== undefined)
    return err(`MES answered with something else under \`info\` than under \`${visibleText(rival, 60)}\`; ${begins()}.`);
  const parsed = readAs(MesInfo, body['info']);
  if (parsed.success)
    return typeof parsed.data === 'string' && !saysNotRegistered(parsed.data)
      ? err(`MES answered with a text that is not known: "${visibleText(parsed.data, 120)}".`)
      : ok(parsed.data);
  return err(
    `MES answered in a shape that cannot be read: ${describeFirstIssue(parsed.error, ['info']).replace(/\.$/, '')}; ${begins()}.`,
  );
}

/** A text, or an empty list, is no record. */
function saysOtherRecords(value: unknown, info: unknown): boolean {
  return typeof value === 'object' && !isNothing(value) && JSON.stringify(value) !== JSON.stringify(info);
}

function readInfo(body: Fields, info: z.infer<typeof MesInfo>, sn: string, text: string | null): Result<MesAnswer, string> {
  const records = Array.isArray(info) ? info : [info];
  if (typeof info === 'string' || records.length === 0) {
    const twice = text === null ? null : saidTwice(text, ['info']);
    if (twice !== null) return err(`MES writes ${twice} for ${sn}; have its record corrected.`);
    const place = anyRecordAt(body, sn);
    if (place === null) return ok({ kind: 'notRegistered' });
    const says = typeof info === 'string' ? 'says that the device is not registered' : 'is an empty list';
    return err(`MES contradicts itself for ${sn}: \`info\` ${says}, and \`${visibleText(place, 60)}\` holds a record.`);
  }
  const own = records.filter((record) => serialsOf(record).some(({ text }) => text === sn));
  if (own.length === 0) return err(`MES was asked for ${sn} and answered with ${whose(records[0])}.`);
  const claiming = records.filter((record) => own.includes(record) || (isRecord(record) && serialsIn(record).includes(sn)));
  if (claiming.length > 1) return err(`MES holds ${claiming.length} records for ${sn}; it must hold one.`);
  const [one, other] = serialsOf(own[0], SERIAL.others);
  if (one !== undefined && other !== undefined)
    return err(`MES gives one device two serial numbers: ${said(one)} and ${said(other)}; have its record corrected.`);
  const twice = text === null ? null : saidTwice(text, Array.isArray(info) ? ['info', info.indexOf(own[0])] : ['info']);
  if (twice !== null) return err(`MES writes ${twice} for ${sn}; have its record corrected.`);
  const record = readRecord(own[0], sn);
  if (!record.ok) return record;
  const place = otherRecordAt(body, own[0], sn, record.value.interfaces);
  if (place !== null)
    return err(
      `MES lists other interfaces of ${sn} under \`info\` than under \`${visibleText(place, 60)}\`; have its record corrected.`,
    );
  const denial = denialIn(body, sn, saysNotRegistered);
  if (denial !== null) return err(`MES contradicts itself for ${sn}: \`info\` holds a record, and ${denial}.`);
  return record;
}

/** A field that decides and stands twice in one object with different values. @param place of the record in the text */
function saidTwice(text: string, place: readonly (string | number)[]): string | null {
  const twice = keyOfTwoValues(text, (path) => decides(path, place));
  if (twice === null) return null;
  const [one, other] = twice.values.map((value) => visibleText(value, 60));
  return `\`${visibleText(twice.key, 60)}\` twice in one place, once with ${one} and once with ${other},`;
}

/** Keys on the way to the record, the fields of it that are read or may contradict it, and the same where it may stand once more. */
function decides(path: readonly (string | number)[], place: readonly (string | number)[]): boolean {
  const isThere = path.every((one, depth) => depth >= place.length || one === place[depth]);
  if (isThere && path.length <= place.length) return true;
  if (!isThere && path[0] === place[0]) return false;
  const rest = path.slice(isThere ? place.length : 0).filter((key) => typeof key === 'string');
  const key = rest.at(-1) ?? '';
  const list = rest.slice(0, -1).findIndex((one) => MACS.others.includes(plainKey(one)));
  if (!rest.slice(0, list === -1 ? -1 : list).every(isWrapper)) return false;
  // In a list that is an object keys are names.
  if (list !== -1) return true;
  return OF_A_RECORD.has(plainKey(key)) || isWrapper(key);
}

/** The record of the device that was asked for, whole. The records of other devices may look as they like. */
function readRecord(own: unknown, sn: string): Result<Extract<MesAnswer, { kind: 'expected' }>, string> {
  const record = readAs(MesDevice, own);
  if (!record.success) return err(`MES answered in a shape that cannot be read: ${describeFirstIssue(record.error, ['info'])}`);
  const { macInfo, macinfo, vpdInfo } = record.data;
  let found: { readonly key: string; readonly list: readonly ExpectedInterface[] } | undefined;
  for (const [key, rows] of Object.entries({ macInfo, macinfo })) {
    const list = readRows(rows);
    if (!list.ok) return list;
    // An empty list says nothing beside one that is not.
    if (found === undefined && list.value.length > 0) found = { key, list: list.value };
  }
  if (found === undefined) return err(`MES knows ${sn} but lists no interfaces for it${otherName(record.data, MACS)}.`);
  const { key, list } = found;
  const rival = keysLike(record.data, MACS.others).find(
    (other) => other !== key && !(plainKey(other) === plainKey(key) ? saysTheSame : saysSameInterfaces)(record.data[other], list),
  );
  if (rival !== undefined)
    return err(
      `MES lists other interfaces of ${sn} under \`${key}\` than under \`${visibleText(rival, 60)}\`; have its record corrected.`,
    );
  return ok({ kind: 'expected', product: noteOf(vpdInfo?.productName), interfaces: list });
}

function readRows(rows: z.infer<typeof MesMacs>): Result<readonly ExpectedInterface[], string> {
  const interfaces: ExpectedInterface[] = [];
  for (const row of rows ?? []) {
    const read = readRow(row);
    if (!read.ok) return read;
    interfaces.push(read.value);
  }
  return ok(interfaces);
}

/** Whether what stands under another spelling is nothing, or the same list in any order. */
function saysTheSame(value: unknown, list: readonly ExpectedInterface[]): boolean {
  if (isNothing(value)) return true;
  const rows = readAs(MesMacs, value);
  const other = rows.success ? readRows(rows.data) : err('');
  return other.ok && inOneText(other.value) === inOneText(list);
}

function readRow(row: Fields): Result<ExpectedInterface, string> {
  const name = textUnder(row, 'interface');
  const mac = textUnder(row, 'macaddr');
  const what = name === '' ? 'an interface' : visibleText(name, 80);
  if (name === '') {
    const other = otherName(row, NAME);
    if (other !== '') return err(`MES lists an interface without its name${other}; have its record corrected.`);
  } else {
    const rival = spellings(row, ['interface']).find(({ text }) => text !== name) ?? otherPortName(row, [name]);
    if (rival !== null)
      return err(
        `MES gives one interface two names: ${said({ key: 'interface', text: name })} and ${said(rival)}; have its record corrected.`,
      );
  }
  if (row['macaddr'] === undefined || row['macaddr'] === null) {
    const other = otherName(row, ADDRESS);
    if (other !== '') return err(`MES lists ${what} without its address${other}; have its record corrected.`);
  }
  const rival = keysLike(row, RIVAL_ADDRESSES)
    .filter((key) => key !== 'macaddr')
    .flatMap((key) => addressesIn(row[key]).map((address) => ({ key, address, text: textUnder(row, key) || address })))
    .find(({ address }) => address !== macKey(mac));
  if (rival !== undefined)
    return err(
      `MES gives ${what} two addresses: ${said({ key: 'macaddr', text: mac })} and ${said(rival)}; have its record corrected.`,
    );
  return ok({ name, mac: typeof row['macaddr'] === 'string' ? row['macaddr'] : '' });
}

interface Said {
  readonly key: string;
  readonly text: string;
}

function said({ key, text }: Said): string {
  return `\`${visibleText(key, 60)}\` ${text === '' ? 'is empty' : `"${visibleText(text, 80)}"`}`;
}

/** The serial numbers that a record says are its own, each once. @param names under which it says so */
function serialsOf(record: unknown, names: readonly string[] = [plainKey(SERIAL.expected)]): Said[] {
  if (!isRecord(record)) return [];
  const each = new Map<string, Said>();
  for (const one of spellings(record, names)) if (!each.has(one.text)) each.set(one.text, one);
  return [...each.values()];
}

function whose(record: unknown): string {
  const [serial] = serialsOf(record);
  if (serial !== undefined) return visibleText(serial.text, 128);
  return `a device without serial number${isRecord(record) ? otherName(record, SERIAL) : ''}`;
}

/** What is written under keys in these or other letters, where it is more than white space. */
function spellings(record: Fields, names: readonly string[]): Said[] {
  return keysLike(record, names)
    .map((key) => ({ key, text: textUnder(record, key) }))
    .filter(({ text }) => text !== '');
}

/** A text, or a number that JSON carries exactly, trimmed; else empty. */
function textUnder(record: Fields, key: string): string {
  const parsed = readAs(ExactText, record[key]);
  return parsed.success ? parsed.data.trim() : '';
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same for lists that say the same. */
function inOneText(list: readonly ExpectedInterface[]): string {
  return JSON.stringify(list.map(({ name, mac }) => JSON.stringify([name, macKey(mac)])).toSorted());
}
