import { type ConsumeMessage, connect } from 'amqplib';
import { PREFETCH } from '../../main/adapters/amqp/message-bus';
import { type Rate, startRate } from './rate';

/**
 * The least that consuming costs: takes so many messages from a queue, acknowledges each and looks at none.
 * @param handle what comes between a message and its acknowledgement, by its number from 0
 * @returns the rate of messages, from the first one until the broker has heard every acknowledgement
 */
export async function timeBareConsumer(
  amqpUrl: string,
  queue: string,
  count: number,
  handle?: (index: number) => Promise<unknown>,
): Promise<Rate> {
  const connection = await connect(amqpUrl);
  try {
    const channel = await connection.createChannel();
    await channel.prefetch(PREFETCH);
    let end = startRate();
    let taken = 0;
    let acknowledged = 0;
    await new Promise<void>((resolve, reject) => {
      const acknowledge = (message: ConsumeMessage): void => {
        channel.ack(message);
        acknowledged += 1;
        if (acknowledged === count) resolve();
      };
      const take = (message: ConsumeMessage | null): void => {
        if (message === null) return;
        if (taken === 0) end = startRate();
        taken += 1;
        if (handle === undefined) acknowledge(message);
        else handle(taken - 1).then(() => acknowledge(message), reject);
      };
      channel.once('error', reject);
      channel.consume(queue, take).catch(reject);
    });
    // Its answer comes after all that was sent before it.
    await channel.checkQueue(queue);
    return end(count);
  } finally {
    await connection.close();
  }
}
