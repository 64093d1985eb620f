import * as z from 'zod';
import { ExpectedInterface } from './expected-interface';
import type { Immutable } from './immutable';
import { macKey } from './mac-address';
import { contradictionIn, contradictionInEntry } from './mes-contradiction';
import { contradicts, contradictsEntry, keyTwice, said, type Said } from './mes-contradiction-texts';
import { againstIn, otherCountIn, otherSerialBeside } from './mes-beside';
import { placeIn } from './mes-entry-place';
import { LIST_NAMES } from './elsewhere-fields';
import { anyRecordAt, denialIn, serialsIn } from './mes-other-words';
import {
  ADDRESS_NAMES,
  INTERFACE_NAMES,
  isNothing,
  keysLike,
  otherKey,
  plainKey,
  SERIAL_NAMES,
  type Field,
  type Fields,
} from './near-keys';
import { NO_PLANT_WORDS, plantWordsReader, type PlantWords } from './plant-words';
import { readAs } from './read-as';
import { SaidSchema, StoredTextsSchema } from './texts/schema';
import { text, type Text } from './texts/text';
import { err, ok, type Result } from './result';
import { otherPortName } from './said-interfaces';
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

/** What a plant has set of answers of MES. */
export interface MesReading {
  /** Names of fields with addresses that are none of the device's ports. */
  readonly otherFields: readonly string[];
  readonly words: PlantWords;
}

const PLAIN_READING: MesReading = { otherFields: [], words: NO_PLANT_WORDS };

/**
 * Reads the body of a device_info answer (status 2xx) for one serial number. A list is searched for the serial; a record
 * of another serial is an error, not an answer. Fails with the reason and its cause on any other shape, and on a record that
 * contradicts itself.
 * @param whole the body as it came, where it is at hand: of a key that stands twice, parsers keep the last without a word
 */
export function readDeviceInfo(
  body: unknown,
  sn: string,
  whole: string | null = null,
  reading: MesReading = PLAIN_READING,
): Result<MesAnswer, Unchecked> {
  const info = infoOf(body);
  if (!info.ok) return err({ kind: 'couldNotCheck', reason: [info.error], cause: 'unreadable' });
  const read = readInfo(body as Fields, info.value, { sn, whole, reading });
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

interface Asked {
  readonly sn: string;
  readonly whole: string | null;
  readonly reading: MesReading;
}

function readInfo(body: Fields, info: z.infer<typeof MesInfo>, asked: Asked): Result<MesAnswer, Text> {
  const { sn, whole, reading } = asked;
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
  const record = readRecord(own[0], asked);
  if (!record.ok) return record;
  const { key, answer } = record.value;
  const judged = {
    serial: sn,
    list: answer.interfaces,
    record: own[0],
    readKeys: keysLike(own[0] as Fields, MACS.read.map(plainKey)),
  };
  const found = contradictionIn(body, { ...judged, otherFields: reading.otherFields });
  if (found !== null) return err(contradicts(found, sn, key));
  const counted = otherCountIn(body, sn, answer.interfaces.length);
  if (counted !== null) {
    const params = {
      serial: sn,
      key: counted.key,
      said: counted.said,
      list: key,
      listed: answer.interfaces.length,
    };
    return err(text('mes.otherCount', params));
  }
  const plant = plantWordsReader(reading.words);
  const denial = denialIn(body, sn, saysNotRegistered, plant) ?? againstIn(body, sn, plant);
  if (denial !== null) return err(text('mes.recordDenied', { serial: sn, denial }));
  const serials = otherSerialBeside(body, sn);
  if (serials !== null) return err(serials);
  return ok(answer);
}

/** A key that stands twice in one object with different values, save in the records of other devices. @param place of the record in the text */
function saidTwice(whole: string, place: readonly (string | number)[], sn: string): Text | null {
  const isThere = (path: readonly (string | number)[]) =>
    path.every((one, depth) => depth >= place.length || one === place[depth]);
  const twice = keyOfTwoValues(whole, (path) => path[0] !== place[0] || isThere(path));
  return twice === null ? null : keyTwice(twice, sn);
}

interface ReadRecord {
  /** Of the list. */
  readonly key: string;
  readonly answer: Extract<MesAnswer, { kind: 'expected' }>;
}

/** The record of the device that was asked for, whole. The records of other devices may look as they like. */
function readRecord(own: unknown, { sn, reading }: Asked): Result<ReadRecord, Text> {
  const record = readAs(MesDevice, own);
  if (!record.success) return err(text('mes.recordUnreadable', { fault: firstFaultText(record.error, ['info']) }));
  const { macInfo, macinfo, vpdInfo } = record.data;
  let found: { readonly key: string; readonly list: readonly ExpectedInterface[] } | undefined;
  for (const [key, rows] of Object.entries({ macInfo, macinfo })) {
    const list = readRows(rows, reading);
    if (!list.ok) return list;
    // An empty list says nothing beside one that is not.
    if (found === undefined && list.value.length > 0) found = { key, list: list.value };
  }
  if (found === undefined) {
    const near = nearKey(record.data, MACS);
    return err(near === null ? text('mes.noInterfaces', { serial: sn }) : text('mes.noInterfacesNear', { serial: sn, near }));
  }
  const { key, list } = found;
  const rival = keysLike(record.data, MACS.read.map(plainKey)).find(
    (other) => other !== key && !saysTheSame(record.data[other], list, reading),
  );
  if (rival !== undefined) return err(text('mes.otherInterfaces', { serial: sn, key, otherKey: visibleText(rival, 60) }));
  return ok({ key, answer: { kind: 'expected', product: noteOf(vpdInfo?.productName), interfaces: list } });
}

function readRows(rows: z.infer<typeof MesMacs>, reading: MesReading): Result<readonly ExpectedInterface[], Text> {
  const interfaces: ExpectedInterface[] = [];
  const names = new Set((rows ?? []).map((row) => textUnder(row, 'interface').toLowerCase()).filter((name) => name !== ''));
  for (const row of rows ?? []) {
    const read = readRow(row, names, reading);
    if (!read.ok) return read;
    interfaces.push(read.value);
  }
  return ok(interfaces);
}

/** Whether what stands under another spelling is nothing, or the same list in any order. */
function saysTheSame(value: unknown, list: readonly ExpectedInterface[], reading: MesReading): boolean {
  if (isNothing(value)) return true;
  const rows = readAs(MesMacs, value);
  const other = rows.success ? readRows(rows.data, reading) : null;
  return other?.ok === true && inOneText(other.value) === inOneText(list);
}

/** @param names of the ports that the list names */
function readRow(row: Fields, names: ReadonlySet<string>, { otherFields }: MesReading): Result<ExpectedInterface, Text> {
  const name = textUnder(row, 'interface');
  const what = name === '' ? text('mes.anInterface') : visibleText(name, 80);
  if (name === '') {
    const near = nearKey(row, NAME);
    if (near !== null) return err(text('mes.interfaceWithoutName', { near }));
    const place = placeIn(row, names);
    if (place !== null) {
      const key = visibleText(place, 60);
      return err(text('mes.interfaceWithoutName', { near: text('mes.nearKey', { key, expected: NAME.expected }) }));
    }
  } else {
    const rival = spellings(row, ['interface']).find((one) => one.text !== name) ?? otherPortName(row, [name]);
    if (rival !== null) return err(text('mes.twoNames', { one: said({ key: 'interface', text: name }), other: said(rival) }));
  }
  if (row['macaddr'] === undefined || row['macaddr'] === null) {
    const near = nearKey(row, ADDRESS);
    if (near !== null) return err(text('mes.interfaceWithoutAddress', { what, near }));
  }
  const entry = { name, mac: typeof row['macaddr'] === 'string' ? row['macaddr'] : '' };
  const found = contradictionInEntry(row, entry, otherFields);
  return found === null ? ok(entry) : err(contradictsEntry(found, entry, what));
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
