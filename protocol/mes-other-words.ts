import { text, type Text } from './texts/text';
import { LIST_NAMES } from './elsewhere-fields';
import { jsonInside } from './json-inside';
import { unclearIn, unclearInRecord, type Unclear } from './mes-envelope';
import type { PlantWordsReader } from './plant-words';
import { isNothing, keysLike, plainKey, SERIAL_NAMES, type Fields } from './near-keys';
import { withoutDenied } from './answer-words';
import { deniedUnder, failedUnder, messagesIn, type SaidFailed } from './failed-answer';
import { messageIn } from './post-answer';
import { visibleText } from './visible-text';
import { noteOf } from './wire/tolerant-fields';

/** What MES says of a device beside the record that is read: all of it must say the same. */

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
const MAX_DEPTH = 16;
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

const DEVICE = new RegExp(`\\b(?:device|serial|sn|unit|machine)\\b|${HAN_DEVICE}`, 'i');

/** A record, a list or a text that stands elsewhere in an answer. */
interface Elsewhere {
  /** The keys that lead there, joined with dots. */
  readonly path: string;
  readonly value: unknown;
  /** Whether it is said to be of the device, or stands where nothing else can be meant. */
  readonly isOwn: boolean;
}

function isWrapper(key: string): boolean {
  return WRAPPERS.includes(plainKey(key));
}

/** Where an answer lists interfaces of a device at all; null: nowhere. */
export function anyRecordAt(body: Fields, sn: string): string | null {
  for (const { path, value, isOwn } of everyRecord(body, sn))
    if (isOwn && isRecord(value) && (listsIn(value).length > 0 || serialsIn(value).length > 0)) return path;
  return null;
}

/**
 * What in an answer speaks against its record: where it says that the device is not registered, that the question failed, or something that
 * nobody knows.
 * @param plant reads what the plant has words of its own for
 */
export function denialIn(body: Fields, sn: string, isDenial: (text: string) => boolean, plant: PlantWordsReader): Text | null {
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
  const isMissing = (words: string): boolean => {
    const rest = withoutDenied(words);
    return DEVICE_NOT_FOUND.test(rest) || (DEVICE.test(rest) && isDenial(rest));
  };
  const places = [
    { path: '', value: body, isStrict: true },
    ...own.map((one) => ({ ...one, isStrict: true })),
    ...besideRecords(body),
  ];
  for (const { path, value, isStrict } of places) {
    if (!isRecord(value)) continue;
    const isIn = isInRecord(path);
    const said = isIn ? value : inKnownWords(value, plant);
    const failed = isIn ? deniedUnder(said) : failedUnder(said);
    if (failed !== null) return saysFailed(failed, joined(path, failed.key), messageIn(value) || messageIn(body));
    const unclear = isIn ? unclearInRecord(said, isMissing) : unclearIn(said, sn, isStrict);
    if (unclear !== null) return saysUnclear(unclear, joined(path, unclear.key));
  }
  return null;
}

/** The plant's own words in the fields of one object, as known ones. */
function inKnownWords(fields: Fields, plant: PlantWordsReader): Fields {
  const read = Object.entries(fields).map(([key, value]) => {
    if (typeof value === 'object') return [key, value] as const;
    const known = plant.inKnownWords({ [key]: value });
    return (isRecord(known) ? Object.entries(known)[0] : undefined) ?? ([key, value] as const);
  });
  return Object.fromEntries(read);
}

/** Objects outside of the records that wrap up no record: heads, results of a call, pages. */
function* besideRecords(value: unknown, path = '', depth = 0): Generator<{ path: string; value: Fields; isStrict: false }, void> {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const inner of value) yield* besideRecords(inner, `${path}[]`, depth + 1);
    return;
  }
  const fields = value as Fields;
  if (path !== '') {
    if (serialsIn(fields).length + listsIn(fields).length > 0) return;
    yield { path, value: fields, isStrict: false };
  }
  for (const [key, inner] of Object.entries(fields))
    if (!isWrapper(key)) yield* besideRecords(inner, joined(path, key), depth + 1);
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

function saysUnclear({ kind, value }: Unclear, path: string): Text {
  const params = { key: visibleText(path, 60), said: visibleText(JSON.stringify(value), 80) };
  return kind === 'part' ? text('mes.saysPart', params) : text('mes.saysUnclear', params);
}

function joined(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** All that a record says its device's serial number is. */
export function serialsIn(record: Fields): readonly string[] {
  return keysLike(record, SERIAL_NAMES).flatMap((key) => noteOf(record[key]) ?? []);
}

function listsIn(record: Fields): readonly string[] {
  return keysLike(record, LIST_NAMES).filter((key) => !isNothing(record[key]));
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
  const json = typeof value === 'string' ? jsonInside(value) : undefined;
  return json === undefined ? [value] : [value, ...asItStandsAndUnwrapped(json)];
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
