import { existsSync } from 'node:fs';
import { connect } from 'amqplib';
import { afterEach, describe, expect, it } from 'vitest';
import { answersAmqp } from './amqp-handshake.mjs';
import { ctlOfTestBroker, type PrivateRabbitMq, startPrivateRabbitMq } from './private-rabbitmq.mjs';

const started: PrivateRabbitMq[] = [];

async function startBroker(config: readonly string[] = []): Promise<PrivateRabbitMq> {
  const broker = await startPrivateRabbitMq({ config });
  started.push(broker);
  return broker;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((broker) => broker.stop()));
});

describe('a private RabbitMQ', () => {
  it('keeps durable messages through a power cut and leaves nothing when it stops', async () => {
    const broker = await startBroker(['vm_memory_high_watermark.absolute = 512MB']);
    const connection = await connect(broker.url);
    const channel = await connection.createConfirmChannel();
    await channel.assertQueue('kept', { durable: true });
    // RabbitMQ keeps messages before it confirms them, but may write down the queue itself a moment after it was declared.
    await broker.ctl(['eval', 'mnesia:sync_log().']);
    channel.sendToQueue('kept', Buffer.from('still here'), { persistent: true });
    await channel.waitForConfirms();
    connection.on('error', () => undefined);

    await broker.down('kill');
    expect(await answersAmqp(broker.port)).toBe(false);
    await broker.up();

    expect(await broker.ctl(['list_queues', 'name', 'messages'])).toContain('kept\t1');
    expect(await broker.ctl(['environment'])).toContain('{vm_memory_high_watermark,{absolute,"512MB"}}');
    await broker.stop();
    expect(await answersAmqp(broker.port)).toBe(false);
    expect(existsSync(broker.folder)).toBe(false);
  });

  it('is another broker than the one this test run uses', async () => {
    const broker = await startBroker();
    expect(broker.url).not.toBe(process.env['BURNIN_AMQP_URL']);
    await broker.ctl(['add_vhost', 'mine']);
    expect(await ctlOfTestBroker(['list_vhosts'])).not.toContain('mine');
  });
});
