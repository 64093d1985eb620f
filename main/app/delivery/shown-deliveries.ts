import { carriesSerials } from '../../../protocol/delivery-kinds';
import type { OperationId } from '../../../protocol/ids';
import type { DeliveryView } from '../../../protocol/model';
import { tellsOfNotTaken } from '../../../protocol/unsettled-lists';
import type { DeliveryHead } from '../../domain/ports/deliveries';
import type { Store } from '../../domain/ports/store';
import { deliveryView } from './delivery-view';

/** At most so many messages of other operations are shown that still need somebody, the newest. */
const MAX_OPEN = 1_000;

/** The messages that the window shows: those of the open operation, and whatever still needs somebody. Holds none of their bodies. */
export class ShownDeliveries {
  readonly #store: Pick<Store, 'openDeliveries' | 'unsettledLists' | 'countUnsettled'>;
  readonly #operation: () => OperationId | null;
  readonly #heads = new Map<string, DeliveryHead>();
  /** Devices that wait to be settled, by operation, of those of which lists are shown. */
  readonly #unsettled = new Map<OperationId, number>();

  constructor(store: Pick<Store, 'openDeliveries' | 'unsettledLists' | 'countUnsettled'>, operation: () => OperationId | null) {
    this.#store = store;
    this.#operation = operation;
  }

  /** Reads them again, for the operation that is open now. */
  async load(): Promise<void> {
    const open = await this.#store.openDeliveries(this.#operation(), MAX_OPEN);
    const lists = (await this.#store.unsettledLists(MAX_OPEN)).filter((head) => tellsOfNotTaken(head));
    const heads = [...open, ...lists];
    const operations = heads.filter(({ kind }) => carriesSerials(kind)).map(({ operationId }) => operationId);
    const counts = await this.#store.countUnsettled([...new Set(operations)]);
    this.#heads.clear();
    this.#unsettled.clear();
    for (const head of heads) this.#heads.set(head.key, head);
    for (const { operationId, devices } of counts) this.#unsettled.set(operationId, devices);
  }

  changed(head: DeliveryHead): void {
    this.#heads.set(head.key, head);
    for (const [key, { operationId }] of this.#heads)
      if (operationId !== this.#operation() && !this.#isShown(key)) this.#heads.delete(key);
  }

  /** Counts again what waits in the operation of a list, if another one is open. @returns the lists of it, as they are shown now */
  async recount(changed: DeliveryHead): Promise<readonly DeliveryView[]> {
    const { operationId, kind } = changed;
    if (!carriesSerials(kind) || operationId === this.#operation()) return [];
    const [counted] = await this.#store.countUnsettled([operationId]);
    if (counted === undefined) this.#unsettled.delete(operationId);
    else this.#unsettled.set(operationId, counted.devices);
    this.changed(changed);
    return this.views().filter((view) => view.operationId === operationId && carriesSerials(view.kind));
  }

  views(): DeliveryView[] {
    return [...this.#heads.values()]
      .filter(({ key }) => this.#isShown(key))
      .map((head) => deliveryView(head, this.#unsettledOf(head)));
  }

  #unsettledOf({ kind, operationId }: DeliveryHead): number | undefined {
    // What of the open one waits changes with each settlement; the window counts it from that operation.
    return carriesSerials(kind) && operationId !== this.#operation() ? this.#unsettled.get(operationId) : undefined;
  }

  #isShown(key: string): boolean {
    const head = this.#heads.get(key);
    if (head === undefined) return false;
    if (head.operationId === this.#operation()) return true;
    if (head.state !== 'accepted' && head.replacedBy === undefined) return true;
    return (this.#unsettledOf(head) ?? 0) > 0 && tellsOfNotTaken(head);
  }
}
