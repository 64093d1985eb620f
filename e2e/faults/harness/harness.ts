import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { REPORT_QUEUE } from '../../../protocol/topology';
import { startFactory, type Factory, type FactoryOptions } from '../../../simulator/factory/factory-server';
import type { DeviceOracle } from '../../../simulator/faults/oracle';
import { startFleet, type FleetOptions } from '../../../simulator/fleet/start-fleet';
import type { Random } from '../../../simulator/random';
import type { FaultRow } from '../fault-row';
import { auditProblem } from './audit-verify';
import { openFaultyProxy, type FaultyProxy } from './faulty-proxy';
import { recordsAtRest } from './records-at-rest';
import { ConsoleProcess, type Launch } from './console-process';
import type { HostConfig } from './console-host';
import { countWaiting, takeLeft } from './left-in-queues';
import { reconcile } from './reconciliation';
import { droppedByBroker } from './dropped-by-broker';
import { operate, untilWhole, type ScanPlan } from './operator';
import type { PrivateRabbitMq } from './project';
import type { ScanConsole } from './scan-console';
import { pause, PATIENCE_MS } from './wait';

/** Who publishes reports by publisher confirm, and keeps what was confirmed. */
export interface Publisher {
  /** Message ids. */
  confirmed(): ReadonlySet<string> | Promise<ReadonlySet<string>>;
  /** Reports given to the broker and not confirmed yet. */
  pending(): number | Promise<number>;
  stop(): Promise<void>;
}

/** Devices with agents, their truth, and what the factory must know of them. */
export interface Rack extends Publisher {
  readonly oracle: readonly DeviceOracle[];
  readonly mes: NonNullable<FactoryOptions['devices']>;
  readonly factoryControls: NonNullable<FactoryOptions['control']>;
}

export type ConsoleOptions = Partial<Pick<HostConfig, 'amqpUrl' | 'file' | 'scan' | 'api'>> & { readonly launch?: Launch };

/** An ordinary day's faults among the devices, each with a verdict of its own. */
export const ORDINARY_FAULTS: NonNullable<FleetOptions['faults']> = {
  wrongMac: 2,
  swapped: 1,
  duplicate: 1,
  sharedMac: 1,
  conflict: 1,
  unregistered: 1,
  malformed: 1,
  silent: 1,
  twice: 1,
  pairRejected: 1,
};

/** What one row stands on: a broker of its own, real programs, and the records that are reconciled in the end. */
export class Harness {
  readonly broker: PrivateRabbitMq;
  readonly random: Random;
  readonly long: boolean;
  readonly #folder: string;
  readonly #problems: string[] = [];
  readonly #recoveries: number[] = [];
  readonly #publishers: Publisher[] = [];
  readonly #consoles: ConsoleProcess[] = [];
  readonly #others: ScanConsole[] = [];
  readonly #lines: FaultyProxy[] = [];
  readonly #truth = new Map<string, readonly DeviceOracle[]>();
  /** How often a person sent each delivery again. */
  readonly #resends = new Map<string, number>();
  readonly #ends: (() => Promise<void>)[] = [];
  readonly #moved = new Map<ScanConsole, string>();
  #factory: Factory | null = null;
  #places = 0;

  constructor({ broker, random, long, folder }: Pick<Harness, 'broker' | 'random' | 'long'> & { readonly folder: string }) {
    this.broker = broker;
    this.random = random;
    this.long = long;
    this.#folder = folder;
  }

  get factory(): Factory {
    if (this.#factory === null) throw new Error('this row has no factory yet');
    return this.#factory;
  }

  /** Puts what must never be into the row. */
  broke(sentence: string): void {
    if (!this.#problems.includes(sentence)) this.#problems.push(sentence);
  }

  /** @param sinceMs when the fault was taken away, by `performance.now()` */
  recovered(sinceMs: number): void {
    this.#recoveries.push(performance.now() - sinceMs);
  }

  /** A folder of this row's own. */
  async place(): Promise<string> {
    this.#places += 1;
    const folder = path.join(this.#folder, String(this.#places));
    await mkdir(folder, { recursive: true });
    return folder;
  }

  async openFactory(racks: readonly Pick<Rack, 'mes' | 'factoryControls'>[]): Promise<Factory> {
    this.#factory = await startFactory({
      devices: racks.flatMap(({ mes }) => mes),
      control: racks.flatMap(({ factoryControls }) => factoryControls),
    });
    return this.#factory;
  }

  /** Real agents (with the console's own heartbeats), by way of a line where one is given. */
  async openRack({ amqpUrl = this.broker.url, ...options }: Partial<FleetOptions> = {}): Promise<Rack> {
    const fleet = await startFleet({
      amqpUrl: withHeartbeat(amqpUrl),
      count: 40,
      macs: 4,
      seed: 1 + this.random.below(1_000_000),
      spreadMs: 800,
      helloIntervalMs: 5_000,
      readyTimeoutMs: PATIENCE_MS,
      faults: ORDINARY_FAULTS,
      ...options,
    });
    const rack: Rack = {
      oracle: fleet.oracle,
      mes: fleet.mes,
      factoryControls: fleet.factoryControls,
      confirmed: fleet.confirmed,
      pending: () => fleet.counters().pendingAnswers,
      stop: fleet.stop,
    };
    this.keepBooksOf(rack);
    return rack;
  }

  /** What it publishes is counted, and it is stopped in the end. */
  keepBooksOf(publisher: Publisher): void {
    this.#publishers.push(publisher);
  }

  async openConsole({ launch = {}, ...options }: ConsoleOptions = {}): Promise<ConsoleProcess> {
    const config: HostConfig = {
      file: options.file ?? path.join(await this.place(), 'burnin.sqlite'),
      amqpUrl: options.amqpUrl ?? this.broker.url,
      apiBase: this.factory.baseUrl,
      scan: options.scan ?? {},
      // Longer than any stall of a busy machine: what is not answered in time is a fault of its own.
      api: { timeoutMs: 15_000, ...options.api },
    };
    const console = new ConsoleProcess(config, launch, (sentence) => this.broke(sentence));
    this.#consoles.push(console);
    await console.open();
    return console;
  }

  /** A console that was started elsewhere: its records are reconciled too. */
  alsoBalance(console: ScanConsole): void {
    this.#others.push(console);
  }

  async openLine(): Promise<FaultyProxy> {
    const line = await openFaultyProxy(this.broker.url);
    this.#lines.push(line);
    return line;
  }

  /** The console's records were brought to where everyone can read them. */
  recordsLieAt(console: ScanConsole, file: string): void {
    this.#moved.set(console, file);
  }

  /** Is called when the row has ended, also when it failed. */
  atTheEnd(end: () => Promise<void>): void {
    this.#ends.push(end);
  }

  /** A scan whose verdicts must be the truth in the end. */
  plan(operation: string, oracle: readonly DeviceOracle[], more: Partial<ScanPlan> = {}): ScanPlan {
    this.#truth.set(operation, oracle);
    return {
      operation,
      oracle,
      pairsUnder: (key) => this.factory.received('pairs').filter(({ idempotencyKey }) => idempotencyKey === key).length,
      resends: (key) => void this.#resends.set(key, (this.#resends.get(key) ?? 0) + 1),
      broke: (sentence) => this.broke(sentence),
      ...more,
    };
  }

  /**
   * Scans once, brings the fault about as soon as some answers are in, and takes the time from its end until everyone has a
   * verdict. @param disturb resolves when the fault is over
   */
  async scanThrough(
    console: ScanConsole,
    rack: Rack,
    plan: ScanPlan,
    disturb: () => Promise<void>,
    answersBefore = 8,
  ): Promise<void> {
    const before = (await rack.confirmed()).size;
    const scan = operate(console, plan);
    const failed = scan.then(
      () => null,
      (error: unknown) => error,
    );
    await this.until(
      'some answers',
      async () => (await rack.confirmed()).size >= before + answersBefore,
      Promise.race([failed, pause(PATIENCE_MS)]),
    );
    await disturb();
    const overAt = performance.now();
    await untilWhole(console, plan);
    this.recovered(overAt);
    await scan;
  }

  /** Waits until the console has this scan open. */
  async untilOpen(console: ScanConsole, { operation }: ScanPlan, orEnds: Promise<unknown>): Promise<void> {
    await this.until(
      `${operation} to start`,
      async () => (await console.invoke('app.snapshot', {})).session?.operationId === operation,
      orEnds,
    );
  }

  /** Polls; rejects when the time is over, or when `orEnds` resolves before. */
  async until(
    what: string,
    holds: () => boolean | Promise<boolean>,
    orEnds: Promise<unknown> = pause(PATIENCE_MS),
  ): Promise<void> {
    let ended: { readonly why: unknown } | null = null;
    void orEnds.then((why) => (ended = { why }));
    while (!(await holds())) {
      if (ended !== null) throw new Error(`Waited in vain for ${what}.`, { cause: ended });
      await pause(10);
    }
  }

  /** Lets everything come to rest, ends all programs, and reconciles the records. */
  async close(fault: string, title: string, times: number, beganAt: number): Promise<FaultRow> {
    for (const publisher of this.#publishers)
      await this.until('every report to be confirmed', async () => (await publisher.pending()) === 0);
    const published = new Set<string>();
    for (const publisher of this.#publishers) for (const id of await publisher.confirmed()) published.add(id);
    await this.#untilTaken();
    for (const publisher of this.#publishers.splice(0)) await publisher.stop();
    const consoles: readonly ScanConsole[] = [...this.#consoles, ...this.#others];
    const records = await recordsAtRest({
      all: consoles,
      restartable: this.#consoles.filter((console) => !this.#moved.has(console)),
      fileOf: (console) => this.#fileOf(console),
      broke: (sentence) => this.broke(sentence),
    });
    const queued = await takeLeft(this.broker.url, this.#queues());
    for (const console of consoles) {
      const invalid = await auditProblem(this.#fileOf(console));
      if (invalid !== null) this.broke(invalid);
    }
    const { problems, ...reconciliation } = reconcile({
      published,
      queued,
      records,
      factory: this.factory,
      truth: this.#truth,
      resends: this.#resends,
    });
    const recoveries = this.#recoveries.toSorted((a, b) => a - b).map(Math.round);
    return {
      fault,
      title,
      times,
      ...reconciliation,
      recoveryMs: recoveries.at(-1) ?? null,
      recoveryMedianMs: recoveries[Math.floor(recoveries.length / 2)] ?? null,
      tookMs: Math.round(performance.now() - beganAt),
      problems: [...this.#problems, ...problems, ...(reconciliation.lost > 0 ? droppedByBroker(this.broker.folder) : [])],
    };
  }

  /** The row as far as it came, when it could not go on. */
  failed(fault: string, title: string, times: number, beganAt: number, error: unknown): FaultRow {
    const none = { published: 0, stored: 0, quarantined: 0, queued: 0, delivered: 0, lost: 0, doubled: 0, wrongPasses: 0 };
    const why = error instanceof Error ? error.message : String(error);
    const tookMs = Math.round(performance.now() - beganAt);
    return { fault, title, times, ...none, recoveryMs: null, recoveryMedianMs: null, tookMs, problems: [...this.#problems, why] };
  }

  /** Ends whatever still runs, so that the next row meets nobody. */
  async clear(): Promise<void> {
    const quietly = async (work: Promise<unknown>): Promise<void> => {
      try {
        await work;
      } catch {
        // The row has its own problem already.
      }
    };
    for (const end of this.#ends.splice(0).toReversed()) await quietly(end());
    for (const publisher of this.#publishers.splice(0)) await quietly(publisher.stop());
    for (const console of this.#consoles) await quietly(console.kill());
    for (const line of this.#lines) await quietly(line.close());
    if (this.#factory !== null) await quietly(this.#factory.close());
    await quietly(takeLeft(this.broker.url, this.#queues()));
  }

  #fileOf(console: ScanConsole): string {
    return this.#moved.get(console) ?? console.file;
  }

  /** Consoles that run take what waits for them before they are stopped; where none does, it stays. */
  async #untilTaken(): Promise<void> {
    const until = performance.now() + 5_000;
    while (performance.now() < until && (await countWaiting(this.broker.url, this.#queues())) > 0) await pause(100);
  }

  #queues(): readonly string[] {
    return [REPORT_QUEUE, ...this.#consoles.map(({ replyQueue }) => replyQueue).filter((name) => name !== '')];
  }
}

/** Agents' own are longer; the same as the console's keeps the faults that wait for them short. */
export function withHeartbeat(amqpUrl: string): string {
  return `${amqpUrl}?heartbeat=10`;
}
