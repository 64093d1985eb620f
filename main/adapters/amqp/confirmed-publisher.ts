import { text } from '../../../protocol/texts/text';
import { randomUUID } from 'node:crypto';
import type { ConfirmChannel, Options } from 'amqplib';
import { AppError } from '../../domain/errors';

/** How long the broker may take to confirm a message. */
const MAX_CONFIRM_MS = 10_000;
/** After this, the line is said to be at a standstill; a broker that is well confirms in milliseconds. */
export const STANDSTILL_MS = 3_000;

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

/** @param onStandstill nothing is confirmed although the line is up, or it is again */
export function createConfirmedPublisher(channel: ConfirmChannel, onStandstill: (stands: boolean) => void): ConfirmedPublisher {
  const returned = new Set<string>();
  const overdue = new Set<symbol>();
  channel.on('return', ({ properties }) => {
    if (typeof properties.messageId === 'string') returned.add(properties.messageId);
  });

  return {
    publish({ exchange, routingKey, bytes, options }) {
      const messageId = options.messageId ?? randomUUID();
      const publish = Symbol(messageId);
      const slow = setTimeout(() => {
        overdue.add(publish);
        if (overdue.size === 1) onStandstill(true);
      }, STANDSTILL_MS);
      const settled = () => {
        clearTimeout(slow);
        if (overdue.delete(publish) && overdue.size === 0) onStandstill(false);
      };
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          reject(new AppError('brokerUnavailable', text('broker.notConfirmed', { seconds: MAX_CONFIRM_MS / 1_000 })));
        }, MAX_CONFIRM_MS);
        const confirmed = (error: unknown) => {
          clearTimeout(late);
          settled();
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
          settled();
          reject(new AppError('brokerUnavailable', text('broker.notSent'), { cause }));
        }
      });
    },
  };
}
