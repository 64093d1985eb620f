import type { Log } from '../../domain/ports/log';
import type { ReadingPause } from './reading-pause';
import type { ReportDeliveries } from './report-deliveries';

/** A queue that is being consumed. */
export interface Consumer {
  cancel(): Promise<void>;
}

export interface ReportConsumersOptions {
  readonly deliveries: ReportDeliveries;
  readonly reading: ReadingPause;
  /** Begins to consume every queue with reports. */
  readonly consume: () => Promise<readonly Consumer[]>;
  /** Whether a message could be stored and judged now. */
  readonly canTake: () => Promise<boolean>;
  /** How long messages may be held that cannot be handled, ms. */
  readonly holdMs: number;
  readonly log: Log;
}

export interface ReportConsumers {
  /** Tells how many bytes are not acknowledged. */
  bytes(count: number): void;
  /** Consumes as soon as messages can be taken; the first look is over when it resolves. */
  start(): Promise<void>;
  /** Consumes no more. */
  stop(): Promise<void>;
  /** The link has ended: what was delivered comes again by another one. */
  abandon(): void;
}

/** Of bodies in memory: beyond, nothing is read until half of them are stored. */
const MAX_BYTES = 64 * 1024 * 1024;
/** As long as neither heartbeats nor the broker's patience with a connection that takes nothing end it. */
const MAX_PAUSE_MS = 5_000;
const LOOK_MS = 1_000;
/** How often is asked whether messages can be taken again. */
const ASK_MS = 5_000;

/**
 * Consumes the queues with reports while they can be handled. When that has failed for too long, everything goes back to its queue,
 * once, and nothing is consumed until messages can be taken again: a broker ends a channel that acknowledges nothing for half an hour,
 * and a queue with a delivery limit drops what was delivered too often.
 */
export function createReportConsumers(options: ReportConsumersOptions): ReportConsumers {
  const { deliveries, reading, consume, canTake, holdMs, log } = options;
  let consumers: readonly Consumer[] | null = null;
  let pausedAt: number | null = null;
  let changing: Promise<void> = Promise.resolve();
  let look: NodeJS.Timeout | null = null;
  let askedAt = 0;
  let stopped = false;

  const cancelAll = async () => {
    const cancelling = consumers ?? [];
    consumers = null;
    // A link that has ended cannot cancel; what is unacknowledged is delivered again.
    await Promise.all(cancelling.map((consumer) => consumer.cancel())).catch((error: unknown) =>
      log.debug('Consuming had ended before.', { error }),
    );
  };

  const resumeReading = () => {
    pausedAt = null;
    reading.resume();
  };

  const withdraw = async (why: string) => {
    log.warn('Reports go back to their queues until they can be taken.', { why });
    askedAt = performance.now();
    deliveries.stopTaking();
    resumeReading();
    await cancelAll();
    deliveries.giveBack();
  };

  const consumeIfPossible = async () => {
    askedAt = performance.now();
    if (stopped || !(await canTake()) || stopped) return;
    deliveries.goOn();
    consumers = await consume();
  };

  const lookAgain = async () => {
    if (stopped) return;
    const now = performance.now();
    if (consumers === null) {
      if (now - askedAt >= ASK_MS) await consumeIfPossible();
    } else if (deliveries.heldForMs() >= holdMs) await withdraw('they could not be stored for too long');
    else if (pausedAt !== null && now - pausedAt >= MAX_PAUSE_MS) await withdraw('too many bytes of them wait to be stored');
  };

  const abandon = () => {
    stopped = true;
    if (look !== null) clearTimeout(look);
    deliveries.stopTaking();
    resumeReading();
  };

  const planLook = () => {
    if (stopped) return;
    look = setTimeout(() => {
      changing = lookAgain()
        // What fails here ends the channel, and with it the link.
        .catch((error: unknown) => log.debug('Consuming could not go on.', { error }))
        .finally(planLook);
    }, LOOK_MS);
  };

  return {
    bytes(count) {
      if (count > MAX_BYTES && pausedAt === null && consumers !== null) {
        pausedAt = performance.now();
        reading.pause();
      } else if (count < MAX_BYTES / 2 && pausedAt !== null) resumeReading();
    },
    async start() {
      await consumeIfPossible();
      planLook();
    },
    async stop() {
      abandon();
      await changing;
      await cancelAll();
    },
    abandon,
  };
}
