import type { ExpectedInterface } from './expected-interface';
import { text, type Text } from './texts/text';
import { macKey } from './mac-address';
import { jsonIn, withTextsTakenApart } from './interfaces-in-text';
import { isNothing, keysLike, plainKey, SERIAL_NAMES, type Fields } from './near-keys';
import { addressIn, interfacesIn, isKernelName } from './said-interfaces';
import { withoutDenied } from './answer-words';
import { deniedUnder, failedUnder, messagesIn, type SaidFailed } from './failed-answer';
import { messageIn } from './post-answer';
import { visibleText } from './visible-text';
import { noteOf } from './wire/tolerant-fields';

/** What MES says of a device beside the record that is read: all of it must say the same. */

/** Names of a list of interfaces in a record. */
export const LIST_NAMES: readonly string[] = [
  'macinfo',
  'macs',
  'interfaces',
  'macaddrs',
  'macaddresses',
  'nics',
  'netinfo',
  'networkinfo',
];
/** Where an answer, or a part of it, may be wrapped up. */
const WRAPPERS: readonly string[] = [
  'info',
  'data',
  'result',
  'results',
  'response',
  'body',
  'payload',
  'content',
  'value',
  'answer',
  'deviceinfo',
  'record',
  'records',
  'device',
  'devices',
  'list',
  'items',
  'rows',
];
const MAX_DEPTH = 6;
/** What the message of an answer, not of a record in it, says of a device that MES does not have; `0 not found` counts something else. */
const HAN_NOT_FOUND =
  '(?:未(?:找到|查到|查询到|查詢到|发现|發現)|找不到|查不到|查无|查無|不存在|没有找到|沒有找到|没找到|沒找到|无此|無此|没有(?:该|此|这)|沒有(?:該|此|這))';
const NOT_FOUND = new RegExp(`(?<!\\d\\s{0,3})\\bnot[\\s_-]+(?:found|registered)|${HAN_NOT_FOUND}`, 'i');
/** The same in a record, whose remarks may be of its parts: only of the device itself. */
const HAN_DEVICE = '(?:设备|設備|装置|裝置|机器|機器|机台|機台|整机|序列号|序號|序号|SN)';
const DEVICE_NOT_FOUND = new RegExp(
  `\\b(?:devices?|serial(?: ?numbers?)?|sn|units?|machines?|hosts?)\\b\\W+(?:is |was |are )?not[\\s_-]+(?:found|registered)|${HAN_DEVICE}[^,，。;；]{0,8}${HAN_NOT_FOUND}|${HAN_NOT_FOUND}(?:该|該|此|这台|這台|台)?${HAN_DEVICE}`,
  'i',
);

/** A record, a list or a text that stands elsewhere in an answer. */
interface Elsewhere {
  /** The keys that lead there, joined with dots. */
  readonly path: string;
  readonly value: unknown;
  /** Whether it is said to be of the device, or stands where nothing else can be meant. */
  readonly isOwn: boolean;
}

export function isWrapper(key: string): boolean {
  return WRAPPERS.includes(plainKey(key));
}

/**
 * Where another list of a device's interfaces stands in an answer that is not this one; null where none does.
 * @param own the record that is read
 */
export function otherRecordAt(body: Fields, own: unknown, sn: string, list: readonly ExpectedInterface[]): string | null {
  const beside = serialsIn(body).every((serial) => serial === sn) ? listsIn(body) : [];
  const other = beside.find((key) => !saysSameInterfaces(body[key], list));
  if (other !== undefined) return other;
  for (const { path, value, isOwn } of everyRecord(body, sn)) {
    if (isOwn && path !== 'info' && Array.isArray(value) && !saysSameInterfaces(value.filter(isInterface), list)) return path;
    if (value === own || !isOwn || !isRecord(value)) continue;
    if (listsIn(value).some((key) => !saysSameInterfaces(value[key], list))) return path;
  }
  return null;
}

/** Where an answer lists interfaces of a device at all; null: nowhere. */
export function anyRecordAt(body: Fields, sn: string): string | null {
  for (const { path, value, isOwn } of everyRecord(body, sn))
    if (isOwn && isRecord(value) && (listsIn(value).length > 0 || serialsIn(value).length > 0)) return path;
  return null;
}

/** What in an answer speaks against its record: where it says that the device is not registered, or that the question failed. */
export function denialIn(body: Fields, sn: string, isDenial: (text: string) => boolean): Text | null {
  const own = [...everyRecord(body, sn)].filter(({ isOwn }) => isOwn);
  const records = own.filter(({ value }) => isRecord(value) && serialsIn(value).length + listsIn(value).length > 0);
  const isInRecord = (at: string): boolean => records.some(({ path }) => at === path || at.startsWith(`${path}.`));
  const denied =
    [...Object.entries(body).map(([path, value]) => ({ path, value })), ...own].find(
      ({ value }) => typeof value === 'string' && isDenial(value),
    ) ??
    [{ path: '', value: body }, ...own]
      .flatMap(messagesAt)
      .find(({ path, value }) => isDenial(value) || (isInRecord(path) ? DEVICE_NOT_FOUND : NOT_FOUND).test(withoutDenied(value)));
  if (denied !== undefined) return text('mes.saysNotRegistered', { key: visibleText(denied.path, 60) });
  for (const { path, value } of [{ path: '', value: body }, ...own]) {
    if (!isRecord(value)) continue;
    const failed = isInRecord(path) ? deniedUnder(value) : failedUnder(value);
    if (failed !== null) return saysFailed(failed, joined(path, failed.key), messageIn(value) || messageIn(body));
  }
  return null;
}

function messagesAt({ path, value }: Pick<Elsewhere, 'path' | 'value'>): readonly { path: string; value: string }[] {
  return isRecord(value) ? messagesIn(value).map(({ key, said }) => ({ path: joined(path, key), value: said })) : [];
}

function saysFailed({ value }: SaidFailed, path: string, words: string): Text {
  const key = visibleText(path, 60);
  const said = visibleText(JSON.stringify(value), 60);
  if (words === '' || typeof value === 'object' || value === words) return text('mes.saysFailed', { key, said });
  return text('mes.saysFailedSaying', { key, said, words: visibleText(words, 120) });
}

function joined(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** All that a record says its device's serial number is. */
export function serialsIn(record: Fields): readonly string[] {
  return keysLike(record, SERIAL_NAMES).flatMap((key) => noteOf(record[key]) ?? []);
}

/** An entry of a list that is no record of a device, and wraps none up. */
function isInterface(value: unknown): boolean {
  if (!isRecord(value)) return typeof value === 'string';
  return serialsIn(value).length === 0 && listsIn(value).length === 0 && !Object.keys(value).some(isWrapper);
}

function listsIn(record: Fields): readonly string[] {
  return keysLike(record, LIST_NAMES).filter((key) => !isNothing(record[key]));
}

/**
 * Whether a value in any shape names the same interfaces as a record, as far as it names any. Without an address, and without a name
 * that the record has, it is taken for something else.
 */
export function saysSameInterfaces(value: unknown, list: readonly ExpectedInterface[]): boolean {
  const own = list.map(({ name, mac }) => ({ name, key: macKey(mac) }));
  const said = interfacesIn(withTextsTakenApart(value));
  const addresses = said.flatMap((one) => one.addresses);
  const isKnown = (name: string) => own.some((entry) => entry.name !== '' && entry.name === name);
  if (addresses.length === 0 && !said.some(({ name }) => isKnown(name))) return true;
  const strange = said.some(({ name, addresses: its }) => {
    if (its.length === 0) return name !== '' && !isKnown(name) && isKernelName(name);
    const isPortName = isKnown(name) || isKernelName(name);
    return !its.every((address) =>
      own.some((entry) => entry.key === address && (!isPortName || entry.name === '' || entry.name === name)),
    );
  });
  if (strange) return false;
  return own.every(({ name, key }) =>
    addresses.length > 0 ? addressIn(key) === null || addresses.includes(key) : said.some((one) => one.name === name),
  );
}

/** All that stands under keys that wrap something up, except the records of other devices. In a list a record says whose it is. */
function* everyRecord(value: unknown, sn: string, path = '', mayBeOwn = true, depth = 0): Generator<Elsewhere, void> {
  const serials = isRecord(value) && path !== '' ? serialsIn(value) : [];
  if (serials.length > 0 && !serials.includes(sn)) return;
  const isOwn = mayBeOwn || serials.length > 0;
  if (path !== '') yield { path, value, isOwn };
  if (depth > MAX_DEPTH) return;
  if (Array.isArray(value)) {
    for (const inner of value) yield* everyRecord(inner, sn, `${path}[]`, false, depth + 1);
    return;
  }
  if (!isRecord(value)) return;
  for (const [key, inner] of Object.entries(value))
    if (isWrapper(key))
      for (const one of asItStandsAndUnwrapped(inner)) yield* everyRecord(one, sn, joined(path, key), isOwn, depth + 1);
}

/** A record may be wrapped up as a text that is JSON. */
function asItStandsAndUnwrapped(value: unknown): readonly unknown[] {
  const json = typeof value === 'string' ? jsonIn(value) : null;
  return json === null ? [value] : [value, json];
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
