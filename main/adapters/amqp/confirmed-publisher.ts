import { text } from '../../../protocol/texts/text';
import { randomUUID } from 'node:crypto';
import type { ConfirmChannel, Options } from 'amqplib';
import { AppError } from '../../domain/errors';

/** How long the broker may take to confirm a message. */
const MAX_CONFIRM_MS = 10_000;

export interface OutgoingMessage {
  /** Empty: the default exchange, which takes the routing key for a queue's name. */
  readonly exchange: string;
  readonly routingKey: string;
  readonly bytes: Uint8Array;
  readonly options: Options.Publish;
}

export interface ConfirmedPublisher {
  /** Resolves when the broker has confirmed; `unroutable`: it is `mandatory` and no queue took it. Rejects with `brokerUnavailable`. */
  publish(message: OutgoingMessage): Promise<'delivered' | 'unroutable'>;
}

export function createConfirmedPublisher(channel: ConfirmChannel): ConfirmedPublisher {
  const returned = new Set<string>();
  channel.on('return', ({ properties }) => {
    if (typeof properties.messageId === 'string') returned.add(properties.messageId);
  });

  return {
    publish({ exchange, routingKey, bytes, options }) {
      const messageId = options.messageId ?? randomUUID();
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          reject(new AppError('brokerUnavailable', text('broker.notConfirmed', { seconds: MAX_CONFIRM_MS / 1_000 })));
        }, MAX_CONFIRM_MS);
        const confirmed = (error: unknown) => {
          clearTimeout(late);
          // The broker returns a message before it confirms it.
          const unroutable = returned.delete(messageId);
          if (error === null) resolve(unroutable ? 'unroutable' : 'delivered');
          else reject(new AppError('brokerUnavailable', text('broker.lostWhileSending'), { cause: error }));
        };
        try {
          channel.publish(
            exchange,
            routingKey,
            Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
            { ...options, messageId },
            confirmed,
          );
        } catch (cause) {
          clearTimeout(late);
          reject(new AppError('brokerUnavailable', text('broker.notSent'), { cause }));
        }
      });
    },
  };
}
