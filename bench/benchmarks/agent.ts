import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { connect } from 'amqplib';
import * as z from 'zod';
import { PRESENCE_EXCHANGE } from '../../protocol/topology';
import { type Figure, figureOf, measurePairs } from '../figure';
import type { FigureGroup, Measuring } from './measuring';

const AGENT = path.join(__dirname, '..', 'agent', 'agent.cjs');
const BARE_HELLO = path.join(__dirname, 'bare-hello.cjs');
const MAX_START_MS = 30_000;
const Hello = z.object({ sn: z.string() });

/** How long a device waits for its agent. */
export const agentFigures: FigureGroup = {
  name: 'agent',
  measure: async ({ surroundings: { amqpUrl }, quick }: Measuring): Promise<readonly Figure[]> => {
    const repetitions = quick ? 5 : 15;
    const presence = await listenForHellos(amqpUrl);
    try {
      return [
        figureOf({
          group: 'agent',
          title: 'Agent: hwinfo, from start to end',
          unit: 'ms',
          floor: 'node that does nothing',
          pairs: await measurePairs(repetitions, {
            floor: () => timeRun(['--eval', '0']),
            value: () => timeRun([AGENT, 'hwinfo', '--json', '--serial', 'BENCH']),
          }),
        }),
        figureOf({
          group: 'agent',
          title: 'Agent: from start to its hello on the broker',
          unit: 'ms',
          floor: 'node that only connects and says hello',
          pairs: await measurePairs(repetitions, {
            floor: () => presence.timeHello((sn) => [BARE_HELLO, amqpUrl, sn]),
            value: () => presence.timeHello((sn) => [AGENT, 'run', '--amqp-url', amqpUrl, '--serial', sn]),
          }),
        }),
      ];
    } finally {
      await presence.stop();
    }
  },
};

async function timeRun(args: readonly string[]): Promise<number> {
  const begun = performance.now();
  const child = start(args);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`"node ${args.join(' ')}" ended with code ${code ?? 'none'}.`);
  return performance.now() - begun;
}

async function listenForHellos(amqpUrl: string): Promise<{
  /** Milliseconds from starting a program until it says hello under the serial number that it was given; then it is ended. */
  readonly timeHello: (args: (sn: string) => readonly string[]) => Promise<number>;
  readonly stop: () => Promise<void>;
}> {
  const connection = await connect(amqpUrl);
  const channel = await connection.createChannel();
  const waiting = new Map<string, () => void>();
  await channel.assertExchange(PRESENCE_EXCHANGE, 'fanout', { durable: false });
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, PRESENCE_EXCHANGE, '');
  await channel.consume(
    queue,
    (message) => {
      if (message !== null) waiting.get(Hello.parse(JSON.parse(message.content.toString())).sn)?.();
    },
    { noAck: true },
  );
  return {
    timeHello: async (args) => {
      const sn = `BENCH-${randomUUID()}`;
      const begun = performance.now();
      const child = start(args(sn));
      const ended = once(child, 'exit');
      try {
        return await new Promise<number>((resolve, reject) => {
          const tooLong = setTimeout(() => reject(new Error('An agent did not say hello in time.')), MAX_START_MS);
          waiting.set(sn, () => {
            clearTimeout(tooLong);
            resolve(performance.now() - begun);
          });
        });
      } finally {
        child.kill('SIGTERM');
        await ended;
      }
    },
    stop: () => connection.close(),
  };
}

function start(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [...args], { stdio: 'ignore' });
}
