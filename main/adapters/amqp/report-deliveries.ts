import { text } from '../../../protocol/texts/text';
import type { Channel, ConsumeMessage } from 'amqplib';
import type { IncomingMessage } from '../../domain/ports/bus';
import type { Log } from '../../domain/ports/log';
import { createAckWindow } from './ack-window';
import { largeBodyOf } from './large-bodies';
import { evidenceOf } from './message-properties';
import { hasUnreadableHeaders } from './unreadable-headers';

/** How long messages that could not be handled rest before one of them is tried again: at first, and when it was in vain so far. */
const FIRST_REST_MS = 1_000;
const MAX_REST_MS = 10_000;
/** How long messages are handled in one go, before timers, other connections and the window have their turn. */
const MAX_GO_MS = 8;
/** How long stopping waits for messages that are being handled. */
const MAX_SETTLING_MS = 5_000;
const NOTHING = Buffer.alloc(0);
const NO_PROPERTIES = {} as ConsumeMessage['properties'];
const UNREADABLE = text('message.headersDamaged');

interface Taken {
  readonly tag: number;
  readonly message: IncomingMessage;
}

export interface DeliveriesOptions {
  /** Resolves when the message is durable; when it rejects the message is tried again, with the same object. */
  readonly onReport: (message: IncomingMessage) => Promise<void>;
  /** Of the bodies that are not acknowledged yet; told whenever it changes. */
  readonly onBytes: (bytes: number) => void;
  readonly log: Log;
}

export interface ReportDeliveries {
  take(message: ConsumeMessage, source: IncomingMessage['source'], strayId: string | null): void;
  /** Acknowledges without handling. */
  skip(message: ConsumeMessage): void;
  /** How long there have been messages that could not be handled, ms; 0 when there is none. */
  heldForMs(): number;
  /** Until `goOn`, begins with no further message and keeps the bytes of none. An offer of another console is that console's to keep. */
  stopTaking(): void;
  /** Gives back everything that was not begun or could not be handled. Only after consuming has ended: else it comes again at once. */
  giveBack(): void;
  goOn(): void;
  /** After consuming has ended: waits for what is being handled (5 s at most), acknowledges it, and gives the rest back. */
  settle(): Promise<void>;
}

/**
 * Brings the messages of one channel to their handler and acknowledges each after its handler has resolved. What cannot be handled
 * stays unacknowledged and is tried again here: a broker counts how often it delivers a message, and may drop it for that.
 */
export function createReportDeliveries(channel: Channel, { onReport, onBytes, log }: DeliveriesOptions): ReportDeliveries {
  const window = createAckWindow();
  /** Not yet acknowledged, by delivery tag. */
  const open = new Map<number, { readonly ticket: ConsumeMessage; readonly bytes: number }>();
  let openBytes = 0;
  /** Came, and not begun yet. */
  let waiting: Taken[] = [];
  /** Could not be handled; the first is tried again next. */
  let held: Taken[] = [];
  /** Since when each message that failed and is not settled has failed. */
  const failing = new Map<number, number>();
  let rest: NodeJS.Timeout | null = null;
  let restMs = FIRST_REST_MS;
  /** How many are being handled, and whom to tell when that is none. */
  let handling = 0;
  let onIdle: (() => void) | null = null;
  let flushPlanned = false;
  let takes = true;
  /** Delivery tags that are to be given back when consuming has ended; null: it has, they go back at once. */
  let leaving: number[] | null = [];

  const toBroker = (tell: () => void) => {
    try {
      tell();
    } catch (error) {
      // The channel has closed: the broker delivers these again.
      log.debug('An acknowledgement came too late.', { error });
    }
  };

  const forget = (tag: number) => {
    openBytes -= open.get(tag)?.bytes ?? 0;
    open.delete(tag);
  };

  const acknowledge = (tag: number, allUpTo: boolean) => {
    const delivery = open.get(tag);
    if (delivery !== undefined) toBroker(() => channel.ack(delivery.ticket, allUpTo));
  };

  const flush = () => {
    flushPlanned = false;
    const { upTo, single } = window.take();
    if (upTo !== null) {
      acknowledge(upTo, true);
      for (const tag of open.keys()) {
        if (tag > upTo) break;
        forget(tag);
      }
    }
    for (const tag of single) {
      acknowledge(tag, false);
      forget(tag);
    }
    onBytes(openBytes);
  };

  const handled = (tag: number) => {
    failing.delete(tag);
    window.handled(tag);
    if (flushPlanned) return;
    flushPlanned = true;
    setImmediate(flush);
  };

  const giveBackOne = (tag: number) => {
    const delivery = open.get(tag);
    forget(tag);
    window.givenBack(tag);
    if (delivery !== undefined) toBroker(() => channel.nack(delivery.ticket, false, true));
  };

  const leave = ({ tag, message: { source } }: Taken) => {
    if (source === 'strays') handled(tag);
    else if (leaving === null) giveBackOne(tag);
    else leaving.push(tag);
  };

  const hold = (taken: Taken, error: unknown) => {
    if (!takes) {
      leave(taken);
      return;
    }
    if (failing.size === 0)
      log.warn('A message could not be stored; it is tried again until it is.', { source: taken.message.source, error });
    if (!failing.has(taken.tag)) failing.set(taken.tag, performance.now());
    held.push(taken);
    rest ??= setTimeout(() => void tryOne(), restMs);
  };

  /** One of them finds out whether the others can be handled, too; one that never can be comes last again. */
  const tryOne = async () => {
    rest = null;
    const first = held.shift();
    if (first === undefined) return;
    restMs = Math.min(MAX_REST_MS, restMs * 2);
    if (!(await handle(first))) return;
    restMs = FIRST_REST_MS;
    const others = held;
    held = [];
    begin(others);
  };

  const handle = async (taken: Taken): Promise<boolean> => {
    handling += 1;
    try {
      await onReport(taken.message);
      handled(taken.tag);
      return true;
    } catch (error) {
      hold(taken, error);
      return false;
    } finally {
      handling -= 1;
      if (handling === 0) onIdle?.();
    }
  };

  const workOff = () => {
    const until = performance.now() + MAX_GO_MS;
    while (waiting.length > 0 && performance.now() < until) {
      const next = waiting.shift();
      if (next !== undefined) void handle(next);
    }
    if (waiting.length > 0) setImmediate(workOff);
  };

  const begin = (taken: readonly Taken[]) => {
    if (waiting.length === 0 && taken.length > 0) setImmediate(workOff);
    for (const one of taken) waiting.push(one);
  };

  const note = ({ content, fields }: ConsumeMessage): number => {
    open.set(fields.deliveryTag, { ticket: ticketOf(fields), bytes: takes ? content.byteLength : 0 });
    openBytes += takes ? content.byteLength : 0;
    return fields.deliveryTag;
  };

  const stopTaking = () => {
    takes = false;
    if (rest !== null) clearTimeout(rest);
    rest = null;
    restMs = FIRST_REST_MS;
    const all = [...held, ...waiting];
    held = [];
    waiting = [];
    failing.clear();
    for (const taken of all) leave(taken);
  };

  const giveBack = () => {
    for (const tag of leaving ?? []) giveBackOne(tag);
    leaving = null;
    onBytes(openBytes);
  };

  return {
    take(message, source, strayId) {
      const tag = note(message);
      const taken = { tag, message: incoming(message, source, strayId) };
      if (takes) begin([taken]);
      else leave(taken);
      onBytes(openBytes);
    },
    skip: (message) => handled(note(message)),
    heldForMs() {
      // In the order in which they failed first.
      const [oldest] = failing.values();
      return oldest === undefined ? 0 : performance.now() - oldest;
    },
    stopTaking,
    giveBack,
    goOn() {
      takes = true;
      leaving = [];
    },
    async settle() {
      stopTaking();
      if (handling > 0) {
        await new Promise<void>((resolve) => {
          const giveUp = setTimeout(resolve, MAX_SETTLING_MS);
          onIdle = () => {
            clearTimeout(giveUp);
            resolve();
          };
        });
      }
      flush();
      giveBack();
    },
  };
}

/** All that an acknowledgement needs, so that the body can be let go of. */
function ticketOf(fields: ConsumeMessage['fields']): ConsumeMessage {
  return { fields, content: NOTHING, properties: NO_PROPERTIES };
}

function incoming(message: ConsumeMessage, source: IncomingMessage['source'], strayId: string | null): IncomingMessage {
  const whole = largeBodyOf(message);
  return {
    bytes: message.content,
    properties: evidenceOf(message),
    source,
    strayId,
    ...(whole === null ? {} : { whole }),
    ...(hasUnreadableHeaders(message) ? { problem: UNREADABLE } : {}),
  };
}
