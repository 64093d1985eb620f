import { type Text } from '../../../protocol/texts/text';
import type { OperationId } from '../../../protocol/ids';
import type { LeftOver } from '../../../protocol/model';
import type { Clock } from '../../domain/ports/clock';
import type { Log } from '../../domain/ports/log';
import type { Store } from '../../domain/ports/store';
import { leftOver } from '../../domain/delivery/pair-sheet';
import { roomWarning } from '../../domain/records/records-room';
import { STORE_PROBE } from '../scan/session-keeper';
import type { ScanSession } from '../../domain/scan/state';
import { type AttemptRecord, attemptsOf } from '../../domain/statistics/attempt-record';
import { loadFolded } from '../scan/load-session';

export interface RecordKeeperDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** The open operation. */
  readonly session: () => ScanSession | null;
  /** Puts on record the attempts of one operation of an earlier version. @returns whether there was one */
  readonly fillNext: () => Promise<boolean>;
  /** What an operation left was counted. */
  readonly onCounted: (operationId: OperationId) => void;
  /** The disk of the records fills up; told at the start and once a day. */
  readonly onWarning: (what: Text) => void;
  /** The records cannot be written. Told as often as it is found. */
  readonly onFailure: (error: unknown) => void;
  /** The records were written. Told as often as it is tried. */
  readonly onWritten: () => void;
  /** The disk of the records has no room left, though small things may still be written; told once, until there is room again. */
  readonly onFull: () => void;
}

interface Counted {
  readonly counts: LeftOver;
  readonly attempts: readonly AttemptRecord[];
  readonly upTo: number;
}

/** Between two steps, so that whatever else is to be written comes first, ms. */
const BETWEEN_STEPS_MS = 20;
/** How often it looks whether there is something to pack, ms. */
const LOOK_EVERY_MS = 5_000;
/** How often it looks whether the records can be written, ms: nothing else may be written for hours while no scan runs. */
const PROBE_EVERY_MS = 60_000;
/** Less free room than this is none: one report with its answer may need it. */
const MIN_FREE_BYTES = 1024 * 1024;
const DAY_MS = 86_400_000;
/** Longer than a closed scan is left alone, ms. */
const AFTER_ALL_REST_MS = 60_000;

/** Counts what older versions did not, and packs what closed scans leave, in small steps while no scan runs, and gives the room back. Ends wherever it is; the next run goes on. */
export class RecordKeeper {
  readonly #deps: RecordKeeperDeps;
  #cancel: (() => void) | null = null;
  #cancelWatch: (() => void) | null = null;
  #cancelProbe: (() => void) | null = null;
  #step: Promise<void> | null = null;
  #probe: Promise<void> | null = null;
  #isFull = false;
  #stopped = false;
  /** Scans that could not be counted in this run. */
  readonly #uncountable = new Set<OperationId>();

  constructor(deps: RecordKeeperDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#cancelWatch = this.#deps.clock.after(2 * LOOK_EVERY_MS, () => void this.#watchDisk());
    this.#probeLater();
    this.#later(LOOK_EVERY_MS);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    this.#cancelWatch?.();
    this.#cancelProbe?.();
    await this.#probe;
    await this.#step;
  }

  /** Packs what is closed without waiting for it to rest, for a program that ends with its scan. What is left is for the next run. */
  async finish(withinMs: number): Promise<void> {
    const { store, clock, log } = this.#deps;
    const until = clock.elapsed() + withinMs;
    try {
      let more = true;
      while (more && clock.elapsed() < until) more = await store.pack(clock.now() + AFTER_ALL_REST_MS);
      more = true;
      while (more && clock.elapsed() < until) more = await store.shrink();
    } catch (error) {
      log.warn('Closed scans could not be packed; the next run does it.', { error });
    }
  }

  async #watchDisk(): Promise<void> {
    const { store, clock, log, onWarning } = this.#deps;
    try {
      const warning = roomWarning(await store.room(), clock.now());
      if (warning !== null && !this.#stopped) onWarning(warning);
    } catch (error) {
      log.warn('The room of the records could not be told.', { error });
    }
    if (!this.#stopped) this.#cancelWatch = clock.after(DAY_MS, () => void this.#watchDisk());
  }

  #probeLater(): void {
    if (this.#stopped) return;
    this.#cancelProbe = this.#deps.clock.after(PROBE_EVERY_MS, () => {
      this.#probe = this.#probeStore().then(() => this.#probeLater());
    });
  }

  async #probeStore(): Promise<void> {
    const { store, clock, log, onFailure, onWritten, onFull } = this.#deps;
    const writes = await store.writeSetting(STORE_PROBE, String(clock.now())).then(
      () => true,
      (error: unknown) => {
        onFailure(error);
        return false;
      },
    );
    if (writes && !this.#stopped) onWritten();
    try {
      const { diskFreeBytes } = await store.room();
      const isFull = diskFreeBytes !== null && diskFreeBytes < MIN_FREE_BYTES;
      // What could not be written has said it.
      if (isFull && !this.#isFull && writes && !this.#stopped) onFull();
      this.#isFull = isFull;
    } catch (error) {
      log.warn('The room of the records could not be told.', { error });
    }
  }

  #later(delayMs: number): void {
    if (this.#stopped) return;
    this.#cancel = this.#deps.clock.after(delayMs, () => {
      this.#step = this.#work().then((more) => this.#later(more ? BETWEEN_STEPS_MS : LOOK_EVERY_MS));
    });
  }

  /** @returns whether there is more to do */
  async #work(): Promise<boolean> {
    const { store, clock, log, session, fillNext } = this.#deps;
    if (session()?.phase === 'scanning') return false;
    try {
      return (await this.#countNext()) || (await fillNext()) || (await store.pack(clock.now())) || (await store.shrink());
    } catch (error) {
      log.warn('Closed scans could not be packed; it is tried again.', { error });
      return false;
    }
  }

  /** Counts what one scan left of which that does not stand: of an earlier version, or one that got a late answer. @returns whether there was one */
  async #countNext(): Promise<boolean> {
    const { store, onCounted } = this.#deps;
    const uncounted = await store.listUncounted(this.#uncountable.size + 1);
    const next = uncounted.find((operationId) => !this.#uncountable.has(operationId));
    if (next === undefined) return false;
    const counted = await this.#leftOverOf(next);
    if (counted === null) this.#uncountable.add(next);
    else {
      await store.fillLeftOver(next, counted.counts, counted.attempts, counted.upTo);
      onCounted(next);
    }
    return true;
  }

  async #leftOverOf(operationId: OperationId): Promise<Counted | null> {
    const { store, log } = this.#deps;
    try {
      const { session, seq: upTo } = await loadFolded(store, operationId);
      const counts = session === null ? null : leftOver(session);
      if (session === null || counts === null) return null;
      // A late answer may hold a device back that passed.
      return { counts, attempts: attemptsOf(session, session.devices.keys()), upTo };
    } catch (error) {
      log.warn('It cannot be counted what a scan left; the list of operations does not say it.', { operationId, error });
      return null;
    }
  }
}
