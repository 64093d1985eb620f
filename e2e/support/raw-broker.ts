import { type ChannelModel, type ConfirmChannel, type ConsumeMessage, connect, type Options } from 'amqplib';
import { brokerUrl } from './engine-console';

/** The broker seen without any of our own code: bytes in, bytes out. */
export interface RawBroker {
  readonly channel: ConfirmChannel;
  /** Resolves when the broker has the message. An exchange is named with its key, a queue by its name alone. */
  publish(
    to: { readonly queue: string } | { readonly exchange: string },
    bytes: Uint8Array,
    options?: Options.Publish,
  ): Promise<void>;
  /** How many messages of a queue wait for a consumer; what was delivered and never acknowledged comes back when its consumer is gone. */
  waiting(queue: string): Promise<number>;
  /** Everything that arrives at a fanout exchange from now on. */
  listen(exchange: string): Promise<readonly ConsumeMessage[]>;
  /** Fine to call twice. */
  close(): Promise<void>;
}

export async function openRawBroker(url: string = brokerUrl()): Promise<RawBroker> {
  const model: ChannelModel = await connect(url);
  const channel = await model.createConfirmChannel();
  let closed: Promise<void> | undefined;
  return {
    channel,
    publish: (to, bytes, options = {}) =>
      new Promise((resolve, reject) => {
        const [exchange, key] = 'queue' in to ? ['', to.queue] : [to.exchange, ''];
        channel.publish(exchange, key, Buffer.from(bytes), options, (error) => {
          if (error === null) resolve();
          else reject(error instanceof Error ? error : new Error(String(error)));
        });
      }),
    waiting: async (queue) => (await channel.checkQueue(queue)).messageCount,
    async listen(exchange) {
      const heard: ConsumeMessage[] = [];
      await channel.assertExchange(exchange, 'fanout', { durable: false });
      const { queue } = await channel.assertQueue('', { exclusive: true });
      await channel.bindQueue(queue, exchange, '');
      await channel.consume(queue, (message) => void (message !== null && heard.push(message)), { noAck: true });
      return heard;
    },
    close: () => (closed ??= model.close()),
  };
}
