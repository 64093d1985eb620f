import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OperationId, OperatorId, serialNumber, type DeliveryKey, type DeviceId } from '../../protocol/ids';
import { DEFAULT_SETTINGS } from '../../protocol/settings';
import { createStore, type SqliteStore } from '../adapters/store/create-store';
import { loadSqlite } from '../adapters/store/sqlite';
import { pairSheet } from '../domain/pair-sheet';
import type { PostOutcome, StoredReport } from '../domain/ports';
import { isContested, openContests, type ScanSession } from '../domain/session/state';
import { systemIdentities } from '../identities';
import { ScanEngine } from './engine';
import { readReportBytes } from './load-session';
import { OutboxPump } from './outbox-pump';
import { DEALT_WITH_SINCE } from './pair-standing';
import { HandClock } from './testing/hand-clock';

const OPERATION = OperationId.parse('op');
const PERSON = OperatorId.parse('tester');
const A = 'e0:18:7d:2e:ca:68';
const B = 'e0:18:7d:2e:ca:69';
const C = 'e0:18:7d:2e:ca:6b';
const silent = (): void => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
const NOT_SENT: PostOutcome = { kind: 'notSent', sentence: 'Nothing listens.', retryAfterMs: null };
const NOT_SENT_BECAUSE = /^Not sent: A1 (?:is on hold|does not pass any more) since the list was confirmed: .+\.$/;
const UNKNOWN: PostOutcome = { kind: 'unknown', sentence: 'No answer.' };

/** What comes to light about A1 while the list waits. */
const FINDINGS: Readonly<Record<string, (rig: Rig) => Promise<void>>> = {
  'another unit claims its serial number': (rig) => rig.report('A1', 'another boot', B),
  'another device has its address': (rig) => rig.report('Z9', 'z', A),
  'MES gives its address to another device, which has it too': async (rig) => {
    await rig.engine.rescan(['A3' as DeviceId], PERSON);
    await rig.report('A3', 'a3', A);
    await rig.mes('A3', A);
  },
};

let folder: string;
let store: SqliteStore;
let files = 0;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-withdrawn-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Engine and outbox as the console puts them together, over a real store; the receiver is down until it is said to be up. */
class Rig {
  readonly clock = new HandClock(Date.UTC(2026, 10, 22));
  engine = this.#newEngine();
  outbox = this.#newOutbox();
  outcome: PostOutcome = NOT_SENT;
  /** Serial numbers of what was taken, and of what reached nobody. */
  readonly posts: { readonly serials: string[]; readonly taken: boolean }[] = [];

  #newEngine(): ScanEngine {
    return new ScanEngine({
      store,
      clock: this.clock,
      log,
      ids: systemIdentities,
      onChange: silent,
      onEffect: silent,
      onDeliveries: (deliveries) => this.outbox.add(deliveries),
      onStoreState: silent,
    });
  }

  #newOutbox(): OutboxPump {
    return new OutboxPump({
      store,
      clock: this.clock,
      log,
      random: () => 0.5,
      factory: () => ({
        post: async (kind, _key, body) => {
          if (kind !== 'pair' && kind !== 'burn') return { kind: 'accepted', status: 200, body: null };
          const { snArray } = JSON.parse(body) as { snArray: string[] };
          this.posts.push({ serials: snArray, taken: this.outcome.kind === 'accepted' });
          return this.outcome;
        },
      }),
      onChange: silent,
      filePairAnswer: (operationId, event, also, askedFor) => this.engine.pairAnswered(operationId, event, also, askedFor),
      whyNotAgain: async ({ operationId, key, serials }) =>
        (await this.engine.pairStillStands(operationId, key, serials)) ? null : DEALT_WITH_SINCE,
      whyWithdrawn: ({ operationId, key, serials }) => this.engine.whyPairWithdrawn(operationId, key, serials),
    });
  }

  get session(): ScanSession {
    return this.engine.requireSession();
  }

  async report(sn: string, bootId: string, mac: string): Promise<void> {
    const { operationId } = this.session;
    const attempt = this.session.devices.get(sn as DeviceId)?.attempt ?? 1;
    const interfaces = [{ interface: 'eth0', macaddr: mac }];
    const bytes = Buffer.from(JSON.stringify({ operationId, sn, bootId, attempt, interfaces }));
    const stored: StoredReport = { id: systemIdentities.unique(), operationId, sn, at: 1, bytes, properties: {} };
    const report = readReportBytes(bytes);
    if (report === null) throw new Error('cannot be read');
    await this.engine.receive(report, stored);
  }

  mes(sn: string, mac: string): Promise<void> {
    const attempt = this.session.devices.get(sn as DeviceId)?.attempt ?? 1;
    const interfaces = [{ name: 'eth0', mac }];
    return this.engine.mesAnswered(this.session.operationId, serialNumber(sn), attempt, {
      kind: 'expected',
      product: null,
      interfaces,
    });
  }

  /** A1 and A2 passed and their list is confirmed; nobody takes it yet. */
  async confirmed(scanMode: 0 | 1 = 0): Promise<DeliveryKey> {
    await this.outbox.start();
    const roster = ['A1', 'A2', 'A3'].map(serialNumber);
    await this.engine.start({ operationId: OPERATION, operatorId: PERSON, scanMode, roster, policy: DEFAULT_SETTINGS.scan });
    for (const [sn, mac] of [
      ['A1', A],
      ['A2', C],
    ] as const) {
      await this.report(sn, sn, mac);
      await this.mes(sn, mac);
    }
    await this.engine.finish(PERSON);
    return this.confirm();
  }

  async confirm(): Promise<DeliveryKey> {
    const key = systemIdentities.unique() as DeliveryKey;
    await this.engine.confirmPair((session) => {
      const serials = pairSheet(session, String).serials.map(serialNumber);
      return {
        event: { kind: 'pairConfirmed', digest: 'd', serials, key, operatorId: PERSON },
        delivery: {
          key,
          kind: session.scanMode === 1 ? 'burn' : 'pair',
          operationId: session.operationId,
          body: JSON.stringify({ snArray: serials }),
          summary: 'Pair',
          serials,
          createdAt: 1,
        },
      };
    });
    await quiet();
    return key;
  }

  /** Another scan, with what each device reports while MES knows A1 by `A` and A2 by `C`. */
  async scan(operationId: string, reports: Readonly<Record<string, string>>, scanMode: 0 | 1 = 0): Promise<void> {
    const roster = Object.keys(reports).map(serialNumber);
    const policy = DEFAULT_SETTINGS.scan;
    await this.engine.start({ operationId: OperationId.parse(operationId), operatorId: PERSON, scanMode, roster, policy });
    for (const [sn, mac] of Object.entries(reports)) {
      await this.report(sn, sn, mac);
      await this.mes(sn, sn === 'A1' ? A : C);
    }
    await this.engine.finish(PERSON);
  }

  async up(): Promise<void> {
    this.outcome = { kind: 'accepted', status: 200, body: null };
  }

  async time(): Promise<void> {
    this.clock.pass(90_000);
  }

  async restart(): Promise<void> {
    await this.outbox.stop();
    this.engine.stop();
    this.engine = this.#newEngine();
    this.outbox = this.#newOutbox();
    await this.engine.openLatest();
    await this.outbox.start();
  }

  async end(): Promise<void> {
    await this.outbox.stop();
    this.engine.stop();
    await store.close();
  }
}

async function newRig(): Promise<Rig> {
  files += 1;
  store = await createStore({ file: path.join(folder, `${files}.sqlite`) });
  return new Rig();
}

/** Until what is under way has gone as far as it can without time. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 24; turn += 1) {
    await store.readSetting('quiet');
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

function* everyOrder<T>(of: readonly T[]): Generator<T[]> {
  if (of.length === 0) yield [];
  for (const [at, one] of of.entries())
    for (const rest of everyOrder(of.filter((_, other) => other !== at))) yield [one, ...rest];
}

/** Packs the records of the first scan, ends everything, and alters what was packed. */
async function damageRecordsOf(rig: Rig): Promise<void> {
  while (await store.pack(rig.clock.now() + 1e9));
  await rig.outbox.stop();
  await store.close();
  const { DatabaseSync } = await loadSqlite();
  const file = path.join(folder, `${files}.sqlite`);
  const db = new DatabaseSync(file);
  expect(db.prepare("update pack set bytes = x'00000000' where operation_id = 'op'").run().changes).toBeGreaterThan(0);
  db.close();
  store = await createStore({ file });
}

async function notices(): Promise<string[]> {
  const deliveries = await store.openDeliveries(OPERATION, 100);
  return deliveries.map(({ summary }) => summary).filter((summary) => summary.includes('kept back'));
}

describe('a confirmed list that waits, and something that comes to light about one of its devices', () => {
  const STEPS = ['finding', 'up', 'time'] as const;

  it.each([
    ['another unit claims its serial number', [...STEPS, 'restart'] as const, { sentBefore: 4, keptBack: 20 }],
    ['another device has its address', STEPS, { sentBefore: 1, keptBack: 5 }],
    ['MES gives its address to another device, which has it too', STEPS, { sentBefore: 1, keptBack: 5 }],
  ])('%s: in no order is it sent after that', { timeout: 120_000 }, async (what, steps, expected) => {
    const outcomes = { sentBefore: 0, keptBack: 0 };
    for (const order of everyOrder(steps)) {
      const rig = await newRig();
      const key = await rig.confirmed();
      let known = Number.POSITIVE_INFINITY;
      for (const step of order) {
        if (step === 'finding') {
          await FINDINGS[what]?.(rig);
          known = rig.posts.length;
        } else await rig[step]();
        await quiet();
      }
      await rig.up();
      for (let turn = 0; turn < 3; turn += 1) {
        await rig.time();
        await quiet();
      }
      expect({ order, after: rig.posts.slice(known) }).toEqual({ order, after: [] });
      const sent = rig.posts.some(({ taken }) => taken);
      const delivery = await store.loadDelivery(key);
      const a1 = rig.session.devices.get('A1' as DeviceId);
      expect(a1?.status === 'fail' || (a1 !== undefined && isContested(a1))).toBe(true);
      const isNamed = NOT_SENT_BECAUSE.test(delivery?.problem ?? '');
      const told = (await notices()).length;
      expect({ order, state: delivery?.state, pair: a1?.pair?.outcome, isNamed, told }).toEqual(
        sent
          ? { order, state: 'accepted', pair: 'accepted', isNamed: false, told: 0 }
          : { order, state: 'rejected', pair: 'rejected', isNamed: true, told: 1 },
      );
      outcomes[sent ? 'sentBefore' : 'keptBack'] += 1;
      await rig.end();
    }
    expect(outcomes).toEqual(expected);
  });

  it('a person settles it, and the others go in a list of their own', async () => {
    const rig = await newRig();
    await rig.confirmed();
    await rig.report('A1', 'another boot', B);
    await rig.up();
    await rig.time();
    await quiet();
    await rig.engine.settlePair(['A1', 'A2'] as DeviceId[], 'sendAgain', 'A1 is being looked at.', PERSON);
    await rig.confirm();
    expect(rig.posts.at(-1)).toEqual({ serials: ['A2'], taken: true });
    await rig.end();
  });

  it('a person looks, lets it pass, and has the message sent again', async () => {
    const rig = await newRig();
    const key = await rig.confirmed();
    await rig.report('Z9', 'z', A);
    await rig.up();
    await rig.time();
    await quiet();
    await expect(rig.outbox.retry(key)).rejects.toThrow(DEALT_WITH_SINCE);
    const device = rig.session.devices.get('A1' as DeviceId);
    const seen = device === undefined ? [] : openContests(device).map((contest) => contest.key);
    await rig.engine.clearContest([{ id: 'A1' as DeviceId, seen }], PERSON);
    await rig.outbox.retry(key);
    await quiet();
    expect(rig.posts.at(-1)).toEqual({ serials: ['A1', 'A2'], taken: true });
    await rig.end();
  });

  it('after a try that may have arrived nobody says that it was not taken', async () => {
    const rig = await newRig();
    rig.outcome = UNKNOWN;
    const key = await rig.confirmed();
    expect((await store.loadDelivery(key))?.state).toBe('unknown');
    rig.outcome = NOT_SENT;
    await rig.outbox.retry(key);
    await quiet();
    await rig.report('A1', 'another boot', B);
    await rig.restart();
    await rig.up();
    await rig.time();
    await quiet();
    expect(rig.posts.map(({ taken }) => taken)).toEqual([false, false]);
    expect(await store.loadDelivery(key)).toMatchObject({
      state: 'unknown',
      problem: expect.stringMatching(/^Not sent again: A1 is on hold .* An earlier try may have arrived: ask there\.$/),
    });
    await rig.end();
  });
});

describe('what is said of a list that is kept back', () => {
  it('every device is named, and nothing comes after the end of a sentence', async () => {
    const rig = await newRig();
    const key = await rig.confirmed();
    await rig.report('Z9', 'z', A);
    await rig.report('Z8', 'y', C);
    await rig.up();
    await rig.time();
    await quiet();
    const { problem } = (await store.loadDelivery(key)) ?? {};
    expect(problem).toBe(
      'Not sent: 2 devices are not as they were when the list was confirmed: A1 and A2. ' +
        'A1 is on hold since the list was confirmed: eth0: Z9 (eth0) reported this MAC too.',
    );
    await rig.end();
  });

  it('a list to burn is called so', async () => {
    const rig = await newRig();
    await rig.confirmed(1);
    await rig.report('Z9', 'z', A);
    await rig.up();
    await rig.time();
    await quiet();
    expect(await notices()).toEqual([expect.stringMatching(/^Notification: Burn list kept back\. Not sent: A1 is on hold /)]);
    await rig.end();
  });
});

describe('a doubt about an earlier message', () => {
  it('stays with the device under a new key, and with no other', async () => {
    const rig = await newRig();
    rig.outcome = UNKNOWN;
    await rig.confirmed();
    await rig.engine.settlePair(['A1'] as DeviceId[], 'sendAgain', 'Asked there.', PERSON);
    await rig.engine.rescan(['A3'] as DeviceId[], PERSON);
    await rig.report('A3', 'a3', 'e0:18:7d:2e:ca:6d');
    await rig.mes('A3', 'e0:18:7d:2e:ca:6d');
    await rig.engine.finish(PERSON);
    rig.outcome = NOT_SENT;
    const key = await rig.confirm();
    await rig.report('Z9', 'z', A);
    await rig.up();
    await rig.time();
    await quiet();
    expect(await store.loadDelivery(key)).toMatchObject({
      serials: ['A1', 'A3'],
      state: 'unknown',
      problem: expect.stringMatching(/^Not sent again: A1 .* An earlier try may have arrived: ask there\.$/),
    });
    const outcomeOf = (sn: string): unknown => rig.session.devices.get(sn as DeviceId)?.pair?.outcome;
    expect(['A1', 'A3'].map(outcomeOf)).toEqual(['unknown', 'rejected']);
    await expect(rig.engine.rescan(['A1'] as DeviceId[], PERSON)).rejects.toThrow(/cannot be scanned again/);
    await rig.engine.rescan(['A3'] as DeviceId[], PERSON);
    await rig.end();
  });
});

describe('a list whose scan cannot be looked at', () => {
  it('waits with a sentence, is not in doubt after the next start, and holds up nothing else', async () => {
    const rig = await newRig();
    const key = await rig.confirmed();
    await rig.scan('other', { A3: 'e0:18:7d:2e:ca:6d' });
    const real = store;
    const unreadable = { on: true };
    store = {
      ...real,
      loadReports: (id) => (unreadable.on && id === OPERATION ? Promise.reject(new Error('busy')) : real.loadReports(id)),
    };
    await rig.restart();
    await rig.up();
    await rig.time();
    await quiet();
    expect(await store.loadDelivery(key)).toMatchObject({
      state: 'queued',
      problem:
        'Not sent yet: the console could not look whether the devices of operation op still pass. ' +
        'The records could not be read. It looks again by itself.',
    });
    await rig.restart();
    expect((await store.loadDelivery(key))?.state).toBe('queued');
    expect((await store.openDeliveries(null, 100)).filter(({ kind, state }) => kind !== 'pair' && state !== 'accepted')).toEqual(
      [],
    );
    unreadable.on = false;
    await rig.time();
    await quiet();
    expect((await store.loadDelivery(key))?.state).toBe('accepted');
    expect(rig.posts.filter(({ taken }) => taken)).toEqual([{ serials: ['A1', 'A2'], taken: true }]);
    await rig.end();
  });

  it.each([
    ['nothing was sent', NOT_SENT, 'rejected', /^Not sent: The records of operation op are damaged, .*altered afterwards\.$/],
    ['a try may have arrived', UNKNOWN, 'unknown', /^Not sent again: The records of operation op are damaged, .*: ask there\.$/],
  ] as const)(
    '%s, and the records of the scan are damaged: it is kept back, now and at every start',
    async (_, outcome, state, why) => {
      const rig = await newRig();
      rig.outcome = outcome;
      const key = await rig.confirmed();
      if (outcome === UNKNOWN) {
        rig.outcome = NOT_SENT;
        await rig.outbox.retry(key);
        await quiet();
      }
      await rig.scan('other', { A3: 'e0:18:7d:2e:ca:6d' });
      await damageRecordsOf(rig);
      await rig.up();
      await rig.restart();
      await rig.time();
      await quiet();
      expect(await store.loadDelivery(key)).toMatchObject({ state, problem: expect.stringMatching(why) });
      expect(rig.posts.filter(({ taken }) => taken)).toEqual([]);
      expect(await notices()).toHaveLength(1);
      await expect(rig.outbox.retry(key)).rejects.toThrow(/^The records of operation op are damaged/);
      await rig.restart();
      expect((await store.loadDelivery(key))?.state).toBe(state);
      await rig.end();
    },
  );

  it('and it was being sent when the program was killed: the program starts, and nobody says that it was not sent', async () => {
    const rig = await newRig();
    const key = await rig.confirmed();
    await rig.scan('other', { A3: 'e0:18:7d:2e:ca:6d' });
    const { attempts, problem } = (await store.loadDelivery(key)) ?? { attempts: 0, problem: '' };
    const sending = { key, state: 'sending', attempts, problem, nextTryAt: null, settledAt: null } as const;
    await rig.outbox.stop();
    await store.commit({ deliveryUpdates: [sending] });
    await damageRecordsOf(rig);
    await rig.restart();
    expect((await store.loadDelivery(key))?.state).toBe('unknown');
    await rig.end();
  });
});

describe('a list that waits, and a newer scan of its devices', () => {
  it.each([
    ['A1 fails', { A1: B, A2: C }, 'rejected', 'A1 does not pass any more in the newer operation op2: '],
    ['A1 is contested', { A1: A, Z9: A }, 'rejected', 'A1 is on hold in the newer operation op2: '],
    ['A1 passes', { A1: A, A2: C }, 'accepted', ''],
  ] as const)('where %s', async (_, reports, state, why) => {
    for (const restarted of [false, true]) {
      const rig = await newRig();
      const key = await rig.confirmed();
      await rig.scan('op2', reports);
      if (restarted) await rig.scan('op3', { X1: B });
      await rig.up();
      if (restarted) await rig.restart();
      await rig.time();
      await quiet();
      const delivery = await store.loadDelivery(key);
      expect(delivery?.state).toBe(state);
      expect(delivery?.problem.startsWith(why === '' ? '' : `Not sent: ${why}`)).toBe(true);
      await rig.end();
    }
  });

  it('of two verdicts the latest counts', async () => {
    const rig = await newRig();
    const key = await rig.confirmed();
    await rig.scan('op2', { A1: B });
    await rig.scan('op3', { A1: A });
    await rig.up();
    await rig.time();
    await quiet();
    expect((await store.loadDelivery(key))?.state).toBe('accepted');
    await rig.end();
  });
});

describe('a serial number that is under way in another operation', () => {
  const offered = async (rig: Rig): Promise<unknown> => {
    const { serials, heldBack } = pairSheet(rig.session, String, await rig.engine.underWayElsewhere(rig.session));
    return { serials, heldBack: heldBack.map(({ sn, sentence }) => `${sn}: ${sentence}`) };
  };

  it('is not offered until that is over, and says why', async () => {
    const rig = await newRig();
    await rig.confirmed();
    await rig.scan('op2', { A1: A });
    const waits = ['A1: It is on its way to pair in operation op already.'];
    expect(await offered(rig)).toEqual({ serials: [], heldBack: waits });
    rig.outcome = UNKNOWN;
    await rig.time();
    await quiet();
    const asked = ['A1: It may have been taken in operation op: open that operation and settle it there.'];
    expect(await offered(rig)).toEqual({ serials: [], heldBack: asked });
    await rig.engine.open('op');
    await rig.engine.settlePair(['A1', 'A2'] as DeviceId[], 'sendAgain', 'Not taken.', PERSON);
    await rig.engine.open('op2');
    expect(await offered(rig)).toEqual({ serials: ['A1'], heldBack: [] });
    await rig.end();
  });

  it('goes out once when two lists have it all the same', async () => {
    const rig = await newRig();
    const first = await rig.confirmed();
    await rig.scan('op2', { A1: A });
    const second = await rig.confirm();
    await rig.time();
    await quiet();
    await rig.up();
    await rig.time();
    await quiet();
    expect((await store.loadDelivery(first))?.state).toBe('accepted');
    expect(await store.loadDelivery(second)).toMatchObject({
      state: 'rejected',
      problem: 'Not sent: A1 is on its way to pair in operation op already.',
    });
    await rig.end();
  });
});
