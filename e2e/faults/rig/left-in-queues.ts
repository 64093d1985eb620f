import { connect } from 'amqplib';

/** Takes everything out of these queues, which nobody consumes any more, and gives the message ids. A queue that is not there is empty. */
export async function takeLeft(url: string, queues: readonly string[]): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  const model = await connect(url);
  // A check of a queue that is not there closes its channel with an error, which the check itself rejects with.
  model.on('error', () => undefined);
  try {
    for (const queue of queues) {
      const channel = await model.createChannel();
      channel.on('error', () => undefined);
      try {
        await channel.checkQueue(queue);
      } catch {
        continue;
      }
      for (let message = await channel.get(queue, { noAck: true }); message !== false; ) {
        ids.add(String(message.properties.messageId));
        message = await channel.get(queue, { noAck: true });
      }
      await channel.close();
    }
  } finally {
    await model.close();
  }
  return ids;
}
