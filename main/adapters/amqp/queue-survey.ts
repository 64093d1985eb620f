import type { Channel, ChannelModel } from 'amqplib';
import { text, type Text } from '../../../protocol/texts/text';

/** `quorumByArguments`: a queue that its own arguments make a quorum queue, so that nobody can declare it without them. */
export type QueueKind = 'classic' | 'quorum' | 'quorumByArguments';

const PRECONDITION_FAILED = 406;
const NOT_FOUND = 404;
const QUORUM = /inequivalent arg 'x-queue-type'.*current is (?:the value )?'quorum'/s;

/**
 * Declares a durable queue and finds out its kind, which AMQP tells only by refusing another one. What is refused ends its channel,
 * so the survey has channels of its own. Rejects with the client's own error when the queue cannot be declared, see `brokerProblem`.
 */
export async function surveyQueue(model: ChannelModel, queue: string): Promise<QueueKind> {
  const declared = await declare(model, queue, {});
  if (declared !== null) {
    if (isQuorum(declared)) return 'quorumByArguments';
    throw declared;
  }
  const asClassic = await declare(model, queue, { 'x-queue-type': 'classic' });
  return asClassic !== null && isQuorum(asClassic) ? 'quorum' : 'classic';
}

/** Whether a queue is there, without declaring it. What is not there ends a channel, so this one has its own. */
export async function isThere(model: ChannelModel, queue: string): Promise<boolean> {
  const channel: Channel = await model.createChannel();
  channel.on('error', () => undefined);
  try {
    await channel.checkQueue(queue);
    await channel.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === NOT_FOUND) return false;
    // Whatever else is wrong with it, its declaration says.
    return true;
  }
}

export function quorumWarning(queue: string): Text {
  return text('broker.quorumQueue', { queue });
}

/** @returns what the broker said against it; null: nothing */
async function declare(model: ChannelModel, queue: string, args: Readonly<Record<string, string>>): Promise<Error | null> {
  const channel: Channel = await model.createChannel();
  channel.on('error', () => undefined);
  try {
    await channel.assertQueue(queue, { durable: true, arguments: args });
    await channel.close();
    return null;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}

function isQuorum(error: Error): boolean {
  return 'code' in error && error.code === PRECONDITION_FAILED && QUORUM.test(error.message);
}
