import { text, type Text } from '../../../protocol/texts/text';
import type { DeliveryKey, OperationId, OperatorId } from '../../../protocol/ids';
import { AppError, isUnreadable } from '../../domain/errors';
import type { ScanEvent } from '../../domain/scan/events';
import type { Commit, StoredReport } from '../../domain/ports/journal';
import type { NewDelivery } from '../../domain/ports/deliveries';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import { fingerprint } from '../files/fingerprint';
import { applyEvent } from '../../domain/scan/fold';
import { english } from '../../../messages/english';
import { keptBack } from '../../domain/scan/pair-outcomes';
import type { Change, ScanSession } from '../../domain/scan/state';
import { addressed } from '../../domain/delivery/made-for';
import { closingDeliveries, errorNotification, notification } from '../delivery/deliveries-of-scan';
import { attemptsOf } from '../../domain/statistics/attempt-record';
import { answeredBy, leftOverOf, resultsOf } from './device-results';
import { loadSession } from './load-session';
import { type AskedOfList, DEALT_WITH_SINCE, stillStands } from '../delivery/pair-standing';
import type { KeeperDeps, SessionKeeper } from './session-keeper';

/** What becomes of a pair or burn is put on record under its operation, which need not be the open one. */
export class AnyOperation {
  readonly #deps: KeeperDeps;
  readonly #keeper: SessionKeeper;
  /** The interrupted scan that was answered last, and what was open then: many answers may come to it, one after the other. */
  #answered: { readonly session: ScanSession; readonly beside: ScanSession | null } | null = null;

  constructor(deps: KeeperDeps, keeper: SessionKeeper) {
    this.#deps = deps;
    this.#keeper = keeper;
  }

  /**
   * Puts an event on record in whichever operation it belongs to; what a person asks of the list `of` only while they stand there, and if its
   * devices still stand as they should.
   */
  record(
    operationId: OperationId,
    event: ScanEvent,
    also: Commit,
    asked: (AskedOfList & { readonly of: DeliveryKey }) | null,
    deliveries: readonly NewDelivery[],
  ): Promise<void> {
    return this.#keeper.inTurn(async () => {
      this.#answered = null;
      // What became of a list is written down also where the records of its scan are damaged: else it would never be settled.
      const serials = asked?.serials ?? null;
      const session = serials === null ? await this.readableSession(operationId) : await this.sessionOf(operationId);
      if (asked !== null && serials !== null && !stillStands(session, asked.of, serials))
        throw new AppError('notAllowedNow', DEALT_WITH_SINCE);
      // As with the Pair sheet: what is being scanned again may speak against a device that passed.
      if (event.kind === 'pairConfirmed' && session?.phase === 'scanning')
        throw new AppError('notAllowedNow', text('scan.stillRunning'));
      if (this.#keeper.session?.operationId === operationId) {
        asked?.keepSame();
        await this.#keeper.record(event, { deliveries: () => deliveries, also });
        return;
      }
      const { store, clock, addressOf, onDeliveries } = this.#deps;
      const at = clock.now();
      const outgoing = addressed([...deliveries, ...(await this.#toldBy(session, operationId, event, at))], addressOf);
      asked?.keepSame();
      await store.commit({
        ...also,
        events: [{ operationId, at, event }],
        ...(session === null ? {} : leftOverOf(session)),
        ...(outgoing.length === 0 ? {} : { deliveries: outgoing }),
      });
      if (outgoing.length > 0) onDeliveries(outgoing);
    });
  }

  /** Ends a scan that never ended and is not the open one, with its log and notification; nobody is asked any more. */
  endInterrupted(operationId: OperationId, operatorId: OperatorId): Promise<void> {
    return this.#keeper.inTurn(async () => {
      this.#answered = null;
      const session = await this.sessionOf(operationId);
      if (session === null) throw new AppError('notFound', text('records.nothingOf', { operation: operationId }));
      if (session.phase === 'closed') throw new AppError('notAllowedNow', text('scan.finishedAlready'));
      const { store, clock, ids, addressOf, onDeliveries } = this.#deps;
      const at = clock.now();
      const event = { kind: 'scanClosed', reason: 'operator', operatorId, interrupted: true } as const;
      const change = applyEvent(session, event, at, null);
      const closing = closingDeliveries(session, () => ids.unique() as DeliveryKey, at, true);
      const deliveries = addressed([...closing, ...this.#notificationsOf(session, change, at)], addressOf);
      await store.commit({
        events: [{ operationId, at, event }],
        deliveries,
        deviceResults: resultsOf(session, change.devices),
        attempts: attemptsOf(session, change.devices),
        ...leftOverOf(session),
      });
      onDeliveries(deliveries);
    });
  }

  /**
   * Files a report of a scan that is not the open one, as the fold of that scan takes it: late where it was closed. @returns null when it is
   * filed, else why it cannot be. Rejects with `notAllowedNow` when that scan
   * was opened meanwhile.
   */
  async fileLate(report: HardwareReport, stored: StoredReport, also: Commit): Promise<Text | null> {
    const { store, clock } = this.#deps;
    // Of operations that are not known there may be thousands at once: they wait for no turn.
    if ((await store.findOperation(report.operationId)) === null && this.#keeper.session?.operationId !== report.operationId)
      return unknown(report);
    return this.#keeper.inTurn(async () => {
      if (this.#keeper.session?.operationId === report.operationId)
        throw new AppError('notAllowedNow', text('scan.openedMeanwhile'));
      const scan = await store.findOperation(report.operationId);
      if (scan === null) return unknown(report);
      if (scan.prunedAt !== undefined) return text('message.removedOperation', { operation: report.operationId });
      const { operationId, closedAt } = scan;
      const event: ScanEvent = { kind: 'reportReceived', reportId: stored.id, sha256: fingerprint(stored.bytes) };
      const at = clock.now();
      const commit = { ...also, events: [{ operationId, at, event }], reports: [stored] };
      // Counted again in the background: for that the whole scan is read, and there may be many of these. It moves no verdict.
      if (closedAt !== null) await store.commit({ ...commit, leftOver: { operationId, counts: null } });
      else await this.#fileInInterrupted(operationId, { event, at, report }, commit);
      return null;
    });
  }

  /** A console has claimed a report that may have been filed here as stale: then it is counted there, and no longer here. */
  claimedLate(reportId: string): Promise<void> {
    const { store, clock } = this.#deps;
    return this.#keeper.inTurn(async () => {
      const stored = await store.loadReport(reportId);
      const operationId = stored === null ? null : (stored.operationId as OperationId);
      const session = operationId === null ? null : await this.readableSession(operationId);
      if (operationId === null || session?.aside.some((one) => one.kind === 'stale' && one.reportId === reportId) !== true)
        return;
      const event: ScanEvent = { kind: 'staleClaimed', claimed: reportId };
      if (this.#keeper.session === session) await this.#keeper.record(event);
      else {
        this.#answered = null;
        await store.commit({ events: [{ operationId, at: clock.now(), event }] });
      }
    });
  }

  /** What an interrupted scan still asks for counts there; MES is asked for it when the scan is opened. */
  async #fileInInterrupted(
    operationId: OperationId,
    { event, at, report }: { readonly event: ScanEvent; readonly at: number; readonly report: HardwareReport },
    commit: Commit,
  ): Promise<void> {
    const { store, addressOf, onDeliveries } = this.#deps;
    const session = await this.#interrupted(operationId);
    this.#answered = null;
    if (session === null) {
      await store.commit(commit);
      return;
    }
    const change = applyEvent(session, event, at, report);
    const deliveries = addressed(this.#notificationsOf(session, change, at), addressOf);
    await store.commit({
      ...commit,
      deviceResults: resultsOf(session, change.devices),
      attempts: attemptsOf(session, change.devices),
      ...answeredBy(session, report),
      ...(deliveries.length === 0 ? {} : { deliveries }),
    });
    this.#answered = { session, beside: this.#keeper.session };
    if (deliveries.length > 0) onDeliveries(deliveries);
  }

  async #interrupted(operationId: OperationId): Promise<ScanSession | null> {
    const known = this.#answered;
    // While the same session is open, nobody else writes under this one.
    if (known?.session.operationId === operationId && known.beside === this.#keeper.session) return known.session;
    return this.readableSession(operationId);
  }

  /** Applies an event to an operation which is not the open one. @returns notifications that it calls for */
  async #toldBy(
    session: ScanSession | null,
    operationId: OperationId,
    event: ScanEvent,
    at: number,
  ): Promise<readonly NewDelivery[]> {
    const { ids, store } = this.#deps;
    if (session !== null) return this.#notificationsOf(session, applyEvent(session, event, at, null), at);
    if (event.kind !== 'pairAnswered' || event.withdrawn !== true) return [];
    const own = (await store.openDeliveries(operationId, 0)).find(({ key }) => key === event.key);
    const target = own?.kind === 'burn' ? 'burn' : 'pair';
    const status = english(keptBack(target, event.reason));
    return [notification(operationId, { id: operationId, status }, ids.unique() as DeliveryKey, at)];
  }

  #notificationsOf(session: ScanSession, { effects }: Change, at: number): readonly NewDelivery[] {
    return effects.flatMap((effect) =>
      effect.kind === 'notify' ? [errorNotification(session, effect, this.#deps.ids.unique(), at)] : [],
    );
  }

  /** Null also when the records of the operation are damaged, or of a newer version. */
  async readableSession(operationId: OperationId): Promise<ScanSession | null> {
    try {
      return await this.sessionOf(operationId);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      this.#deps.log.warn('The records of a scan cannot be read; they are left out.', {
        operationId,
        error,
      });
      return null;
    }
  }

  async sessionOf(operationId: OperationId): Promise<ScanSession | null> {
    return this.#keeper.session?.operationId === operationId ? this.#keeper.session : loadSession(this.#deps.store, operationId);
  }
}

function unknown({ operationId }: HardwareReport): Text {
  return text('message.unknownOperation', { operation: operationId });
}
