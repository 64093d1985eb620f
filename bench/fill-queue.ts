/** The devices of a rack, in a process of their own: puts their reports into the durable queue `argv[3]` of the broker `argv[2]`, `argv[4]` of them. */
import { randomUUID } from 'node:crypto';
import { connect } from 'amqplib';
import { BENCH_OPERATION, reportsOf } from './harness/rack';

/** Resolves when the broker has all of them safe. */
async function fillQueue(amqpUrl: string, queue: string, count: number): Promise<void> {
  const connection = await connect(amqpUrl);
  const channel = await connection.createConfirmChannel();
  await channel.assertQueue(queue, { durable: true });
  for (const report of reportsOf(count, BENCH_OPERATION)) {
    channel.sendToQueue(queue, report, {
      persistent: true,
      contentType: 'application/json',
      messageId: randomUUID(),
      correlationId: 'bench',
    });
  }
  await channel.waitForConfirms();
  await connection.close();
}

const [, , amqpUrl = '', queue = '', count = ''] = process.argv;
void fillQueue(amqpUrl, queue, Number(count));
