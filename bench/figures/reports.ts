import { randomUUID } from 'node:crypto';
import { type Figure, figureOf, measurePairs } from '../figure';
import { timeBareConsumer } from '../rig/bare-consumer';
import { runConsole } from '../rig/measured-console';
import { fillQueue, removeQueue } from '../rig/queue';
import { makeRack, type Rack } from '../rig/rack';
import { spreadOf } from '../statistics';
import type { FigureGroup, Measuring } from './measuring';

/** How fast reports become durable verdicts when MES costs nothing: the console's own work. */
export const reportFigures: FigureGroup = {
  name: 'reports',
  measure: async ({ surroundings: { amqpUrl }, quick }: Measuring): Promise<readonly Figure[]> => {
    const rack = makeRack(quick ? 3_000 : 10_000);
    const cpuUs: number[] = [];
    const value = async (): Promise<number> => {
      const { reportsPerSecond, cpuUsPerReport } = await runConsole({ amqpUrl, rack, mes: 'inProcess' });
      cpuUs.push(cpuUsPerReport);
      return reportsPerSecond;
    };
    const pairs = await measurePairs(quick ? 3 : 5, { floor: () => consumeBare(amqpUrl, rack), value }, { warmUp: true });
    const [body] = rack.reports('bench');
    return [
      figureOf({
        group: 'reports',
        title: 'Reports, from the broker to a durable verdict',
        unit: '/s',
        floor: 'a bare consumer that acknowledges each of the same messages',
        pairs,
        aim: { of: 'ratio', bound: 'atLeast', limit: 0.3 },
        details: {
          reports: rack.serials.length,
          'bytes per report': body?.byteLength ?? 0,
          'console CPU, µs per report': Math.round(spreadOf(cpuUs).median),
        },
      }),
    ];
  },
};

async function consumeBare(amqpUrl: string, rack: Rack): Promise<number> {
  const queue = `bench.${randomUUID()}`;
  await fillQueue(amqpUrl, queue, rack.reports(queue));
  try {
    return await timeBareConsumer(amqpUrl, queue, rack.serials.length);
  } finally {
    await removeQueue(amqpUrl, queue);
  }
}
