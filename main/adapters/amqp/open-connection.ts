import { type Channel, type ChannelModel, type ConfirmChannel, connect } from 'amqplib';
import { type BrokerOptions, readBrokerAddress, socketOptionsFor } from './broker-address';

/** A connection to the broker that tells once, and only once, that it has ended and why. */
export interface BrokerConnection {
  readonly model: ChannelModel;
  /** Resolves when the connection or one of its channels has ended; null: it was closed on purpose. Never rejects. */
  readonly ended: Promise<Error | null>;
  openChannel(): Promise<Channel>;
  openConfirmChannel(): Promise<ConfirmChannel>;
  close(): Promise<void>;
}

/** Rejects with the client's own error, see `brokerSentence`. */
export async function openConnection(options: BrokerOptions, name: string): Promise<BrokerConnection> {
  const address = readBrokerAddress(options);
  const model = await connect(address.connect, await socketOptionsFor(options, name));
  let end: (error: Error | null) => void = () => undefined;
  let closing = false;
  const ended = new Promise<Error | null>((resolve) => {
    end = resolve;
  });
  // The first to say something knows best: what follows is only that everything is closed.
  model.on('error', (error) => end(error));
  model.on('close', (error) => end(closing ? null : (error ?? new Error('Connection closed'))));

  const watched = async <C extends Channel>(opening: Promise<C>): Promise<C> => {
    const channel = await opening;
    channel.on('error', (error) => end(error));
    // The connection's own reason comes after its channels have been closed.
    channel.on('close', () => setImmediate(() => end(closing ? null : new Error('Channel closed'))));
    return channel;
  };

  return {
    model,
    ended,
    openChannel: () => watched(model.createChannel()),
    openConfirmChannel: () => watched(model.createConfirmChannel()),
    async close() {
      closing = true;
      try {
        await model.close();
      } catch {
        // It had ended before.
      }
    },
  };
}
