import { carriesSerials } from '../../../protocol/delivery-kinds';
import type { OperationId } from '../../../protocol/ids';
import type { DeliveryView } from '../../../protocol/model';
import { tellsOfNotTaken } from '../../../protocol/unsettled-lists';
import type { DeliveryHead } from '../../domain/ports/deliveries';
import type { Log } from '../../domain/ports/log';
import type { Store } from '../../domain/ports/store';
import { deliveryView } from './delivery-view';

/** At most so many messages of other operations are shown that still need somebody, the newest. */
const MAX_OPEN = 1_000;

export interface ShownDeliveriesDeps {
  readonly store: Pick<Store, 'openDeliveries' | 'unsettledLists' | 'countUnsettled'>;
  /** The open one. */
  readonly operation: () => OperationId | null;
  /** Hears of every message of which another state is shown than before. */
  readonly tell: (view: DeliveryView) => void;
  readonly log: Log;
}

/** The messages that the window shows: those of the open operation, and whatever still needs somebody. Holds none of their bodies. */
export class ShownDeliveries {
  readonly #deps: ShownDeliveriesDeps;
  #heads = new Map<string, DeliveryHead>();
  /** Devices that wait to be settled, by operation, of those of which lists are shown. */
  #unsettled = new Map<OperationId, number>();
  /** One read after the other: else an older answer could come last. */
  #turn: Promise<unknown> = Promise.resolve();
  #planned: Promise<void> | null = null;
  /** What changed since records are being read: newer than they say. */
  #meanwhile: DeliveryHead[] | null = null;

  constructor(deps: ShownDeliveriesDeps) {
    this.#deps = deps;
  }

  /** Reads them again, for the operation that is open now, and tells all of them. */
  load(): Promise<void> {
    if (this.#planned !== null) return this.#planned;
    const planned = this.#inTurn(() => {
      this.#planned = null;
      return this.#read();
    });
    this.#planned = planned;
    return planned;
  }

  /** Another operation was opened, or the open one was read again: what waits elsewhere is counted by which one is open. */
  opened(): void {
    this.#unlessItFails(this.load());
  }

  changed(head: DeliveryHead): void {
    this.#meanwhile?.push(head);
    this.#heads.set(head.key, head);
    this.#deps.tell(this.#view(head));
    for (const [key, one] of this.#heads) if (!this.#isShown(one)) this.#heads.delete(key);
    if (carriesSerials(head.kind)) this.recount(head.operationId);
  }

  /** What waits in an operation may be another number than before. */
  recount(operationId: OperationId): void {
    this.#unlessItFails(
      this.#inTurn(async () => {
        if (operationId === this.#deps.operation()) return;
        const [counted] = await this.#deps.store.countUnsettled([operationId]);
        const devices = counted?.devices;
        if (devices === this.#unsettled.get(operationId)) return;
        const isHeld = [...this.#heads.values()].some((head) => head.operationId === operationId);
        if (isHeld || (devices ?? 0) > 0) await this.#read();
      }),
    );
  }

  views(): DeliveryView[] {
    return [...this.#heads.values()].filter((head) => this.#isShown(head)).map((head) => this.#view(head));
  }

  async #read(): Promise<void> {
    const { store, operation, tell } = this.#deps;
    const meanwhile: DeliveryHead[] = [];
    this.#meanwhile = meanwhile;
    const open = await store.openDeliveries(operation(), MAX_OPEN);
    const lists = (await store.unsettledLists(MAX_OPEN)).filter((head) => tellsOfNotTaken(head));
    const read = new Map([...open, ...lists].map((head) => [head.key as string, head]));
    const before = [...this.#heads.values()];
    const operations = [...read.values(), ...before]
      .filter(({ kind }) => carriesSerials(kind))
      .map(({ operationId }) => operationId);
    const counts = await store.countUnsettled([...new Set(operations)]);
    for (const head of meanwhile) read.set(head.key, head);
    this.#meanwhile = null;
    this.#heads = read;
    this.#unsettled = new Map(counts.map(({ operationId, devices }) => [operationId, devices]));
    // What is no longer shown stands on the screen still, and must not stand there as it was.
    for (const head of before) if (!read.has(head.key)) tell(this.#view(head));
    for (const view of this.views()) tell(view);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  #unlessItFails(work: Promise<void>): void {
    work.catch((error: unknown) => this.#deps.log.warn('What waits in earlier operations could not be counted.', { error }));
  }

  #view(head: DeliveryHead): DeliveryView {
    return deliveryView(head, this.#unsettledOf(head));
  }

  #unsettledOf({ kind, operationId }: DeliveryHead): number | undefined {
    // What of the open one waits changes with each settlement; the window counts it from that operation.
    return carriesSerials(kind) && operationId !== this.#deps.operation() ? this.#unsettled.get(operationId) : undefined;
  }

  #isShown(head: DeliveryHead): boolean {
    if (head.operationId === this.#deps.operation()) return true;
    if (head.state !== 'accepted' && head.replacedBy === undefined) return true;
    return (this.#unsettledOf(head) ?? 0) > 0 && tellsOfNotTaken(head);
  }
}
