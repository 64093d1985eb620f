import type { Elsewhere } from '../../../protocol/model';
import { NO_TEXT, text, type Text } from '../../../protocol/texts/text';
import type { DeliveryKey } from '../../../protocol/ids';
import { readPairAnswer } from '../../../protocol/pair-answer';
import { AppError } from '../../domain/errors';
import { elsewhere, heldText, saysHeld, withoutHeld } from '../../domain/delivery/made-for';
import type { AuditEntry, ScanEvent } from '../../domain/scan/events';
import {
  afterCrash,
  afterFailedLook,
  afterMove,
  afterStart,
  afterTry,
  afterWithdrawal,
  isPair,
  MAX_RETRY_AFTER_MS,
  waitingAs,
  withEachSerial,
} from '../../domain/delivery/outbox-policy';
import type { Clock } from '../../domain/ports/clock';
import type { Commit } from '../../domain/ports/journal';
import type { DeliveryHead, DeliveryTry, DeliveryUpdate, NewDelivery, StoredDelivery } from '../../domain/ports/deliveries';
import type { FactoryApi, PostOutcome } from '../../domain/ports/factory';
import type { Log } from '../../domain/ports/log';
import type { Store } from '../../domain/ports/store';
import type { AskedOfList, Withdrawal } from './pair-standing';
import { madeForHere, readdressingCommit, withoutDoubt } from './readdressing';

export interface OutboxDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** 0 to 1; spreads retries. */
  readonly random: () => number;
  readonly factory: () => FactoryApi;
  readonly onChange: (delivery: DeliveryHead) => void;
  /**
   * Files what became of a pair or burn under its operation, in one transaction with the delivery's new state.
   * `asked`: when a person has it sent again or settles it.
   */
  readonly filePairAnswer: (
    operationId: DeliveryHead['operationId'],
    event: Extract<ScanEvent, { kind: 'pairAnswered' }>,
    also: Commit,
    asked: AskedOfList | null,
  ) => Promise<void>;
  /** Null, or why a pair or burn may not go out again: its devices were dealt with otherwise meanwhile. */
  readonly whyNotAgain: (delivery: DeliveryHead) => Promise<Text | null>;
  /**
   * Null, or why a pair or burn must not be sent as it was confirmed: one of its devices fails now, or is on hold. Rejects when that
   * cannot be found out now.
   */
  readonly whyWithdrawn: (delivery: DeliveryHead) => Promise<Withdrawal | null>;
}

/** A person does something with deliveries: with one, where nothing else is said. */
export interface ByPerson<Of = DeliveryHead> {
  /** Throws once another person, or nobody, stands at the console. */
  readonly keepSame: () => void;
  /** What goes on record with it, in the same transaction. */
  readonly recordOf: (of: Of) => AuditEntry;
}

const MAX_AT_ONCE = 4;
const STORE_RETRY_MS = 2_000;
/** A list whose devices could not be looked at waits so long for the next look. */
const LOOK_RETRY_MS = 10_000;

/**
 * The only sender of POSTs. It works off deliveries that are committed: looks whether a pair or burn still stands, marks one
 * `sending` on disk, sends it once, and writes the outcome; retries come from the outbox policy. A key is either waiting, under way, or in somebody's hands, never two
 * of these at once. Stops between sends.
 */
export class OutboxPump {
  readonly #deps: OutboxDeps;
  readonly #waiting = new Map<DeliveryKey, DeliveryHead>();
  readonly #underWay = new Map<DeliveryKey, Promise<void>>();
  /** Somebody is doing something with these; none of them is begun meanwhile. */
  readonly #held = new Set<DeliveryKey>();
  #cancelTimer: (() => void) | null = null;
  #running = false;
  /** The latest look at the clock. */
  #seenAt = 0;

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
  }

  /** Takes up what an earlier run left: what was being sent then may have arrived. One whose fate cannot be written down now holds up nothing else. */
  async start(): Promise<void> {
    const { store, clock, log } = this.#deps;
    const unsettled: DeliveryHead[] = [];
    for (const delivery of await store.pendingDeliveries()) {
      if (delivery.state !== 'sending') {
        this.#waiting.set(delivery.key, afterStart(delivery, clock.now()));
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
        this.#forSure(delivery.key, () => this.#settleCrashed(delivery)),
      );
    this.#next();
  }

  /** The try that may have arrived is on record with it: other addresses are closed to a pair or burn from then on. */
  async #settleCrashed(delivery: DeliveryHead): Promise<void> {
    const at = this.#deps.clock.now();
    const update = afterCrash(delivery, at);
    const outcome: PostOutcome = { kind: 'unknown', reason: update.problem };
    await this.#settle(delivery, update, null, { deliveryTries: [tryOf(delivery, outcome, at)] });
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
      this.#waiting.set(stored.key, stored);
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
    return this.#settle(delivery, update, null, this.#recordedBy(by, delivery), { keepSame: by.keepSame, serials: null });
  }

  /** The factory may be at another address now. */
  addressChanged(): void {
    this.#next();
  }

  /** What waits here for one address goes to the one that is set now, all of it; only what a person was shown. @returns how many */
  async readdress({ made, set }: Elsewhere, { keepSame, recordOf }: ByPerson<readonly DeliveryHead[]>): Promise<number> {
    const { store, clock, factory, onChange } = this.#deps;
    const meant = [...this.#waiting.values()].filter((delivery) => {
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
        this.#waiting.set(one.key, one);
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
        await this.#pause();
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
      if (delivery?.state === 'queued' && delivery.replacedBy === undefined) this.#waiting.set(key, delivery);
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      this.#deps.clock.after(STORE_RETRY_MS, resolve);
    });
  }

  #isKnown(key: DeliveryKey): boolean {
    return this.#waiting.has(key) || this.#underWay.has(key) || this.#held.has(key);
  }

  async #queueAgain(delivery: DeliveryHead, by: ByPerson): Promise<DeliveryHead> {
    // At once is no time of a clock, which may be set back while this is written down.
    const update: DeliveryUpdate = { ...waitingAs(delivery), nextTryAt: null };
    const asked = { keepSame: by.keepSame, serials: delivery.serials };
    return this.#settle(delivery, update, null, this.#recordedBy(by, delivery), asked);
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
    const now = this.#now();
    let soonest = Number.POSITIVE_INFINITY;
    for (const delivery of this.#waiting.values()) {
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

  /** Looks at the clock. One that was set back, now or while the console was away, must not hold up what is to be tried again. */
  #now(): number {
    const now = this.#deps.clock.now();
    const setBackMs = Math.max(0, this.#seenAt - now);
    this.#seenAt = now;
    for (const delivery of this.#waiting.values()) this.#bringForward(delivery, now, setBackMs);
    return now;
  }

  /** Twice too often is no harm: it is tried earlier then. */
  #bringForward(delivery: DeliveryHead, now: number, setBackMs: number): void {
    if (delivery.nextTryAt === null) return;
    const due = delivery.nextTryAt - setBackMs;
    const nextTryAt = due > now + MAX_RETRY_AFTER_MS ? now : due;
    if (nextTryAt !== delivery.nextTryAt) this.#waiting.set(delivery.key, { ...delivery, nextTryAt });
  }

  #begin(delivery: DeliveryHead): void {
    this.#waiting.delete(delivery.key);
    this.#occupy(
      delivery.key,
      this.#send(delivery).catch((error: unknown) => {
        this.#deps.log.error('A delivery could not be marked as being sent; it is tried again.', { key: delivery.key, error });
        this.#waiting.set(delivery.key, { ...delivery, nextTryAt: this.#now() + STORE_RETRY_MS });
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

  async #send(waiting: DeliveryHead): Promise<void> {
    const { store, factory, random } = this.#deps;
    const delivery = { ...waiting, problem: withoutHeld(waiting.problem) };
    const before = this.#elsewhere(delivery);
    if (before !== null) return this.#staysFor(before, delivery, false);
    // Asked before it is marked: one that stays here was never being sent.
    if (!(await this.#mayGo(delivery, false))) return;
    const { body } = await this.#whole(delivery.key);
    const sending: DeliveryUpdate = { ...waitingAs(delivery), state: 'sending', nextTryAt: null };
    await store.commit({ deliveryUpdates: [sending] });
    this.#deps.onChange({ ...delivery, ...sending });
    // And last of all: what came to light while it was marked keeps it here too.
    if (!(await this.#mayGo(delivery, true))) return;
    // In the same turn as it goes out.
    const there = factory();
    const other = elsewhere(delivery, (kind) => there.address(kind));
    if (other !== null) return this.#staysFor(other, delivery, true);
    const posted = await there.post(delivery.kind, delivery.key, body);
    const outcome = withEachSerial(posted, delivery);
    const at = this.#now();
    await this.#forSure(delivery.key, () => this.#settle(delivery, afterTry(delivery, outcome, at, random()), outcome));
    // The clock may have been set back while that was written down.
    const [queued, now] = [this.#waiting.get(delivery.key), this.#now()];
    if (queued !== undefined && now < at) this.#bringForward(queued, now, at - now);
  }

  /** Whether a delivery may be sent as it is. One that may not is kept back, and one of which that cannot be told now waits for another look. */
  async #mayGo(delivery: DeliveryHead, isMarked: boolean): Promise<boolean> {
    if (!isPair(delivery.kind)) return true;
    const { whyWithdrawn, log } = this.#deps;
    try {
      const withdrawal = await whyWithdrawn(delivery);
      if (withdrawal === null) return true;
      const update = afterWithdrawal(delivery, withdrawal, this.#now());
      await this.#forSure(delivery.key, () => this.#settle(delivery, update, null, {}, null, true));
    } catch (error) {
      log.error('A confirmed list could not be looked at before it is sent; it waits.', { key: delivery.key, error });
      await this.#waitsFor({ ...delivery, ...afterFailedLook(delivery, error, this.#now() + LOOK_RETRY_MS) }, isMarked);
    }
    return false;
  }

  async #staysFor(other: Elsewhere, delivery: DeliveryHead, isMarked: boolean): Promise<void> {
    const [free] = await withoutDoubt(this.#deps.store, [delivery]);
    if (free === undefined)
      return this.#forSure(delivery.key, () => this.#settle(delivery, afterMove(delivery, other, this.#now()), null));
    return this.#waitsFor({ ...delivery, nextTryAt: null, problem: [heldText(other)] }, isMarked);
  }

  async #waitsFor(waits: DeliveryHead, isMarked: boolean): Promise<void> {
    const { store, onChange } = this.#deps;
    const write = (): Promise<void> => store.commit({ deliveryUpdates: [waitingAs(waits)] });
    // Unmarked it waits on disk already; only why it waits would be missing.
    await (isMarked ? this.#forSure(waits.key, write) : write().catch(() => undefined));
    this.#waiting.set(waits.key, waits);
    onChange(waits);
  }

  /** Bodies are read when they are sent, so that what waits for an outage to end takes no room. */
  async #whole(key: DeliveryKey): Promise<StoredDelivery> {
    const delivery = await this.#deps.store.loadDelivery(key);
    if (delivery === null) throw new AppError('notFound', text('outbox.notInIt'));
    return delivery;
  }

  /** Writes down what became of a delivery as soon as the store takes it; it is not sent (once more) for that. */
  async #forSure(key: DeliveryKey, write: () => Promise<unknown>): Promise<void> {
    const { log } = this.#deps;
    for (;;) {
      try {
        await write();
        return;
      } catch (error) {
        log.error('What became of a delivery could not be recorded; that is tried again.', { key, error });
        if (!this.#running) return;
        await this.#pause();
      }
    }
  }

  async #settle(
    delivery: DeliveryHead,
    update: DeliveryUpdate,
    outcome: PostOutcome | null,
    also: Commit = {},
    asked: AskedOfList | null = null,
    withdrawn = false,
  ): Promise<DeliveryHead> {
    const settled: DeliveryHead = { ...delivery, ...update };
    const tries = outcome === null ? {} : { deliveryTries: [tryOf(delivery, outcome, this.#deps.clock.now())] };
    const commit: Commit = { ...also, ...tries, deliveryUpdates: [update] };
    if (isPair(delivery.kind)) {
      const rejected = outcome?.kind === 'accepted' ? Object.fromEntries(readPairAnswer(outcome.body).rejected) : {};
      const event = {
        kind: 'pairAnswered',
        key: delivery.key,
        state: update.state,
        rejected,
        reason: update.problem,
        ...(withdrawn ? { withdrawn } : {}),
      } as const;
      await this.#deps.filePairAnswer(delivery.operationId, event, commit, asked);
    } else {
      asked?.keepSame();
      await this.#deps.store.commit(commit);
    }
    if (update.state === 'queued') this.#waiting.set(settled.key, settled);
    this.#deps.onChange(settled);
    return settled;
  }
}

function tryOf({ key }: DeliveryHead, outcome: PostOutcome, at: number): DeliveryTry {
  return {
    key,
    at,
    outcome: outcome.kind,
    status: outcome.answer?.status ?? null,
    reason: outcome.kind === 'accepted' ? NO_TEXT : outcome.reason,
    answer: outcome.answer?.text ?? '',
  };
}
