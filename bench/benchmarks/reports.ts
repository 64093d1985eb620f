import { type Figure, figureOf } from '../figure';
import { timeBareConsumer } from '../harness/bare-consumer';
import { runConsole } from '../harness/measured-console';
import { withFullQueue } from '../harness/queue';
import { BENCH_OPERATION, makeRack, reportsOf } from '../harness/rack';
import { measureRates } from './measure-rates';
import type { FigureGroup, Measuring } from './measuring';

/** How fast reports become durable verdicts when MES costs nothing: the console's own work. */
export const reportFigures: FigureGroup = {
  name: 'reports',
  measure: async ({ surroundings: { amqpUrl }, quick }: Measuring): Promise<readonly Figure[]> => {
    const rack = makeRack(quick ? 3_000 : 10_000);
    const count = rack.serials.length;
    const { pairs, cpu } = await measureRates(quick ? 3 : 5, {
      floor: () => withFullQueue(amqpUrl, count, (queue) => timeBareConsumer(amqpUrl, queue, count)),
      value: () => runConsole({ amqpUrl, rack, mes: 'inProcess' }),
    });
    const [body] = reportsOf(1, BENCH_OPERATION);
    return [
      figureOf({
        group: 'reports',
        title: 'Reports, from the broker to a durable verdict',
        unit: '/s',
        floor: 'a bare consumer that acknowledges each of the same messages',
        pairs,
        aim: { of: 'ratio', bound: 'atLeast', limit: 0.3 },
        details: {
          reports: count,
          'bytes per report': body?.byteLength ?? 0,
          ...cpu,
        },
      }),
    ];
  },
};
