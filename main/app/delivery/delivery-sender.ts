import type { Elsewhere } from '../../../protocol/model';
import { text } from '../../../protocol/texts/text';
import type { DeliveryKey } from '../../../protocol/ids';
import { AppError } from '../../domain/errors';
import { elsewhere, heldText, withoutHeld } from '../../domain/delivery/made-for';
import {
  afterFailedLook,
  afterMove,
  afterTry,
  afterWithdrawal,
  isPair,
  waitingAs,
  withEachSerial,
} from '../../domain/delivery/outbox-policy';
import type { DeliveryHead, DeliveryUpdate, StoredDelivery } from '../../domain/ports/deliveries';
import type { FactoryApi } from '../../domain/ports/factory';
import type { Store } from '../../domain/ports/store';
import type { DeliveryOutcomes, OutcomeDeps } from './delivery-outcomes';
import type { ListGuard } from './list-guard';
import type { OutboxQueue } from './outbox-queue';
import type { Withdrawal } from './pair-standing';
import { withoutDoubt } from './readdressing';

export interface SenderDeps extends OutcomeDeps {
  readonly store: Store;
  /** 0 to 1; spreads retries. */
  readonly random: () => number;
  readonly factory: () => FactoryApi;
  /**
   * Null, or why a pair or burn must not be sent as it was confirmed: one of its devices fails now, or is on hold. Rejects when that
   * cannot be found out now.
   */
  readonly whyWithdrawn: (delivery: DeliveryHead) => Promise<Withdrawal | null>;
}

/** A list whose devices could not be looked at waits so long for the next look. */
const LOOK_RETRY_MS = 10_000;

/** Sends one delivery once: looks whether it still stands, marks it `sending` on disk, posts it, and has the outcome written down. */
export class DeliverySender {
  readonly #deps: SenderDeps;
  readonly #queue: OutboxQueue;
  readonly #outcomes: DeliveryOutcomes;
  readonly #guard: Pick<ListGuard, 'sending'>;

  constructor(deps: SenderDeps, queue: OutboxQueue, outcomes: DeliveryOutcomes, guard: Pick<ListGuard, 'sending'>) {
    this.#deps = deps;
    this.#queue = queue;
    this.#outcomes = outcomes;
    this.#guard = guard;
  }

  async send(waiting: DeliveryHead): Promise<void> {
    const { factory, random } = this.#deps;
    const delivery = { ...waiting, problem: withoutHeld(waiting.problem) };
    const before = this.#elsewhere(delivery);
    if (before !== null) return this.#staysFor(before, delivery, false);
    // Asked before it is marked: one that stays here was never being sent.
    if (!(await this.#mayGo(delivery, false))) return;
    const { body } = await this.#whole(delivery.key);
    const sending: DeliveryUpdate = { ...waitingAs(delivery), state: 'sending', nextTryAt: null };
    await this.#guard.sending(sending, delivery);
    this.#deps.onChange({ ...delivery, ...sending });
    // And last of all: what came to light while it was marked keeps it here too.
    if (!(await this.#mayGo(delivery, true))) return;
    // In the same turn as it goes out.
    const there = factory();
    const other = elsewhere(delivery, (kind) => there.address(kind));
    if (other !== null) return this.#staysFor(other, delivery, true);
    const posted = await there.post(delivery.kind, delivery.key, body);
    const outcome = withEachSerial(posted, delivery);
    const at = this.#queue.now();
    await this.#outcomes.forSure(delivery.key, () =>
      this.#outcomes.settle(delivery, afterTry(delivery, outcome, at, random()), outcome),
    );
    this.#queue.timed(delivery.key, at);
  }

  /** Whether a delivery may be sent as it is. One that may not is kept back, and one of which that cannot be told now waits for another look. */
  async #mayGo(delivery: DeliveryHead, isMarked: boolean): Promise<boolean> {
    if (!isPair(delivery.kind)) return true;
    const { whyWithdrawn, log } = this.#deps;
    try {
      const withdrawal = await whyWithdrawn(delivery);
      if (withdrawal === null) return true;
      const update = afterWithdrawal(delivery, withdrawal, this.#queue.now());
      await this.#outcomes.forSure(delivery.key, () => this.#outcomes.settle(delivery, update, null, {}, null, true));
    } catch (error) {
      log.error('A confirmed list could not be looked at before it is sent; it waits.', { key: delivery.key, error });
      await this.#waitsFor({ ...delivery, ...afterFailedLook(delivery, error, this.#queue.now() + LOOK_RETRY_MS) }, isMarked);
    }
    return false;
  }

  async #staysFor(other: Elsewhere, delivery: DeliveryHead, isMarked: boolean): Promise<void> {
    const [free] = await withoutDoubt(this.#deps.store, [delivery]);
    if (free === undefined)
      return this.#outcomes.forSure(delivery.key, () =>
        this.#outcomes.settle(delivery, afterMove(delivery, other, this.#queue.now()), null),
      );
    return this.#waitsFor({ ...delivery, nextTryAt: null, problem: [heldText(other)] }, isMarked);
  }

  async #waitsFor(waits: DeliveryHead, isMarked: boolean): Promise<void> {
    const { store, onChange } = this.#deps;
    const write = (): Promise<void> => store.commit({ deliveryUpdates: [waitingAs(waits)] });
    // Unmarked it waits on disk already; only why it waits would be missing.
    await (isMarked ? this.#outcomes.forSure(waits.key, write) : write().catch(() => undefined));
    this.#queue.put(waits);
    onChange(waits);
  }

  #elsewhere(delivery: DeliveryHead): Elsewhere | null {
    return elsewhere(delivery, (kind) => this.#deps.factory().address(kind));
  }

  /** Bodies are read when they are sent, so that what waits for an outage to end takes no room. */
  async #whole(key: DeliveryKey): Promise<StoredDelivery> {
    const delivery = await this.#deps.store.loadDelivery(key);
    if (delivery === null) throw new AppError('notFound', text('outbox.notInIt'));
    return delivery;
  }
}
