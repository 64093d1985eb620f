import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { english } from '../../../messages/english';
import answers from '../../../protocol/fixtures/post-answers.json';
import { DEFAULT_PATHS } from '../../../protocol/http';
import { DeliveryKey, serialNumber } from '../../../protocol/ids';
import type { DeliveryKind } from '../../../protocol/model';
import { withEachSerial } from '../../domain/delivery/outbox-policy';
import type { PostOutcome } from '../../domain/ports/factory';
import { createFactoryApi } from './factory-api';
import { readPostOutcome } from './post-outcome';

/** A plant's own words count wherever known ones do, in every notation, and for the same; named with a field, in that field. */

const SERIALS = ['SN2001', 'SN2002'].map((sn) => serialNumber(sn));
const SENT = JSON.stringify({ snArray: SERIALS, operationId: 'OP-9' });
/** `Zugebucht` and `Gesperrt am Band` are in no table. */
const WORDS = {
  success: ['Zugebucht', 'status=0', 'ergebnis=17', 'gebucht=ja'],
  refusal: ['Gesperrt  am Band', 'status=7', 'ergebnis=8', 'ergebnis=false', 'gebucht=nee'],
};

interface Case {
  readonly status?: number;
  readonly kind?: DeliveryKind;
  readonly words?: typeof WORDS;
}

function outcomeOf(body: unknown, { status = 200, kind = 'pair', words = WORDS }: Case = {}): PostOutcome {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return withEachSerial(readPostOutcome(kind, status, text, null, SENT, words), { kind, serials: SERIALS });
}

/** Where a word decides, beside nothing that says anything. */
const PLACES: readonly (readonly [string, (word: string) => unknown])[] = [
  ...[
    'status',
    'result',
    'State',
    'pair_status',
    'returnStatus',
    '结果',
    'success',
    'isOk',
    'code',
    'ResultCode',
    'errorCode',
  ].map((name) => [name, (word: string) => ({ [name]: word })] as const),
  ['nested', (word) => ({ data: { status: word } })],
  ['nested twice', (word) => ({ response: { data: { code: word } } })],
  ['text', (word) => word],
  ['text in JSON', (word) => JSON.stringify(word)],
  ['fields in a text', (word) => `status=${word}&id=7`],
];
const EACH: readonly (readonly [string, (words: readonly string[]) => unknown])[] = [
  ['list', (words) => ({ results: SERIALS.map((sn, index) => ({ sn, status: words[index] })) })],
  ['list alone', (words) => SERIALS.map((serialNo, index) => ({ serialNo, code: words[index] }))],
  ['nested list', (words) => ({ data: { items: SERIALS.map((sn, index) => ({ sn, result: words[index] })) } })],
  ['by serial number', (words) => ({ devices: Object.fromEntries(SERIALS.map((sn, index) => [sn, words[index]])) })],
  ['objects by serial number', (words) => Object.fromEntries(SERIALS.map((sn, index) => [sn, { state: words[index] }]))],
];
const spelled = (word: string): readonly string[] => [
  word,
  word.toUpperCase(),
  ` ${word.toLowerCase()} `,
  word.replaceAll(' ', '\u00a0'),
  word.replaceAll(/[A-Za-z]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)),
];

it.each(PLACES)('%s: a word of success is a yes, one of refusal a no, in every notation', (_, at) => {
  for (const word of spelled('Zugebucht')) expect([word, outcomeOf(at(word)).kind]).toEqual([word, 'accepted']);
  for (const word of spelled('Gesperrt am Band')) expect([word, outcomeOf(at(word)).kind]).toEqual([word, 'rejected']);
});

it.each(EACH)('%s: each serial number by its own word', (_, at) => {
  for (const word of spelled('Zugebucht')) expect([word, outcomeOf(at([word, word])).kind]).toEqual([word, 'accepted']);
  for (const word of spelled('Gesperrt am Band'))
    expect([word, outcomeOf(at(['Zugebucht', word])).kind]).toEqual([word, 'unknown']);
  expect(outcomeOf(at(['Zugebucht', 'WEIRD'])).kind).toBe('unknown');
});

it('a number, or a word in a field of the plant, counts in the field that is named', () => {
  const kinds = (field: string, value: unknown): readonly string[] => [
    outcomeOf({ [field]: value }).kind,
    outcomeOf({ data: { [field]: value } }).kind,
    outcomeOf(`${field}=${String(value)}&id=7`).kind,
    outcomeOf(SERIALS.map((sn) => ({ sn, [field]: value }))).kind,
  ];
  const all = (kind: string, ofList = kind): readonly string[] => [kind, kind, kind, ofList];
  for (const zero of [0, '0', ' 0 ', '０']) expect([zero, kinds('Status', zero)]).toEqual([zero, all('accepted')]);
  expect(kinds('status', 7)).toEqual(all('rejected', 'unknown'));
  expect(kinds('ergebnis', 17)).toEqual(all('accepted'));
  for (const no of [8, '8', false]) expect([no, kinds('Ergebnis', no)]).toEqual([no, all('rejected', 'unknown')]);
  expect(kinds('gebucht', 'NEE')).toEqual(all('rejected', 'unknown'));
  // In no other: 0 is a no of a flag, 7 and 17 are no codes of success, and 8 says nothing where nobody named it.
  expect(outcomeOf({ success: 0 }).kind).toBe('rejected');
  expect(outcomeOf({ state: 0 }).kind).toBe('unknown');
  expect(outcomeOf({ status: '00' }).kind).toBe('unknown');
  expect(outcomeOf({ code: 17 }).kind).toBe('unknown');
  expect(outcomeOf({ id: 8 }).kind).toBe('accepted');
});

it('what says yes and no stays unknown, and refusal wins where one word is both', () => {
  for (const body of [
    { status: 'Zugebucht', success: false },
    { status: 'Zugebucht', error: 'wrong step' },
    { status: 'Gesperrt am Band', success: true },
    { status: 'Gesperrt am Band', accepted: ['SN2001'] },
    { ergebnis: 8, gebucht: 'ja' },
    { ergebnis: 17, gebucht: 'nee' },
    { status: 'Zugebucht', accepted: [] },
    { status: 0, failed: ['SN2002'] },
    { status: 'Zugebucht', accepted: ['SN2001'] },
    '{"ergebnis":17,"ergebnis":8}',
  ])
    expect([body, outcomeOf(body).kind]).toEqual([body, 'unknown']);
  const both = { success: ['Gebucht'], refusal: ['gebucht', 'status=Gebucht2'] };
  expect(outcomeOf({ status: 'Gebucht' }, { words: both }).kind).toBe('rejected');
  expect(outcomeOf({ status: 'gebucht2' }, { words: { ...both, success: ['gebucht2'] } }).kind).toBe('rejected');
});

it('only the whole word counts', () => {
  for (const body of [{ status: 'nicht Zugebucht' }, { status: 'Zugebucht?' }, { status: 'Zugebuchtet' }, { status: '-0' }])
    expect([body, outcomeOf(body).kind]).toEqual([body, 'unknown']);
});

it('other answers by it, too: a refusal that says that it took the list is in doubt', () => {
  for (const body of [
    { status: 'Zugebucht' },
    { data: { status: 0 } },
    { pairStatus: 'Zugebucht' },
    { ergebnis: 17 },
    { accepted: 'Zugebucht' },
  ]) {
    expect(outcomeOf(body, { status: 422 }).kind).toBe('unknown');
    expect(outcomeOf(body, { status: 422, words: { success: [], refusal: [] } }).kind).toBe(
      'accepted' in body ? 'unknown' : 'rejected',
    );
  }
  expect(outcomeOf({ accepted: 'Gesperrt am Band' }, { status: 422 }).kind).toBe('rejected');
  expect(outcomeOf({ processed: false, status: 'Zugebucht' }, { status: 503 }).kind).toBe('unknown');
});

it('of a log or notification it is taken or refused for good, and what is shown are the words of the receiver', () => {
  for (const kind of ['log', 'notification', 'burn'] as const) {
    expect(outcomeOf({ status: 0 }, { kind }).kind).toBe('accepted');
    const refused = outcomeOf({ status: 7, message: 'Gesperrt am Band' }, { kind });
    expect(refused.kind === 'rejected' && english(refused.reason)).toContain('Gesperrt am Band');
  }
});

it('whom it refuses keeps the reason in its words, and a serial number like a word stays one', () => {
  const some = { status: 0, rejected: [{ sn: 'SN2002', reason: 'Gesperrt am Band' }] };
  expect(outcomeOf(some)).toMatchObject({ kind: 'accepted', body: { rejected: some.rejected } });
  const named = withEachSerial(
    readPostOutcome('pair', 200, '{"accepted":["Zugebucht"],"okList":["Zugebucht"]}', null, '{"snArray":["Zugebucht"]}', WORDS),
    { kind: 'pair', serials: [serialNumber('Zugebucht')] },
  );
  expect(named.kind).toBe('accepted');
});

it('no known answer means anything else for it', () => {
  for (const body of Object.values(answers).flat())
    expect([body, outcomeOf(body).kind]).toEqual([
      body,
      body === '{"status":0}' ? 'accepted' : outcomeOf(body, { words: { success: [], refusal: [] } }).kind,
    ]);
});

it('the words reach the answers of a real receiver', async () => {
  const server = createServer((_request, response) => response.end('{"status":0}'));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const options = { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, timeoutMs: 5_000, token: null };
  const { deviceInfo: _, scanLog: log, ...paths } = DEFAULT_PATHS;
  const kindOf = async (words?: typeof WORDS): Promise<string> =>
    (
      await createFactoryApi({ ...options, paths: { ...paths, log }, ...(words === undefined ? {} : { words }) }).post(
        'pair',
        DeliveryKey.parse('k'),
        SENT,
      )
    ).kind;
  expect([await kindOf(), await kindOf(WORDS)]).toEqual(['unknown', 'accepted']);
});

/** `#` is how many devices, `*` any other number, date or time. */
const CHANGING = {
  success: ['Sparowano # urządzeń o *', 'msg=Zugebucht: # Stk am *', 'Buchung *'],
  refusal: ['Odmowa #', 'Gesperrt seit *'],
};

it.each([
  ['Sparowano 2 urządzeń o 10:07', 'accepted'],
  ['sparowano  2 urządzeń o 2026-12-01T10:07:33Z', 'accepted'],
  [{ info: 'Sparowano 2 urządzeń o 10:07:59' }, 'accepted'],
  [{ code: 0, message: 'Sparowano 2 urządzeń o 7' }, 'accepted'],
  [{ msg: 'Zugebucht: 2 Stk am 01.12.2026' }, 'accepted'],
  [{ status: 'Buchung 77123' }, 'accepted'],
  ['Sparowano 1 urządzeń o 10:07', 'unknown'],
  ['Sparowano 0 urządzeń o 10:07', 'unknown'],
  ['Sparowano 12 urządzeń o 10:07', 'unknown'],
  ['Sparowano 2 urządzeń o 10:07 NG', 'unknown'],
  ['Sparowano dwa urządzeń o 10:07', 'unknown'],
  ['Sparowano 2 urządzeń o północy', 'unknown'],
  [{ other: 'Zugebucht: 2 Stk am 01.12.2026' }, 'unknown'],
  [{ msg: 'Zugebucht: 1 Stk am 01.12.2026' }, 'unknown'],
  [{ success: true, message: 'Gesperrt seit 10:07' }, 'unknown'],
  [{ status: 'Gesperrt seit 10:07' }, 'rejected'],
  [{ status: 'Odmowa 1' }, 'unknown'],
])('a word with numbers that change: %j is %s', (body, kind) => {
  expect(outcomeOf(body, { words: CHANGING }).kind).toBe(kind);
});
