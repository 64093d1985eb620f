import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { OperationId, OperatorId, serialNumber, type DeliveryKey, type DeviceId } from '../../../protocol/ids';
import { verbatim, type Text } from '../../../protocol/texts/text';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import { createStore, type SqliteStore } from '../../adapters/store/create-store';
import { createRecordsPlace } from '../../adapters/store/records-place';
import { loadSqlite, type SqliteValue } from '../../adapters/store/sqlite';
import { BEFORE_LATEST_VERDICTS } from '../../adapters/store/testing/earlier-version';
import { AppError } from '../../domain/errors';
import type { AddressOf } from '../../domain/delivery/made-for';
import { pairSheet } from '../../domain/delivery/pair-sheet';
import type { PostOutcome } from '../../domain/ports/factory';
import type { StoredReport } from '../../domain/ports/journal';
import type { ScanSession } from '../../domain/scan/state';
import { systemIdentities } from '../../identities';
import type { ScanEngine } from '../scan/engine';
import { readReportBytes } from '../scan/load-session';
import { pairDelivery } from '../delivery/deliveries-of-scan';
import { DeliveryService } from '../delivery/delivery-service';
import { OutboxPump } from '../delivery/outbox-pump';
import type { Distrusted } from '../delivery/pair-check';
import { DEALT_WITH_SINCE } from '../delivery/pair-standing';
import { HandClock } from './hand-clock';
import { quietEngine } from './quiet-engine';

export const OPERATION = OperationId.parse('op');
const IN_MEMORY = ':memory:';
export const PERSON = OperatorId.parse('tester');
export const A = 'e0:18:7d:2e:ca:68';
export const B = 'e0:18:7d:2e:ca:69';
export const C = 'e0:18:7d:2e:ca:6b';
export const NOT_SENT: PostOutcome = { kind: 'notSent', reason: verbatim('Nothing listens.'), retryAfterMs: null };
export const UNKNOWN: PostOutcome = { kind: 'unknown', reason: verbatim('No answer.') };
const silent = (): void => undefined;
/** Where the factory is. */
const addressOf: AddressOf = (kind) => ({ base: 'http://factory', path: `/${kind}` });
const log = { debug: silent, info: silent, warn: silent, error: silent };

/** What a device answers to a scan; older agents do not say to which attempt. */
export interface Answer {
  readonly operationId: string;
  readonly sn: string;
  readonly bootId: string;
  readonly mac: string;
  readonly attempt?: number;
}

export function reportOf({ mac, ...rest }: Answer): { readonly report: HardwareReport; readonly stored: StoredReport } {
  const bytes = Buffer.from(JSON.stringify({ ...rest, interfaces: [{ interface: 'eth0', macaddr: mac }] }));
  const report = readReportBytes(bytes);
  if (report === null) throw new Error('cannot be read');
  const { operationId, sn } = rest;
  return { report, stored: { id: systemIdentities.unique(), operationId, sn, at: 1, bytes, properties: {} } };
}

/** Engine and outbox as the console puts them together, over a real store; the receiver is down until it is said to be up. */
export class PairRig {
  store: SqliteStore;
  file: string;
  readonly clock = new HandClock(Date.UTC(2026, 10, 22));
  engine: ScanEngine;
  outbox: OutboxPump;
  outcome: PostOutcome = NOT_SENT;
  /** How many lists were said to be in doubt because the records are a copy, each time. */
  readonly copies: number[] = [];
  /** Serial numbers of what was taken, and of what reached nobody. */
  readonly posts: { readonly serials: string[]; readonly taken: boolean }[] = [];

  /** Whose reports would not be let in now. */
  distrusted: Distrusted = async () => new Map();

  /** Where messages go, as it is set now. */
  address: AddressOf = addressOf;

  /** Who stands at the console. */
  person: string | null = PERSON;

  /** Whether the place of the records is marked. */
  readonly #isPlaced: boolean;

  private constructor(store: SqliteStore, file: string, isPlaced = false) {
    this.store = store;
    this.file = file;
    this.#isPlaced = isPlaced;
    this.engine = this.#newEngine();
    this.outbox = this.#newOutbox();
  }

  /** Records in memory, which nobody can damage: for worlds by the thousand. */
  static async inMemory(): Promise<PairRig> {
    return new PairRig(await createStore({ file: IN_MEMORY }), IN_MEMORY);
  }

  /** Records of its own in a folder that goes with the test. */
  static async open(isPlaced = false): Promise<PairRig> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-pair-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = path.join(folder, 'burnin.sqlite');
    return new PairRig(await createStore({ file }), file, isPlaced);
  }

  #newEngine(): ScanEngine {
    return quietEngine({
      store: this.store,
      clock: this.clock,
      addressOf: (kind) => this.address(kind),
      onDeliveries: (deliveries) => this.outbox.add(deliveries),
      sameAsNow: () => this.sameAsNow(),
      onStoreState: silent,
      distrusted: (...asked) => this.distrusted(...asked),
    });
  }

  #newOutbox(): OutboxPump {
    return new OutboxPump({
      store: this.store,
      clock: this.clock,
      log,
      random: () => 0.5,
      place: this.#isPlaced ? createRecordsPlace(this.file) : null,
      onCopy: (lists) => this.copies.push(lists),
      factory: () => ({
        address: (kind) => this.address(kind),
        post: async (kind, _key, body) => {
          if (kind !== 'pair' && kind !== 'burn') return { kind: 'accepted', status: 200, body: null };
          const { snArray } = JSON.parse(body) as { snArray: string[] };
          this.posts.push({ serials: snArray, taken: this.outcome.kind === 'accepted' });
          return this.outcome;
        },
      }),
      onChange: silent,
      filePairAnswer: (...answer) => this.engine.pairAnswered(...answer),
      whyNotAgain: async ({ operationId, key, serials }) =>
        (await this.engine.pairStillStands(operationId, key, serials)) ? null : DEALT_WITH_SINCE,
      whyWithdrawn: ({ operationId, key, serials }) => this.engine.whyPairWithdrawn(operationId, key, serials),
    });
  }

  get session(): ScanSession {
    return this.engine.requireSession();
  }

  async report(sn: string, bootId: string, mac: string): Promise<void> {
    const attempt = this.session.devices.get(sn as DeviceId)?.attempt ?? 1;
    const { report, stored } = reportOf({ operationId: this.session.operationId, sn, bootId, mac, attempt });
    await this.engine.receive(report, stored);
  }

  /** An answer of which the intake finds out whether its scan is the open one. @returns null, or why it cannot be filed */
  async answer(of: Answer): Promise<Text | null> {
    const { report, stored } = reportOf(of);
    if (this.engine.session?.operationId === of.operationId) {
      await this.engine.receive(report, stored);
      return null;
    }
    return this.engine.fileLate(report, stored, {});
  }

  mes(sn: string, mac: string): Promise<void> {
    const attempt = this.session.devices.get(sn as DeviceId)?.attempt ?? 1;
    const interfaces = [{ name: 'eth0', mac }];
    return this.engine.mesAnswered(this.session, serialNumber(sn), attempt, {
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
    await this.engine.finish(this.session.operationId, PERSON);
    return this.confirm();
  }

  async confirm(shown: OperationId = this.session.operationId): Promise<DeliveryKey> {
    const key = systemIdentities.unique() as DeliveryKey;
    await this.engine.confirmPair(shown, (session) => {
      const serials = pairSheet(session, String).serials.map(serialNumber);
      return {
        event: { kind: 'pairConfirmed', digest: 'd', serials, key, operatorId: PERSON },
        delivery: pairDelivery(session, serials, key, 1),
      };
    });
    await this.quiet();
    return key;
  }

  /** Another scan, with what each device reports while MES knows A1 by `A` and A2 by `C`. */
  async scan(
    operationId: string,
    reports: Readonly<Record<string, string>>,
    scanMode: 0 | 1 = 0,
    expected: readonly string[] = Object.keys(reports),
  ): Promise<void> {
    const roster = expected.map(serialNumber);
    const policy = DEFAULT_SETTINGS.scan;
    await this.engine.start({ operationId: OperationId.parse(operationId), operatorId: PERSON, scanMode, roster, policy });
    for (const [sn, mac] of Object.entries(reports)) {
      await this.report(sn, sn, mac);
      await this.mes(sn, sn === 'A1' ? A : C);
    }
    await this.engine.finish(this.session.operationId, PERSON);
  }

  async up(): Promise<void> {
    this.outcome = { kind: 'accepted', status: 200, body: null };
  }

  sameAsNow(): () => void {
    const { person } = this;
    return () => {
      if (this.person !== person) throw new AppError('notSignedIn', verbatim('Not signed in any more.'));
    };
  }

  /** What a person can do with a message. */
  get deliveries(): DeliveryService {
    const { store, clock, engine: scans, outbox } = this;
    const ids = systemIdentities;
    return new DeliveryService({
      store,
      clock,
      ids,
      scans,
      outbox,
      addressOf,
      known: () => 'S-1',
      sameAsNow: () => this.sameAsNow(),
    });
  }

  /** A person has a message sent again. */
  async again(key: DeliveryKey): Promise<void> {
    await this.deliveries.resend(key);
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

  /** Another program comes in the place of one that was killed, and opens nothing. */
  async beginAnew(): Promise<void> {
    this.engine.stop();
    this.engine = this.#newEngine();
  }

  async end(): Promise<void> {
    await this.outbox.stop();
    this.engine.stop();
    await this.store.close();
  }

  /** Until what is under way has gone as far as it can without time. */
  async quiet(): Promise<void> {
    for (let turn = 0; turn < 24; turn += 1) {
      await this.store.readSetting('quiet');
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }
  }

  /** Packs the records, ends everything, and alters what was packed of one scan. @returns puts it right again */
  async damageRecords(operationId: string = OPERATION): Promise<() => Promise<void>> {
    while (await this.store.pack(this.clock.now() + 1e9));
    const [whole] = await this.betweenRuns(
      ['select rowid as id, bytes from pack where operation_id = ?', operationId],
      ["update pack set bytes = x'00000000' where operation_id = ?", operationId],
    );
    if (whole?.length === 0) throw new Error('nothing was packed');
    return async () => {
      await this.betweenRuns(
        ...(whole ?? []).map(({ id = null, bytes = null }) => ['update pack set bytes = ? where rowid = ?', bytes, id] as const),
      );
    };
  }

  /** Takes away what this version writes of the latest verdicts, so that it is made of the rest as in records of an earlier one. */
  async convertRecords(): Promise<void> {
    await this.betweenRuns(...BEFORE_LATEST_VERDICTS.map((statement) => [statement] as const));
    await this.restart();
  }

  /** Ends everything and does something to the records while nobody has them open; `restart` goes on from there. */
  async betweenRuns(...statements: readonly (readonly [string, ...SqliteValue[]])[]): Promise<Record<string, SqliteValue>[][]> {
    await this.outbox.stop();
    await this.store.close();
    const { DatabaseSync } = await loadSqlite();
    const db = new DatabaseSync(this.file);
    const rows = statements.map(([sql, ...values]) => db.prepare(sql).all(...values) as Record<string, SqliteValue>[]);
    db.close();
    this.store = await createStore({ file: this.file });
    return rows;
  }

  /** Ends everything, does something with the files, and goes on with the records in this one. */
  async goOnWith(file: string, doing: () => Promise<unknown> = async () => undefined): Promise<void> {
    await this.outbox.stop();
    this.engine.stop();
    await this.store.close();
    await doing();
    this.file = file;
    this.store = await createStore({ file });
    await this.restart();
  }

  /** What is said about lists that are kept back. */
  async notices(): Promise<string[]> {
    const deliveries = await this.store.openDeliveries(OPERATION, 100);
    return deliveries.map(({ summary }) => summary).filter((summary) => summary.includes('kept back'));
  }
}
