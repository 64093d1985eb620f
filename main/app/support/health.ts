import { NO_TEXT } from '../../../protocol/texts/text';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { HealthView } from '../../../protocol/program-health';
import type { DeliveryState } from '../../../protocol/model';
import type { BusState } from '../../domain/ports/bus';
import type { Commit } from '../../domain/ports/journal';
import type { DeliveryCount } from '../../domain/ports/deliveries';
import type { Store } from '../../domain/ports/store';
import { growthOf, roomWarning, type RecordsRoom } from '../../domain/records/records-room';
import type { ScanSession } from '../../domain/scan/state';

/** What a scan counts of reports that moved no verdict. */
type Filed = Pick<ScanSession['counts'], 'late' | 'duplicates' | 'stale'>;

type Reports = HealthView['reports'];

const NS_PER_MS = 1_000_000;
const RESOLUTION_MS = 20;

/** Counts what happens, for whoever looks after the console. Decides nothing. */
export class Health {
  readonly #startedAt: number;
  readonly #reports: { -readonly [K in keyof Reports]: number } = {
    received: 0,
    stored: 0,
    late: 0,
    duplicates: 0,
    stale: 0,
    quarantined: 0,
    triedAgain: 0,
    notRegistered: 0,
  };
  readonly #taken = new WeakSet<object>();
  readonly #lookUps = { answered: 0, failed: 0 };
  readonly #store = { commits: 0, failed: 0, lastMs: 0, slowestMs: 0 };
  readonly #broker = { connected: 0, lost: 0 };
  #linked = false;
  readonly #loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  constructor(now: number) {
    this.#startedAt = now;
    this.#loop.enable();
  }

  stop(): void {
    this.#loop.disable();
  }

  /** A report was filed. @param before the counts of its scan before that */
  filed(before: Filed, { late, duplicates, stale }: Filed): void {
    this.#reports.late += late - before.late;
    this.#reports.duplicates += duplicates - before.duplicates;
    this.#reports.stale += stale - before.stale;
  }

  quarantined(): void {
    this.#reports.quarantined += 1;
  }

  /** A message came; the same one again is counted once. */
  received(message: object): void {
    if (!this.#taken.has(message)) this.#reports.received += 1;
    this.#taken.add(message);
  }

  /** A message could not be handled, and comes again. */
  triedAgain(): void {
    this.#reports.triedAgain += 1;
  }

  /** A report was left out of the device registry. */
  notRegistered(): void {
    this.#reports.notRegistered += 1;
  }

  lookedUp(answered: boolean): void {
    if (answered) this.#lookUps.answered += 1;
    else this.#lookUps.failed += 1;
  }

  brokerState(kind: BusState['kind']): void {
    if (kind === 'up' && !this.#linked) this.#broker.connected += 1;
    if (kind === 'down' && this.#linked) this.#broker.lost += 1;
    // A broker that takes no messages for a while is still connected.
    if (kind === 'up' || kind === 'down') this.#linked = kind === 'up';
  }

  /** The same store, with its commits counted and timed. */
  watching(store: Store): Store {
    return {
      ...store,
      commit: async (commit: Commit) => {
        const begun = performance.now();
        this.#store.commits += 1;
        try {
          await store.commit(commit);
          this.#reports.stored += commit.reports?.length ?? 0;
        } catch (error) {
          this.#store.failed += 1;
          throw error;
        } finally {
          const tookMs = performance.now() - begun;
          this.#store.lastMs = tookMs;
          this.#store.slowestMs = Math.max(this.#store.slowestMs, tookMs);
        }
      },
    };
  }

  /** @param now ms since 1970 */
  view(appVersion: string, deliveries: readonly DeliveryCount[], room: RecordsRoom, now: number): HealthView {
    const states: Record<DeliveryState, number> = { queued: 0, sending: 0, accepted: 0, rejected: 0, unknown: 0 };
    for (const { state, count } of deliveries) states[state] += count;
    const warning = roomWarning(room, now);
    return {
      appVersion,
      startedAt: this.#startedAt,
      reports: { ...this.#reports },
      lookUps: { ...this.#lookUps },
      deliveries: states,
      records: {
        fileBytes: room.fileBytes,
        diskFreeBytes: room.diskFreeBytes,
        ...growthOf(room, now),
        warning: warning === null ? NO_TEXT : [warning],
      },
      store: { ...this.#store, lastMs: tenths(this.#store.lastMs), slowestMs: tenths(this.#store.slowestMs) },
      broker: { ...this.#broker },
      // What is measured is the time between two ticks; the planned one is no delay.
      eventLoop: {
        p99Ms: tenths(Math.max(0, this.#loop.percentile(99) / NS_PER_MS - RESOLUTION_MS)),
        maxMs: tenths(Math.max(0, this.#loop.max / NS_PER_MS - RESOLUTION_MS)),
      },
      memoryBytes: process.memoryUsage.rss(),
    };
  }
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
