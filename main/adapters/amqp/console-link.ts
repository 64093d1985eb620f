import { english } from '../../../messages/english';
import type { Channel, ConsumeMessage } from 'amqplib';
import { readJsonObject } from '../../../protocol/wire/body';
import { readHello } from '../../../protocol/wire/read-hello';
import { REPORT_QUEUE, STRAYS_EXCHANGE, replyQueueOf } from '../../../protocol/topology';
import type { BusHandlers, IncomingMessage } from '../../domain/ports/bus';
import type { Log } from '../../domain/ports/log';
import type { BrokerOptions } from './broker-address';
import { type ConfirmedPublisher, createConfirmedPublisher, STANDSTILL_MS } from './confirmed-publisher';
import {
  type TopologyOptions,
  declareCommandExchange,
  declarePresenceQueue,
  declareReportQueue,
  declareStraysQueue,
} from './console-topology';
import { probeLine } from './line-probe';
import { peerOptions, readStrayHeaders } from './message-properties';
import { type BrokerConnection, openConnection, unlessEnded } from './open-connection';
import { isThere, type QueueKind, quorumWarning, surveyQueue } from './queue-survey';
import { createReadingPause } from './reading-pause';
import { createReplyQueue } from './reply-queue';
import { type Consumer, createReportConsumers } from './report-consumers';
import { createReportDeliveries } from './report-deliveries';

export interface ConsoleLinkOptions extends BrokerOptions, TopologyOptions {
  /** Messages that may be handled at once. */
  readonly prefetch: number;
  /** How long messages may be held that cannot be handled, ms; then they go back to their queues. */
  readonly holdMs: number;
  /** Names this run of the program. */
  readonly instance: string;
  /** Whether its queues were there before in this run of the program. */
  readonly hadQueues: boolean;
  /** Takes from this console's own queue only: nothing that other consoles could take. */
  readonly ownQueueOnly?: boolean;
  readonly log: Log;
}

/** What the recovery of the bus wants to hear of beside messages. */
export interface LinkHandlers
  extends Pick<BusHandlers, 'onReport' | 'onHello' | 'onStrayClaimed' | 'canTake' | 'onWarning' | 'onQueuesLost' | 'onTwin'> {
  /** The reason while the broker takes no messages, null when it takes them again. */
  onBlocked(reason: string | null): void;
  /** Whether the broker confirms nothing, although nobody has said that the line is gone. */
  onStandstill(stands: boolean): void;
}

/** Everything that the console has open on the broker. It is whole or it has ended: what breaks takes the rest with it. */
export interface ConsoleLink {
  readonly publisher: ConfirmedPublisher;
  /** Queues that were not there any more when it was opened. */
  readonly lostQueues: readonly string[];
  /** Resolves when the link has ended, with the reason; null: it was closed on purpose. */
  readonly ended: Promise<Error | null>;
  close(): Promise<void>;
}

/** A broker that is silent cancels nothing. */
const MAX_STOP_MS = 3_000;
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Connects twice, because RabbitMQ stops reading from a connection that publishes while it is short of memory or disk, and then would not
 * hear the acknowledgements that empty its queues. Rejects with the client's own error, see `brokerProblem`.
 */
export async function openConsoleLink(options: ConsoleLinkOptions, handlers: LinkHandlers): Promise<ConsoleLink> {
  const { consoleId, instance, hadQueues, exchangeDurable, prefetch, holdMs, ownQueueOnly = false, log } = options;
  const name = `BurnIn Console ${consoleId}`;
  const connections: BrokerConnection[] = [];
  let sayEnded: (reason: Error | null) => void = () => undefined;
  const ended = new Promise<Error | null>((resolve) => {
    sayEnded = resolve;
  });
  const closeAll = async () => {
    await Promise.all(connections.map((connection) => connection.close()));
  };

  const connect = async (purpose: string) => {
    const connection = await openConnection(options, `${name} (${purpose})`);
    connections.push(connection);
    void connection.ended.then(sayEnded);
    return connection;
  };

  const open = async (): Promise<ConsoleLink> => {
    const consuming = await connect('reports');
    const publishing = await connect('commands');
    publishing.model.on('blocked', (reason) => handlers.onBlocked(reason));
    publishing.model.on('unblocked', () => handlers.onBlocked(null));

    const publisherChannel = await publishing.openConfirmChannel();
    await declareCommandExchange(publisherChannel, exchangeDurable);

    const presence = await consuming.openChannel();
    await consumeForEver(
      presence,
      () => declarePresenceQueue(presence),
      { noAck: true, exclusive: false },
      (message) => takeHello(message, handlers, log),
      log,
    );

    const replyQueue = replyQueueOf(consoleId);
    const kinds = new Map<string, QueueKind>();
    const lostQueues: string[] = [];
    for (const queue of [REPORT_QUEUE, replyQueue]) {
      if (hadQueues && !(await isThere(consuming.model, queue))) lostQueues.push(queue);
      const kind = await surveyQueue(consuming.model, queue);
      kinds.set(queue, kind);
      if (kind !== 'classic') handlers.onWarning([quorumWarning(queue)]);
    }

    const standing = new Set<'confirm' | 'answer'>();
    const standsStill = (what: 'confirm' | 'answer') => (stands: boolean) => {
      const before = standing.size > 0;
      if (stands) standing.add(what);
      else standing.delete(what);
      if (before !== standing.size > 0) handlers.onStandstill(standing.size > 0);
    };
    const publisher = createConfirmedPublisher(publisherChannel, standsStill('confirm'));
    // It sets what is set, needs no right, and is answered in its turn. Reports may be kept from being read for a while, this connection never is.
    const endProbe = probeLine(() => publisherChannel.prefetch(0), STANDSTILL_MS, standsStill('answer'));
    void ended.then(endProbe);
    const reports = await consuming.openChannel();
    await reports.prefetch(prefetch);
    const deliveries = createReportDeliveries(reports, {
      onReport: handlers.onReport,
      onBytes: (bytes) => consumers.bytes(bytes),
      log,
    });
    const declare = (queue: string) => declareReportQueue(reports, queue, kinds.get(queue) ?? 'classic');
    const consume = (queue: string, source: IncomingMessage['source'], exclusive: boolean) =>
      consumeForEver(
        reports,
        async () => (await declare(queue)).queue,
        { noAck: false, exclusive },
        (message) => deliveries.take(message, source, null),
        log,
        () => handlers.onQueuesLost([queue]),
      );
    const replies = createReplyQueue({
      instance,
      declare: () => declare(replyQueue),
      consume: () => consume(replyQueue, 'reply', true),
      announce: (peer) => {
        publisher
          .publish({ exchange: STRAYS_EXCHANGE, routingKey: '', bytes: new Uint8Array(), options: peerOptions(consoleId, peer) })
          .catch((error: unknown) => log.debug('This console could not be announced.', { error }));
      },
      onTwin: handlers.onTwin,
    });
    const consumers = createReportConsumers({
      deliveries,
      reading: createReadingPause(consuming.model),
      consume: () => Promise.all([replies.consume(), ...(ownQueueOnly ? [] : [consume(REPORT_QUEUE, 'work', false)])]),
      canTake: handlers.canTake,
      holdMs,
      log,
    });
    const takeStray = (message: ConsumeMessage) => {
      const { from, strayId, claimed, peer } = readStrayHeaders(message);
      if (!ownQueueOnly && from !== consoleId && claimed === null && peer === null) {
        deliveries.take(message, 'strays', strayId);
        return;
      }
      deliveries.skip(message);
      if (from === consoleId && peer !== null) replies.heard(peer);
      else if (from !== consoleId && claimed !== null) handlers.onStrayClaimed(claimed);
    };
    await consumeForEver(reports, () => declareStraysQueue(reports), { noAck: false, exclusive: false }, takeStray, log);
    await consumers.start();

    return {
      publisher,
      lostQueues,
      ended: ended.then(async (reason) => {
        consumers.abandon();
        await closeAll();
        return reason;
      }),
      async close() {
        endProbe();
        // Other consoles' claims are heard to the last; of a broker that is silent nothing is.
        await Promise.race([consumers.stop(), new Promise((resolve) => setTimeout(resolve, MAX_STOP_MS).unref())]);
        await deliveries.settle();
        await closeAll();
      },
    };
  };

  try {
    return await unlessEnded({ ended }, open());
  } catch (error) {
    // The connection's own reason says more than that a channel ended.
    const reason = await Promise.race([...connections.map((connection) => connection.ended), Promise.resolve(null)]);
    await closeAll();
    throw reason ?? error;
  }
}

/** Consumes a queue; when the broker says that it was deleted, declares it again and goes on. */
async function consumeForEver(
  channel: Channel,
  declare: () => Promise<string>,
  how: { readonly noAck: boolean; readonly exclusive: boolean },
  take: (message: ConsumeMessage) => void,
  log: Log,
  onDeleted: () => void = () => undefined,
): Promise<Consumer> {
  let tag = '';
  let cancelled = false;
  const consume = async (): Promise<void> => {
    const queue = await declare();
    const onMessage = (message: ConsumeMessage | null) => {
      if (message !== null) {
        take(message);
        return;
      }
      if (cancelled) return;
      log.warn('A queue was deleted on the broker; it is declared again.', { queue });
      // When this fails, the channel closes and the whole link is made again.
      consume()
        .then(onDeleted)
        .catch((error: unknown) => log.warn('A deleted queue could not be declared again.', { queue, error }));
    };
    ({ consumerTag: tag } = await channel.consume(queue, onMessage, how));
  };
  await consume();
  return {
    async cancel() {
      cancelled = true;
      await channel.cancel(tag);
    },
  };
}

function takeHello({ content }: ConsumeMessage, { onHello }: LinkHandlers, log: Log): void {
  const body = readJsonObject(content, (bytes) => decoder.decode(bytes));
  const hello = body.ok ? readHello(body.value) : body;
  if (hello.ok) onHello(hello.value);
  else log.warn('A hello could not be read and is passed over.', { reason: english(hello.error.reason) });
}
