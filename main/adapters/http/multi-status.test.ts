import { expect, it } from 'vitest';
import { english } from '../../../messages/english';
import { serialNumber } from '../../../protocol/ids';
import type { DeliveryKind } from '../../../protocol/model';
import { withEachSerial } from '../../domain/delivery/outbox-policy';
import type { PostOutcome } from '../../domain/ports/factory';
import { readPostOutcome } from './post-outcome';

/** A 207 has one entry for each device; what became of each is what its entry says. */

const SERIALS = ['SN2001', 'SN-2002', 'SN/3'].map((sn) => serialNumber(sn));
type Status = unknown;

function outcomeOf(body: unknown, status = 207, kind: DeliveryKind = 'pair'): PostOutcome {
  const sent =
    kind === 'log'
      ? { operationid: 'OP', pairInfo: [], scaninfo: SERIALS.map((sn) => ({ sn, result: '1', macinfo: [] })) }
      : { snArray: SERIALS, operationId: 'OP' };
  return withEachSerial(readPostOutcome(kind, status, JSON.stringify(body), null, JSON.stringify(sent)), {
    kind,
    serials: SERIALS,
  });
}

/** How an entry names its device. */
const NAMES: readonly (readonly [string, (sn: string) => object])[] = [
  ...['sn', 'serial', 'serialNo', 'Serial_Number'].map((name) => [name, (sn: string) => ({ [name]: sn })] as const),
  ['href', (sn) => ({ href: `/api/devices/${encodeURIComponent(sn)}` })],
  ['href with a query', (sn) => ({ href: `https://mes/pair?sn=${encodeURIComponent(sn)}&op=1` })],
  ['id', (sn) => ({ id: sn })],
];
/** Where the list stands. */
const LISTS: readonly (readonly [string, (entries: readonly object[]) => unknown])[] = [
  ['alone', (entries) => entries],
  ['results', (results) => ({ results })],
  ['multistatus', (response) => ({ status: 207, multistatus: response })],
  ['data.responses', (responses) => ({ code: 0, message: 'Multi-Status', data: { responses } })],
  ['beside a word', (items) => ({ status: 'Multi-Status', items })],
];
const YES: readonly Status[] = [200, 201, '200', 204, 'HTTP/1.1 200 OK', 'OK', 'success'];
const NO: readonly Status[] = [400, 404, '409', 422, 'HTTP/1.1 422 Unprocessable Entity', 'REJECTED', 'NG'];
/** Nobody knows: something broke, has to come later, or means nothing. */
const OPEN: readonly Status[] = [
  500,
  502,
  '503',
  408,
  425,
  429,
  302,
  207,
  'HTTP/1.1 500 Internal Server Error',
  'WEIRD',
  0,
  7,
  null,
];
const FIELDS = ['status', 'statusCode', 'http_status'];

const body = (
  at: (entries: readonly object[]) => unknown,
  name: (sn: string) => object,
  field: string,
  statuses: readonly Status[],
) => at(SERIALS.flatMap((sn, index) => (index in statuses ? [{ ...name(sn), [field]: statuses[index] }] : [])));

const FORMS = LISTS.flatMap(([list, at]) =>
  NAMES.flatMap(([name, by]) => FIELDS.map((field) => [`${list}, ${name}, ${field}`, at, by, field] as const)),
);

it.each(FORMS)('%s: all say yes', (_, at, by, field) => {
  for (const yes of field === 'status' ? YES : YES.slice(0, 4))
    expect([yes, outcomeOf(body(at, by, field, [yes, 200, yes])).kind]).toEqual([yes, 'accepted']);
});

it.each(FORMS)('%s: whom an entry refuses is refused, and the others are taken', (_, at, by, field) => {
  for (const no of field === 'status' ? NO : NO.slice(0, 4)) {
    const some = outcomeOf(body(at, by, field, [200, no, 201]));
    expect([no, some]).toMatchObject([no, { kind: 'accepted', body: { rejected: [{ sn: 'SN-2002' }] } }]);
    expect([no, outcomeOf(body(at, by, field, [no, no, no])).kind]).not.toEqual([no, 'unknown']);
  }
});

it.each(FORMS)('%s: a device without an entry, or with one that leaves it open, is named', (_, at, by, field) => {
  const missing = outcomeOf(body(at, by, field, [200, 200]));
  expect(missing.kind).toBe('unknown');
  expect(missing.kind === 'unknown' && english(missing.reason)).toContain('does not say what became of SN/3');
  for (const open of OPEN) expect([open, outcomeOf(body(at, by, field, [200, open, 422])).kind]).toEqual([open, 'unknown']);
  for (const open of OPEN) expect([open, outcomeOf(body(at, by, field, [open, open, open])).kind]).toEqual([open, 'unknown']);
});

it('what an entry says beside its status counts, too, and so does the answer around the list', () => {
  const each = (entry: object, around: object = {}): string =>
    outcomeOf({ ...around, results: SERIALS.map((sn) => ({ sn, status: 200, ...entry })) }).kind;
  for (const entry of [
    { error: 'wrong step' },
    { success: false },
    { body: { result: 'NG' } },
    { message: 'Failed: wrong step' },
    { status: 422, success: true },
    { status: 422, accepted: true },
    { status: 422, statusCode: 200 },
  ])
    expect([entry, each(entry)]).toEqual([entry, 'unknown']);
  for (const around of [{ success: false }, { failed: 1 }, { status: 'partial' }, { accepted: ['SN2001'] }, { successCount: 2 }])
    expect([around, each({}, around)]).toEqual([around, 'unknown']);
  expect(each({ message: 'OK', success: true, body: { id: 7 } }, { successCount: 3, success: true })).toBe('accepted');
  const [first = '', second = '', third = ''] = SERIALS;
  const entries = [first, second, third].map((sn) => ({ sn, status: 200 }));
  expect(outcomeOf([...entries, { sn: first, status: 200 }]).kind).toBe('accepted');
  for (const other of [{ sn: first, status: 409 }, { sn: first, status: 500 }, { sn: 'SN9', status: 200 }, { status: 200 }, 7])
    expect([other, outcomeOf([...entries, other]).kind]).toEqual([other, 'unknown']);
  expect(outcomeOf({ results: entries, errors: [{ sn: first }] }).kind).toBe('unknown');
  expect(outcomeOf({ one: entries, two: entries }).kind).toBe('unknown');
  expect(outcomeOf(entries.map(({ sn }) => ({ sn, href: `/d/${encodeURIComponent(first)}`, status: 200 }))).kind).toBe('unknown');
});

it('the reason of whom it refuses is that of the entry', () => {
  const [first = '', second = '', third = ''] = SERIALS;
  const given = [
    { sn: first, status: 200 },
    { sn: second, status: 422, message: 'wrong step' },
    { sn: third, status: 404 },
  ];
  expect(outcomeOf(given)).toMatchObject({
    body: {
      rejected: [
        { sn: second, reason: 'wrong step' },
        { sn: third, reason: '404' },
      ],
    },
  });
});

it('by serial number instead of a list', () => {
  const by = (of: (sn: string) => unknown) => Object.fromEntries(SERIALS.map((sn) => [sn, of(sn)]));
  expect(outcomeOf(by(() => 200)).kind).toBe('accepted');
  expect(outcomeOf({ devices: by(() => ({ status: 200 })) }).kind).toBe('accepted');
  expect(outcomeOf({ devices: by((sn) => ({ status: sn === 'SN2001' ? 409 : 200 })) })).toMatchObject({
    kind: 'accepted',
    body: { rejected: [{ sn: 'SN2001' }] },
  });
  expect(outcomeOf({ devices: { SN2001: 200 } }).kind).toBe('unknown');
});

it.each([[[]], [{}], [''], [{ results: [] }], [[{ status: 200 }]], [['SN2001', 'SN-2002', 'SN/3']]])(
  '%j: a 207 that says of nobody what became of it leaves all open',
  (answer) => {
    expect(outcomeOf(answer).kind).toBe('unknown');
  },
);

it('of a log it is taken where every entry says so, and refused otherwise; other statuses are read as before', () => {
  const all = SERIALS.map((sn) => ({ sn, status: 200 }));
  expect(outcomeOf(all, 207, 'log').kind).toBe('accepted');
  expect(outcomeOf(all.slice(1), 207, 'log').kind).toBe('rejected');
  expect(outcomeOf([{ ...all[0], status: 422 }, ...all.slice(1)], 207, 'log').kind).toBe('rejected');
  expect(outcomeOf(all, 200).kind).toBe('accepted');
  expect(outcomeOf([{ ...all[0], status: 422 }, ...all.slice(1)], 200).kind).toBe('unknown');
});
