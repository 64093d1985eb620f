import { text, type Text, type Texts } from '../../../protocol/texts/text';
import { deviceIdOf, type DeliveryKey, type OperationId, OperatorId, type SerialNumber } from '../../../protocol/ids';
import type { MesAnswer } from '../../../protocol/device-info';
import type { CloseReason } from '../../../protocol/model';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import type { CardStay } from '../../domain/compare/card-stay';
import { AppError } from '../../domain/errors';
import type { RawAnswer, ScanEvent } from '../../domain/scan/events';
import type { Commit, StoredReport } from '../../domain/ports/journal';
import type { NewDelivery } from '../../domain/ports/deliveries';
import { type Deadline, type ScanTimes, toAskAgain } from '../../domain/scan/deadlines';
import {
  contestCleared,
  type Decision,
  failureAcknowledged,
  pairSettled,
  rescanAsked,
  unitPlaced,
  waived,
} from '../../domain/scan/decisions';
import { isSilent, type ScanSession } from '../../domain/scan/state';
import { AnyOperation } from './any-operation';
import { ClosingTimer } from './closing-timer';
import { ScanTime } from './scan-time';
import { closingDeliveries } from '../delivery/deliveries-of-scan';
import { fingerprint } from '../files/fingerprint';
import { type OpenerDeps, OperationOpener, type StartScan } from './operation-opener';
import { type Distrusted, PairLook } from '../delivery/pair-check';
import type { AskedOfList, Withdrawal } from '../delivery/pair-standing';
import { type KeeperDeps, SessionKeeper } from './session-keeper';

/** What a person confirmed, and the message that it becomes. */
export interface PairConfirmation {
  readonly event: Extract<ScanEvent, { kind: 'pairConfirmed' }>;
  readonly delivery: NewDelivery;
}

export interface EngineDeps extends KeeperDeps, OpenerDeps {
  /** Why reports wait that cannot be judged now; null when none do. */
  readonly whyUnread?: () => Texts | null;
  /** Why nothing can come now; null while the line to the broker is up and it has confirmed what was asked. */
  readonly whyUnheard?: () => Texts | null;
  readonly distrusted?: Distrusted;
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
  readonly #opener: OperationOpener;
  readonly #look: PairLook;

  constructor(deps: EngineDeps) {
    this.#deps = deps;
    this.#keeper = new SessionKeeper(deps, () => this.#timer.arm());
    this.#any = new AnyOperation(deps, this.#keeper);
    this.#opener = new OperationOpener(deps, this.#keeper);
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

  /** A command of the scan is under way, or was confirmed by the broker: until then nobody can answer it. */
  askingChanged(isAsking: boolean): void {
    this.#time.askingChanged(isAsking);
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

  start(scan: StartScan): Promise<ScanSession> {
    return this.#opener.start(scan);
  }

  /** See `OperationOpener.openLatest`. */
  openLatest(): Promise<void> {
    return this.#opener.openLatest();
  }

  /** See `OperationOpener.open`. */
  open(operationId: string): Promise<ScanSession> {
    return this.#opener.open(operationId);
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

  rescan(shown: OperationId, ...asked: Parameters<typeof rescanAsked>): Promise<void> {
    return this.#decide(shown, rescanAsked(...asked));
  }

  place(shown: OperationId, ...placed: Parameters<typeof unitPlaced>): Promise<void> {
    return this.#decide(shown, unitPlaced(...placed));
  }

  clearContest(shown: OperationId, ...cleared: Parameters<typeof contestCleared>): Promise<void> {
    return this.#decide(shown, contestCleared(...cleared));
  }

  acknowledge(shown: OperationId, ...seen: Parameters<typeof failureAcknowledged>): Promise<void> {
    return this.#decide(shown, failureAcknowledged(...seen));
  }

  waive(shown: OperationId, ...waiver: Parameters<typeof waived>): Promise<void> {
    return this.#decide(shown, waived(...waiver));
  }

  /** Fails with `notAllowedNow` for a device whose outcome is neither refused nor unknown. */
  settlePair(shown: OperationId, ...settled: Parameters<typeof pairSettled>): Promise<void> {
    return this.#decide(shown, pairSettled(...settled));
  }

  /** Ends a scan that never ended, and that is not the open one, as it stands in the records. @param who does */
  async endInterrupted(operationId: OperationId, who: string): Promise<void> {
    await this.#any.endInterrupted(operationId, OperatorId.parse(who));
  }

  /** Ends the scan. @param operatorId who does; whoever started it when it is left out @param bySignal because the program is asked to end */
  finish(shown: OperationId, operatorId?: OperatorId, bySignal = false): Promise<void> {
    return this.#asked(shown, async (session) => {
      if (session.phase === 'closed') throw new AppError('notAllowedNow', text('scan.finishedAlready'));
      await this.#close('operator', { operatorId: operatorId ?? session.operatorId, ...(bySignal ? { bySignal } : {}) });
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

  /** Answers to the open scan are lost: as after a restart, who is missing is asked again and time starts again. Resolves with whether a scan is open. */
  askMissing(): Promise<boolean> {
    return this.#keeper.whenReady(async () => {
      if (this.session?.phase !== 'scanning') return false;
      await this.#keeper.record({ kind: 'reopened' });
      return true;
    });
  }

  #decide(shown: OperationId, { event, check }: Decision): Promise<void> {
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

  async #close(
    reason: CloseReason,
    by: Pick<Extract<ScanEvent, { kind: 'scanClosed' }>, 'operatorId' | 'bySignal'> = {},
  ): Promise<void> {
    const { ids, clock } = this.#deps;
    const unread = this.#deps.whyUnread?.() ?? null;
    const unheard = this.#deps.whyUnheard?.() ?? null;
    const extra = {
      ...by,
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
