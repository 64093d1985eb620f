import { english } from '../../messages/english';
import answers from '../../protocol/fixtures/device-info-answers.json';
import seedAnswers from '../../protocol/fixtures/seed-device-info.json';
import { readDeviceInfo } from '../../protocol/device-info';
import type { Target } from '../engine/target';
import { about, keep, keepMac, keepPlain, keepSentence, keepStorable, kindOf } from './checks';
import { jsonBytes, jsonValue, lenientText } from './input-text';

/** The device that is asked for. */
const ASKED = 'Q186I15901';

export const mesAnswer: Target = {
  name: 'mes-answer',
  reads: 'answers of MES to device_info, as bytes of a body',
  tokens: [
    'info',
    'serialNo',
    'serialno',
    'macInfo',
    'macinfo',
    'interface',
    'macaddr',
    'vpdInfo',
    'productName',
    ASKED,
    ` ${ASKED} `,
    'Device is not registered',
    '[]',
    '{}',
    'E0:18:7D:2E:CA:68',
  ],
  seeds: () => [...answers.map(({ body }) => jsonBytes(body)), ...Object.values(seedAnswers).map(jsonBytes)],
  run(bytes) {
    const body = jsonValue(lenientText(bytes).replace(/^\uFEFF/, ''));
    if (body === undefined) return 'not JSON';
    const read = readDeviceInfo(body, ASKED);
    if (!read.ok) {
      const said = english(read.error.reason);
      keepSentence(said);
      return kindOf(said);
    }
    const answer = read.value;
    keepPlain(answer);
    keepStorable(answer);
    if (answer.kind !== 'expected') {
      keep(answer.kind === 'notRegistered', 'an answer that was read says something of the device', () => answer.kind);
      return answer.kind;
    }
    keep(recordsOf(body).filter(isAsked).length === 1, 'only the one record of the device that was asked for is an answer');
    keep(answer.interfaces.length > 0, 'a device that MES knows has interfaces');
    for (const { name, mac } of answer.interfaces) {
      keep(name === name.trim() && name.length <= 256, 'the name of an interface is trimmed and has a bearable length');
      keepMac(mac);
    }
    return `expected ${about(answer.interfaces.length)} ${answer.product === null}`;
  },
};

function recordsOf(body: unknown): readonly unknown[] {
  const info: unknown =
    typeof body === 'object' && body !== null && Object.hasOwn(body, 'info') ? Reflect.get(body, 'info') : undefined;
  return Array.isArray(info) ? info : [info];
}

/** Says once more, in other words than the reader, whose record this is: the first of the two keys that is more than white space. */
function isAsked(record: unknown): boolean {
  if (typeof record !== 'object' || record === null) return false;
  const texts = ['serialNo', 'serialno'].map((key): unknown =>
    Object.hasOwn(record, key) ? Reflect.get(record, key) : undefined,
  );
  const first = texts.find((text) =>
    typeof text === 'string' ? text.length <= 4096 && text.trim() !== '' : Number.isSafeInteger(text),
  );
  return String(first).trim() === ASKED;
}
