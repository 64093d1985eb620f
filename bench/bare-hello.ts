/** The least that an agent's start costs: connects to `argv[2]` and says one thing on the exchange of hellos. */
import { connect } from 'amqplib';
import { PRESENCE_EXCHANGE } from '../protocol/topology';

async function sayHello(amqpUrl: string, sn: string): Promise<void> {
  const connection = await connect(amqpUrl);
  const channel = await connection.createChannel();
  await channel.assertExchange(PRESENCE_EXCHANGE, 'fanout', { durable: false });
  channel.publish(PRESENCE_EXCHANGE, '', Buffer.from(JSON.stringify({ sn, state: 'hello' })));
}

const [, , amqpUrl = '', sn = ''] = process.argv;
void sayHello(amqpUrl, sn);
