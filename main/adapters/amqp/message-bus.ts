import { type Backoff, backoffMs } from '../../../protocol/backoff';
import { text, verbatim, type Texts } from '../../../protocol/texts/text';
import { english } from '../../../messages/english';
import { COMMAND_EXCHANGE, STRAYS_EXCHANGE, replyQueueOf } from '../../../protocol/topology';
import { ScanCommandMessage } from '../../../protocol/wire/v1';
import { AppError } from '../../domain/errors';
import type { BusHandlers, BusState, MessageBus } from '../../domain/ports/bus';
import type { Log } from '../../domain/ports/log';
import { type BrokerOptions, readBrokerAddress } from './broker-address';
import { brokerProblem, unacknowledgedForMs } from './broker-problem';
import { type OutgoingMessage, STANDSTILL_MS } from './confirmed-publisher';
import { type ConsoleLink, openConsoleLink } from './console-link';
import { claimOptions, selfTestOptions, strayOptions } from './message-properties';

export interface MessageBusOptions extends BrokerOptions {
  /** Names this console's reply queue; the same after a restart. */
  readonly consoleId: string;
  /** As the exchange `devicescan` exists beside legacy agents; false is their default. */
  readonly exchangeDurable: boolean;
  /** Messages that may be handled at once; `PREFETCH` where it is not given. */
  readonly prefetch?: number;
  /** How long messages may be held that cannot be handled, ms; `HOLD_MS` where it is not given. */
  readonly holdMs?: number;
  /** Names this run of the program: another one that connects under the same console id is noticed by it. */
  readonly instance: string;
  /** Takes from this console's own queue only: nothing that other consoles could take. */
  readonly ownQueueOnly?: boolean;
  readonly log: Log;
  /** 0 to 1; spreads the reconnecting of many consoles. */
  readonly random?: () => number;
}

/** So many that the broker's next ones are here before those at work are on disk. */
export const PREFETCH = 500;
/** Held for a third of the time after which RabbitMQ ends a channel that acknowledges nothing (`consumer_timeout`, half an hour unless set). */
const PARTS_OF_PATIENCE = 3;
const HOLD_MS = 600_000;

const RETRIES: Backoff = { firstMs: 200, maxMs: 5_000, spread: [0.8, 1.2] };
/** A link that ended sooner counts as another failed try, so that a broker that throws us out is not hammered. */
const GOOD_LINK_MS = 10_000;
const MAX_STOP_MS = 500;

/** RabbitMQ as the console uses it. Connects, and connects again, for ever until stopped. */
export function createMessageBus({
  prefetch = PREFETCH,
  holdMs = HOLD_MS,
  random = Math.random,
  ...options
}: MessageBusOptions): MessageBus {
  const { consoleId, log } = options;
  let link: ConsoleLink | null = null;
  let blocked: Texts | null = null;
  let standing: Texts | null = null;
  let problem: Texts = [text('broker.notYet')];
  let running: Promise<void> | null = null;
  let hadQueues = false;
  let stopping = false;
  /** Shorter than `holdMs` once a broker has shown that it has less patience. */
  let holdsMs = holdMs;
  let wake: () => void = () => undefined;

  const pause = (delayMs: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, delayMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** One life of the link: null when it was stopped, else why it ended and whether it had lasted. */
  const liveOnce = async (
    handlers: BusHandlers,
    tell: (state: BusState) => void,
  ): Promise<{ readonly reason: Texts; readonly lasted: boolean } | null> => {
    let openedAt = Number.POSITIVE_INFINITY;
    let isOver = false;
    const tellWhether = () => {
      const reason = blocked ?? standing;
      tell(reason === null ? { kind: 'up' } : { kind: 'blocked', reason });
    };
    try {
      const opened = await openConsoleLink(
        { ...options, prefetch, holdMs: holdsMs, hadQueues },
        {
          ...handlers,
          onBlocked(reason) {
            blocked = reason === null ? null : [text('broker.blocked', { why: reason })];
            tellWhether();
          },
          onStandstill(stands) {
            if (!isOver) standing = stands ? [text('broker.standstill', { seconds: STANDSTILL_MS / 1_000 })] : null;
            if (link !== null && !isOver) tellWhether();
          },
        },
      );
      if (stopping) {
        await opened.close();
        return null;
      }
      link = opened;
      openedAt = performance.now();
      hadQueues = true;
      tellWhether();
      if (opened.lostQueues.length > 0) handlers.onQueuesLost(opened.lostQueues);
      const reason = await opened.ended;
      if (stopping) return null;
      throw reason ?? new Error('Connection closed');
    } catch (error) {
      if (stopping) return null;
      log.debug('The link to the broker ended.', { error });
      const patienceMs = unacknowledgedForMs(error);
      if (patienceMs !== null) {
        if (patienceMs > 0) holdsMs = Math.min(holdsMs, patienceMs / PARTS_OF_PATIENCE);
        handlers.onWarning(problemFor(error));
      }
      return { reason: problemFor(error), lasted: performance.now() - openedAt >= GOOD_LINK_MS };
    } finally {
      isOver = true;
      link = null;
      blocked = null;
      standing = null;
    }
  };

  const live = async (handlers: BusHandlers) => {
    const tell = (state: BusState) => {
      if (!stopping) handlers.onState(state);
    };
    tell({ kind: 'connecting', reason: [text('broker.connecting')] });
    for (let attempt = 1; ; attempt += 1) {
      if (stopping) return;
      const end = await liveOnce(handlers, tell);
      if (end === null) return;
      if (end.lasted) attempt = 1;
      problem = end.reason;
      const retryInMs = backoffMs(RETRIES, attempt, random());
      log.warn('RabbitMQ is not connected.', { reason: english(problem), retryInMs });
      tell({ kind: 'down', reason: problem, retryInMs });
      await pause(retryInMs);
    }
  };

  const problemFor = (error: unknown): Texts => {
    try {
      return brokerProblem(error, readBrokerAddress(options));
    } catch (unreadable) {
      return unreadable instanceof AppError ? unreadable.texts : verbatim(String(unreadable));
    }
  };

  const publish = async (message: OutgoingMessage): Promise<'delivered' | 'unroutable'> => {
    if (link === null) throw new AppError('brokerUnavailable', problem);
    const reason = blocked ?? standing;
    if (reason !== null) throw new AppError('brokerUnavailable', reason);
    return link.publisher.publish(message);
  };

  return {
    start(handlers) {
      running ??= live(handlers);
    },

    publishCommand(command, target) {
      return publish({
        exchange: target.kind === 'everyone' ? COMMAND_EXCHANGE : '',
        routingKey: target.kind === 'everyone' ? '' : target.queue,
        bytes: Buffer.from(JSON.stringify(ScanCommandMessage.parse(command))),
        options: {
          contentType: 'application/json',
          replyTo: replyQueueOf(consoleId),
          correlationId: command.operationId,
          mandatory: true,
          persistent: false,
        },
      });
    },

    async publishStray(message, strayId) {
      await publish({
        exchange: STRAYS_EXCHANGE,
        routingKey: '',
        bytes: message.bytes,
        options: strayOptions(message, consoleId, strayId),
      });
    },

    async publishClaim(strayId) {
      await publish({
        exchange: STRAYS_EXCHANGE,
        routingKey: '',
        bytes: new Uint8Array(),
        options: claimOptions(consoleId, strayId),
      });
    },

    async publishSelfTest(bytes, id) {
      await publish({
        exchange: '',
        routingKey: replyQueueOf(consoleId),
        bytes: Buffer.from(bytes),
        options: selfTestOptions(id),
      });
    },

    async stop() {
      stopping = true;
      wake();
      problem = [text('broker.closed')];
      await link?.close();
      // A connection that is being opened right now closes itself when it is open.
      await Promise.race([running, pause(MAX_STOP_MS)]);
    },
  };
}
