import { text, type Texts } from '../../../protocol/texts/text';
import type { DeviceId } from '../../../protocol/ids';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import { AppError } from '../../domain/errors';
import type { ScanEvent } from '../../domain/scan/events';
import type { Clock } from '../../domain/ports/clock';
import type { Commit, StoredReport } from '../../domain/ports/journal';
import type { Log } from '../../domain/ports/log';
import type { NewDelivery } from '../../domain/ports/deliveries';
import type { Store } from '../../domain/ports/store';
import { applyEvent } from '../../domain/scan/fold';
import type { Change, Effect, ScanSession } from '../../domain/scan/state';
import { type AddressOf, addressed } from '../../domain/delivery/made-for';
import { errorNotification } from '../delivery/deliveries-of-scan';
import { attemptsOf } from '../../domain/statistics/attempt-record';
import { answeredBy, leftOverOf, resultsOf } from './device-results';
import { loadSession } from './load-session';
import type { Identities } from '../../domain/ports/identities';

export interface KeeperDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly ids: Identities;
  /** The session was changed, replaced (`reset`) or closed. */
  readonly onChange: (change: { readonly devices: ReadonlySet<DeviceId>; readonly reset: boolean }) => void;
  /** Asks and look-ups that an event calls for. */
  readonly onEffect: (effect: Exclude<Effect, { kind: 'notify' }>) => void;
  /** Where messages go that are made now. */
  readonly addressOf: AddressOf;
  readonly onDeliveries: (deliveries: readonly NewDelivery[]) => void;
  /** A scan was read of which entries on record are not as they were filed. */
  readonly onAltered?: (session: ScanSession) => void;
  /**
   * Why, when the store stops writing; null when it writes again and the session is what is on disk.
   * @param dropped what was not put on record because of that
   */
  readonly onStoreState: (failure: Texts | null, dropped: ReadonlySet<ScanEvent['kind']>) => void;
}

/** What goes to disk with an event. */
export interface Recorded {
  readonly report?: HardwareReport;
  readonly reports?: readonly StoredReport[];
  /** Made from the session as the event leaves it. */
  readonly deliveries?: (session: ScanSession) => readonly NewDelivery[];
  readonly also?: Commit;
}

/** Reads or makes a session; `change` is there when it was made just now. Null leaves everything as it is. */
type Opening = () => Promise<{ readonly session: ScanSession | null; readonly change?: Change } | null>;

/** A setting that is written only to see whether anything can be. */
export const STORE_PROBE = 'storeProbe';
const STORE_RETRY_MS = 2_000;

/**
 * Holds the open session and keeps it the fold of what is on disk. Each event is applied and handed to the store in the same
 * turn, so that the order in memory is the order on disk. When a commit fails, all that were built on it fail with it, nothing
 * more is accepted until the store writes again, and the session is folded again; whoever comes while records are being read
 * waits until the session is the one on disk.
 */
export class SessionKeeper {
  readonly #deps: KeeperDeps;
  /** Called after every change, and when acceptance stops or begins. */
  readonly #onMoved: () => void;
  #session: ScanSession | null = null;
  #failure: Texts | null = null;
  /** Records are being read, or a scan is being put on record: what to wait for. */
  #reading: Promise<void> | null = null;
  /** Names the commits that are built on one another since the session was read. */
  #sequence: string;
  #inFlight = 0;
  #onAllSettled: (() => void) | null = null;
  /** One after the other: opening, reading again, and writing under operations that are not open. */
  #turn: Promise<unknown> = Promise.resolve();
  #recovering = false;
  /** What could not be put on record since the store stopped writing. */
  #dropped = new Set<ScanEvent['kind']>();
  #stopped = false;
  #cancelPause: (() => void) | null = null;

  constructor(deps: KeeperDeps, onMoved: () => void) {
    this.#deps = deps;
    this.#onMoved = onMoved;
    this.#sequence = deps.ids.unique();
  }

  get session(): ScanSession | null {
    return this.#session;
  }

  /** Why nothing is accepted; null while the store writes. */
  get failure(): Texts | null {
    return this.#failure;
  }

  get accepts(): boolean {
    return this.#failure === null && this.#reading === null;
  }

  /** The open operation. Fails with `noOperation` when there is none. */
  requireSession(): ScanSession {
    if (this.#session === null) throw new AppError('noOperation', text('scan.noneOpen'));
    return this.#session;
  }

  /**
   * Does what looks at the session and then records, in one turn: at once when the session is what is on disk, else when the
   * records are read. Rejects with `storeFailed` while the store does not write.
   */
  whenReady<T>(work: () => Promise<T>): Promise<T> {
    if (this.#failure !== null) return Promise.reject(new AppError('storeFailed', this.#failure));
    if (this.#reading === null) return work();
    return this.#reading.then(() => this.whenReady(work));
  }

  /** Applies an event to the open session; resolves when it is on disk. Only inside `whenReady` or `inTurn`. */
  async record(event: ScanEvent, extra: Recorded = {}): Promise<void> {
    if (this.#failure !== null) throw new AppError('storeFailed', this.#failure);
    if (this.#reading !== null) throw new AppError('notAllowedNow', text('scan.beingRead'));
    const session = this.requireSession();
    const { clock, store, ids } = this.#deps;
    const at = clock.now();
    const change = applyEvent(session, event, at, extra.report ?? null);
    const made = [...(extra.deliveries?.(session) ?? [])];
    for (const effect of change.effects)
      if (effect.kind === 'notify') made.push(errorNotification(session, effect, ids.unique(), at));
    const deliveries = addressed(made, this.#deps.addressOf);
    const results = resultsOf(session, change.devices);
    const committed = store.commit({
      ...extra.also,
      sequence: this.#sequence,
      events: [{ operationId: session.operationId, at, event }],
      ...(extra.reports === undefined ? {} : { reports: extra.reports }),
      ...(deliveries.length === 0 ? {} : { deliveries }),
      ...(results.length === 0 ? {} : { deviceResults: results, attempts: attemptsOf(session, change.devices) }),
      ...answeredBy(session, extra.report ?? null),
      ...(change.devices.size > 0 || event.kind === 'scanClosed' ? leftOverOf(session) : {}),
    });
    this.#inFlight += 1;
    this.#deps.onChange({ devices: change.devices, reset: false });
    this.#onMoved();
    this.#runEffects(change);
    try {
      await committed;
    } catch (error) {
      this.#dropped.add(event.kind);
      this.failed(error);
      throw error;
    } finally {
      this.#inFlight -= 1;
      if (this.#inFlight === 0) this.#onAllSettled?.();
    }
    if (deliveries.length > 0) this.#deps.onDeliveries(deliveries);
  }

  /**
   * Opens what `open` gives; whoever comes meanwhile waits. A scan that was still running goes on. Rejects with `storeFailed`
   * while the store does not write, and with whatever `open` throws; the session then stays as it was.
   */
  async replaceBy(open: Opening): Promise<void> {
    await this.inTurn(async () => {
      if (this.#failure !== null) throw new AppError('storeFailed', this.#failure);
      await this.#read(open, false);
    });
  }

  /** Does something while no operation is being opened: what is open stays open until it is done. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelPause?.();
  }

  /** @param again after a failure: without it nothing can be accepted */
  async #read(open: Opening, again: boolean): Promise<void> {
    let done = (): void => undefined;
    this.#reading = new Promise((resolve) => {
      done = resolve;
    });
    let goingOn: Promise<void> | null = null;
    this.#failure = null;
    try {
      await this.#allSettled();
      const opened = await open();
      if (opened === null) return;
      const { session, change } = opened;
      this.#session = session;
      if (session !== null && session.altered > 0) this.#deps.onAltered?.(session);
      this.#sequence = this.#deps.ids.unique();
      this.#reading = null;
      this.#deps.onChange({ devices: new Set(session?.devices.keys()), reset: true });
      // First of all: whoever waited comes after it.
      if (change !== undefined) this.#runEffects(change);
      else if (session?.phase === 'scanning' && this.#failure === null) goingOn = this.record({ kind: 'reopened' });
    } catch (error) {
      if (again) this.#failure = textsOf(error);
      throw error;
    } finally {
      this.#reading = null;
      done();
      this.#onMoved();
    }
    await goingOn;
  }

  /** Until every commit that is on its way has arrived, or failed. */
  async #allSettled(): Promise<void> {
    if (this.#inFlight === 0) return;
    await new Promise<void>((resolve) => {
      this.#onAllSettled = resolve;
    });
    this.#onAllSettled = null;
  }

  #runEffects({ effects }: Change): void {
    for (const effect of effects) if (effect.kind !== 'notify') this.#deps.onEffect(effect);
  }

  /** The store has failed, here or elsewhere. */
  failed(error: unknown): void {
    if (this.#failure !== null) return;
    this.#failure = textsOf(error);
    this.#deps.log.error('The store failed; nothing is accepted until it writes again.', { error });
    this.#deps.onStoreState(this.failure, this.#dropped);
    this.#onMoved();
    if (!this.#recovering) void this.#recover();
  }

  /** Probes the store until it writes, then folds the session again from what is on disk. */
  async #recover(): Promise<void> {
    const { clock, store, log } = this.#deps;
    this.#recovering = true;
    while (this.#failure !== null) {
      await this.#pause();
      if (this.#stopped) return;
      try {
        await store.writeSetting(STORE_PROBE, String(clock.now()));
        await this.#allSettled();
        await this.inTurn(() => this.#readAnew());
      } catch (error) {
        log.warn('The store still fails.', { error });
      }
    }
    this.#recovering = false;
    const dropped = this.#dropped;
    this.#dropped = new Set();
    this.#deps.onStoreState(null, dropped);
  }

  async #readAnew(): Promise<void> {
    const operationId = this.#session?.operationId;
    if (operationId === undefined) this.#failure = null;
    else await this.#read(async () => ({ session: await loadSession(this.#deps.store, operationId) }), true);
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#deps.clock.after(STORE_RETRY_MS, resolve);
      this.#cancelPause = () => {
        cancel();
        resolve();
      };
    });
  }
}

function textsOf(error: unknown): Texts {
  return error instanceof AppError ? error.texts : [text('records.cannotBeWritten')];
}
