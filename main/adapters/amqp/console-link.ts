import type { Channel, ConsumeMessage } from 'amqplib';
import { readJsonObject } from '../../../protocol/wire/body';
import { readHello } from '../../../protocol/wire/read-hello';
import type { BusHandlers, Log } from '../../domain/ports';
import type { BrokerOptions } from './broker-address';
import { type ConfirmedPublisher, createConfirmedPublisher } from './confirmed-publisher';
import {
  type TopologyOptions,
  declareCommandExchange,
  declarePresenceQueue,
  declareReplyQueue,
  declareReportQueue,
  declareStraysQueue,
} from './console-topology';
import { readStrayHeaders } from './message-properties';
import { type BrokerConnection, openConnection } from './open-connection';
import { createReportDeliveries } from './report-deliveries';

export interface ConsoleLinkOptions extends BrokerOptions, TopologyOptions {
  /** Messages that may be handled at once. */
  readonly prefetch: number;
  readonly log: Log;
}

/** What the recovery of the bus wants to hear of beside messages. */
export interface LinkHandlers extends Pick<BusHandlers, 'onReport' | 'onHello' | 'onStrayClaimed'> {
  /** The reason while the broker takes no messages, null when it takes them again. */
  onBlocked(reason: string | null): void;
}

/** Everything that the console has open on the broker. It is whole or it has ended: what breaks takes the rest with it. */
export interface ConsoleLink {
  readonly publisher: ConfirmedPublisher;
  /** Resolves when the link has ended, with the reason; null: it was closed on purpose. */
  readonly ended: Promise<Error | null>;
  close(): Promise<void>;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Connects twice, because RabbitMQ stops reading from a connection that publishes while it is short of memory or disk, and then would not
 * hear the acknowledgements that empty its queues. Rejects with the client's own error, see `brokerSentence`.
 */
export async function openConsoleLink(options: ConsoleLinkOptions, handlers: LinkHandlers): Promise<ConsoleLink> {
  const { consoleId, exchangeDurable, prefetch, log } = options;
  const name = `BurnIn Console ${consoleId}`;
  const connections: BrokerConnection[] = [];
  const closeAll = async () => {
    await Promise.all(connections.map((connection) => connection.close()));
  };

  const connect = async (purpose: string) => {
    const connection = await openConnection(options, `${name} (${purpose})`);
    connections.push(connection);
    return connection;
  };

  try {
    const consuming = await connect('reports');
    const publishing = await connect('commands');
    publishing.model.on('blocked', (reason) => handlers.onBlocked(reason));
    publishing.model.on('unblocked', () => handlers.onBlocked(null));
    const ended = Promise.race([consuming.ended, publishing.ended]);

    const publisherChannel = await publishing.openConfirmChannel();
    await declareCommandExchange(publisherChannel, exchangeDurable);

    const presence = await consuming.openChannel();
    await consumeForEver(
      presence,
      () => declarePresenceQueue(presence),
      true,
      (message) => takeHello(message, handlers, log),
      log,
    );

    const reports = await consuming.openChannel();
    await reports.prefetch(prefetch);
    const deliveries = createReportDeliveries(reports, handlers.onReport, log);
    const takeStray = (message: ConsumeMessage) => {
      const { from, strayId, claimed } = readStrayHeaders(message);
      if (from === consoleId) deliveries.skip(message);
      else if (claimed === null) deliveries.take(message, 'strays', strayId);
      else {
        deliveries.skip(message);
        handlers.onStrayClaimed(claimed);
      }
    };
    await consumeForEver(reports, () => declareStraysQueue(reports), false, takeStray, log);
    const queues = await Promise.all([
      consumeForEver(
        reports,
        () => declareReplyQueue(reports, consoleId),
        false,
        (message) => deliveries.take(message, 'reply', null),
        log,
      ),
      consumeForEver(
        reports,
        () => declareReportQueue(reports),
        false,
        (message) => deliveries.take(message, 'work', null),
        log,
      ),
    ]);

    return {
      publisher: createConfirmedPublisher(publisherChannel),
      ended: ended.then(async (reason) => {
        await closeAll();
        return reason;
      }),
      async close() {
        // Other consoles' claims are heard to the last. A link that has ended already cannot cancel; what is unacknowledged is delivered again.
        await Promise.all(queues.map((consumer) => consumer.cancel())).catch((error: unknown) =>
          log.debug('Consuming had ended before.', { error }),
        );
        await deliveries.settle();
        await closeAll();
      },
    };
  } catch (error) {
    // The connection's own reason says more than that a channel ended.
    const reason = await Promise.race([...connections.map((connection) => connection.ended), Promise.resolve(null)]);
    await closeAll();
    throw reason ?? error;
  }
}

interface Consumer {
  cancel(): Promise<void>;
}

/** Consumes a queue; when the broker says that it was deleted, declares it again and goes on. */
async function consumeForEver(
  channel: Channel,
  declare: () => Promise<string>,
  noAck: boolean,
  take: (message: ConsumeMessage) => void,
  log: Log,
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
      // When this fails, the channel closes and the whole link is made anew.
      consume().catch((error: unknown) => log.warn('A deleted queue could not be declared again.', { queue, error }));
    };
    ({ consumerTag: tag } = await channel.consume(queue, onMessage, { noAck }));
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
  else log.warn('A hello could not be read and is passed over.', { sentence: hello.error.sentence });
}
