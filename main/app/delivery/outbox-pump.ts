import type { Elsewhere } from '../../../protocol/model';
import { NO_TEXT, text, type Text } from '../../../protocol/texts/text';
import type { DeliveryKey } from '../../../protocol/ids';
import { AppError } from '../../domain/errors';
import { elsewhere, heldText, saysHeld } from '../../domain/delivery/made-for';
import type { AuditEntry } from '../../domain/scan/events';
import { afterCrash, afterStart, isPair, waitingAs } from '../../domain/delivery/outbox-policy';
import type { Commit } from '../../domain/ports/journal';
import type { DeliveryHead, DeliveryUpdate, NewDelivery, StoredDelivery } from '../../domain/ports/deliveries';
import type { PostOutcome } from '../../domain/ports/factory';
import { DeliveryOutcomes, STORE_RETRY_MS, storePause, tryOf } from './delivery-outcomes';
import { DeliverySender, type SenderDeps } from './delivery-sender';
import { type GuardDeps, ListGuard } from './list-guard';
import { OutboxQueue } from './outbox-queue';
import { madeForHere, readdressingCommit, withoutDoubt } from './readdressing';

export interface OutboxDeps extends SenderDeps, GuardDeps {
  readonly store: SenderDeps['store'];
  /** Null, or why a pair or burn may not go out again: its devices were dealt with otherwise meanwhile. */
  readonly whyNotAgain: (delivery: DeliveryHead) => Promise<Text | null>;
}

/** A person does something with deliveries: with one, where nothing else is said. */
export interface ByPerson<Of = DeliveryHead> {
  /** Throws once another person, or nobody, stands at the console. */
  readonly keepSame: () => void;
  /** What goes on record with it, in the same transaction. */
  readonly recordOf: (of: Of) => AuditEntry;
}

const MAX_AT_ONCE = 4;

/**
 * Works off deliveries that are committed: nothing else sends POSTs. A key is either waiting, under way, or in somebody's hands, never
 * two of these at once. Stops between sends.
 */
export class OutboxPump {
  readonly #deps: OutboxDeps;
  readonly #queue: OutboxQueue;
  readonly #outcomes: DeliveryOutcomes;
  readonly #sender: DeliverySender;
  readonly #guard: ListGuard;
  readonly #underWay = new Map<DeliveryKey, Promise<void>>();
  /** Somebody is doing something with these; none of them is begun meanwhile. */
  readonly #held = new Set<DeliveryKey>();
  #cancelTimer: (() => void) | null = null;
  #running = false;

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
    this.#queue = new OutboxQueue(deps.clock);
    this.#outcomes = new DeliveryOutcomes(deps, this.#queue, () => this.#running);
    this.#guard = new ListGuard(deps);
    this.#sender = new DeliverySender(deps, this.#queue, this.#outcomes, this.#guard);
  }

  /** Takes up what an earlier run left: what was being sent then may have arrived, and in a copy of records each pair or burn. One whose fate cannot be written down now holds up nothing else. */
  async start(): Promise<void> {
    const { store, clock, log } = this.#deps;
    const unsettled: DeliveryHead[] = [];
    for (const delivery of await this.#guard.arrive(await store.pendingDeliveries())) {
      if (delivery.state !== 'sending') {
        this.#queue.put(afterStart(delivery, clock.now()));
        continue;
      }
      await this.#settleCrashed(delivery).catch((error: unknown) => {
        log.error('What became of a delivery could not be recorded; that is tried again.', { key: delivery.key, error });
        unsettled.push(delivery);
      });
    }
    this.#running = true;
    for (const delivery of unsettled)
      this.#occupy(
        delivery.key,
        this.#outcomes.forSure(delivery.key, () => this.#settleCrashed(delivery)),
      );
    this.#next();
  }

  /** The try that may have arrived is on record with it: other addresses are closed to a pair or burn from then on. */
  async #settleCrashed(delivery: DeliveryHead): Promise<void> {
    const at = this.#deps.clock.now();
    const update = afterCrash(delivery, at);
    const outcome: PostOutcome = { kind: 'unknown', reason: update.problem };
    await this.#outcomes.settle(delivery, update, null, { deliveryTries: [tryOf(delivery, outcome, at)] });
  }

  /** New deliveries, already committed. */
  add(deliveries: readonly NewDelivery[]): void {
    for (const { body: _, ...delivery } of deliveries) {
      if (this.#isKnown(delivery.key)) continue;
      const stored: DeliveryHead = {
        ...delivery,
        state: 'queued',
        attempts: 0,
        nextTryAt: null,
        problem: NO_TEXT,
        settledAt: null,
      };
      this.#queue.put(stored);
      this.#deps.onChange(stored);
    }
    this.#next();
  }

  /** Sends a rejected or unknown delivery again under its own key, or a queued one at once. */
  async retry(key: DeliveryKey, by: ByPerson): Promise<DeliveryHead> {
    return this.whileHeld(key, async (delivery) => {
      const other = this.#elsewhere(delivery);
      if (other !== null && delivery.state === 'queued') throw new AppError('notAllowedNow', heldText(other));
      if (other !== null && delivery.state === 'unknown')
        throw new AppError('notAllowedNow', text('delivery.mayBeTakenThere', { made: other.made, set: other.set }));
      const refusal = isPair(delivery.kind) ? await this.#deps.whyNotAgain(delivery) : null;
      if (refusal !== null) throw new AppError('notAllowedNow', refusal);
      return this.#queueAgain(delivery, by);
    });
  }

  /** A person says what became of a pair or burn of which nobody knows; nothing is sent. */
  settle(delivery: DeliveryHead, update: DeliveryUpdate, by: ByPerson): Promise<DeliveryHead> {
    return this.#outcomes.settle(delivery, update, null, this.#recordedBy(by, delivery), {
      keepSame: by.keepSame,
      serials: null,
    });
  }

  /** The factory may be at another address now. */
  addressChanged(): void {
    this.#next();
  }

  /** What waits here for one address goes to the one that is set now, all of it; only what a person was shown. @returns how many */
  async readdress({ made, set }: Elsewhere, { keepSame, recordOf }: ByPerson<readonly DeliveryHead[]>): Promise<number> {
    const { store, clock, factory, onChange } = this.#deps;
    const meant = this.#queue.all().filter((delivery) => {
      const other = this.#elsewhere(delivery);
      return other?.made === made && other.set === set && !this.#held.has(delivery.key) && !this.#underWay.has(delivery.key);
    });
    if (meant.length === 0) throw new AppError('notAllowedNow', text('outbox.noneFor', { made, set }));
    for (const { key } of meant) this.#held.add(key);
    try {
      const free = await withoutDoubt(store, meant);
      if (free.length === 0) throw new AppError('notAllowedNow', text('delivery.mayBeTakenThere', { made, set }));
      const going = madeForHere(free, (kind) => factory().address(kind));
      keepSame();
      await store.commit(readdressingCommit(going, recordOf(free), clock.now()));
      for (const one of going) {
        this.#queue.put(one);
        onChange(one);
      }
      return going.length;
    } finally {
      for (const { key } of meant) this.#held.delete(key);
      this.#next();
    }
  }

  /** A rejected delivery has a successor, which is committed: that one is sent. */
  replaced(old: DeliveryHead, next: NewDelivery): void {
    this.#deps.onChange({ ...old, replacedBy: next.key });
  }

  /** Lets one person at a time do something with a delivery that is not under way and neither accepted nor replaced. */
  async whileHeld<T>(key: DeliveryKey, work: (delivery: StoredDelivery) => Promise<T>): Promise<T> {
    if (this.#held.has(key)) throw new AppError('notAllowedNow', text('outbox.beingSent'));
    this.#held.add(key);
    try {
      const delivery = await this.#deps.store.loadDelivery(key);
      if (delivery === null) throw new AppError('notFound', text('outbox.notInIt'));
      if (delivery.state === 'accepted') throw new AppError('notAllowedNow', text('outbox.accepted'));
      if (delivery.replacedBy !== undefined) throw new AppError('notAllowedNow', text('outbox.edited'));
      if (delivery.state === 'sending' || this.#underWay.has(key)) throw new AppError('notAllowedNow', text('outbox.beingSent'));
      return await work(delivery);
    } finally {
      this.#held.delete(key);
      this.#next();
    }
  }

  /**
   * Takes up what is to be sent and is not known here: committed without anybody being told, because the store failed meanwhile. Tried
   * until the records can be read: nobody else would.
   */
  async takeUp(): Promise<void> {
    for (;;) {
      try {
        await this.#takeUpPending();
        break;
      } catch (error) {
        this.#deps.log.error('The outbox could not be read again; it will be retried.', { error });
        if (!this.#running) return;
        await storePause(this.#deps.clock);
      }
    }
    this.#next();
  }

  async #takeUpPending(): Promise<void> {
    for (const { key } of await this.#deps.store.pendingDeliveries()) {
      if (this.#isKnown(key)) continue;
      this.#held.add(key);
      // It may have been sent since it was listed.
      const delivery = await this.#deps.store.loadDelivery(key).finally(() => this.#held.delete(key));
      if (delivery?.state === 'queued' && delivery.replacedBy === undefined) this.#queue.put(delivery);
    }
  }

  #isKnown(key: DeliveryKey): boolean {
    return this.#queue.has(key) || this.#underWay.has(key) || this.#held.has(key);
  }

  async #queueAgain(delivery: DeliveryHead, by: ByPerson): Promise<DeliveryHead> {
    // At once is no time of a clock, which may be set back while this is written down.
    const update: DeliveryUpdate = { ...waitingAs(delivery), nextTryAt: null };
    const asked = { keepSame: by.keepSame, serials: delivery.serials };
    return this.#outcomes.settle(delivery, update, null, this.#recordedBy(by, delivery), asked);
  }

  #recordedBy({ recordOf }: ByPerson, delivery: DeliveryHead): Commit {
    return { audit: [{ at: this.#deps.clock.now(), entry: recordOf(delivery) }] };
  }

  /** Waits for the sends under way; nothing new is sent afterwards. */
  async stop(): Promise<void> {
    this.#running = false;
    this.#cancelTimer?.();
    await Promise.all(this.#underWay.values());
  }

  #next(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (!this.#running) return;
    const now = this.#queue.now();
    let soonest = Number.POSITIVE_INFINITY;
    for (const delivery of this.#queue.all()) {
      if (this.#underWay.size >= MAX_AT_ONCE) return;
      if (this.#held.has(delivery.key) || this.#underWay.has(delivery.key)) continue;
      const other = this.#elsewhere(delivery);
      if (other !== null && saysHeld(delivery.problem, other)) continue;
      const due = other === null ? (delivery.nextTryAt ?? now) : now;
      if (due <= now) this.#begin(delivery);
      else soonest = Math.min(soonest, due);
    }
    if (soonest !== Number.POSITIVE_INFINITY) this.#cancelTimer = this.#deps.clock.after(soonest - now, () => this.#next());
  }

  #begin(delivery: DeliveryHead): void {
    this.#queue.remove(delivery.key);
    this.#occupy(
      delivery.key,
      this.#sender.send(delivery).catch((error: unknown) => {
        this.#deps.log.error('A delivery could not be marked as being sent; it is tried again.', { key: delivery.key, error });
        this.#queue.put({ ...delivery, nextTryAt: this.#queue.now() + STORE_RETRY_MS });
      }),
    );
  }

  /** Nothing else is done with a key until `work` is over. */
  #occupy(key: DeliveryKey, work: Promise<void>): void {
    const over = work.finally(() => {
      this.#underWay.delete(key);
      this.#next();
    });
    this.#underWay.set(key, over);
  }

  #elsewhere(delivery: DeliveryHead): Elsewhere | null {
    return elsewhere(delivery, (kind) => this.#deps.factory().address(kind));
  }
}
