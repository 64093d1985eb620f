import { randomUUID } from 'node:crypto';
import { connect } from 'amqplib';

/** Puts messages into a durable queue as agents do, and returns when the broker has all of them safe. */
export async function fillQueue(amqpUrl: string, queue: string, bodies: readonly Uint8Array[]): Promise<void> {
  const connection = await connect(amqpUrl);
  try {
    const channel = await connection.createConfirmChannel();
    await channel.assertQueue(queue, { durable: true });
    for (const body of bodies) {
      channel.sendToQueue(queue, Buffer.from(body), {
        persistent: true,
        contentType: 'application/json',
        messageId: randomUUID(),
        correlationId: 'bench',
      });
    }
    await channel.waitForConfirms();
  } finally {
    await connection.close();
  }
}

export async function removeQueue(amqpUrl: string, queue: string): Promise<void> {
  const connection = await connect(amqpUrl);
  try {
    const channel = await connection.createChannel();
    await channel.deleteQueue(queue);
  } finally {
    await connection.close();
  }
}
