import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operationId, type DeliveryKey } from '../../../protocol/ids';
import { DeliveryKind } from '../../../protocol/model';
import { inWords } from '../../../messages/testing/in-words';
import { NO_TEXT, verbatim } from '../../../protocol/texts/text';
import { afterCrash as crash, afterTry as tried, retryDelayMs, withEachSerial } from './outbox-policy';
import type { PostOutcome } from '../ports/factory';
import type { StoredDelivery } from '../ports/deliveries';

const AT = 1_000_000;

function delivery(kind: DeliveryKind, attempts = 0): StoredDelivery {
  return {
    key: 'k1' as DeliveryKey,
    kind,
    operationId: operationId('1'),
    body: '{}',
    summary: '',
    serials: [],
    createdAt: 0,
    state: 'sending',
    attempts,
    nextTryAt: null,
    problem: verbatim('before'),
    settledAt: null,
  };
}

const outcomes: Readonly<Record<PostOutcome['kind'], PostOutcome>> = {
  accepted: { kind: 'accepted', status: 200, body: null },
  rejected: { kind: 'rejected', status: 422, reason: verbatim('The operation is closed.') },
  notSent: { kind: 'notSent', reason: verbatim('Nobody listens at mes:8080.'), retryAfterMs: null },
  unknown: { kind: 'unknown', reason: verbatim('No answer within 5 s.') },
};

const afterTry = (...args: Parameters<typeof tried>) => inWords(tried(...args));
const afterCrash = (...args: Parameters<typeof crash>) => inWords(crash(...args));

describe('after one try', () => {
  it.each(DeliveryKind.options)('%s: accepted and rejected are final', (kind) => {
    expect(afterTry(delivery(kind), outcomes.accepted, AT, 0.5)).toEqual({
      key: 'k1',
      attempts: 1,
      state: 'accepted',
      nextTryAt: null,
      problem: '',
      settledAt: AT,
    });
    expect(afterTry(delivery(kind, 3), outcomes.rejected, AT, 0.5)).toEqual({
      key: 'k1',
      attempts: 4,
      state: 'rejected',
      nextTryAt: null,
      problem: 'The operation is closed.',
      settledAt: AT,
    });
  });

  it.each(['pair', 'burn'] as const)('%s: accepted in part says which devices were refused', (kind) => {
    const serials = Array.from({ length: 12 }, (_, index) => `SN${index}`);
    const partly = (rejected: readonly unknown[]) =>
      afterTry({ ...delivery(kind), serials }, { kind: 'accepted', status: 200, body: { rejected } }, AT, 0.5);
    expect(partly([{ sn: 'SN1', reason: 'wrong step' }, 'SN2'])).toMatchObject({
      state: 'accepted',
      problem: '2 of 12 refused: SN1 (wrong step), SN2.',
    });
    expect(partly(serials).problem).toMatch(/^12 of 12 refused: SN0, .*SN9 and 2 more\.$/);
    expect(partly([]).problem).toBe('');
    expect(afterTry(delivery('log'), { kind: 'accepted', status: 200, body: { rejected: ['SN1'] } }, AT, 0.5).problem).toBe('');
  });

  it.each(['{"rejected":[{"serial":"?"}]}', '{"rejected":["STRANGER"]}', '{"rejected":"SN1"}'])(
    'a 2xx with %s: nobody knows which devices were taken',
    (text) => {
      const accepted = { kind: 'accepted', status: 200, body: JSON.parse(text) as unknown } as const;
      expect(withEachSerial(accepted, { ...delivery('pair'), serials: ['SN1'] })).toMatchObject({ kind: 'unknown' });
      expect(withEachSerial(accepted, delivery('log'))).toBe(accepted);
    },
  );

  it.each([
    ['{"accepted":[]}', 'rejected'],
    ['{"accepted":[],"rejected":[]}', 'rejected'],
    ['{"accepted":[],"rejected":["SN1"]}', 'rejected'],
    ['{"accepted":[],"rejected":["SN1","SN2"]}', 'accepted'],
    ['{"rejected":["SN1","SN2"]}', 'accepted'],
    ['{"processed":false,"message":"line is closed"}', 'rejected'],
    ['{"accepted":["SN1"],"processed":false}', 'unknown'],
    ['{"success":true,"accepted":[]}', 'unknown'],
    ['{"data":{"accepted":[]}}', 'unknown'],
    ['{"accepted":["SN1"]}', 'unknown'],
    ['{"accepted":1}', 'unknown'],
    ['{"accepted":2,"rejected":0}', 'accepted'],
    ['{"accepted":["SN1","SN2"],"rejected":["SN2"]}', 'unknown'],
    ['{"accepted":["SN1","sn2"]}', 'unknown'],
    ['{"accepted":["SN1"],"rejected":["SN2"]}', 'accepted'],
    ['{"accepted":[{"sn":"SN1"},"SN2"]}', 'accepted'],
    ['{"ok":true}', 'accepted'],
  ])('a 2xx with %s to a Pair of SN1 and SN2: %s', (text, kind) => {
    const accepted = { kind: 'accepted', status: 200, body: JSON.parse(text) as unknown } as const;
    expect(withEachSerial(accepted, { ...delivery('pair'), serials: ['SN1', 'SN2'] }).kind).toBe(kind);
    expect(withEachSerial(accepted, delivery('log'))).toBe(accepted);
  });

  it.each(DeliveryKind.options)('%s: what surely was not sent is tried again', (kind) => {
    expect(afterTry(delivery(kind), outcomes.notSent, AT, 0.5)).toEqual({
      key: 'k1',
      attempts: 1,
      state: 'queued',
      nextTryAt: AT + 1_000,
      problem: 'Nobody listens at mes:8080.',
      settledAt: null,
    });
  });

  it.each(['log', 'notification'] as const)('%s: doubt means again, because its key makes it harmless', (kind) => {
    expect(afterTry(delivery(kind), outcomes.unknown, AT, 0.5)).toMatchObject({ state: 'queued', nextTryAt: AT + 1_000 });
  });

  it.each(['pair', 'burn'] as const)('%s: doubt waits for a person', (kind) => {
    expect(afterTry(delivery(kind), outcomes.unknown, AT, 0.5)).toEqual({
      key: 'k1',
      attempts: 1,
      state: 'unknown',
      nextTryAt: null,
      problem: 'No answer within 5 s.',
      settledAt: AT,
    });
  });

  it.each([
    [30_000, 30_000],
    [500, 1_000],
    [0, 1_000],
    [86_400_000, 3_600_000],
    [Number.POSITIVE_INFINITY, 3_600_000],
  ])('a receiver that asks for %d ms gets %d ms', (retryAfterMs, waitMs) => {
    const update = afterTry(delivery('log'), { ...outcomes.notSent, kind: 'notSent', reason: NO_TEXT, retryAfterMs }, AT, 0.5);
    expect(update.nextTryAt).toBe(AT + waitMs);
  });
});

describe('after a crash', () => {
  it.each(['log', 'notification'] as const)('%s goes again at once', (kind) => {
    expect(afterCrash(delivery(kind, 2), AT)).toMatchObject({ state: 'queued', attempts: 2, nextTryAt: AT, settledAt: null });
  });

  it.each(['pair', 'burn'] as const)('%s is unknown, and says why', (kind) => {
    expect(afterCrash(delivery(kind, 2), AT)).toEqual({
      key: 'k1',
      state: 'unknown',
      attempts: 2,
      nextTryAt: null,
      problem: 'The console stopped while this was being sent.',
      settledAt: AT,
    });
  });
});

describe('the wait between tries', () => {
  it('doubles from 1 s to 60 s', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 1_000].map((attempts) => retryDelayMs(attempts, 0.5))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000,
    ]);
  });

  it('is spread by an eighth to both sides', () => {
    expect([retryDelayMs(1, 0), retryDelayMs(1, 1), retryDelayMs(9, 0), retryDelayMs(9, 1)]).toEqual([
      875, 1_125, 52_500, 67_500,
    ]);
  });

  it('a pair or burn that may have arrived is never sent again by itself', () => {
    const outcome = fc.constantFrom(...Object.values(outcomes));
    fc.assert(
      fc.property(
        fc.constantFrom('pair', 'burn'),
        fc.array(outcome, { maxLength: 6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (kind, tries, random) => {
          let state = delivery(kind);
          for (const one of tries) {
            const update = tried(state, one, AT, random);
            expect(update.attempts).toBe(state.attempts + 1);
            expect(update.nextTryAt !== null).toBe(one.kind === 'notSent');
            expect(update.state === 'queued').toBe(one.kind === 'notSent');
            if (update.state !== 'queued') return;
            state = { ...state, ...update };
          }
        },
      ),
    );
  });
});
