import type { DeliveryKey, OperationId } from '../../protocol/ids';
import { AppError, isDamage } from '../domain/errors';
import type { Store } from '../domain/ports';
import type { AnyOperation } from './any-operation';
import { keptBackBecause, stillStands, type Withdrawal, whyWithdrawn } from './pair-standing';
import type { SessionKeeper } from './session-keeper';

/** Looks at what all records of this console say of the devices of a confirmed list. No operation is opened meanwhile. */
export class PairLook {
  readonly #store: Store;
  readonly #keeper: SessionKeeper;
  readonly #any: AnyOperation;

  constructor(store: Store, keeper: SessionKeeper, any: AnyOperation) {
    this.#store = store;
    this.#keeper = keeper;
    this.#any = any;
  }

  stillStands(operationId: OperationId, key: DeliveryKey, serials: readonly string[]): Promise<boolean> {
    return this.#keeper.inTurn(async () => {
      try {
        return stillStands(await this.#any.sessionOf(operationId), key, serials);
      } catch (error) {
        if (isDamage(error)) throw new AppError('notAllowedNow', damaged(operationId, error));
        throw error;
      }
    });
  }

  whyWithdrawn(operationId: OperationId, key: DeliveryKey, serials: readonly string[]): Promise<Withdrawal | null> {
    return this.#keeper.inTurn(async () => {
      try {
        return whyWithdrawn(await this.#any.sessionOf(operationId), key, serials);
      } catch (error) {
        if (!isDamage(error)) throw error;
        const mayBeTaken = await this.#mayHaveArrived(key);
        return { sentence: keptBackBecause(damaged(operationId, error), mayBeTaken), mayBeTaken };
      }
    });
  }

  /** As far as its messages tell: the records of its scan cannot. */
  async #mayHaveArrived(key: DeliveryKey): Promise<boolean> {
    return (await this.#store.listTries(key)).some(({ outcome }) => outcome === 'unknown');
  }
}

function damaged(operationId: OperationId, { message }: AppError): string {
  return `The records of operation ${operationId} are damaged, so nobody can tell whether its devices still pass. Scan them again in a new operation. ${message}`;
}
