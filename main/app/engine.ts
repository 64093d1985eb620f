import type { DeliveryKey, DeviceId, OperationId, OperatorId, SerialNumber } from '../../protocol/ids';
import { deviceIdOf, OperationId as OperationIdSchema } from '../../protocol/ids';
import type { MesAnswer } from '../../protocol/http';
import type { CloseReason, PairSettlement } from '../../protocol/model';
import type { HardwareReport } from '../../protocol/wire/read-report';
import type { ScanMode } from '../../protocol/wire/v1';
import type { CardStay } from '../domain/compare/card-stay';
import { AppError } from '../domain/errors';
import type { RawAnswer, ScanEvent, ScanPolicy } from '../domain/events';
import type { Clock, Commit, Log, NewDelivery, Store, StoredReport } from '../domain/ports';
import { type Deadline, nextDeadline } from '../domain/session/deadlines';
import { applyEvent, startSession } from '../domain/session/fold';
import { isContested, mayBePaired, type Change, type Effect, type ScanSession } from '../domain/session/state';
import { closingDeliveries, errorNotification } from './deliveries-of-scan';
import { resultsOf } from './device-results';
import { fingerprint } from './fingerprint';
import { loadSession } from './load-session';
import type { Identities } from './ports';
import { prunedError } from './prune';

export interface EngineDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly ids: Identities;
  /** The session was changed, replaced (`reset`) or closed. */
  readonly onChange: (change: { readonly devices: ReadonlySet<DeviceId>; readonly reset: boolean }) => void;
  /** Asks and look-ups that an event calls for. */
  readonly onEffect: (effect: Exclude<Effect, { kind: 'notify' }>) => void;
  readonly onDeliveries: (deliveries: readonly NewDelivery[]) => void;
  readonly onStoreState: (failure: string | null) => void;
}

export interface StartScan {
  readonly operationId: OperationId;
  readonly operatorId: OperatorId;
  readonly scanMode: ScanMode;
  readonly roster: readonly SerialNumber[] | null;
  readonly policy: ScanPolicy;
}

const STORE_RETRY_MS = 2_000;
const TIMER_SLACK_MS = 50;
/** Later than this, no timer is late because the program was busy: the computer slept, or its clock was set forward. */
const ASLEEP_MS = 5_000;

/**
 * Owns the open operation. Each event is applied and handed to the store in the same turn, so that the order in memory is
 * the order on disk; promises resolve when the event is durable. When the store fails, nothing more is accepted until it
 * writes again, and the session is then folded anew from what is on disk.
 */
export class ScanEngine {
  readonly #deps: EngineDeps;
  #session: ScanSession | null = null;
  #starting = false;
  #failure: string | null = null;
  #timer: { readonly deadline: Deadline; readonly cancel: () => void } | null = null;

  constructor(deps: EngineDeps) {
    this.#deps = deps;
  }

  get session(): ScanSession | null {
    return this.#session;
  }

  /** The open operation. Fails with `noOperation` when there is none. */
  requireSession(): ScanSession {
    if (this.#session === null) throw new AppError('noOperation', 'No scan is open. Start one first.');
    return this.#session;
  }

  async start(scan: StartScan): Promise<ScanSession> {
    if (this.#starting || this.#session?.phase === 'scanning') {
      throw new AppError('notAllowedNow', 'A scan is running. Finish it before you start another.');
    }
    this.#refuseWhenBroken();
    this.#starting = true;
    try {
      const { clock, store } = this.#deps;
      const at = clock.now();
      const event = { kind: 'scanStarted', ...scan } as const;
      await store.commit({
        operation: { operationId: scan.operationId, startedAt: at, operatorId: scan.operatorId },
        events: [{ operationId: scan.operationId, at, event }],
      });
      const { session, change } = startSession(event, at);
      this.#replace(session);
      this.#runEffects(change.effects);
      return session;
    } finally {
      this.#starting = false;
    }
  }

  /** Opens the operation that was open last; one that was still scanning goes on. */
  async openLatest(): Promise<void> {
    const latest = await this.#deps.store.latestOperation();
    if (latest !== null) await this.#load(latest.operationId);
  }

  async open(operationId: string): Promise<ScanSession> {
    if (this.#starting || this.#session?.phase === 'scanning') {
      throw new AppError('notAllowedNow', 'A scan is running. Finish it before you open another.');
    }
    const record = await this.#deps.store.findOperation(operationId);
    if (record === null) throw new AppError('notFound', `There is no operation ${operationId} in this console's records.`);
    if (record.prunedAt !== undefined) throw prunedError(operationId, record.prunedAt);
    await this.#load(OperationIdSchema.parse(record.operationId));
    return this.requireSession();
  }

  /** Files a report under the open operation; resolves when it is durable. */
  receive(report: HardwareReport, stored: StoredReport): Promise<void> {
    const sha256 = fingerprint(stored.bytes);
    return this.#record({ kind: 'reportReceived', reportId: stored.id, sha256 }, { report, reports: [stored] });
  }

  /** Files a report that belongs to no operation known here under the open one, as stale. */
  fileStale(report: HardwareReport, stored: StoredReport): Promise<void> {
    const sha256 = fingerprint(stored.bytes);
    return this.#record({ kind: 'staleFiled', reportId: stored.id, sha256 }, { report, reports: [stored] });
  }

  async mesAnswered(
    operationId: OperationId,
    sn: SerialNumber,
    attempt: number,
    answer: MesAnswer,
    raw: RawAnswer | null = null,
    stays: readonly CardStay[] = [],
  ): Promise<void> {
    if (this.#session?.operationId !== operationId) return;
    await this.#record({
      kind: 'mesAnswered',
      sn,
      attempt,
      answer,
      ...(raw === null ? {} : { raw }),
      ...(stays.length === 0 ? {} : { stays }),
    });
  }

  async rescan(devices: readonly DeviceId[], operatorId: OperatorId): Promise<void> {
    const session = this.requireSession();
    for (const id of devices) {
      const device = session.devices.get(id);
      if (device === undefined) throw new AppError('notFound', `${id} is not in this scan.`);
      if (mayBePaired(device)) {
        throw new AppError('notAllowedNow', `${id} was sent to Pair already; it cannot be scanned again in this operation.`);
      }
    }
    await this.#record({ kind: 'rescanAsked', devices, operatorId });
  }

  /** A person looked at what speaks against these devices. @param devices with the keys of the contests that stood on the screen */
  async clearContest(
    devices: readonly { readonly id: DeviceId; readonly seen: readonly string[] }[],
    operatorId: OperatorId,
  ): Promise<void> {
    const session = this.requireSession();
    for (const { id } of devices) {
      const device = session.devices.get(id);
      if (device === undefined || !isContested(device))
        throw new AppError('notFound', `${id} is not held out of Pair in this scan.`);
    }
    await this.#record({
      kind: 'contestCleared',
      devices: devices.map(({ id }) => id),
      operatorId,
      seen: devices.map(({ id, seen }) => ({ device: id, keys: seen })),
    });
  }

  async waive(devices: readonly DeviceId[], reason: string, operatorId: OperatorId): Promise<void> {
    const session = this.requireSession();
    if (session.phase !== 'closed') throw new AppError('notAllowedNow', 'The scan is still running. Finish it before you waive.');
    for (const id of devices) {
      if (session.devices.get(id)?.status !== 'fail')
        throw new AppError('notAllowedNow', `${id} has not failed in this scan; only a failed device can be waived.`);
    }
    await this.#record({ kind: 'waived', devices, reason, operatorId });
  }

  async finish(operatorId: OperatorId = this.requireSession().operatorId): Promise<void> {
    if (this.requireSession().phase === 'closed') throw new AppError('notAllowedNow', 'This scan is finished already.');
    await this.#close('operator', operatorId);
  }

  async confirmPair(event: Extract<ScanEvent, { kind: 'pairConfirmed' }>, delivery: NewDelivery): Promise<void> {
    await this.#record(event, { deliveries: () => [delivery] });
  }

  /** Puts on record what a person made of refused and unknown outcomes. Fails with `notAllowedNow` for every other device. */
  async settlePair(
    devices: readonly DeviceId[],
    as: PairSettlement['as'],
    reason: string,
    operatorId: OperatorId,
  ): Promise<void> {
    const session = this.requireSession();
    for (const id of devices) {
      const outcome = session.devices.get(id)?.pair?.outcome;
      if (outcome !== 'rejected' && outcome !== 'unknown')
        throw new AppError('notAllowedNow', `${id} was neither refused nor left open; there is nothing to settle.`);
    }
    await this.#record({ kind: 'pairSettled', devices, as, reason, operatorId });
  }

  /** Confirms some serial numbers of a refused pair or burn under a new key; the operation need not be the open one. */
  async confirmAgain(
    operationId: OperationId,
    event: Extract<ScanEvent, { kind: 'pairConfirmed' }>,
    delivery: NewDelivery,
    also: Commit,
  ): Promise<void> {
    if (this.#session?.operationId === operationId) {
      await this.#record(event, { deliveries: () => [delivery], also });
      return;
    }
    await this.#deps.store.commit({
      ...also,
      events: [{ operationId, at: this.#deps.clock.now(), event }],
      deliveries: [delivery],
    });
    this.#deps.onDeliveries([delivery]);
  }

  /** Whether no device of a pair or burn was confirmed under another key, scanned again or dealt with otherwise since. */
  async pairStillStands(operationId: OperationId, key: DeliveryKey, serials: readonly string[]): Promise<boolean> {
    const isOpen = this.#session?.operationId === operationId;
    const session = isOpen ? this.#session : await loadSession(this.#deps.store, operationId);
    return serials.every((sn) => {
      const device = session?.devices.get(deviceIdOf(sn as SerialNumber));
      const pair = device?.pair ?? null;
      return pair?.key === key && pair.attempt === device?.attempt && pair.settled?.as !== 'done';
    });
  }

  /** What became of a pair or burn; the operation need not be the open one. */
  async pairAnswered(operationId: OperationId, event: Extract<ScanEvent, { kind: 'pairAnswered' }>, also: Commit): Promise<void> {
    if (this.#session?.operationId === operationId) {
      await this.#record(event, { also });
      return;
    }
    const at = this.#deps.clock.now();
    await this.#deps.store.commit({ ...also, events: [{ operationId, at, event }] });
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = null;
  }

  async #record(
    event: ScanEvent,
    extra: {
      readonly report?: HardwareReport;
      readonly reports?: readonly StoredReport[];
      readonly deliveries?: (session: ScanSession) => readonly NewDelivery[];
      readonly also?: Commit;
    } = {},
  ): Promise<void> {
    this.#refuseWhenBroken();
    const session = this.requireSession();
    const { clock, store, ids } = this.#deps;
    const at = clock.now();
    const change = applyEvent(session, event, at, extra.report ?? null);
    const deliveries = [...(extra.deliveries?.(session) ?? [])];
    for (const effect of change.effects)
      if (effect.kind === 'notify') deliveries.push(errorNotification(session, effect, ids.unique(), at));
    const results = resultsOf(session, change.devices);
    const committed = store.commit({
      ...extra.also,
      events: [{ operationId: session.operationId, at, event }],
      ...(extra.reports === undefined ? {} : { reports: extra.reports }),
      ...(deliveries.length === 0 ? {} : { deliveries }),
      ...(results.length === 0 ? {} : { deviceResults: results }),
    });
    this.#changed(change);
    this.#runEffects(change.effects);
    try {
      await committed;
    } catch (error) {
      this.#storeFailed(error);
      throw error;
    }
    if (deliveries.length > 0) this.#deps.onDeliveries(deliveries);
  }

  async #close(reason: CloseReason, operatorId?: OperatorId): Promise<void> {
    const { ids, clock } = this.#deps;
    await this.#record(
      { kind: 'scanClosed', reason, ...(operatorId === undefined ? {} : { operatorId }) },
      { deliveries: (session) => closingDeliveries(session, () => ids.unique() as DeliveryKey, clock.now()) },
    );
  }

  #changed(change: Change): void {
    this.#deps.onChange({ devices: change.devices, reset: false });
    this.#armTimer();
  }

  #runEffects(effects: readonly Effect[]): void {
    for (const effect of effects) if (effect.kind !== 'notify') this.#deps.onEffect(effect);
  }

  #replace(session: ScanSession | null): void {
    this.#session = session;
    this.#deps.onChange({ devices: new Set(session?.devices.keys()), reset: true });
    this.#armTimer();
  }

  async #load(operationId: OperationId): Promise<void> {
    const session = await loadSession(this.#deps.store, operationId);
    this.#replace(session);
    if (session?.phase === 'scanning') await this.#record({ kind: 'reopened' });
  }

  #armTimer(): void {
    const session = this.#session;
    const deadline = session === null || this.#failure !== null ? null : nextDeadline(session);
    // While look-ups are under way, most events change nothing about the end.
    if (deadline !== null && this.#timer?.deadline.at === deadline.at && this.#timer.deadline.reason === deadline.reason) return;
    this.stop();
    if (deadline === null) return;
    const { clock, log } = this.#deps;
    const cancel = clock.after(Math.max(0, deadline.at - clock.now()), () => {
      this.#timer = null;
      // Timers may fire a moment early; a clock that was set back meanwhile must not keep the scan open.
      const early = deadline.at - clock.now();
      if (early > 0 && early <= TIMER_SLACK_MS) {
        this.#armTimer();
        return;
      }
      // Nobody could answer in that time: as after a restart, who is missing is asked again and time starts anew.
      const goOn = early < -ASLEEP_MS && deadline.reason !== 'complete';
      const next = goOn ? this.#record({ kind: 'reopened' }) : this.#close(deadline.reason);
      next.catch((error: unknown) => log.error('The scan could not be closed.', { error }));
    });
    this.#timer = { deadline, cancel };
  }

  #refuseWhenBroken(): void {
    if (this.#failure !== null) throw new AppError('storeFailed', this.#failure);
  }

  #storeFailed(error: unknown): void {
    if (this.#failure !== null) return;
    this.#failure = error instanceof AppError ? error.message : 'The records cannot be written. Check disk space and rights.';
    this.#deps.log.error('The store failed; nothing is accepted until it writes again.', { error });
    this.#deps.onStoreState(this.#failure);
    this.#armTimer();
    this.#retryStore();
  }

  /** Probes the store until it writes, then folds the session anew from what is on disk. */
  #retryStore(): void {
    const { clock, store, log } = this.#deps;
    clock.after(STORE_RETRY_MS, () => {
      const retry = async (): Promise<void> => {
        await store.writeSetting('storeProbe', String(clock.now()));
        this.#failure = null;
        if (this.#session !== null) await this.#load(this.#session.operationId);
        this.#deps.onStoreState(null);
      };
      retry().catch((error: unknown) => {
        log.warn('The store still fails.', { error });
        this.#failure ??= 'The records cannot be written. Check disk space and rights.';
        this.#retryStore();
      });
    });
  }
}
