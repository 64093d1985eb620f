import type { Channel } from 'amqplib';
import { COMMAND_EXCHANGE, PRESENCE_EXCHANGE, REPORT_QUEUE, STRAYS_EXCHANGE, replyQueueOf } from '../../../protocol/topology';

export interface TopologyOptions {
  readonly consoleId: string;
  /** As the exchange `devicescan` exists beside legacy agents; false is their default. */
  readonly exchangeDurable: boolean;
}

/** The exchange that carries commands. Another durability than the existing one's closes the channel (406). */
export async function declareCommandExchange(channel: Channel, exchangeDurable: boolean): Promise<void> {
  await channel.assertExchange(COMMAND_EXCHANGE, 'fanout', { durable: exchangeDurable });
}

/** The work queue of reports, as legacy peers declare it: durable, classic, without arguments. Gives its name. */
export async function declareReportQueue(channel: Channel): Promise<string> {
  return (await channel.assertQueue(REPORT_QUEUE, { durable: true })).queue;
}

/** This console's own reply queue. Durable: what comes while the console is away waits for it. */
export async function declareReplyQueue(channel: Channel, consoleId: string): Promise<string> {
  return (await channel.assertQueue(replyQueueOf(consoleId), { durable: true })).queue;
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
