import { NO_TEXT, text, verbatim } from '../../../protocol/texts/text';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeliveryKey, OperationId } from '../../../protocol/ids';
import { createStore, type SqliteStore } from '../../adapters/store/create-store';
import { AppError } from '../../domain/errors';
import type { NewDelivery } from '../../domain/ports/deliveries';
import type { PostOutcome } from '../../domain/ports/factory';
import type { Store } from '../../domain/ports/store';
import { OutboxPump } from './outbox-pump';
import { readdressedEntry } from './readdressing';
import { HandClock } from '../testing/hand-clock';

const HOUR_MS = 3_600_000;
const LOG: NewDelivery = {
  key: 'key-1' as DeliveryKey,
  kind: 'log',
  operationId: 'op' as OperationId,
  body: '{}',
  summary: 'Scan log',
  serials: [],
  createdAt: 0,
};
const silent = (): void => undefined;

let folder: string;
let store: SqliteStore;
let clock: HandClock;
let outcomes: PostOutcome[];
let posts: number;
/** Where the factory is. */
let base: string;
/** Called when the first message was marked as being sent. */
let onMarked: () => void;
/** Stands in for the reading of one delivery. */
let reading: Store['loadDelivery'] | null;
/** So many filings of what became of a pair are still refused. */
let refused: number;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-outbox-'));
  store = await createStore({ file: path.join(folder, 'burnin.sqlite') });
  clock = new HandClock(Date.UTC(2026, 10, 22));
  outcomes = [];
  posts = 0;
  base = 'http://factory';
  onMarked = silent;
  reading = null;
  refused = 0;
  await store.commit({
    operation: { operationId: LOG.operationId, startedAt: clock.now(), operatorId: 'tester' },
    deliveries: [LOG],
  });
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

function newPump(): OutboxPump {
  return new OutboxPump({
    store: {
      ...store,
      loadDelivery: (key) => reading?.(key) ?? store.loadDelivery(key),
      commit: async (commit) => {
        await store.commit(commit);
        if (commit.deliveryUpdates?.some((one) => one.state === 'sending') === true) onMarked();
      },
    },
    clock,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    random: () => 0.5,
    place: null,
    onCopy: silent,
    factory: () => ({
      address: (kind) => ({ base, path: `/${kind}` }),
      post: async () => {
        posts += 1;
        return outcomes.shift() ?? { kind: 'accepted', status: 200, body: null };
      },
    }),
    onChange: silent,
    filePairAnswer: async (_operation, _event, also) => {
      if (refused > 0) {
        refused -= 1;
        throw new AppError('storeFailed', verbatim('The disk is full.'));
      }
      await store.commit(also);
    },
    whyNotAgain: async () => null,
    whyWithdrawn: async () => null,
  });
}

async function state(): Promise<string | undefined> {
  return (await store.loadDelivery(LOG.key))?.state;
}

async function untilPlanned(): Promise<void> {
  await vi.waitFor(async () => {
    expect(await store.loadDelivery(LOG.key)).toMatchObject({ state: 'queued', attempts: 1 });
    expect(clock.waiting).toBe(1);
  });
}

describe('a clock that is set back', () => {
  it('holds up nothing that a person has sent again while it is set', async () => {
    outcomes = [{ kind: 'notSent', reason: verbatim('Nothing listens.'), retryAfterMs: null }];
    const pump = newPump();
    await pump.start();
    await untilPlanned();
    await pump.retry(LOG.key, {
      keepSame: () => undefined,
      recordOf: () => {
        // While the next line is on its way to the disk.
        queueMicrotask(() => {
          clock.set(clock.now() - HOUR_MS);
          pump.add([]);
        });
        return { kind: 'audited', person: 'E1', action: 'deliveryResent', subject: 'log', before: 'queued', after: 'queued' };
      },
    });
    await vi.waitFor(async () => expect(await state()).toBe('accepted'));
    await pump.stop();
  });

  const refused: PostOutcome = { kind: 'notSent', reason: verbatim('Nothing listens.'), retryAfterMs: null };

  it('while a delivery waits for its next try does not hold it up', async () => {
    outcomes = [refused];
    const pump = newPump();
    await pump.start();
    await untilPlanned();
    clock.set(clock.now() - 5 * HOUR_MS);
    clock.pass(60_000);
    // The timer looks at the clock again, and plans from what it says now.
    clock.pass(60_000);
    await vi.waitFor(async () => expect(await state()).toBe('accepted'));
    expect(posts).toBe(2);
    await pump.stop();
  });

  it.each([5, 0.5])('by %d hours while the console is away does not hold it up either', async (hours) => {
    outcomes = [refused];
    const before = newPump();
    await before.start();
    await untilPlanned();
    await before.stop();
    clock.set(clock.now() - hours * HOUR_MS);
    const pump = newPump();
    await pump.start();
    clock.pass(60_000);
    await vi.waitFor(async () => expect(await state()).toBe('accepted'));
    await pump.stop();
  });
});

describe('a message that was made for another address of the factory', () => {
  const at = (made: string): NonNullable<NewDelivery['madeFor']> => ({ base: made, path: '/log' });
  const forA: NewDelivery = { ...LOG, key: 'for-a' as DeliveryKey, madeFor: at('http://a') };
  const held = [text('delivery.otherAddress', { made: 'http://a', set: 'http://b' })];
  const shown = { made: 'http://a', set: 'http://b' };
  const by = (): Parameters<OutboxPump['readdress']>[1] => ({
    keepSame: silent,
    recordOf: (deliveries) => readdressedEntry('S1', deliveries, shown),
  });
  const sent = async (key: DeliveryKey) => store.loadDelivery(key);

  beforeEach(async () => {
    await store.commit({ deliveries: [forA] });
    base = 'http://b';
  });

  const heldPump = async (): Promise<OutboxPump> => {
    const pump = newPump();
    await pump.start();
    await vi.waitFor(async () => expect(await sent(forA.key)).toMatchObject({ state: 'queued', problem: held }));
    // Of one of before nobody knows for which it was made: it goes where the settings say.
    await vi.waitFor(async () => expect(await state()).toBe('accepted'));
    return pump;
  };

  it('waits, says for which, and goes by itself once that address is set again', async () => {
    const pump = await heldPump();
    expect(posts).toBe(1);
    await expect(
      pump.retry(forA.key, { keepSame: silent, recordOf: () => readdressedEntry('', [], shown) }),
    ).rejects.toMatchObject({
      code: 'notAllowedNow',
      texts: held,
    });
    clock.pass(HOUR_MS);
    base = 'http://a';
    pump.addressChanged();
    await vi.waitFor(async () => expect(await sent(forA.key)).toMatchObject({ state: 'accepted', problem: [] }));
    expect(posts).toBe(2);
    await pump.stop();
  });

  it('waits also after a restart, whatever time its next try was planned for', async () => {
    await store.commit({
      deliveryUpdates: [
        { key: forA.key, state: 'queued', attempts: 3, nextTryAt: clock.now() + 50_000, problem: [], settledAt: null },
      ],
    });
    await (await heldPump()).stop();
    const pump = await heldPump();
    clock.pass(HOUR_MS);
    expect(posts).toBe(1);
    await pump.stop();
  });

  it('is not sent when the address changes while it is being marked, and waits on disk', async () => {
    base = 'http://a';
    await store.commit({
      deliveryUpdates: [{ key: LOG.key, state: 'accepted', attempts: 1, nextTryAt: null, problem: [], settledAt: 1 }],
    });
    onMarked = () => {
      base = 'http://b';
    };
    const pump = newPump();
    await pump.start();
    await vi.waitFor(async () => expect(await sent(forA.key)).toMatchObject({ state: 'queued', problem: held }));
    expect(posts).toBe(0);
    await pump.stop();
  });

  it('goes to the present address when a person says so, of exactly what was shown, and that is on record', async () => {
    const forC: NewDelivery = { ...LOG, key: 'for-c' as DeliveryKey, madeFor: at('http://c') };
    await store.commit({ deliveries: [forC] });
    const pump = await heldPump();
    await expect(pump.readdress({ ...shown, set: 'http://other' }, by())).rejects.toMatchObject({ code: 'notAllowedNow' });
    expect(await pump.readdress(shown, by())).toBe(1);
    await vi.waitFor(async () => expect(await sent(forA.key)).toMatchObject({ state: 'accepted', madeFor: at('http://b') }));
    expect(await sent(forC.key)).toMatchObject({ state: 'queued', madeFor: at('http://c') });
    const [line] = await store.listAudit(1);
    expect(line?.event).toMatchObject({ action: 'deliveriesReaddressed', person: 'S1', before: 'http://a', after: 'http://b' });
    await pump.stop();
  });

  it('stays where it is when another person stands there', async () => {
    const pump = await heldPump();
    const another = (): never => {
      throw new AppError('notSignedIn', verbatim('Not signed in any more.'));
    };
    await expect(pump.readdress(shown, { ...by(), keepSame: another })).rejects.toMatchObject({ code: 'notSignedIn' });
    expect(await sent(forA.key)).toMatchObject({ madeFor: at('http://a'), problem: held });
    expect(posts).toBe(1);
    await pump.stop();
  });
});

describe('a pair that may have been taken at another address', () => {
  const PAIR: NewDelivery = {
    ...LOG,
    key: 'pair-1' as DeliveryKey,
    kind: 'pair',
    summary: 'Pair, 1 device',
    serials: ['SN1'],
    madeFor: { base: 'http://a', path: '/pair' },
  };
  const shown = { made: 'http://a', set: 'http://b' };
  const there = [text('delivery.mayBeTakenThere', shown)];
  const by = { keepSame: silent, recordOf: () => readdressedEntry('S1', [], shown) };
  const lost: PostOutcome = { kind: 'unknown', reason: verbatim('Broken off.') };
  const stored = async () => store.loadDelivery(PAIR.key);

  /** It was sent to A, and nobody knows what became of it. */
  const inDoubt = async (): Promise<OutboxPump> => {
    base = 'http://a';
    outcomes = [{ kind: 'accepted', status: 200, body: null }, lost];
    const pump = newPump();
    await pump.start();
    await vi.waitFor(async () => expect(await state()).toBe('accepted'));
    await store.commit({ deliveries: [PAIR] });
    pump.add([PAIR]);
    await vi.waitFor(async () => expect(await stored()).toMatchObject({ state: 'unknown' }));
    return pump;
  };

  it('is not sent again while another one is set', async () => {
    const pump = await inDoubt();
    base = 'http://b';
    await expect(pump.retry(PAIR.key, by)).rejects.toMatchObject({ code: 'notAllowedNow', texts: there });
    expect([posts, (await stored())?.state]).toEqual([2, 'unknown']);
    base = 'http://a';
    await pump.retry(PAIR.key, by);
    await vi.waitFor(async () => expect(await stored()).toMatchObject({ state: 'accepted' }));
    await pump.stop();
  });

  it('waits for a person again where the address changes before it was sent again, and goes nowhere else', async () => {
    const pump = await inDoubt();
    outcomes = [{ kind: 'notSent', reason: verbatim('Nothing listens.'), retryAfterMs: null }];
    await pump.retry(PAIR.key, by);
    await vi.waitFor(async () => expect(await stored()).toMatchObject({ state: 'queued', attempts: 2 }));
    base = 'http://b';
    await expect(pump.readdress(shown, by)).rejects.toMatchObject({ code: 'notAllowedNow', texts: there });
    pump.addressChanged();
    await vi.waitFor(async () => expect(await stored()).toMatchObject({ state: 'unknown', problem: there }));
    clock.pass(HOUR_MS);
    expect([posts, (await stored())?.madeFor]).toEqual([3, PAIR.madeFor]);
    await pump.stop();
  });

  it.each([0, 1, 3])(
    'goes nowhere else either where the console ended meanwhile and the disk was full at %i tries',
    async (full) => {
      base = 'http://a';
      outcomes = [{ kind: 'accepted', status: 200, body: null }];
      await store.commit({
        deliveries: [PAIR],
        deliveryUpdates: [
          { key: PAIR.key, state: 'sending', attempts: 1, nextTryAt: null, problem: NO_TEXT, settledAt: null },
          { key: LOG.key, state: 'accepted', attempts: 1, nextTryAt: null, problem: NO_TEXT, settledAt: clock.now() },
        ],
      });
      refused = full;
      const pump = newPump();
      await pump.start();
      for (let more = 1; more < full; more += 1) {
        await vi.waitFor(() => expect(clock.waiting).toBe(1));
        clock.pass(2_000);
      }
      await vi.waitFor(async () => expect(await stored()).toMatchObject({ state: 'unknown' }));
      expect((await store.listTries(PAIR.key)).map(({ outcome }) => outcome)).toEqual(['unknown']);
      outcomes = [{ kind: 'notSent', reason: verbatim('Nothing listens.'), retryAfterMs: null }];
      await vi.waitFor(async () => pump.retry(PAIR.key, by));
      await vi.waitFor(async () => expect(await stored()).toMatchObject({ state: 'queued', attempts: 2 }));
      base = 'http://b';
      await expect(pump.readdress(shown, by)).rejects.toMatchObject({ code: 'notAllowedNow', texts: there });
      expect(posts).toBe(1);
      await pump.stop();
    },
  );

  it('stays behind where others go to the present address', async () => {
    const pump = await inDoubt();
    outcomes = [{ kind: 'notSent', reason: verbatim('Nothing listens.'), retryAfterMs: null }];
    await pump.retry(PAIR.key, by);
    await vi.waitFor(async () => expect(await stored()).toMatchObject({ state: 'queued', attempts: 2 }));
    const other: NewDelivery = { ...PAIR, key: 'pair-2' as DeliveryKey, serials: ['SN2'] };
    await store.commit({ deliveries: [other] });
    outcomes = [{ kind: 'notSent', reason: verbatim('Nothing listens.'), retryAfterMs: null }];
    pump.add([other]);
    await vi.waitFor(async () => expect(await store.loadDelivery(other.key)).toMatchObject({ state: 'queued', attempts: 1 }));
    base = 'http://b';
    expect(await pump.readdress(shown, by)).toBe(1);
    await vi.waitFor(async () => expect(await store.loadDelivery(other.key)).toMatchObject({ state: 'accepted' }));
    await vi.waitFor(async () => expect(await stored()).toMatchObject({ state: 'unknown', madeFor: PAIR.madeFor }));
    await pump.stop();
  });
});

describe('records that cannot be read just when the outbox is to be taken up again', () => {
  it('lose no message, also one that is told meanwhile', async () => {
    const pump = newPump();
    await pump.start();
    await vi.waitFor(async () => expect(await state()).toBe('accepted'));
    const later: NewDelivery = { ...LOG, key: 'key-2' as DeliveryKey };
    await store.commit({ deliveries: [later] });
    let fail = silent;
    reading = () =>
      new Promise((_resolve, reject) => {
        fail = () => reject(new Error('the disk cannot be read'));
      });
    const takingUp = pump.takeUp();
    await vi.waitFor(() => expect(fail).not.toBe(silent));
    // What is being read is not taken up a second time.
    pump.add([later]);
    reading = null;
    fail();
    await vi.waitFor(() => expect(clock.waiting).toBe(1));
    clock.pass(2_000);
    await takingUp;
    await vi.waitFor(async () => expect((await store.loadDelivery(later.key))?.state).toBe('accepted'));
    expect(posts).toBe(2);
    await pump.stop();
  });
});
