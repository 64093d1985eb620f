import type { DeliveryView } from '../../../protocol/model';
import type { OperationId } from '../../../protocol/ids';
import type { DeliveryHead } from '../../domain/ports/deliveries';
import type { Store } from '../../domain/ports/store';
import { deliveryView } from './delivery-view';

/** At most so many messages of other operations are shown that still need somebody, the newest. */
const MAX_OPEN = 1_000;

/** The messages that the window shows: those of the open operation, and whatever still needs somebody. Holds none of their bodies. */
export class ShownDeliveries {
  readonly #store: Store;
  readonly #operation: () => OperationId | null;
  readonly #heads = new Map<string, DeliveryHead>();

  constructor(store: Store, operation: () => OperationId | null) {
    this.#store = store;
    this.#operation = operation;
  }

  /** Reads them again, for the operation that is open now. */
  async load(): Promise<void> {
    const heads = await this.#store.openDeliveries(this.#operation(), MAX_OPEN);
    this.#heads.clear();
    for (const head of heads) this.#heads.set(head.key, head);
  }

  changed(head: DeliveryHead): void {
    this.#heads.set(head.key, head);
    for (const [key, { operationId }] of this.#heads)
      if (operationId !== this.#operation() && !this.#isShown(key)) this.#heads.delete(key);
  }

  views(): DeliveryView[] {
    return [...this.#heads.values()].filter(({ key }) => this.#isShown(key)).map((head) => deliveryView(head));
  }

  #isShown(key: string): boolean {
    const head = this.#heads.get(key);
    if (head === undefined) return false;
    return head.operationId === this.#operation() || (head.state !== 'accepted' && head.replacedBy === undefined);
  }
}
