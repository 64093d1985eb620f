import { text, type Text, type Texts } from '../../../protocol/texts/text';
import {
  deviceIdOf,
  unitWithoutSerial,
  type DeliveryKey,
  type DeviceId,
  type OperationId,
  OperatorId,
  type SerialNumber,
} from '../../../protocol/ids';
import { slotNames } from '../../../protocol/labels/rack-slots';
import type { MesAnswer } from '../../../protocol/device-info';
import type { CloseReason, PairSettlement } from '../../../protocol/model';
import type { Rack } from '../../../protocol/racks';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import type { ScanMode } from '../../../protocol/wire/v1';
import type { CardStay } from '../../domain/compare/card-stay';
import { AppError } from '../../domain/errors';
import type { RawAnswer, ScanEvent, ScanPolicy } from '../../domain/scan/events';
import type { Commit, StoredReport } from '../../domain/ports/journal';
import type { NewDelivery } from '../../domain/ports/deliveries';
import { type Deadline, type ScanTimes, toAskAgain } from '../../domain/scan/deadlines';
import { startSession } from '../../domain/scan/fold';
import { SCAN_RULES } from '../../domain/scan/rules';
import { isContested, isSilent, mayBePaired, type ScanSession } from '../../domain/scan/state';
import { AnyOperation } from './any-operation';
import { ClosingTimer } from './closing-timer';
import { ScanTime } from './scan-time';
import { closingDeliveries } from '../delivery/deliveries-of-scan';
import { fingerprint } from '../files/fingerprint';
import { loadSession } from './load-session';
import { type Distrusted, PairLook } from '../delivery/pair-check';
import type { AskedOfList, Withdrawal } from '../delivery/pair-standing';
import { prunedError } from '../records/prune';
import { type KeeperDeps, SessionKeeper } from './session-keeper';

/** What a person confirmed, and the message that it becomes. */
export interface PairConfirmation {
  readonly event: Extract<ScanEvent, { kind: 'pairConfirmed' }>;
  readonly delivery: NewDelivery;
}

export interface EngineDeps extends KeeperDeps {
  /** Gives a question that throws once another person, or nobody, stands at the console. */
  readonly sameAsNow: () => () => void;
  /** Why reports wait that cannot be judged now; null when none do. */
  readonly whyUnread?: () => Texts | null;
  /** Why nothing can come now; null while the line to the broker is up. */
  readonly whyUnheard?: () => Texts | null;
  readonly distrusted?: Distrusted;
}

export interface StartScan {
  readonly operationId: OperationId;
  readonly operatorId: OperatorId;
  readonly scanMode: ScanMode;
  readonly roster: readonly SerialNumber[] | null;
  /** The rack that the roster stands in. */
  readonly rack?: Rack | undefined;
  readonly policy: ScanPolicy;
  readonly station?: string;
}

/**
 * Everything that can happen to the open operation. Each act looks at the session and is put on record in one turn, and its
 * promise resolves when it is durable; `SessionKeeper` sees to it that the session is the one on disk.
 */
export class ScanEngine {
  readonly #deps: EngineDeps;
  readonly #keeper: SessionKeeper;
  readonly #time: ScanTime;
  readonly #timer: ClosingTimer;
  readonly #any: AnyOperation;
  readonly #look: PairLook;

  constructor(deps: EngineDeps) {
    this.#deps = deps;
    this.#keeper = new SessionKeeper(deps, () => this.#timer.arm());
    this.#any = new AnyOperation(deps, this.#keeper);
    this.#look = new PairLook(deps.store, this.#keeper, this.#any, deps.addressOf, deps.distrusted);
    this.#time = new ScanTime(deps.clock);
    this.#timer = new ClosingTimer(
      deps.clock,
      this.#time,
      () => (this.#keeper.accepts ? this.session : null),
      (deadline, wasAsleep) => this.#due(deadline, wasAsleep),
    );
  }

  get session(): ScanSession | null {
    return this.#keeper.session;
  }

  /** Since when the open operation runs and nothing came, as the clock stands now, whoever set it meanwhile. */
  timesOf(session: ScanSession): ScanTimes {
    return this.#time.shown(session);
  }

  /** The line to the broker is there, or is not: while it is not, silence ends no scan, and nobody is asked again for it. */
  lineChanged(isUp: boolean): void {
    this.#time.lineChanged(isUp);
    this.#timer.arm();
  }

  /** Why nothing is accepted; null while the records can be written. The session may then say more than they do. */
  get failure(): Texts | null {
    return this.#keeper.failure;
  }

  /** The store has failed elsewhere: nothing is accepted until it writes again. */
  storeFailed(error: unknown): void {
    this.#keeper.failed(error);
  }

  /** The open operation. Fails with `noOperation` when there is none. */
  requireSession(): ScanSession {
    return this.#keeper.requireSession();
  }

  /**
   * The open operation, for whoever has it before them: what a person asks for is meant for what stands on the screen, which is a
   * moment behind. Throws AppError `notAllowedNow` when another one is open, `noOperation` when none is.
   */
  requireOpen(shown: OperationId): ScanSession {
    const session = this.requireSession();
    if (session.operationId !== shown)
      throw new AppError('notAllowedNow', text('scan.openedBefore', { operation: session.operationId, shown }));
    return session;
  }

  /** Resolves when the session is what is on disk. Rejects with `storeFailed` while it cannot be. */
  ready(): Promise<void> {
    return this.#keeper.whenReady(async () => undefined);
  }

  async start({ rack, ...scan }: StartScan): Promise<ScanSession> {
    const { clock, store, sameAsNow } = this.#deps;
    const keepSame = sameAsNow();
    await this.#keeper.replaceBy(async () => {
      keepSame();
      this.#refuseWhileScanning('start');
      const at = clock.now();
      const event = { kind: 'scanStarted', ...scan, ...(rack === undefined ? {} : { rack }), rules: SCAN_RULES } as const;
      await store.commit({
        operation: {
          operationId: scan.operationId,
          startedAt: at,
          operatorId: scan.operatorId,
          ...(scan.station === undefined ? {} : { station: scan.station }),
        },
        events: [{ operationId: scan.operationId, at, event }],
      });
      return startSession(event, at);
    });
    return this.requireSession();
  }

  /** Opens the operation that was open last; one that was still scanning goes on. */
  async openLatest(): Promise<void> {
    const { store } = this.#deps;
    const latest = await store.latestOperation();
    if (latest !== null) await this.#keeper.replaceBy(async () => ({ session: await loadSession(store, latest.operationId) }));
  }

  /** Opens an earlier operation; nothing happens when it is the open one. */
  async open(operationId: string): Promise<ScanSession> {
    const { store, sameAsNow } = this.#deps;
    const keepSame = sameAsNow();
    await this.ready();
    if (this.session?.operationId === operationId) return this.session;
    await this.#keeper.replaceBy(async () => {
      // Another call may have opened it meanwhile.
      if (this.session?.operationId === operationId) return null;
      keepSame();
      this.#refuseWhileScanning('open');
      const record = await store.findOperation(operationId);
      if (record === null) throw new AppError('notFound', text('scan.noSuchOperation', { operation: operationId }));
      if (record.prunedAt !== undefined) throw prunedError(operationId, record.prunedAt);
      return { session: await loadSession(store, record.operationId) };
    });
    return this.requireSession();
  }

  /** Files a report under the open operation; resolves when it is durable. Rejects with `notAllowedNow` when another was opened. */
  receive(report: HardwareReport, stored: StoredReport, also: Commit = {}): Promise<void> {
    const sha256 = fingerprint(stored.bytes);
    return this.#file({ kind: 'reportReceived', reportId: stored.id, sha256 }, report, stored, also);
  }

  /** Files a report that belongs to no operation known here under the open one, as stale. */
  fileStale(report: HardwareReport, stored: StoredReport, also: Commit = {}): Promise<void> {
    const sha256 = fingerprint(stored.bytes);
    return this.#file({ kind: 'staleFiled', reportId: stored.id, sha256 }, report, stored, also);
  }

  /** See `AnyOperation.fileLate`. */
  fileLate(...args: Parameters<AnyOperation['fileLate']>): Promise<Text | null> {
    return this.#any.fileLate(...args);
  }

  /** See `AnyOperation.claimedLate`. */
  claimedLate(reportId: string): Promise<void> {
    return this.#any.claimedLate(reportId);
  }

  #file(event: ScanEvent, report: HardwareReport, stored: StoredReport, also: Commit): Promise<void> {
    return this.#keeper.whenReady(() => {
      if (stored.operationId !== this.session?.operationId)
        return Promise.reject(new AppError('notAllowedNow', text('scan.anotherOpenedMeanwhile')));
      return this.#keeper.record(event, { report, reports: [stored], also });
    });
  }

  /** Notes that a message under the serial number of a device that is still to answer went to quarantine. @param also puts it there */
  noteUnusable(sn: SerialNumber, reason: Texts, also: Commit): Promise<void> {
    return this.#keeper.whenReady(() => this.#keeper.record({ kind: 'reportUnusable', sn, reason }, { also }));
  }

  /** Notes that a device of the open scan that is still to answer answered another one instead. */
  noteAnsweredOther(sn: SerialNumber, of: OperationId): Promise<void> {
    return this.#keeper.whenReady(async () => {
      const device = this.session?.devices.get(deviceIdOf(sn));
      if (device === undefined || !isSilent(device) || this.session?.operationId === of) return;
      await this.#keeper.record({ kind: 'answeredOther', sn, of });
    });
  }

  /**
   * Puts an answer of MES on record, in the session that asked. One that was read again since then has asked again for whoever has
   * answered: the report that the former one asked for may never have come to the disk.
   */
  mesAnswered(
    asker: ScanSession,
    sn: SerialNumber,
    attempt: number,
    answer: MesAnswer,
    raw: RawAnswer | null = null,
    stays: readonly CardStay[] = [],
  ): Promise<void> {
    const extra = { ...(raw === null ? {} : { raw }), ...(stays.length === 0 ? {} : { stays }) };
    return this.#keeper.whenReady(async () => {
      if (this.session !== asker) return;
      await this.#keeper.record({ kind: 'mesAnswered', sn, attempt, answer, ...extra });
    });
  }

  rescan(shown: OperationId, devices: readonly DeviceId[], operatorId: OperatorId): Promise<void> {
    return this.#act(shown, { kind: 'rescanAsked', devices, operatorId }, (session) => {
      for (const id of devices) {
        const device = session.devices.get(id);
        if (device === undefined) throw new AppError('notFound', text('scan.notInThisScan', named(id)));
        if (mayBePaired(device)) throw new AppError('notAllowedNow', text('scan.sentToPairAlready', named(id)));
      }
    });
  }

  /** Puts on record that a person found a device in a slot of the scan's rack. */
  place(shown: OperationId, device: DeviceId, slot: string, operatorId: OperatorId): Promise<void> {
    return this.#act(shown, { kind: 'unitPlaced', device, slot, operatorId }, ({ rack, devices }) => {
      if (rack === null) throw new AppError('notAllowedNow', text('rack.noneInScan'));
      if (!slotNames(rack.rows).includes(slot))
        throw new AppError('notFound', text('rack.noSuchSlot', { slot, rack: rack.name }));
      if (!devices.has(device)) throw new AppError('notFound', text('scan.notInThisScan', named(device)));
    });
  }

  /** A person looked at what speaks against these devices. @param devices with the keys of the contests that stood on the screen */
  clearContest(
    shown: OperationId,
    devices: readonly { readonly id: DeviceId; readonly seen: readonly string[] }[],
    operatorId: OperatorId,
  ): Promise<void> {
    const ids = devices.map(({ id }) => id);
    const seen = devices.map((one) => ({ device: one.id, keys: one.seen }));
    return this.#act(shown, { kind: 'contestCleared', devices: ids, operatorId, seen }, (session) => {
      for (const id of ids) {
        const device = session.devices.get(id);
        if (device === undefined || !isContested(device))
          throw new AppError('notFound', text('scan.notHeldOutOfPair', named(id)));
      }
    });
  }

  waive(shown: OperationId, devices: readonly DeviceId[], reason: string, operatorId: OperatorId): Promise<void> {
    return this.#act(shown, { kind: 'waived', devices, reason, operatorId }, (session) => {
      if (session.phase !== 'closed') throw new AppError('notAllowedNow', text('scan.finishBeforeWaiving'));
      for (const id of devices) {
        if (session.devices.get(id)?.status !== 'fail') throw new AppError('notAllowedNow', text('scan.notFailed', named(id)));
      }
    });
  }

  /** Puts on record what a person made of refused and unknown outcomes. Fails with `notAllowedNow` for every other device. */
  settlePair(
    shown: OperationId,
    devices: readonly DeviceId[],
    as: PairSettlement['as'],
    reason: string,
    operatorId: OperatorId,
  ): Promise<void> {
    return this.#act(shown, { kind: 'pairSettled', devices, as, reason, operatorId }, (session) => {
      for (const id of devices) {
        const outcome = session.devices.get(id)?.pair?.outcome;
        if (outcome !== 'rejected' && outcome !== 'unknown')
          throw new AppError('notAllowedNow', text('scan.nothingToSettle', named(id)));
      }
    });
  }

  /** Ends a scan that never ended, and that is not the open one, as it stands in the records. @param who does */
  async endInterrupted(operationId: OperationId, who: string): Promise<void> {
    await this.#any.endInterrupted(operationId, OperatorId.parse(who));
  }

  /** Ends the scan. @param operatorId who does; whoever started it when it is left out */
  finish(shown: OperationId, operatorId?: OperatorId): Promise<void> {
    return this.#asked(shown, async (session) => {
      if (session.phase === 'closed') throw new AppError('notAllowedNow', text('scan.finishedAlready'));
      await this.#close('operator', operatorId ?? session.operatorId);
    });
  }

  /** Confirms what `make` gives for the session as it is now: its serial numbers are on their way from then on. */
  confirmPair(shown: OperationId, make: (session: ScanSession) => PairConfirmation): Promise<void> {
    return this.#asked(shown, async (session) => {
      const { event, delivery } = make(session);
      await this.#keeper.record(event, { deliveries: () => [delivery] });
    });
  }

  /**
   * Confirms some serial numbers of the refused pair or burn `refused` under a new key; the operation need not be the open
   * one. Rejects with `notAllowedNow` when one of them does not stand as that left it.
   */
  confirmAgain(
    operationId: OperationId,
    refused: DeliveryKey,
    { event, delivery }: PairConfirmation,
    also: Commit,
    keepSame: () => void,
  ): Promise<void> {
    const asked = { keepSame, serials: event.serials, of: refused };
    return this.#any.record(operationId, event, also, asked, [delivery]);
  }

  /**
   * Whether no device of a pair or burn was confirmed under another key, scanned again or dealt with otherwise since. Rejects with
   * `notAllowedNow` when the records of its operation are damaged.
   */
  async pairStillStands(operationId: OperationId, key: DeliveryKey, serials: readonly string[]): Promise<boolean> {
    return this.#look.stillStands(operationId, key, serials);
  }

  /** False where the records of an operation are damaged, or not there. */
  isReadable(operationId: OperationId): Promise<boolean> {
    return this.#keeper.inTurn(
      async () => this.session?.operationId === operationId || (await this.#deps.store.canBeRead(operationId)),
    );
  }

  /** Serial numbers of a session that are not offered because they are under way in another operation, each with why. */
  underWayElsewhere(session: ScanSession): Promise<ReadonlyMap<string, Text>> {
    return this.#look.underWayElsewhere(session);
  }

  /**
   * Why a pair or burn that is about to be sent must not be; null when all its devices are as they were confirmed. Rejects when the
   * records cannot be read now.
   */
  async whyPairWithdrawn(operationId: OperationId, key: DeliveryKey, serials: readonly string[]): Promise<Withdrawal | null> {
    return this.#look.whyWithdrawn(operationId, key, serials);
  }

  /**
   * What became of a pair or burn; the operation need not be the open one.
   * @param asked when a person has it sent again or settles it
   */
  pairAnswered(
    operationId: OperationId,
    event: Extract<ScanEvent, { kind: 'pairAnswered' }>,
    also: Commit,
    asked: AskedOfList | null = null,
  ): Promise<void> {
    return this.#any.record(operationId, event, also, asked === null ? null : { ...asked, of: event.key }, []);
  }

  stop(): void {
    this.#timer.disarm();
    this.#keeper.stop();
  }

  #act(shown: OperationId, event: ScanEvent, check: (session: ScanSession) => void): Promise<void> {
    return this.#asked(shown, async (session) => {
      check(session);
      await this.#keeper.record(event);
    });
  }

  /**
   * Does what a person asks of the operation before them, or refuses it when that is not the open one as it would be done, or when they do
   * not stand at the console any more.
   */
  #asked(shown: OperationId, work: (session: ScanSession) => Promise<void>): Promise<void> {
    const keepSame = this.#deps.sameAsNow();
    return this.#keeper.whenReady(async () => {
      keepSame();
      await work(this.requireOpen(shown));
    });
  }

  #refuseWhileScanning(before: 'start' | 'open'): void {
    if (this.session?.phase === 'scanning') throw new AppError('notAllowedNow', text('scan.finishFirst', { before }));
  }

  async #close(reason: CloseReason, operatorId?: OperatorId): Promise<void> {
    const { ids, clock } = this.#deps;
    const unread = this.#deps.whyUnread?.() ?? null;
    const unheard = this.#deps.whyUnheard?.() ?? null;
    const extra = {
      ...(operatorId === undefined ? {} : { operatorId }),
      ...(unread === null ? {} : { unread }),
      ...(unheard === null ? {} : { unheard }),
    };
    await this.#keeper.record(
      { kind: 'scanClosed', reason, ...extra },
      { deliveries: (session) => closingDeliveries(session, () => ids.unique() as DeliveryKey, clock.now()) },
    );
  }

  #due({ reason }: Deadline, wasAsleep: boolean): void {
    // As after a restart, who is missing is asked again and time starts again.
    const goOn = wasAsleep && reason !== 'complete';
    const again = reason === 'idle' && this.session !== null ? toAskAgain(this.session) : [];
    const next = goOn
      ? this.#keeper.record({ kind: 'reopened' })
      : again.length > 0
        ? this.#keeper.record({ kind: 'askedAgain', devices: again })
        : this.#close(reason);
    next.catch((error: unknown) => this.#deps.log.error('The scan could not be closed.', { error }));
  }
}

/** How a refusal names a device: by its serial number, or as the unit without one that it is. */
function named(id: DeviceId): { readonly device: string; readonly hasSerial: 'yes' | 'no' } {
  const unit = unitWithoutSerial(id);
  return unit === null ? { device: id, hasSerial: 'yes' } : { device: unit, hasSerial: 'no' };
}
