import { NO_TEXT } from '../../../protocol/texts/text';
import type { DeliveryKey } from '../../../protocol/ids';
import { readPairAnswer } from '../../../protocol/pair-answer';
import type { ScanEvent } from '../../domain/scan/events';
import { isPair } from '../../domain/delivery/outbox-policy';
import type { Clock } from '../../domain/ports/clock';
import type { Commit, Journal } from '../../domain/ports/journal';
import type { DeliveryHead, DeliveryTry, DeliveryUpdate } from '../../domain/ports/deliveries';
import type { PostOutcome } from '../../domain/ports/factory';
import type { Log } from '../../domain/ports/log';
import type { OutboxQueue } from './outbox-queue';
import type { AskedOfList } from './pair-standing';

export interface OutcomeDeps {
  readonly store: Pick<Journal, 'commit'>;
  readonly clock: Clock;
  readonly log: Log;
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
}

export const STORE_RETRY_MS = 2_000;

/** Puts on record what became of deliveries; what is to be tried again goes back to the queue. */
export class DeliveryOutcomes {
  readonly #deps: OutcomeDeps;
  readonly #queue: OutboxQueue;
  readonly #isRunning: () => boolean;

  constructor(deps: OutcomeDeps, queue: OutboxQueue, isRunning: () => boolean) {
    this.#deps = deps;
    this.#queue = queue;
    this.#isRunning = isRunning;
  }

  async settle(
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
    if (update.state === 'queued') this.#queue.put(settled);
    this.#deps.onChange(settled);
    return settled;
  }

  /** Writes down what became of a delivery as soon as the store takes it; it is not sent (once more) for that. */
  async forSure(key: DeliveryKey, write: () => Promise<unknown>): Promise<void> {
    const { log, clock } = this.#deps;
    for (;;) {
      try {
        await write();
        return;
      } catch (error) {
        log.error('What became of a delivery could not be recorded; that is tried again.', { key, error });
        if (!this.#isRunning()) return;
        await storePause(clock);
      }
    }
  }
}

/** How long the store is left alone after it failed. */
export function storePause(clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    clock.after(STORE_RETRY_MS, resolve);
  });
}

export function tryOf({ key }: DeliveryHead, outcome: PostOutcome, at: number): DeliveryTry {
  return {
    key,
    at,
    outcome: outcome.kind,
    status: outcome.answer?.status ?? null,
    reason: outcome.kind === 'accepted' ? NO_TEXT : outcome.reason,
    answer: outcome.answer?.text ?? '',
  };
}
