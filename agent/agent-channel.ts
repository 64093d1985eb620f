import { backoffMs } from '../protocol/backoff';
import type { ConfirmChannel, ConsumeMessage, Options } from 'amqplib';
import { COMMAND_EXCHANGE, PRESENCE_EXCHANGE, REPORT_QUEUE } from '../protocol/topology';
import type { AgentConnection, Link } from './broker';
import { describeError, type Log } from './log';

/** A message that came to the agent's own queue. */
export interface IncomingMessage {
  readonly bytes: Uint8Array;
  /** True when it was sent to this agent's queue alone, false when it came by the fanout. */
  readonly direct: boolean;
  readonly replyTo: string | null;
  readonly messageId: string | null;
}

/** What became of a published message: kept by the broker, no queue for it, or not known (link lost or refused). */
type PublishOutcome = 'confirmed' | 'unroutable' | 'lost';

export interface AgentChannelOptions {
  readonly connection: AgentConnection;
  /** Whether `devicescan` is declared durable; false as every legacy peer does. */
  readonly exchangeDurable: boolean;
  /** How often an exchange for hellos is looked for that is not there yet and that we may not declare. */
  readonly presenceLookMs: number;
  readonly random: () => number;
  readonly log: Log;
  /** Each message is settled when the promise is; it must not reject. */
  readonly onMessage: (message: IncomingMessage) => Promise<void>;
  /**
   * Called when the agent can hear commands, also after every reconnect, with the name of its queue and whether the
   * broker lets it say hello.
   */
  readonly onReady: (queue: string, presence: boolean) => void;
  /** Called when it cannot hear them any more. */
  readonly onLost: () => void;
}

/**
 * One agent's channel: declares what the wire contract says, consumes the agent's own queue, publishes with confirms.
 * It opens itself again, for ever, after a lost link, a deleted queue or a refusal.
 */
export interface AgentChannel {
  /** Publishes and waits for the broker's word; `lost` at once while there is no channel. Never rejects. */
  publish(exchange: string, routingKey: string, body: Uint8Array, properties: Options.Publish): Promise<PublishOutcome>;
  /** Makes sure that the queue is still bound to the command exchange, which somebody may have deleted. Never throws. */
  checkBinding(): void;
  /** Closes the channel and declares everything again after a short wait. */
  reopen(reason: string): void;
  /** Ends for good. */
  close(): Promise<void>;
}

const MAX_BACKOFF_MS = 10_000;
/** Commands handled at once; more wait at the broker. */
const PREFETCH = 8;
/** A channel that lived this long was a good one: the next one comes soon. */
const GOOD_CHANNEL_MS = 5000;
const ACCESS_REFUSED = 403;
const NOT_FOUND = 404;
const PRECONDITION_FAILED = 406;

/** Opens the channel as soon as the connection has a link; what happens is told to `log` and the callbacks. */
export function openAgentChannel(options: AgentChannelOptions): AgentChannel {
  const { log } = options;
  let failures = 0;
  /** Names that exist with other properties, or that we may not declare: only looked up. */
  const lookedUpOnly = new Set<string>();
  /** False on a link whose broker does not let us have the presence exchange: hellos are an extra, answers are not. */
  let presence = true;
  let presenceLook: NodeJS.Timeout | null = null;
  const returned = new Set<string>();
  let link: Link | null = null;
  let channel: ConfirmChannel | null = null;
  let ownQueue = '';
  let retry: NodeJS.Timeout | null = null;
  let closed = false;

  const scheduleOpen = (reason: string): void => {
    if (closed || link === null || retry !== null) return;
    failures += 1;
    const waitMs = backoffMs({ firstMs: 200, maxMs: MAX_BACKOFF_MS, spread: [0.5, 1] }, failures, options.random());
    log('warn', `${reason} Declaring again in ${(waitMs / 1000).toFixed(1)} s.`);
    retry = setTimeout(() => {
      retry = null;
      void open();
    }, waitMs);
  };

  const open = async (): Promise<void> => {
    const openedOn = link;
    if (closed || openedOn === null) return;
    let declaring = '';
    let opened: ConfirmChannel | null = null;
    try {
      opened = await openedOn.openChannel();
      const fresh = opened;
      watch(fresh, openedOn);
      declaring = COMMAND_EXCHANGE;
      await declareFanout(fresh, COMMAND_EXCHANGE, options.exchangeDurable, lookedUpOnly);
      declaring = PRESENCE_EXCHANGE;
      if (presence) await declareFanout(fresh, PRESENCE_EXCHANGE, false, lookedUpOnly);
      // Asks whether we may publish there, and does nothing: a hello that is refused would end the channel, and commands would be missed.
      if (presence && lookedUpOnly.has(PRESENCE_EXCHANGE)) await fresh.unbindExchange(PRESENCE_EXCHANGE, COMMAND_EXCHANGE, '');
      declaring = REPORT_QUEUE;
      await (lookedUpOnly.has(REPORT_QUEUE)
        ? fresh.checkQueue(REPORT_QUEUE)
        : fresh.assertQueue(REPORT_QUEUE, { durable: true }));
      declaring = '';
      const { queue } = await fresh.assertQueue('', { exclusive: true, autoDelete: true, durable: false });
      await fresh.bindQueue(queue, COMMAND_EXCHANGE, '');
      await fresh.prefetch(PREFETCH);
      await fresh.consume(queue, (message) => {
        if (message === null) reopen('The command queue was deleted.');
        else void handle(fresh, message);
      });
      if (closed || link !== openedOn) {
        await closeQuietly(fresh);
        return;
      }
      channel = fresh;
      ownQueue = queue;
      options.onReady(queue, presence);
    } catch (error) {
      if (opened !== null) await closeQuietly(opened);
      if (link !== openedOn) return;
      // What was learned makes the next try another one, so it need not wait.
      if (learnFrom(declaring, errorCode(error))) void open();
      else scheduleOpen(`Cannot set up the queues: ${describeError(error)}.`);
    }
  };

  const watch = (fresh: ConfirmChannel, openedOn: Link): void => {
    const openedAt = performance.now();
    let refusal = 'no reason given';
    returned.clear();
    fresh.on('error', (error) => {
      refusal = describeError(error);
      // While the channel is being set up, it is declaring that was refused, not publishing.
      if (channel === fresh && errorCode(error) === ACCESS_REFUSED && refusal.includes(`'${PRESENCE_EXCHANGE}'`))
        giveUpPresence(refusal);
    });
    fresh.on('return', (message) => {
      if (typeof message.properties.messageId === 'string') returned.add(message.properties.messageId);
    });
    fresh.once('close', () => {
      if (channel !== fresh) return;
      channel = null;
      if (performance.now() - openedAt >= GOOD_CHANNEL_MS) failures = 0;
      options.onLost();
      // When the whole link is lost its channels close first; then there is nothing to declare on.
      queueMicrotask(() => {
        if (link === openedOn) scheduleOpen(`The broker closed the channel: ${refusal}.`);
      });
    });
  };

  /** What the broker refused to let us declare is taken as it is, or, for hellos, done without. @returns whether something was learned */
  const learnFrom = (refused: string, code: number): boolean => {
    if (refused === PRESENCE_EXCHANGE && lookedUpOnly.has(refused)) {
      giveUpPresence(`"${PRESENCE_EXCHANGE}" cannot be used`);
      if (code === NOT_FOUND) lookForPresenceLater();
      return true;
    }
    if (code === NOT_FOUND) lookedUpOnly.clear();
    if (refused === '' || lookedUpOnly.has(refused) || (code !== ACCESS_REFUSED && code !== PRECONDITION_FAILED)) return false;
    lookedUpOnly.add(refused);
    log('warn', `"${refused}" exists with other properties, or this user may not declare it; it is taken as it is.`);
    return true;
  };

  /** Consoles declare the exchange; one may come after us. */
  const lookForPresenceLater = (): void => {
    if (presenceLook !== null) clearTimeout(presenceLook);
    presenceLook = setTimeout(() => {
      presenceLook = null;
      void lookForPresence();
    }, options.presenceLookMs);
  };

  const lookForPresence = async (): Promise<void> => {
    const lookedOn = link;
    if (closed || presence || lookedOn === null) return;
    try {
      // A channel of its own: looking for what is not there ends it.
      const looking = await lookedOn.openChannel();
      looking.on('error', () => {});
      await looking.checkExchange(PRESENCE_EXCHANGE);
      await closeQuietly(looking);
    } catch {
      if (link === lookedOn) lookForPresenceLater();
      return;
    }
    if (link !== lookedOn) return;
    presence = true;
    reopen(`"${PRESENCE_EXCHANGE}" is there now.`);
  };

  const giveUpPresence = (why: string): void => {
    if (!presence) return;
    presence = false;
    log('warn', `Says no hello on this link: ${why}.`);
  };

  const handle = async (from: ConfirmChannel, message: ConsumeMessage): Promise<void> => {
    const { replyTo, messageId } = message.properties as { readonly replyTo?: unknown; readonly messageId?: unknown };
    await options.onMessage({
      bytes: message.content,
      direct: message.fields.exchange === '',
      replyTo: textOf(replyTo),
      messageId: textOf(messageId),
    });
    if (channel !== from) return;
    try {
      from.ack(message);
    } catch {
      // The channel is closing; its queue goes with it.
    }
  };

  const reopen = (reason: string): void => {
    const current = channel;
    if (current === null) return;
    channel = null;
    options.onLost();
    void closeQuietly(current);
    scheduleOpen(reason);
  };

  const unsubscribe = options.connection.subscribe((next) => {
    link = next;
    if (retry !== null) clearTimeout(retry);
    retry = null;
    presence = true;
    if (next === null) {
      if (channel === null) return;
      channel = null;
      options.onLost();
    } else void open();
  });

  return {
    publish(exchange, routingKey, body, properties) {
      const current = channel;
      if (current === null) return Promise.resolve('lost');
      const { messageId } = properties;
      return new Promise((resolve) => {
        try {
          current.publish(
            exchange,
            routingKey,
            Buffer.from(body.buffer, body.byteOffset, body.byteLength),
            properties,
            (error) => {
              const cameBack = messageId !== undefined && returned.delete(messageId);
              if (error !== null && error !== undefined) resolve('lost');
              else resolve(cameBack ? 'unroutable' : 'confirmed');
            },
          );
        } catch {
          resolve('lost');
        }
      });
    },
    checkBinding() {
      // A missing exchange closes the channel, and the new one declares it.
      channel?.bindQueue(ownQueue, COMMAND_EXCHANGE, '').catch(() => {});
    },
    reopen,
    async close() {
      closed = true;
      unsubscribe();
      if (retry !== null) clearTimeout(retry);
      if (presenceLook !== null) clearTimeout(presenceLook);
      const current = channel;
      channel = null;
      if (current !== null) await closeQuietly(current);
    },
  };
}

async function declareFanout(
  channel: ConfirmChannel,
  exchange: string,
  durable: boolean,
  lookedUpOnly: ReadonlySet<string>,
): Promise<void> {
  if (lookedUpOnly.has(exchange)) await channel.checkExchange(exchange);
  else await channel.assertExchange(exchange, 'fanout', { durable });
}

function textOf(property: unknown): string | null {
  return typeof property === 'string' && property !== '' ? property : null;
}

function errorCode(error: unknown): number {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number' ? error.code : 0;
}

async function closeQuietly(channel: ConfirmChannel): Promise<void> {
  try {
    await channel.close();
  } catch {
    // It was closed already.
  }
}
