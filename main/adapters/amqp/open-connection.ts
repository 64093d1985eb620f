import { type Channel, type ChannelModel, type ConfirmChannel, connect } from 'amqplib';
import { type BrokerOptions, readBrokerAddress, socketOptionsFor } from './broker-address';
import { frameReaderOf } from './frame-reader';
import { digestLargeBodies } from './large-bodies';
import { withstandUnreadableHeaders } from './unreadable-headers';

/** A broker that is short of memory or disk reads nothing from whoever publishes, not even that the connection is to be closed. */
const MAX_CLOSING_MS = 3_000;

/** A connection to the broker that tells once, and only once, that it has ended and why. */
export interface BrokerConnection {
  readonly model: ChannelModel;
  /** Resolves when the connection or one of its channels has ended; null: it was closed on purpose. Never rejects. */
  readonly ended: Promise<Error | null>;
  openChannel(): Promise<Channel>;
  openConfirmChannel(): Promise<ConfirmChannel>;
  close(): Promise<void>;
}

/** Rejects with the client's own error, see `brokerProblem`. */
export async function openConnection(options: BrokerOptions, name: string): Promise<BrokerConnection> {
  const address = readBrokerAddress(options);
  const model = await opened(connect(address.connect, await socketOptionsFor(options, name)));
  withstandUnreadableHeaders(model);
  digestLargeBodies(model);
  const channels: Channel[] = [];
  let closing: Promise<void> | null = null;
  let end: (error: Error | null) => void = () => undefined;
  const ended = new Promise<Error | null>((resolve) => {
    end = (error) => resolve(closing === null ? error : null);
  });
  // The first to say something knows best: what follows is only that everything is closed.
  model.on('error', (error) => end(error));
  model.on('close', (error) => end(error ?? new Error('Connection closed')));
  const gone = new Promise<void>((resolve) => {
    model.on('close', () => resolve());
  });

  const watched = async <C extends Channel>(opening: Promise<C>): Promise<C> => {
    const channel = await opening;
    channels.push(channel);
    channel.on('error', (error) => end(error));
    // The connection's own reason comes after its channels have been closed.
    channel.on('close', () => setImmediate(() => end(new Error('Channel closed'))));
    return channel;
  };

  /** Channels first: closing the connection overtakes what a channel has still to send, such as acknowledgements. */
  const closeInOrder = async () => {
    for (const closable of [...channels, model]) {
      try {
        // The client never answers a close that the end of the connection has overtaken.
        await Promise.race([closable.close(), gone]);
      } catch {
        // It had ended before.
      }
    }
  };
  const closeAll = async () => {
    const hangUp = setTimeout(
      () => frameReaderOf(model).stream.destroy(new Error('The broker does not answer the closing')),
      MAX_CLOSING_MS,
    );
    await closeInOrder();
    clearTimeout(hangUp);
  };

  return {
    model,
    ended,
    openChannel: () => watched(model.createChannel()),
    openConfirmChannel: () => watched(model.createConfirmChannel()),
    close: () => (closing ??= closeAll()),
  };
}

/**
 * Rejects when the connection ends before the work does, with the reason: the client leaves some of what it was asked, such as closing a
 * channel, without an answer then.
 */
export function unlessEnded<T>({ ended }: Pick<BrokerConnection, 'ended'>, work: Promise<T>): Promise<T> {
  const broken = ended.then((reason): never => {
    throw reason ?? new Error('Connection closed');
  });
  // Whichever comes second has nobody to tell.
  for (const promise of [work, broken]) promise.catch(() => undefined);
  return Promise.race([work, broken]);
}

/** Whoever breaks off before AMQP has begun speaks something else: with a reset in place of an orderly end, it is the same. */
async function opened(opening: Promise<ChannelModel>): Promise<ChannelModel> {
  try {
    return await opening;
  } catch (error) {
    const reset = error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
    throw reset ? new Error('Connection reset during opening handshake', { cause: error }) : error;
  }
}
