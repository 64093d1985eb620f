import type { Channel } from 'amqplib';
import { COMMAND_EXCHANGE, PRESENCE_EXCHANGE, STRAYS_EXCHANGE } from '../../../protocol/topology';
import type { QueueKind } from './queue-survey';

export interface TopologyOptions {
  readonly consoleId: string;
  /** As the exchange `devicescan` exists beside legacy agents; false is their default. */
  readonly exchangeDurable: boolean;
}

/** The exchange that carries commands. Another durability than the existing one's closes the channel (406). */
export async function declareCommandExchange(channel: Channel, exchangeDurable: boolean): Promise<void> {
  await channel.assertExchange(COMMAND_EXCHANGE, 'fanout', { durable: exchangeDurable });
}

/** A queue that waits for its consumer, as it stands at the broker. */
export interface StandingQueue {
  readonly queue: string;
  readonly consumerCount: number;
}

/**
 * A durable queue of reports without arguments, as legacy peers declare the one that all share; what comes while the console is away waits.
 * A quorum queue by its own arguments is taken as it is.
 */
export function declareReportQueue(channel: Channel, queue: string, kind: QueueKind): Promise<StandingQueue> {
  return kind === 'quorumByArguments' ? channel.checkQueue(queue) : channel.assertQueue(queue, { durable: true });
}

/** A queue of this connection's own that gets everything published to the presence exchange. */
export function declarePresenceQueue(channel: Channel): Promise<string> {
  return declareListener(channel, PRESENCE_EXCHANGE);
}

/** A queue of this connection's own that gets everything published to the strays exchange. */
export function declareStraysQueue(channel: Channel): Promise<string> {
  return declareListener(channel, STRAYS_EXCHANGE);
}

async function declareListener(channel: Channel, exchange: string): Promise<string> {
  await channel.assertExchange(exchange, 'fanout', { durable: false });
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, exchange, '');
  return queue;
}
