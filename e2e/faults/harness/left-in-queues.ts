import { connect, type Channel } from 'amqplib';
import type { PrivateRabbitMq } from './project';

/** Takes everything out of these queues, which nobody consumes any more, and gives the message ids. A queue that is not there is empty. */
export async function takeLeft(url: string, queues: readonly string[]): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  await eachQueue(url, queues, async (channel, queue) => {
    for (let message = await channel.get(queue, { noAck: true }); message !== false; ) {
      ids.add(String(message.properties.messageId));
      message = await channel.get(queue, { noAck: true });
    }
  });
  return ids;
}

/** How many messages wait in these queues for a consumer. */
export async function countWaiting(url: string, queues: readonly string[]): Promise<number> {
  let count = 0;
  await eachQueue(url, queues, async (_channel, _queue, waiting) => {
    count += waiting;
  });
  return count;
}

/** How many messages this queue has, those among them that a consumer has taken and not acknowledged. */
export async function countAll(broker: Pick<PrivateRabbitMq, 'ctl'>, queue: string): Promise<number> {
  const rows = (await broker.ctl(['list_queues', '--no-table-headers', 'messages', 'name'])).trim().split('\n');
  const row = rows.map((text) => text.split('\t')).find(([, name]) => name === queue);
  return Number(row?.[0] ?? 0);
}

async function eachQueue(
  url: string,
  queues: readonly string[],
  work: (channel: Channel, queue: string, waiting: number) => Promise<void>,
): Promise<void> {
  const model = await connect(url);
  model.on('error', () => undefined);
  try {
    for (const queue of queues) {
      const channel = await model.createChannel();
      // A check of a queue that is not there closes its channel with an error, which the check itself rejects with.
      channel.on('error', () => undefined);
      const there = await channel.checkQueue(queue).catch(() => null);
      if (there === null) continue;
      await work(channel, queue, there.messageCount);
      await channel.close();
    }
  } finally {
    await model.close();
  }
}
