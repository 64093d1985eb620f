import { english } from '../../messages/english';
import { NO_TEXT } from '../../protocol/texts/text';
import log from '../../protocol/fixtures/seed-scan-log.json';
import { editBody, takeOut } from '../../main/domain/delivery/delivery-edit';
import type { StoredDelivery } from '../../main/domain/ports/deliveries';
import { NotificationBody, PairBody, ScanLog } from '../../protocol/http';
import { operationId, type DeliveryKey } from '../../protocol/ids';
import type { DeliveryKind } from '../../protocol/model';
import type { Target } from '../engine/target';
import { about, keep, keepPlain, keepSentence, kindOf } from './checks';
import { bytesOf, jsonBytes, jsonValue, lenientText } from './input-text';

const SERIALS = ['SN1', 'SN2', 'SN3'];

function rejected(kind: DeliveryKind, body: unknown, serials: readonly string[] = []): StoredDelivery {
  return {
    key: 'k' as DeliveryKey,
    kind,
    operationId: operationId('1'),
    body: JSON.stringify(body),
    summary: '',
    serials,
    createdAt: 0,
    state: 'rejected',
    attempts: 1,
    nextTryAt: null,
    problem: NO_TEXT,
    settledAt: 0,
  };
}

const LOG = rejected('log', log);
const NOTIFICATION = rejected('notification', { id: '1', status: '2 devices passed scanning' });
const PAIR = rejected('pair', { snArray: SERIALS, operationId: '1' }, SERIALS);
const passes = ({ scaninfo }: ScanLog): Set<string> =>
  new Set(
    scaninfo.flatMap(({ sn, result, macinfo }) => [
      ...(result === '1' ? [JSON.stringify([sn])] : []),
      ...macinfo.flatMap((row) => (row.scanstatus === '1' ? [JSON.stringify([sn, row.interface, row.macaddr])] : [])),
    ]),
  );
const PASSED = passes(ScanLog.parse(log));
const FAILED = log.scaninfo.flatMap(({ sn, result }) => (result === '0' ? [sn] : []));

export const deliveryEdit: Target = {
  name: 'delivery-edit',
  reads: 'corrected messages: JSON text, and serial numbers to take out',
  tokens: [
    'operationid',
    'pairInfo',
    'scaninfo',
    'macinfo',
    'scanstatus',
    'result',
    '"0"',
    '"1"',
    'id',
    'status',
    ...SERIALS,
    '__proto__',
  ],
  seeds: () => [
    jsonBytes(log),
    jsonBytes({ ...log, operationid: 'other', scaninfo: [] }),
    jsonBytes({ ...log, operationid: String(log.operationid) }),
    jsonBytes({ id: '1', status: 'two passed' }),
    jsonBytes(['SN2']),
    jsonBytes(['SN1', 'X']),
    bytesOf('no json'),
  ],
  run(bytes) {
    const text = lenientText(bytes);
    const outcomes = [LOG, NOTIFICATION].map((delivery) => {
      const edited = editBody(delivery, text);
      if (!edited.ok) {
        keepSentence(english(edited.error));
        return kindOf(english(edited.error));
      }
      const body: unknown = JSON.parse(edited.value.body);
      keepPlain(body);
      keep((delivery === LOG ? ScanLog : NotificationBody).safeParse(body).success, 'an edited message is a right message');
      keep(edited.value.changes.length > 0, 'an edit says what it changes');
      if (delivery === LOG) {
        keep(String(ScanLog.parse(body).operationid) === String(log.operationid), 'no edit names another operation');
        for (const sn of FAILED)
          keep(
            ScanLog.parse(body).scaninfo.some((one) => one.sn === sn && one.result === '0'),
            'no fail is left out',
            () => sn,
          );
        for (const claim of passes(ScanLog.parse(body))) keep(PASSED.has(claim), 'no edit makes anything pass', () => claim);
      }
      return `edited ${about(edited.value.changes.length)}`;
    });
    return `${outcomes.join(' | ')} | ${taken(jsonValue(text))}`;
  },
};

/** What comes of taking out whatever stands in a list of texts. */
function taken(value: unknown): string {
  if (!Array.isArray(value) || !value.every((one): one is string => typeof one === 'string')) return 'no list';
  const outcome = takeOut(PAIR, value);
  if (!outcome.ok) {
    keepSentence(english(outcome.error));
    return kindOf(english(outcome.error));
  }
  const body = PairBody.parse(JSON.parse(outcome.value.body));
  keep(
    body.snArray.length > 0 && body.snArray.every((sn) => SERIALS.includes(sn) && !value.includes(sn)),
    'serial numbers are only taken out, and never all',
  );
  return `left ${body.snArray.length}`;
}
