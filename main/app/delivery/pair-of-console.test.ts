import { english } from '../../../messages/english';
import { inWords } from '../../../messages/testing/in-words';
import { verbatim } from '../../../protocol/texts/text';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OperationId, type DeviceId } from '../../../protocol/ids';
import { createEnvSecrets } from '../../adapters/secrets/env-secrets';
import { createStore, type SqliteStore } from '../../adapters/store/create-store';
import type { BusHandlers } from '../../domain/ports/bus';
import type { PostOutcome } from '../../domain/ports/factory';
import type { StoredDelivery } from '../../domain/ports/deliveries';
import { type BurnInConsole, composeConsole } from '../../compose-console';
import { systemPlatform } from '../../system-platform';
import type { ConnectionFactory } from '../ports';
import type { ScanService } from '../scan/scan-service';
import { HandClock } from '../testing/hand-clock';

const MACS: Readonly<Record<string, string>> = { A1: 'e0:18:7d:2e:ca:68', A2: 'e0:18:7d:2e:ca:69', Z9: 'e0:18:7d:2e:ca:6a' };
const WAIT = { timeout: 30_000, interval: 5 };
const RETRY_MS = 90_000;
const NOT_SENT: PostOutcome = { kind: 'notSent', reason: verbatim('Nothing listens.'), retryAfterMs: null };
const silent = (): void => undefined;

let folder: string;
let store: SqliteStore;
let clock: HandClock;
let app: BurnInConsole;
let desk: ScanService;
let bus: BusHandlers | null;
let outcome: PostOutcome;
/** Whether other consoles can be asked. */
let reachable: boolean;
/** Offers of other consoles that were claimed. */
let claimed: string[];
/** Serial numbers of each list that was posted, and whether it was taken. */
let posts: { readonly serials: readonly string[]; readonly taken: boolean }[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-pair-of-console-'));
  clock = new HandClock(Date.UTC(2026, 10, 22));
  outcome = NOT_SENT;
  reachable = true;
  posts = [];
  claimed = [];
  await open();
});

afterEach(async () => {
  await app.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The broker, MES and the factory answer at once; everything else is the console as it is put together. */
const links: ConnectionFactory = {
  connect: () => ({
    bus: {
      start: (handlers) => {
        bus = handlers;
        handlers.onState({ kind: 'up' });
      },
      publishCommand: async () => 'delivered',
      publishStray: async () => {
        if (!reachable) throw new Error('no broker');
      },
      publishClaim: async (strayId) => {
        claimed.push(strayId);
      },
      publishSelfTest: async () => undefined,
      stop: async () => undefined,
    },
    mes: {
      lookUp: async (sn) => ({ kind: 'expected', product: null, interfaces: [{ name: 'eth0', mac: MACS[sn] ?? '' }] }),
    },
    factory: {
      address: (kind) => ({ base: 'http://factory', path: `/${kind}` }),
      post: async (kind, _key, body) => {
        if (kind !== 'pair') return { kind: 'accepted', status: 200, body: null };
        const { snArray } = JSON.parse(body) as { readonly snArray: readonly string[] };
        posts.push({ serials: snArray, taken: outcome.kind === 'accepted' });
        return outcome;
      },
    },
    close: async () => undefined,
  }),
  stackLight: () => null,
  deviceKeys: () => ({ load: async () => 0, check: async () => ({ serialHasKey: false, signature: 'none' }) }),
  testBroker: async () => ({ ok: true, reason: [] }),
  testMes: async () => ({ ok: true, reason: [] }),
  testPost: async () => ({ ok: true, reason: [] }),
};

async function open(reopen = true): Promise<void> {
  store = await createStore({ file: path.join(folder, 'burnin.sqlite') });
  bus = null;
  app = composeConsole({
    ...systemPlatform({ debug: silent, info: silent, warn: silent, error: silent }),
    store,
    clock,
    random: () => 0.5,
    secrets: createEnvSecrets(null, {}),
    links,
    appVersion: 'test',
    emit: silent,
  });
  desk = app.scan;
  await app.start({ reopen });
}

async function report(
  sn: string,
  bootId: string,
  mac: string,
  operationId = 'op',
  source: 'reply' | 'work' | 'strays' = 'reply',
): Promise<void> {
  const body = { operationId, sn, bootId, attempt: 1, interfaces: [{ interface: 'eth0', macaddr: mac }] };
  const strayId = source === 'strays' ? `offer of ${sn} to ${operationId}` : null;
  await bus?.onReport({ bytes: Buffer.from(JSON.stringify(body)), properties: {}, source, strayId });
}

const shown = (): OperationId => app.engine.requireSession().operationId;
const statusOf = (sn: string) => [...(app.engine.session?.devices.values() ?? [])].find((one) => one.sn === sn)?.status;

/** A1 and A2 passed, a person confirmed the list, and the receiver was down. */
async function confirmed(): Promise<void> {
  await desk.start({ operationId: 'op', operatorId: 'tester', scanMode: 0, rosterText: 'A1\nA2\nA3' });
  for (const sn of ['A1', 'A2']) await report(sn, `boot of ${sn}`, MACS[sn] ?? '');
  await expect.poll(() => ['A1', 'A2'].map(statusOf), WAIT).toEqual(['pass', 'pass']);
  await desk.finish(shown());
  await expect.poll(() => app.engine.session?.phase, WAIT).toBe('closed');
  await desk.confirmPair(shown(), desk.pairSheet(shown()).digest);
  await expect.poll(pairState, WAIT).toEqual(['queued', 1]);
}

async function pair(): Promise<StoredDelivery | undefined> {
  return (await store.listDeliveries(OperationId.parse('op'))).find(({ kind }) => kind === 'pair');
}

async function pairState(): Promise<readonly unknown[]> {
  const delivery = await pair();
  return [delivery?.state, delivery?.attempts];
}

async function receiverIsUp(): Promise<void> {
  outcome = { kind: 'accepted', status: 200, body: null };
  clock.pass(RETRY_MS);
  await vi.waitFor(async () => expect((await pair())?.state).not.toBe('queued'), WAIT);
  await expect.poll(async () => (await pair())?.state, WAIT).not.toBe('sending');
}

/** What comes to light about A1 through the broker while the list waits. */
const FINDINGS: readonly (readonly [string, () => Promise<void>, RegExp])[] = [
  [
    'another unit claims its serial number',
    () => report('A1', 'another boot', MACS['Z9'] ?? ''),
    /^Not sent: A1 is on hold since/,
  ],
  [
    'another device has its address',
    () => report('Z9', 'boot of Z9', MACS['A1'] ?? ''),
    /^Not sent: A1 (?:is on hold|does not pass)/,
  ],
];

describe('a confirmed list of the console that waits for its next try', () => {
  it('is sent when nothing came to light', async () => {
    await confirmed();
    await receiverIsUp();
    expect(await pairState()).toEqual(['accepted', 2]);
    expect(posts).toEqual([
      { serials: ['A1', 'A2'], taken: false },
      { serials: ['A1', 'A2'], taken: true },
    ]);
  });

  it.each(
    FINDINGS.flatMap(([what, finding, sentence]) => [false, true].map((restart) => [what, restart, finding, sentence] as const)),
  )('is kept back when %s (started again meanwhile: %s)', async (_what, restart, finding, sentence) => {
    await confirmed();
    await finding();
    if (restart) {
      await app.stop();
      await open();
    }
    const before = posts.length;
    await receiverIsUp();
    expect(posts.slice(before)).toEqual([]);
    expect(inWords(await pair())).toMatchObject({ state: 'rejected', problem: expect.stringMatching(sentence) as string });
    expect(english(app.view.snapshot().deliveries.find(({ kind }) => kind === 'pair')?.problem ?? [])).toMatch(sentence);
    expect(posts.filter(({ taken }) => taken)).toEqual([]);
  });

  it('is kept back for what comes to light while no scan is open: the report is late in its own scan, and not unreadable', async () => {
    await confirmed();
    await app.stop();
    await open(false);
    expect(app.engine.session).toBeNull();
    await report('A1', 'another boot', MACS['Z9'] ?? '');
    expect(await store.countQuarantined()).toBe(0);
    // What the list of scans says of it is counted again.
    expect(await store.listUncounted(10)).toEqual(['op']);
    await report('A1', 'another boot', MACS['Z9'] ?? '', 'of-nobody');
    expect((await store.listQuarantined(10)).map(({ reason }) => english(reason))).toEqual([
      'Answer to operation of-nobody, which is not known here, and no scan is open.',
    ]);
    await receiverIsUp();
    expect(inWords(await pair())).toMatchObject({
      state: 'rejected',
      problem: expect.stringContaining('A1 is on hold') as string,
    });
    expect(posts.filter(({ taken }) => taken)).toEqual([]);
    await app.scan.open('op');
    expect(app.engine.session?.counts).toMatchObject({ late: 1, stale: 0 });
    expect(await store.verifyChain()).toBeNull();
  });

  it('a report of a scan that was interrupted counts there, whether another scan is open or none, and MES is asked when it is opened', async () => {
    await desk.start({ operationId: 'interrupted', operatorId: 'tester', scanMode: 0, rosterText: 'A1\nA2\nA3' });
    await app.stop();
    await open(false);
    await report('A1', 'boot of A1', MACS['A1'] ?? '', 'interrupted');
    await desk.start({ operationId: 'op-2', operatorId: 'tester', scanMode: 0, rosterText: 'A2' });
    await report('A2', 'boot of A2', MACS['A2'] ?? '', 'interrupted');
    expect(app.engine.session?.counts).toMatchObject({ stale: 0, waiting: 1 });
    expect(app.engine.session?.devices.get('A2' as DeviceId)?.elsewhere).toEqual(new Set(['interrupted']));
    await desk.finish(shown());
    await expect.poll(() => app.engine.session?.phase, WAIT).toBe('closed');
    expect(await store.countQuarantined()).toBe(0);
    await app.scan.open('interrupted');
    await expect.poll(() => ['A1', 'A2', 'A3'].map(statusOf), WAIT).toEqual(['pass', 'pass', 'waiting']);
  });

  it('is kept back for an answer to its scan that another console took, whatever is open here', async () => {
    await confirmed();
    await desk.start({ operationId: 'op-2', operatorId: 'tester', scanMode: 0, rosterText: 'B1' });
    await report('A1', 'another boot', MACS['Z9'] ?? '', 'of-nobody', 'strays');
    expect(app.engine.session?.counts).toMatchObject({ stale: 0, late: 0 });
    await report('A1', 'another boot', MACS['Z9'] ?? '', 'op', 'strays');
    await receiverIsUp();
    expect(inWords(await pair())).toMatchObject({
      state: 'rejected',
      problem: expect.stringContaining('A1 is on hold') as string,
    });
    expect(posts.filter(({ taken }) => taken)).toEqual([]);
    await desk.finish(shown());
    await app.scan.open('op');
    expect(app.engine.session?.counts).toMatchObject({ late: 1, stale: 0, contested: 1 });
    // What belongs to a scan of these records is not kept elsewhere as of an operation that nobody knows.
    expect(claimed).toEqual(['offer of A1 to op']);
  });

  it('an answer to an interrupted scan that another console took counts there, once', async () => {
    await desk.start({ operationId: 'interrupted', operatorId: 'tester', scanMode: 0, rosterText: 'A1\nA2' });
    await app.stop();
    await open(false);
    await desk.start({ operationId: 'op-2', operatorId: 'tester', scanMode: 0, rosterText: 'B1' });
    // The other console was started again, and offers it once more.
    for (let time = 0; time < 2; time += 1) await report('A1', 'boot of A1', MACS['A1'] ?? '', 'interrupted', 'strays');
    await desk.finish(shown());
    await app.scan.open('interrupted');
    await expect.poll(() => ['A1', 'A2'].map(statusOf), WAIT).toEqual(['pass', 'waiting']);
    expect(app.engine.session?.counts).toMatchObject({ late: 0, duplicates: 1 });
    expect(await store.verifyChain()).toBeNull();
  });

  it.each([false, true])(
    'waits while an answer to its scan is offered to other consoles, who cannot be asked (started again meanwhile: %s)',
    async (restart) => {
      await confirmed();
      await desk.start({ operationId: 'op-2', operatorId: 'tester', scanMode: 0, rosterText: 'B1' });
      reachable = false;
      await report('A1', 'another boot', MACS['Z9'] ?? '', 'op', 'work');
      if (restart) {
        await app.stop();
        await open();
      }
      outcome = { kind: 'accepted', status: 200, body: null };
      clock.pass(RETRY_MS);
      await expect.poll(async () => english((await pair())?.problem ?? []), WAIT).toContain('offered to other consoles first');
      expect(inWords(await pair())).toMatchObject({ state: 'queued' });
      reachable = true;
      await vi.waitFor(async () => {
        clock.pass(5_000);
        expect((await pair())?.state).toBe('rejected');
      }, WAIT);
      expect(inWords(await pair())).toMatchObject({ problem: expect.stringContaining('A1 is on hold') as string });
      expect(posts.filter(({ taken }) => taken)).toEqual([]);
    },
  );

  it('is kept back for what comes to light while a newer scan is open, whose row says that its device answered this one', async () => {
    await confirmed();
    await desk.start({ operationId: 'op-2', operatorId: 'tester', scanMode: 0, rosterText: 'A1\nB1' });
    await report('A1', 'another boot', MACS['Z9'] ?? '');
    expect(app.engine.session?.counts).toMatchObject({ late: 0, stale: 0, waiting: 2 });
    expect(app.engine.session?.devices.get('A1' as DeviceId)?.elsewhere).toEqual(new Set(['op']));
    await receiverIsUp();
    expect(inWords(await pair())).toMatchObject({
      state: 'rejected',
      problem: expect.stringContaining('A1 is on hold') as string,
    });
    expect(posts.filter(({ taken }) => taken)).toEqual([]);
    await report('A1', 'another boot', MACS['Z9'] ?? '', 'of-nobody');
    expect(app.engine.session?.counts).toMatchObject({ stale: 1 });
    await desk.finish(shown());
    await expect.poll(() => app.engine.session?.phase, WAIT).toBe('closed');
    await app.scan.open('op');
    expect(app.engine.session?.counts).toMatchObject({ late: 1, stale: 0, contested: 1 });
    expect(await store.verifyChain()).toBeNull();
  });
});
