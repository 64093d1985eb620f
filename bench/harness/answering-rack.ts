import { randomUUID } from 'node:crypto';
import { connect } from 'amqplib';
import { COMMAND_EXCHANGE } from '../../protocol/topology';
import { readJsonObject } from '../../protocol/wire/body';
import { readScanCommand } from '../../protocol/wire/read-command';
import { type Rack, reportsOf } from './rack';

/** One listener in the place of thousands of agents: answers a scan command with every device's report at once. */
export async function answerForRack(amqpUrl: string, rack: Rack): Promise<{ readonly stop: () => Promise<void> }> {
  const connection = await connect(amqpUrl);
  const channel = await connection.createConfirmChannel();
  await channel.assertExchange(COMMAND_EXCHANGE, 'fanout', { durable: false });
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, COMMAND_EXCHANGE, '');
  await channel.consume(
    queue,
    (message) => {
      const replyTo: unknown = message?.properties.replyTo;
      const body = message === null ? null : readJsonObject(message.content, (bytes) => Buffer.from(bytes).toString());
      const command = body?.ok === true ? readScanCommand(body.value) : null;
      if (command?.ok !== true || typeof replyTo !== 'string') return;
      for (const report of reportsOf(rack.serials.length, String(command.value.operationId))) {
        channel.sendToQueue(replyTo, report, { persistent: true, contentType: 'application/json', messageId: randomUUID() });
      }
    },
    { noAck: true },
  );
  return { stop: () => connection.close() };
}
