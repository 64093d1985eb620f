import { english } from '../../../messages/english';
import { verbatim, NO_TEXT } from '../../../protocol/texts/text';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deviceIdOf, OperationId, OperatorId, serialNumber, type DeliveryKey, type DeviceId } from '../../../protocol/ids';
import type { PairSheet } from '../../../protocol/pair-sheet';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import { createStore, type SqliteStore } from '../../adapters/store/create-store';
import { AppError } from '../../domain/errors';
import { pairSheet } from '../../domain/delivery/pair-sheet';
import type { Commit, StoredReport } from '../../domain/ports/journal';
import type { Store } from '../../domain/ports/store';
import { startSession } from '../../domain/scan/fold';
import { scanStarted } from '../../domain/testing/reports';
import { pictureOf } from '../../domain/testing/session-picture';
import { systemIdentities } from '../../identities';
import type { ScanEngine } from './engine';
import { quietEngine } from '../testing/quiet-engine';
import { loadSession, readReportBytes } from './load-session';
import { HandClock } from '../testing/hand-clock';
import { doublePairs, leftBySheet, untrueMessages } from '../testing/records-hold';

const FIRST = OperationId.parse('first');
const SECOND = OperationId.parse('second');
const PERSON = OperatorId.parse('tester');
const SERIALS = ['A1', 'A2', 'A3'];
const MACS: Readonly<Record<string, string>> = { A1: 'e0:18:7d:2e:ca:68', A2: 'e0:18:7d:2e:ca:69', A3: 'e0:18:7d:2e:ca:6a' };
const digestOf = (serials: readonly string[]): string => systemIdentities.digest(serials);

/** What may come at any moment, beside what the disk does. */
const ACTS = [
  'report A1',
  'report A2',
  'report A3',
  'rival of A1',
  'late report of the other scan',
  'stranger',
  'MES A1',
  'MES A2',
  'MES A2 fails',
  'MES A3',
  'finish',
  'tick',
  'rescan A1',
  'rescan A2',
  'waive',
  'contest cleared',
  'Pair confirmed',
  'Pair taken',
  'Pair refused',
  'Pair unknown',
  'settled',
  'open the open one',
  'open the other',
  'start a scan',
] as const;
const DISK = ['disk full', 'disk writes again', 'reads are slow', 'reads come', 'time'] as const;
type Step = (typeof ACTS)[number] | (typeof DISK)[number];

let folder: string;
let real: SqliteStore;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-engine-orders-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A console's engine over the real store, whose disk fills up and whose reads take their time when the order says so. */
class Rig {
  readonly clock = new HandClock(Date.UTC(2026, 10, 22));
  readonly engine: ScanEngine;
  #full = false;
  #slow = false;
  readonly #held: (() => void)[] = [];
  /** Reports that were acknowledged. */
  readonly taken: StoredReport[] = [];
  readonly failures: unknown[] = [];
  #scans = 0;

  constructor() {
    const store: Store = {
      ...real,
      // The writer itself refuses it, as it does when the disk is full: what follows in the same sequence is refused too.
      commit: (commit: Commit) => real.commit(this.#full ? spoiled(commit) : commit),
      writeSetting: (name, value) =>
        this.#full ? Promise.reject(new AppError('storeFailed', verbatim('The disk is full.'))) : real.writeSetting(name, value),
      loadEvents: async (operationId) => {
        const events = await real.loadEvents(operationId);
        if (this.#slow)
          await new Promise<void>((resolve) => {
            this.#held.push(resolve);
          });
        return events;
      },
    };
    this.engine = quietEngine({ store, clock: this.clock });
  }

  async begin(operationId: OperationId): Promise<void> {
    await this.engine.start({
      operationId,
      operatorId: PERSON,
      scanMode: 0,
      roster: SERIALS.map(serialNumber),
      policy: DEFAULT_SETTINGS.scan,
    });
  }

  step(step: Step): void {
    const done = this.#do(step);
    done?.catch((error: unknown) => this.failures.push(error));
  }

  #do(step: Step): Promise<unknown> | null {
    const { engine, clock } = this;
    const session = engine.session;
    const open = session?.operationId ?? FIRST;
    switch (step) {
      case 'disk full':
        this.#full = true;
        return null;
      case 'disk writes again':
        this.#full = false;
        return null;
      case 'reads are slow':
        this.#slow = true;
        return null;
      case 'reads come':
        this.#slow = false;
        for (const go of this.#held.splice(0)) go();
        return null;
      case 'time':
        clock.pass(2_000);
        return null;
      case 'tick':
        clock.pass(DEFAULT_SETTINGS.scan.idleMs);
        return null;
      case 'report A1':
      case 'report A2':
      case 'report A3':
        return this.#report(open, step.slice(-2), 'boot');
      case 'rival of A1':
        return this.#report(open, 'A1', 'another boot');
      case 'late report of the other scan':
        return this.#stale(open === FIRST ? SECOND : FIRST, 'A1', open);
      case 'stranger':
        return this.#report(open, 'Z9', 'boot');
      case 'MES A1':
      case 'MES A2':
      case 'MES A3':
        return this.#mes(open, step.slice(-2), MACS[step.slice(-2)] ?? '');
      case 'MES A2 fails':
        return this.#mes(open, 'A2', 'e0:18:7d:2e:ca:ff');
      case 'finish':
        return engine.finish(open, PERSON);
      case 'rescan A1':
      case 'rescan A2':
        return engine.rescan(open, [step.slice(-2) as DeviceId], PERSON);
      case 'waive':
        return engine.waive(open, [deviceIdOf(serialNumber('A2'))], 'because', PERSON);
      case 'contest cleared':
        return engine.clearContest(open, [{ id: deviceIdOf(serialNumber('A1')), seen: [] }], PERSON);
      case 'Pair confirmed':
        return session?.phase === 'closed' ? this.#confirm(pairSheet(session, digestOf)) : null;
      case 'Pair taken':
        return this.#pairAnswered('accepted');
      case 'Pair refused':
        return this.#pairAnswered('rejected');
      case 'Pair unknown':
        return this.#pairAnswered('unknown');
      case 'settled':
        return engine.settlePair(
          open,
          (session === null ? [] : [...session.devices.values()]).filter(({ pair }) => pair !== null).map(({ id }) => id),
          'sendAgain',
          'because',
          PERSON,
        );
      case 'open the open one':
        return engine.open(open);
      case 'open the other':
        return engine.open(open === FIRST ? SECOND : FIRST);
      case 'start a scan':
        this.#scans += 1;
        return this.begin(OperationId.parse(`scan-${this.#scans}`));
    }
  }

  /** Confirms the sheet that was looked at, as a person does; a scan that goes on by then has none. */
  #confirm(seen: PairSheet): Promise<void> {
    return this.engine.confirmPair(seen.operationId, (session) => {
      if (session.phase !== 'closed') throw new AppError('notAllowedNow', verbatim('The scan is still running.'));
      const { digest, serials, target } = pairSheet(session, digestOf);
      if (digest !== seen.digest || serials.length === 0) throw new AppError('sheetChanged', verbatim('The list changed.'));
      const key = systemIdentities.unique() as DeliveryKey;
      const { operationId } = session;
      return {
        event: { kind: 'pairConfirmed', digest, serials: serials.map(serialNumber), key, operatorId: PERSON },
        delivery: { key, kind: target, operationId, body: '{}', summary: 'Pair', serials, createdAt: 1 },
      };
    });
  }

  async #report(operationId: OperationId, sn: string, bootId: string): Promise<void> {
    const stored = message(operationId, sn, bootId, operationId);
    const report = readReportBytes(stored.bytes);
    if (report === null) throw new Error('cannot be read');
    await this.engine.receive(report, stored);
    this.taken.push(stored);
  }

  async #stale(operationId: OperationId, sn: string, under: OperationId): Promise<void> {
    const stored = message(operationId, sn, 'boot', under);
    const report = readReportBytes(stored.bytes);
    if (report === null) throw new Error('cannot be read');
    await this.engine.fileStale(report, stored);
    this.taken.push(stored);
  }

  #mes(operationId: OperationId, sn: string, mac: string): Promise<void> {
    const attempt = this.engine.session?.devices.get(deviceIdOf(serialNumber(sn)))?.attempt ?? 1;
    const interfaces = [{ name: 'eth0', mac }];
    const open = this.engine.session;
    const asker = open?.operationId === operationId ? open : startSession({ ...scanStarted([]), operationId }, 1).session;
    return this.engine.mesAnswered(asker, serialNumber(sn), attempt, { kind: 'expected', product: null, interfaces });
  }

  /** Of the Pair that was confirmed last in either scan: it need not be the open one. */
  async #pairAnswered(state: 'accepted' | 'rejected' | 'unknown'): Promise<void> {
    const pair = (await real.listDeliveries(null)).findLast((one) => one.kind === 'pair' && one.state === 'queued');
    if (pair === undefined) return;
    const update = { key: pair.key, state, attempts: 1, nextTryAt: null, problem: NO_TEXT, settledAt: 1 };
    await this.engine.pairAnswered(
      pair.operationId,
      { kind: 'pairAnswered', key: pair.key, state, rejected: {}, reason: verbatim('Why.') },
      { deliveryUpdates: [update] },
    );
  }

  /** Whatever was begun comes to its end, the disk writes again, and some time passes. */
  async end(): Promise<void> {
    for (const step of ['disk writes again', 'reads come'] as const) this.step(step);
    for (let turn = 0; turn < 3; turn += 1) {
      await quiet();
      this.clock.pass(2_000);
      await quiet();
    }
  }
}

function message(operationId: OperationId, sn: string, bootId: string, under: OperationId): StoredReport {
  const interfaces = [{ interface: 'eth0', macaddr: MACS[sn] ?? 'e0:18:7d:2e:cb:00' }];
  return {
    id: systemIdentities.unique(),
    operationId: under,
    sn,
    at: 1,
    bytes: Buffer.from(JSON.stringify({ operationId, sn, bootId, interfaces })),
    properties: {},
  };
}

/** The same commit with something in it that the database refuses. */
function spoiled(commit: Commit): Commit {
  const missing = {
    key: 'none' as DeliveryKey,
    state: 'queued',
    attempts: 0,
    nextTryAt: null,
    problem: NO_TEXT,
    settledAt: null,
  } as const;
  return { ...commit, deliveryUpdates: [...(commit.deliveryUpdates ?? []), missing] };
}

/** Until what is under way has gone as far as it can without time. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await real.readSetting('quiet');
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

describe('whatever comes while the disk is full, records are read again or another scan is opened', () => {
  const act = fc.constantFrom<Step>(...ACTS);
  const disk = fc.constantFrom<Step>(...DISK);
  const pause = fc.boolean();
  const orders = fc.array(fc.tuple(fc.oneof({ weight: 3, arbitrary: act }, { weight: 2, arbitrary: disk }), pause), {
    minLength: 4,
    maxLength: 24,
  });

  /** Orders of which chance makes too few: what Pair says of a scan while another one is open. */
  const ANSWERED_LATER: readonly (readonly Step[])[] = [
    ['Pair confirmed', 'open the other', 'Pair taken'],
    ['Pair confirmed', 'open the other', 'Pair refused', 'open the other', 'settled'],
    ['Pair confirmed', 'start a scan', 'Pair unknown'],
  ];

  /** The sheet of a closing that a full disk did not take: the scan goes on when its records are read again. */
  const CLOSED_ON_A_FULL_DISK: readonly Step[] = ['rescan A1', 'disk full', 'tick', 'disk full', 'reads are slow', 'time'];

  /** A scan with all of it behind it, and one in which two devices passed and nothing is confirmed yet. */
  async function rig(): Promise<Rig> {
    const made = new Rig();
    for (const operationId of [FIRST, SECOND]) {
      await made.begin(operationId);
      for (const step of ['report A1', 'report A2', 'MES A1', 'MES A2', 'finish'] as const) {
        made.step(step);
        await quiet();
      }
    }
    return made;
  }

  /** Everything that is not as it must be after these steps; each is told with whether the program was left in peace after it. */
  async function wrongAfter(order: readonly (readonly [Step, boolean])[]): Promise<string[]> {
    real = await createStore({ file: path.join(folder, `${systemIdentities.unique()}.sqlite`) });
    const made = await rig();
    const wrong: string[] = made.failures.map((error) => `it could not begin: ${String(error)}`);
    try {
      for (const [step, pausing] of order) {
        made.step(step);
        if (pausing) await quiet();
      }
      await made.end();
      const { session, failure } = made.engine;
      if (failure !== null) wrong.push(`it is still failing: ${english(failure)}`);
      const onDisk = session === null ? null : await loadSession(real, session.operationId);
      if (!isDeepStrictEqual(pictureOf(session), pictureOf(onDisk))) wrong.push('the session is not the one on disk');
      for (const { operationId, closedAt, leftOver: stored } of await real.listOperations(50)) {
        wrong.push(...(await doublePairs(real, operationId)), ...(await untrueMessages(real, operationId)));
        const folded = await loadSession(real, operationId);
        const left = folded === null || closedAt === null ? null : leftBySheet(folded);
        if (!isDeepStrictEqual(stored, left))
          wrong.push(`${operationId} left ${JSON.stringify(left)}, and the list says ${JSON.stringify(stored)}`);
      }
      for (const { id, sn } of made.taken) if ((await real.loadReport(id)) === null) wrong.push(`a report of ${sn} is lost`);
      // Nobody is shown anything but a sentence.
      wrong.push(...made.failures.filter((error) => !(error instanceof AppError)).map(String));
      const broken = await real.verifyChain();
      if (broken !== null) wrong.push(broken);
    } finally {
      made.engine.stop();
      await real.close();
    }
    const told = order.map(([step, pausing]) => (pausing ? `${step}.` : step)).join(' ');
    return wrong.map((what) => `${what} (${told})`);
  }

  it('the session is the fold of what is on disk, and no device is paired twice', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        expect(await wrongAfter(order)).toEqual([]);
      }),
      {
        numRuns: 60,
        examples: [
          ...ANSWERED_LATER.map((steps): [[Step, boolean][]] => [steps.map((step) => [step, true])]),
          [
            [
              ...CLOSED_ON_A_FULL_DISK.map((step, index): [Step, boolean] => [step, index === 3]),
              ['disk writes again', true],
              ['Pair confirmed', false],
            ],
          ],
        ],
      },
    );
  });

  it('each act, at each of the moments that matter', { timeout: 600_000 }, async () => {
    const at = (...steps: readonly Step[]): readonly (readonly [Step, boolean])[] => steps.map((step) => [step, false]);
    const after = (...steps: readonly Step[]): readonly (readonly [Step, boolean])[] => steps.map((step) => [step, true]);
    const moments = [
      // The store has just failed; it writes again before the act is handed to it.
      at('disk full', 'stranger', 'disk writes again'),
      after('disk full', 'stranger'),
      // What the act is built on is not stored, though the disk takes the act itself.
      [...after('rescan A1', 'report A1'), ...at('disk full', 'MES A1', 'disk writes again', 'finish')],
      // Records are being read again.
      [...after('disk full', 'stranger'), ...at('disk writes again', 'reads are slow'), ...after('time')],
      // Another scan, or this one, is being opened.
      [...at('reads are slow'), ...after('open the other')],
      at('reads are slow', 'open the other'),
      at('open the open one'),
      at('start a scan'),
    ];
    const wrong: string[] = [];
    for (const moment of moments)
      for (const act of ACTS)
        wrong.push(
          ...(await wrongAfter([...moment, ...after(act, 'reads come'), ...at('Pair confirmed'), ...after('Pair confirmed')])),
        );
    expect(wrong).toEqual([]);
  });
});
