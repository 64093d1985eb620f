import type { DeliveryKey, OperationId } from '../../protocol/ids';
import { AppError } from '../domain/errors';
import type { ScanEvent } from '../domain/events';
import type { Commit, NewDelivery } from '../domain/ports';
import { applyEvent } from '../domain/session/fold';
import type { ScanSession } from '../domain/session/state';
import { errorNotification } from './deliveries-of-scan';
import { leftOverOf } from './device-results';
import { loadSession } from './load-session';
import { DEALT_WITH_SINCE, stillStands } from './pair-standing';
import type { KeeperDeps, SessionKeeper } from './session-keeper';

/** What becomes of a pair or burn is put on record under its operation, which need not be the open one. */
export class AnyOperation {
  readonly #deps: KeeperDeps;
  readonly #keeper: SessionKeeper;

  constructor(deps: KeeperDeps, keeper: SessionKeeper) {
    this.#deps = deps;
    this.#keeper = keeper;
  }

  /** Puts an event on record in whichever operation it belongs to, if its devices still stand as they should. */
  record(
    operationId: OperationId,
    event: ScanEvent,
    also: Commit,
    standing: { readonly key: DeliveryKey; readonly serials: readonly string[] } | null,
    deliveries: readonly NewDelivery[],
  ): Promise<void> {
    return this.#keeper.inTurn(async () => {
      const session = await this.sessionOf(operationId);
      if (standing !== null && !stillStands(session, standing.key, standing.serials))
        throw new AppError('notAllowedNow', DEALT_WITH_SINCE);
      if (this.#keeper.session?.operationId === operationId) {
        await this.#keeper.record(event, { deliveries: () => deliveries, also });
        return;
      }
      const { store, clock, onDeliveries } = this.#deps;
      const at = clock.now();
      const outgoing = [...deliveries, ...(session === null ? [] : this.#toldBy(session, event, at))];
      await store.commit({
        ...also,
        events: [{ operationId, at, event }],
        ...(session === null ? {} : leftOverOf(session)),
        ...(outgoing.length === 0 ? {} : { deliveries: outgoing }),
      });
      if (outgoing.length > 0) onDeliveries(outgoing);
    });
  }

  /** Applies an event to an operation which is not the open one. @returns notifications that it calls for */
  #toldBy(session: ScanSession, event: ScanEvent, at: number): readonly NewDelivery[] {
    const { effects } = applyEvent(session, event, at, null);
    return effects.flatMap((effect) =>
      effect.kind === 'notify' ? [errorNotification(session, effect, this.#deps.ids.unique(), at)] : [],
    );
  }

  async sessionOf(operationId: OperationId): Promise<ScanSession | null> {
    return this.#keeper.session?.operationId === operationId ? this.#keeper.session : loadSession(this.#deps.store, operationId);
  }
}
