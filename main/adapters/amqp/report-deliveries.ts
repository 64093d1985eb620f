import type { Channel, ConsumeMessage } from 'amqplib';
import type { IncomingMessage, Log } from '../../domain/ports';
import { createAckWindow } from './ack-window';
import { evidenceOf } from './message-properties';
import { hasUnreadableHeaders } from './unreadable-headers';

/** How long a message that could not be handled rests before it is given back to its queue. */
const GIVE_BACK_AFTER_MS = 1_000;
/** How long messages are handled in one go, before timers, other connections and the window have their turn. */
const LONGEST_GO_MS = 8;
/** How long stopping waits for messages that are being handled. */
const LONGEST_SETTLING_MS = 5_000;
const UNREADABLE = 'The AMQP headers of the message cannot be decoded: they nest too deep or are damaged.';

interface Waiting {
  readonly message: ConsumeMessage;
  readonly source: IncomingMessage['source'];
  readonly strayId: string | null;
}

export interface ReportDeliveries {
  take(message: ConsumeMessage, source: IncomingMessage['source'], strayId: string | null): void;
  /** Acknowledges without handling. */
  skip(message: ConsumeMessage): void;
  /** Waits for what is being handled (5 s at most), acknowledges it, and gives the rest back. */
  settle(): Promise<void>;
}

/** Brings the messages of one channel to their handler and acknowledges each after its handler has resolved. */
export function createReportDeliveries(
  channel: Channel,
  onReport: (message: IncomingMessage) => Promise<void>,
  log: Log,
): ReportDeliveries {
  const window = createAckWindow();
  /** Not yet acknowledged, by delivery tag. */
  const open = new Map<number, ConsumeMessage>();
  /** Came, and not begun yet. */
  const waiting: Waiting[] = [];
  /** How many are being handled, and whom to tell when that is none. */
  let handling = 0;
  let onIdle: (() => void) | null = null;
  const resting = new Map<number, NodeJS.Timeout>();
  let flushPlanned = false;

  const toBroker = (tell: () => void) => {
    try {
      tell();
    } catch (error) {
      // The channel has closed: the broker delivers these again.
      log.debug('An acknowledgement came too late.', { error });
    }
  };

  const acknowledge = (tag: number, allUpTo: boolean) => {
    const message = open.get(tag);
    if (message !== undefined) toBroker(() => channel.ack(message, allUpTo));
  };

  const flush = () => {
    flushPlanned = false;
    const { upTo, single } = window.take();
    if (upTo !== null) {
      acknowledge(upTo, true);
      for (const tag of open.keys()) {
        if (tag > upTo) break;
        open.delete(tag);
      }
    }
    for (const tag of single) {
      acknowledge(tag, false);
      open.delete(tag);
    }
  };

  const handled = (tag: number) => {
    window.handled(tag);
    if (flushPlanned) return;
    flushPlanned = true;
    setImmediate(flush);
  };

  const giveBack = (tag: number) => {
    resting.delete(tag);
    const message = open.get(tag);
    open.delete(tag);
    window.givenBack(tag);
    if (message !== undefined) toBroker(() => channel.nack(message, false, true));
  };

  const handle = async ({ message, source, strayId }: Waiting) => {
    const tag = message.fields.deliveryTag;
    handling += 1;
    try {
      await onReport({
        bytes: message.content,
        properties: evidenceOf(message),
        source,
        strayId,
        ...(hasUnreadableHeaders(message) ? { problem: UNREADABLE } : {}),
      });
      handled(tag);
    } catch (error) {
      log.warn('A message could not be stored; it goes back to its queue.', { source, error });
      resting.set(
        tag,
        setTimeout(() => giveBack(tag), GIVE_BACK_AFTER_MS),
      );
    } finally {
      handling -= 1;
      if (handling === 0) onIdle?.();
    }
  };

  const workOff = () => {
    const until = performance.now() + LONGEST_GO_MS;
    while (waiting.length > 0 && performance.now() < until) {
      const next = waiting.shift();
      if (next !== undefined) void handle(next);
    }
    if (waiting.length > 0) setImmediate(workOff);
  };

  return {
    take(message, source, strayId) {
      open.set(message.fields.deliveryTag, message);
      if (waiting.length === 0) setImmediate(workOff);
      waiting.push({ message, source, strayId });
    },
    skip(message) {
      open.set(message.fields.deliveryTag, message);
      handled(message.fields.deliveryTag);
    },
    async settle() {
      // Not acknowledged: the broker gives them to the next consumer.
      waiting.length = 0;
      if (handling > 0) {
        await new Promise<void>((resolve) => {
          const giveUp = setTimeout(resolve, LONGEST_SETTLING_MS);
          onIdle = () => {
            clearTimeout(giveUp);
            resolve();
          };
        });
      }
      flush();
      for (const [tag, timer] of resting) {
        clearTimeout(timer);
        giveBack(tag);
      }
    },
  };
}
