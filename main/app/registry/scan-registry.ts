import { english } from '../../../messages/english';
import type { OperationId } from '../../../protocol/ids';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import type { Clock } from '../../domain/ports/clock';
import type { Log } from '../../domain/ports/log';
import type { ReceivedReport } from '../../domain/ports/journal';
import type { Store } from '../../domain/ports/store';
import type { Registry } from '../../domain/ports/registry';
import type { SubmissionSource } from '../../domain/registry/transaction';
import { scanSnapshot } from '../../domain/registry/scan-snapshot';
import type { ScanSession } from '../../domain/scan/state';
import { loadSession, readReportBytes } from '../scan/load-session';
import { refusalOf } from './answer';

export interface ScanRegistryDeps {
  readonly store: Store;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly log: Log;
  /** The open operation. */
  readonly session: () => ScanSession | null;
  readonly enabled: () => boolean;
  /** Snapshots were submitted, and for now there are no more. */
  readonly onSubmitted: () => void;
  /** A report was given up. */
  readonly onSkipped: () => void;
}

/** Where the last report that was turned into a Snapshot stands among the events. */
const WATERMARK = 'registryReports';
/** Submitted at once, so that they share one commit and still do not hold the records for long. */
const BATCH = 16;
/** While reports come in and verdicts are awaited, the scan goes first. */
const QUIET_MS = 500;
const RETRY_MS = 5_000;
/** So often a report is tried that alone cannot be stored; then those behind it go on. */
const MAX_TRIES = 5;

interface Failure {
  readonly received: ReceivedReport;
  readonly error: unknown;
}

/**
 * Turns the stored reports of scans into Snapshots, in the background and in their order. What is to be done is what is stored after
 * a watermark, and a Snapshot is named by its report: so a crash loses nothing, and doing something again doubles nothing.
 */
export class ScanRegistry {
  readonly #deps: ScanRegistryDeps;
  readonly #waiters = new Set<() => void>();
  #watermark: number | null = null;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = false;
  /** Something was submitted that nobody was notified of yet. */
  #fresh = false;
  #cancelTimer: (() => void) | null = null;
  /** The report that could not be submitted, and how often. */
  #failing = { seq: 0, tries: 0 };

  constructor(deps: ScanRegistryDeps) {
    this.#deps = deps;
  }

  /** Something may be there to do; returns at once. */
  wake(): void {
    if (this.#stopped || !this.#deps.enabled()) return;
    this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      // Woken in the last moment; where it waits on purpose, the timer wakes it.
      if (this.#again && this.#cancelTimer === null) this.wake();
    });
  }

  /** Resolves when all that was stored when this was asked is in the registry, or after the time given, with whether it is. */
  async caughtUp(withinMs: number): Promise<boolean> {
    if (!this.#deps.enabled()) return true;
    return new Promise((resolve) => {
      const done = (reached: boolean) => {
        cancel();
        this.#waiters.delete(reachedEnd);
        resolve(reached);
      };
      const reachedEnd = (): void => done(true);
      const cancel = this.#deps.clock.after(withinMs, () => done(false));
      this.#waiters.add(reachedEnd);
      this.wake();
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelTimer?.();
    await this.#running;
  }

  async #run(): Promise<void> {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    try {
      while (this.#again && !this.#stopped) {
        const wait = this.#busyForMs();
        if (wait > 0) {
          this.#later(wait);
          return;
        }
        this.#again = false;
        if (await this.#submitBatch()) this.#again = true;
        else this.#reachedEnd();
      }
    } catch (error) {
      this.#deps.log.warn('Reports of scans could not be given to the device registry; it is tried again.', { error });
      this.#later(RETRY_MS);
    }
  }

  #reachedEnd(): void {
    if (this.#fresh) this.#deps.onSubmitted();
    this.#fresh = false;
    for (const reached of this.#waiters) reached();
  }

  #later(delayMs: number): void {
    if (this.#stopped) return;
    this.#cancelTimer = this.#deps.clock.after(delayMs, () => this.wake());
  }

  #busyForMs(): number {
    const session = this.#deps.session();
    if (session === null || session.phase === 'closed') return 0;
    if (session.lookUps > 0) return QUIET_MS;
    // Nothing that came lies ahead: the clock was set back since.
    return Math.min(QUIET_MS, Math.max(0, session.lastActivityAt + QUIET_MS - this.#deps.clock.now()));
  }

  /** @returns whether there was anything */
  async #submitBatch(): Promise<boolean> {
    const { store } = this.#deps;
    this.#watermark ??= Number((await store.readSetting(WATERMARK)) ?? '0');
    const received = await store.loadReceivedAfter(this.#watermark, BATCH);
    const last = received.at(-1);
    if (last === undefined) return false;
    const sessions = new Map<string, ScanSession | null>();
    for (const { operationId } of received)
      if (!sessions.has(operationId)) sessions.set(operationId, await this.#sessionOf(operationId));
    const failures = await Promise.all(
      received.map(async (one): Promise<Failure | null> => {
        try {
          await this.#submit(one, sessions.get(one.operationId) ?? null);
          return null;
        } catch (error) {
          return { received: one, error };
        }
      }),
    );
    const first = failures.findIndex((failure) => failure !== null);
    const done = first === -1 ? last : received[first - 1];
    if (done !== undefined) this.#fresh = true;
    await this.#moveTo(done?.seq ?? this.#watermark);
    const failure = failures[first] ?? null;
    if (failure !== null) await this.#failed(failure);
    return true;
  }

  /** Throws until the report is given up. Records that cannot be written at all do not come here: moving the watermark fails before. */
  async #failed({ received: { seq, operationId, report }, error }: Failure): Promise<void> {
    this.#failing = { seq, tries: this.#failing.seq === seq ? this.#failing.tries + 1 : 1 };
    if (this.#failing.tries < MAX_TRIES) throw error;
    await this.#moveTo(seq);
    const sentence = `A report could not be stored in the device registry in ${MAX_TRIES} tries and is left out of it; its scan is whole. Scan the device again.`;
    this.#deps.log.error(sentence, { sn: report?.sn ?? '', operationId, reportId: report?.id ?? '', error });
    this.#deps.onSkipped();
  }

  /** What stands in the records now, no device has said. */
  #altered({ seq, operationId, report }: ReceivedReport): void {
    const sentence =
      'A report was altered in the records after it was filed, or is missing, and is left out of the device registry. Check the disk, then scan the device again.';
    this.#deps.log.error(sentence, { seq, operationId, sn: report?.sn ?? '', reportId: report?.id ?? '' });
    this.#deps.onSkipped();
  }

  async #moveTo(seq: number): Promise<void> {
    await this.#deps.store.writeSetting(WATERMARK, String(seq));
    this.#watermark = seq;
  }

  async #submit(received: ReceivedReport, session: ScanSession | null): Promise<void> {
    const { registry, log } = this.#deps;
    const { operationId, report: stored } = received;
    if (stored === null || received.altered) {
      this.#altered(received);
      return;
    }
    const report = readReportBytes(stored.bytes);
    if (session === null || report === null) return;
    const snapshotOf = (described: HardwareReport) => scanSnapshot({ id: stored.id, at: stored.at, report: described }, session);
    const snapshot = snapshotOf(report);
    if (snapshot === null) return;
    const source: SubmissionSource = { kind: 'scan', author: session.operatorId, operation: operationId };
    let answer = await registry.submit(snapshot, 'snapshot', source);
    // A result that cannot be right must not keep the composition out.
    if (answer.status !== 201 && report.burnIn.length > 0) {
      log.warn('Burn-in results of a report were refused.', { sn: stored.sn, operationId, sentence: english(refusalOf(answer)) });
      answer = await registry.submit(snapshotOf({ ...report, burnIn: [] }), 'snapshot', source);
    }
    if (answer.status !== 201)
      log.warn('The registry refused a report.', { sn: stored.sn, operationId, sentence: english(refusalOf(answer)) });
  }

  async #sessionOf(operationId: OperationId): Promise<ScanSession | null> {
    const open = this.#deps.session();
    return open?.operationId === operationId ? open : loadSession(this.#deps.store, operationId);
  }
}
