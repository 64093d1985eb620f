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
  otherKey,
  PERMANENT_NAMES,
  plainKey,
  SERIAL_NAMES,
  type Field,
  type Fields,
} from './near-keys';
import { isDecidingOrSaying } from './failed-answer';
import { readAs } from './read-as';
import { SaidSchema, StoredTextsSchema } from './texts/schema';
import { text, type Text } from './texts/text';
import { err, ok, type Result } from './result';
import { addressesIn, otherPortName } from './said-interfaces';
import { visibleText } from './visible-text';
import { fault, faultPart, firstFaultText } from './wire/issue-text';
import { keyOfTwoValues } from './wire/duplicate-key';
import { ExactText, noteOf } from './wire/tolerant-fields';

/** What MES answers when it is asked for a device: a tolerant reader, which takes nothing that says two things. */

/** A status 404 in which MES does not say itself that it does not know the device: its address may be wrong. */
const NotFound = z.object({
  /** Address and path that was asked. */
  asked: z.string(),
  /** What the body is and how it begins, where it is no JSON: likely a web server's page. */
  page: SaidSchema.nullable(),
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
  z.object({ kind: z.literal('couldNotCheck'), reason: StoredTextsSchema, cause: z.exactOptional(UncheckedCause) }),
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
  error: fault('value.noRecords'),
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

/** Who logs in, and what is noted down: that they are not registered says nothing of the device. */
const NOT_A_DEVICE =
  '(?:操作员|操作員|操作者|作业员|作業員|管理员|管理員|用户|用戶|使用者|人员|人員|员工|員工|工号|工號|账号|帐号|帳號|备注|備註|备考|備考)';
const HAN_NOT = '(?:未|没有|沒有|尚未|没|沒)(?:被)?';
const NOT_REGISTERED = new RegExp(
  `not[\\s_-]+registered|unregistered|${HAN_NOT}(?:注册|註冊|建档|建檔)|(?<!${NOT_A_DEVICE}[尚还還均都]?)${HAN_NOT}(?:登记|登記|登录|登錄)(?!的?${NOT_A_DEVICE})`,
  'i',
);

const OF_A_RECORD: ReadonlySet<string> = new Set([...SERIAL.others, ...MACS.others]);

/**
 * Reads the body of a device_info answer (status 2xx) for one serial number. A list is searched for the serial; a record
 * of another serial is an error, not an answer. Fails with the reason and its cause on any other shape, and on a record that
 * contradicts itself.
 * @param whole the body as it came, where it is at hand: of a key that stands twice, parsers keep the last without a word
 */
export function readDeviceInfo(body: unknown, sn: string, whole: string | null = null): Result<MesAnswer, Unchecked> {
  const info = infoOf(body);
  if (!info.ok) return err({ kind: 'couldNotCheck', reason: [info.error], cause: 'unreadable' });
  const read = readInfo(body as Fields, info.value, sn, whole);
  return read.ok ? read : err({ kind: 'couldNotCheck', reason: [read.error], cause: 'record' });
}

/** Whether MES says in this text that it does not know the device. */
export function saysNotRegistered(said: string): boolean {
  return NOT_REGISTERED.test(said);
}

function infoOf(body: unknown): Result<z.infer<typeof MesInfo>, Text> {
  const begins = (): string => visibleText(JSON.stringify(body), MAX_SHOWN);
  if (!isRecord(body)) return err(text('mes.noObject', { begins: begins() }));
  if (!Object.hasOwn(body, 'info')) return err(text('mes.noInfo', { begins: begins() }));
  const rival = keysLike(body, ['info']).find((key) => key !== 'info' && saysOtherRecords(body[key], body['info']));
  if (rival !== undefined) return err(text('mes.otherThanInfo', { key: visibleText(rival, 60), begins: begins() }));
  const parsed = readAs(MesInfo, body['info']);
  if (parsed.success)
    return typeof parsed.data === 'string' && !saysNotRegistered(parsed.data)
      ? err(text('mes.unknownText', { said: visibleText(parsed.data, 120) }))
      : ok(parsed.data);
  return err(text('mes.infoUnreadable', { fault: faultPart(parsed.error, ['info']), begins: begins() }));
}

/** A text, or an empty list, is no record. */
function saysOtherRecords(value: unknown, info: unknown): boolean {
  return typeof value === 'object' && !isNothing(value) && JSON.stringify(value) !== JSON.stringify(info);
}

function readInfo(body: Fields, info: z.infer<typeof MesInfo>, sn: string, whole: string | null): Result<MesAnswer, Text> {
  const records = Array.isArray(info) ? info : [info];
  if (typeof info === 'string' || records.length === 0) {
    const twice = whole === null ? null : saidTwice(whole, ['info'], sn);
    if (twice !== null) return err(twice);
    const place = anyRecordAt(body, sn);
    if (place === null) return ok({ kind: 'notRegistered' });
    const says = typeof info === 'string' ? 'notRegistered' : 'emptyList';
    return err(text('mes.deniesItsRecord', { serial: sn, says, key: visibleText(place, 60) }));
  }
  const own = records.filter((record) => serialsOf(record).some((one) => one.text === sn));
  if (own.length === 0) return err(text('mes.otherDevice', { serial: sn, other: whose(records[0]) }));
  const claiming = records.filter((record) => own.includes(record) || (isRecord(record) && serialsIn(record).includes(sn)));
  if (claiming.length > 1) return err(text('mes.severalRecords', { serial: sn, records: claiming.length }));
  const [one, other] = serialsOf(own[0], SERIAL.others);
  if (one !== undefined && other !== undefined) return err(text('mes.twoSerials', { one: said(one), other: said(other) }));
  const recordPlace = Array.isArray(info) ? ['info', info.indexOf(own[0])] : ['info'];
  const twice = whole === null ? null : saidTwice(whole, recordPlace, sn);
  if (twice !== null) return err(twice);
  const record = readRecord(own[0], sn);
  if (!record.ok) return record;
  const place = otherRecordAt(body, own[0], sn, record.value.interfaces);
  if (place !== null) return err(text('mes.otherInterfaces', { serial: sn, key: 'info', otherKey: visibleText(place, 60) }));
  const denial = denialIn(body, sn, saysNotRegistered);
  if (denial !== null) return err(text('mes.recordDenied', { serial: sn, denial }));
  return record;
}

/** A field that decides and stands twice in one object with different values. @param place of the record in the text */
function saidTwice(whole: string, place: readonly (string | number)[], sn: string): Text | null {
  const twice = keyOfTwoValues(whole, (path) => decides(path, place));
  if (twice === null) return null;
  const [one = '', other = ''] = twice.values.map((value) => visibleText(value, 60));
  return text('mes.keyTwice', { serial: sn, key: visibleText(twice.key, 60), one, other });
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
  return OF_A_RECORD.has(plainKey(key)) || isWrapper(key) || isDecidingOrSaying(key);
}

/** The record of the device that was asked for, whole. The records of other devices may look as they like. */
function readRecord(own: unknown, sn: string): Result<Extract<MesAnswer, { kind: 'expected' }>, Text> {
  const record = readAs(MesDevice, own);
  if (!record.success) return err(text('mes.recordUnreadable', { fault: firstFaultText(record.error, ['info']) }));
  const { macInfo, macinfo, vpdInfo } = record.data;
  let found: { readonly key: string; readonly list: readonly ExpectedInterface[] } | undefined;
  for (const [key, rows] of Object.entries({ macInfo, macinfo })) {
    const list = readRows(rows);
    if (!list.ok) return list;
    // An empty list says nothing beside one that is not.
    if (found === undefined && list.value.length > 0) found = { key, list: list.value };
  }
  if (found === undefined) {
    const near = nearKey(record.data, MACS);
    return err(near === null ? text('mes.noInterfaces', { serial: sn }) : text('mes.noInterfacesNear', { serial: sn, near }));
  }
  const { key, list } = found;
  const rival = keysLike(record.data, MACS.others).find(
    (other) => other !== key && !(plainKey(other) === plainKey(key) ? saysTheSame : saysSameInterfaces)(record.data[other], list),
  );
  if (rival !== undefined) return err(text('mes.otherInterfaces', { serial: sn, key, otherKey: visibleText(rival, 60) }));
  return ok({ kind: 'expected', product: noteOf(vpdInfo?.productName), interfaces: list });
}

function readRows(rows: z.infer<typeof MesMacs>): Result<readonly ExpectedInterface[], Text> {
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
  const other = rows.success ? readRows(rows.data) : null;
  return other?.ok === true && inOneText(other.value) === inOneText(list);
}

function readRow(row: Fields): Result<ExpectedInterface, Text> {
  const name = textUnder(row, 'interface');
  const mac = textUnder(row, 'macaddr');
  const what = name === '' ? text('mes.anInterface') : visibleText(name, 80);
  if (name === '') {
    const near = nearKey(row, NAME);
    if (near !== null) return err(text('mes.interfaceWithoutName', { near }));
  } else {
    const rival = spellings(row, ['interface']).find((one) => one.text !== name) ?? otherPortName(row, [name]);
    if (rival !== null) return err(text('mes.twoNames', { one: said({ key: 'interface', text: name }), other: said(rival) }));
  }
  if (row['macaddr'] === undefined || row['macaddr'] === null) {
    const near = nearKey(row, ADDRESS);
    if (near !== null) return err(text('mes.interfaceWithoutAddress', { what, near }));
  }
  const rival = keysLike(row, RIVAL_ADDRESSES)
    .filter((key) => key !== 'macaddr')
    .flatMap((key) => addressesIn(row[key]).map((address) => ({ key, address, text: textUnder(row, key) || address })))
    .find(({ address }) => address !== macKey(mac));
  if (rival !== undefined)
    return err(text('mes.twoAddresses', { what, one: said({ key: 'macaddr', text: mac }), other: said(rival) }));
  return ok({ name, mac: typeof row['macaddr'] === 'string' ? row['macaddr'] : '' });
}

interface Said {
  readonly key: string;
  readonly text: string;
}

function said(one: Said): Text {
  const key = visibleText(one.key, 60);
  return one.text === '' ? text('mes.emptyField', { key }) : text('mes.field', { key, value: visibleText(one.text, 80) });
}

/** The key that stands where another is expected; null when none does. */
function nearKey(record: Fields, field: Field): Text | null {
  const key = otherKey(record, field);
  return key === null ? null : text('mes.nearKey', { key, expected: field.expected });
}

/** The serial numbers that a record says are its own, each once. @param names under which it says so */
function serialsOf(record: unknown, names: readonly string[] = [plainKey(SERIAL.expected)]): Said[] {
  if (!isRecord(record)) return [];
  const each = new Map<string, Said>();
  for (const one of spellings(record, names)) if (!each.has(one.text)) each.set(one.text, one);
  return [...each.values()];
}

function whose(record: unknown): string | Text {
  const [serial] = serialsOf(record);
  if (serial !== undefined) return visibleText(serial.text, 128);
  const near = isRecord(record) ? nearKey(record, SERIAL) : null;
  return near === null ? text('mes.namelessDevice') : text('mes.namelessDeviceNear', { near });
}

/** What is written under keys in these or other letters, where it is more than white space. */
function spellings(record: Fields, names: readonly string[]): Said[] {
  return keysLike(record, names)
    .map((key) => ({ key, text: textUnder(record, key) }))
    .filter((one) => one.text !== '');
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
