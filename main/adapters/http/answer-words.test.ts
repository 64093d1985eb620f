import { expect, it } from 'vitest';
import answers from '../../../protocol/fixtures/post-answers.json';
import { serialNumber } from '../../../protocol/ids';
import type { DeliveryKind } from '../../../protocol/model';
import { withEachSerial } from '../../domain/delivery/outbox-policy';
import type { PostOutcome } from '../../domain/ports/factory';
import { readPostOutcome } from './post-outcome';

/** Whatever a 2xx says that is no known yes is not accepted, at every place and in every notation; and what real receivers say for a yes is. */

const SERIALS = ['SN2001', 'NG-77001'].map((sn) => serialNumber(sn));
const SENT: Readonly<Record<DeliveryKind, string>> = {
  pair: JSON.stringify({ snArray: SERIALS, operationId: 'OP-ERROR-1' }),
  burn: JSON.stringify({ snArray: SERIALS, operationId: 'OP-ERROR-1', operatorId: 'E1', scanMode: 1 }),
  log: JSON.stringify({
    operationid: 'OP-ERROR-1',
    pairInfo: [],
    scaninfo: SERIALS.map((sn) => ({
      macinfo: [{ interface: 'eth0', macaddr: 'e0:18:7d:2e:ca:68', scanstatus: '0' }],
      sn,
      result: '0',
    })),
  }),
  notification: JSON.stringify({ id: 'OP-ERROR-1', status: 'Pair refused 2 of 3 devices: wrong step' }),
};
const KINDS = ['pair', 'burn', 'log', 'notification'] as const;

function outcomeOf(kind: DeliveryKind, body: string): PostOutcome {
  return withEachSerial(readPostOutcome(kind, 200, body, null, SENT[kind]), { kind, serials: SERIALS });
}
/** Of a notification nobody answers with the serial numbers of a list. */
const kindsFor = (body: string): readonly DeliveryKind[] =>
  KINDS.filter((kind) => kind !== 'notification' || !body.includes('NG-77001'));
const accepting = (body: string): readonly string[] => kindsFor(body).filter((kind) => outcomeOf(kind, body).kind === 'accepted');

const FAILURE_WORDS =
  'FAIL fail Failed FAILURE ERR ERROR NG NOK REJECT Rejected REFUSED DENIED INVALID NOT_OK NotFound Unsuccessful ABORTED Exception ＦＡＩＬ 失败 失敗 错误 錯誤 拒绝 拒絕 异常 異常 不通过 不合格 未通過 未登记 无效 無效 驳回 非法 没有此工站'.split(
    ' ',
  );
const BEHIND = ['', '_STEP', '-STEP', '.STEP', ':STEP', '/STEP', ' step', '1', '_1', ' 42'];
const BEFORE = ['STEP_', 'Pair', 'step ', 'A1:'];
/** Where a word may decide. */
const WORD_PLACES: readonly ((word: string) => unknown)[] = [
  ...[
    'status',
    'result',
    'state',
    'Status',
    'RESULT',
    'pairStatus',
    'pair_result',
    'ReturnStatus',
    'resultFlag',
    '结果',
    '狀態',
  ].map((name) => (word: string) => ({ [name]: word })),
  (word) => ({ success: word }),
  (word) => ({ code: word }),
  (word) => ({ code: 0, status: word }),
  (word) => ({ code: 200, data: { result: word } }),
  (word) => ({ response: { data: { state: word } } }),
  (word) => ({ d: { PairResult: { Status: word } } }),
  (word) => ({ header: { status: word }, body: {} }),
  (word) => ({ message: word }),
  (word) => ({ code: 0, msg: word }),
  (word) => ({ code: 0, data: word }),
  (word) => ({ errcode: 0, errmsg: word }),
  (word) => ({ success: true, errorMessage: word }),
  (word) => ({
    success: true,
    results: [
      { sn: 'SN2001', status: word },
      { sn: 'NG-77001', status: 'OK' },
    ],
  }),
  (word) => ({ success: true, items: [{ sn: 'SN2001', result: word }] }),
  (word) => ({ code: 0, data: { devices: [{ serialNo: 'SN2001', state: word }] } }),
  (word) => ({ success: true, list: [{ sn: 'SN2001', message: word }] }),
  (word) => ({ success: true, devices: { SN2001: word, 'NG-77001': 'OK' } }),
  (word) => ({ success: true, results: ['OK', word] }),
  (word) => ({ success: true, results: [`SN2001: ${word}`] }),
  (word) => [{ sn: 'SN2001', result: word }],
  (word) => word,
];

it('a word of failure, with what may stand around it, is accepted at no place', () => {
  const words = FAILURE_WORDS.flatMap((word) => [
    ...BEHIND.map((behind) => word + behind),
    ...BEFORE.map((before) => before + word),
  ]);
  const taken = words.flatMap((word) =>
    WORD_PLACES.map((place) => JSON.stringify(place(word))).filter((body) =>
      (['pair', 'log'] as const).some((kind) => outcomeOf(kind, body).kind === 'accepted'),
    ),
  );
  expect(taken).toEqual([]);
});

it('the same as a text that is no JSON', () => {
  const taken = FAILURE_WORDS.flatMap((word) =>
    BEHIND.map((behind) => word + behind).flatMap((text) => [text, `result=${text}&msg=`, `status: ${text}`]),
  );
  expect(taken.filter((text) => accepting(text).length > 0)).toEqual([]);
});

const LIST_NAMES =
  'failed fail failList fail_list failedItems failedSns FailedSerialNumbers failures errors errorList errorDetails ng ngList NG_SN nokDevices rejectedList rejectList rejects refused denied invalid invalidSns notAccepted notPaired unpaired notFound skipped ignored missing mismatches duplicates 失败列表 不良'.split(
    ' ',
  );

it.each(LIST_NAMES)('whoever is named under `%s` was not plainly taken', (name) => {
  for (const entry of ['SN2001', { sn: 'SN2001', reason: 'step' }])
    for (const list of [[entry], { SN2001: 'step' }, 1, '1', true])
      for (const body of [
        { success: true, [name]: list },
        { code: 0, data: { [name]: list } },
        { code: 0, msg: 'success', result: { [name]: list } },
      ])
        expect([body, accepting(JSON.stringify(body))]).toEqual([body, []]);
});

it.each(LIST_NAMES)('nobody under `%s` is a yes', (name) => {
  for (const list of [[], 0, '0', false, null, '', 'none'])
    expect(accepting(JSON.stringify({ success: true, [name]: list }))).toEqual([...KINDS]);
});

/** No known yes: of a Pair nobody knows, of a log or notification it is refused for good. */
it.each(answers.notTaken)('%s is accepted of no message', (body) => {
  expect(KINDS.map((kind) => outcomeOf(kind, body).kind)).not.toContain('accepted');
});

it.each(answers.someTaken)('%s: a Pair of which it does not name or count all', (body) => {
  expect(outcomeOf('pair', body).kind).toBe('unknown');
});

it.each(answers.allTaken)('%s: a Pair of which it counts or names all, or more than devices', (body) => {
  expect(outcomeOf('pair', body).kind).toBe('accepted');
});

/** What real receivers say for a yes: codes of Java and PHP services, results in words, .NET, SAP and SOAP gateways. */
it.each(answers.taken)('%s is accepted of every message', (body) => {
  expect(accepting(body)).toEqual(kindsFor(body));
});

it.each(answers.takenOfOthers)('%s is accepted of a log or notification; of a Pair nobody knows', (body) => {
  expect(KINDS.map((kind) => outcomeOf(kind, body).kind)).toEqual(['unknown', 'unknown', 'accepted', 'accepted']);
});

it.each(answers.notPlain)('%s: nobody knows what became of a Pair', (body) => {
  for (const kind of ['pair', 'burn'] as const) expect(outcomeOf(kind, body).kind).not.toBe('accepted');
});

it.each(answers.plain)('%s: a Pair of which it says plainly that all was taken', (body) => {
  for (const kind of ['pair', 'burn'] as const) expect(outcomeOf(kind, body).kind).toBe('accepted');
});

it('a receiver that repeats what it was sent says nothing by that', () => {
  expect(outcomeOf('notification', '{"message":"Notification: Pair refused 2 of 3 devices: wrong step (sent)"}').kind).toBe(
    'accepted',
  );
  for (const kind of KINDS)
    for (const body of [
      SENT[kind],
      `{"id":7,${SENT[kind].slice(1)}`,
      `{"success":true,"data":${SENT[kind]}}`,
      `{"headers":{},"json":${SENT[kind]}}`,
    ])
      expect([kind, body, outcomeOf(kind, body).kind]).toEqual([kind, body, 'accepted']);
});

it.each(answers.notOfSome)('%s: a no of one serial number leaves the others of a list open', (body) => {
  expect(outcomeOf('pair', body).kind).toBe('unknown');
});

it.each(answers.notOfAll)('%s: a no of the whole list, whomever it names', (body) => {
  expect(outcomeOf('pair', body).kind).toBe('rejected');
});

it('an error that repeats a serial number is one, however much like a yes that looks', () => {
  const serials = [serialNumber('OK-1001')];
  const sent = JSON.stringify({ snArray: serials });
  for (const body of [
    '{"error":"OK-1001"}',
    '{"success":true,"failed":"OK-1001"}',
    '{"code":0,"errMsg":"OK-1001"}',
    'FAIL: OK-1001',
  ]) {
    const outcome = withEachSerial(readPostOutcome('pair', 200, body, null, sent), { kind: 'pair', serials });
    expect([body, outcome.kind]).not.toEqual([body, 'accepted']);
  }
});

it('an answer as deep as it may be is read', () => {
  const deep = 200_000;
  expect(outcomeOf('pair', `${'['.repeat(deep)}${']'.repeat(deep)}`).kind).toBe('unknown');
  expect(outcomeOf('log', `${'['.repeat(deep)}${']'.repeat(deep)}`).kind).toBe('accepted');
});
