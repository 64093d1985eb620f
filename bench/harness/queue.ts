import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { connect } from 'amqplib';

const FILLER = path.join(__dirname, 'fill-queue.cjs');

/**
 * Puts the reports of a rack of this size into a durable queue as agents do, and returns when the broker has all of them safe. Another
 * process does it, so that what it costs is no one's here.
 */
async function fillQueue(amqpUrl: string, queue: string, count: number): Promise<void> {
  const filler = spawn(process.execPath, [FILLER, amqpUrl, queue, String(count)], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(filler, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The reports could not be put into the queue ${queue}.`);
}

async function removeQueue(amqpUrl: string, queue: string): Promise<void> {
  const connection = await connect(amqpUrl);
  try {
    const channel = await connection.createChannel();
    await channel.deleteQueue(queue);
  } finally {
    await connection.close();
  }
}

/** A queue of its own with the reports of a rack of this size, for as long as `run` takes. */
export async function withFullQueue<T>(
  amqpUrl: string,
  count: number,
  run: (queue: string) => Promise<T>,
  name = `bench.${randomUUID()}`,
): Promise<T> {
  await fillQueue(amqpUrl, name, count);
  try {
    return await run(name);
  } finally {
    await removeQueue(amqpUrl, name);
  }
}
