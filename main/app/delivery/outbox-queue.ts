import type { DeliveryKey } from '../../../protocol/ids';
import { MAX_RETRY_AFTER_MS } from '../../domain/delivery/outbox-policy';
import type { DeliveryHead } from '../../domain/ports/deliveries';
import type { Clock } from '../../domain/ports/clock';

/** What waits to be sent, by its key. A clock that was set back, now or while the console was away, must not hold up what is to be tried again. */
export class OutboxQueue {
  readonly #clock: Clock;
  readonly #waiting = new Map<DeliveryKey, DeliveryHead>();
  /** The latest look at the clock. */
  #seenAt = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Looks at the clock. */
  now(): number {
    const now = this.#clock.now();
    const setBackMs = Math.max(0, this.#seenAt - now);
    this.#seenAt = now;
    for (const delivery of this.#waiting.values()) this.#bringForward(delivery, now, setBackMs);
    return now;
  }

  put(delivery: DeliveryHead): void {
    this.#waiting.set(delivery.key, delivery);
  }

  remove(key: DeliveryKey): void {
    this.#waiting.delete(key);
  }

  has(key: DeliveryKey): boolean {
    return this.#waiting.has(key);
  }

  all(): readonly DeliveryHead[] {
    return [...this.#waiting.values()];
  }

  /** One whose time was made at `at`, and put here only now: the clock may have been set back meanwhile. */
  timed(key: DeliveryKey, at: number): void {
    const [queued, now] = [this.#waiting.get(key), this.now()];
    if (queued !== undefined && now < at) this.#bringForward(queued, now, at - now);
  }

  /** Twice too often is no harm: it is tried earlier then. */
  #bringForward(delivery: DeliveryHead, now: number, setBackMs: number): void {
    if (delivery.nextTryAt === null) return;
    const due = delivery.nextTryAt - setBackMs;
    const nextTryAt = due > now + MAX_RETRY_AFTER_MS ? now : due;
    if (nextTryAt !== delivery.nextTryAt) this.put({ ...delivery, nextTryAt });
  }
}
