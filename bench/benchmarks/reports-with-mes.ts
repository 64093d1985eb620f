import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DEFAULT_SETTINGS } from '../../protocol/settings';
import { type Figure, figureOf } from '../figure';
import { timeBareConsumer } from '../harness/bare-consumer';
import { openBareLookUps, timeBareLookUps } from '../harness/bare-look-ups';
import { runConsole } from '../harness/measured-console';
import { makeRack, type Rack } from '../harness/rack';
import { withFullQueue } from '../harness/queue';
import type { Rate } from '../harness/rate';
import { withRecordsFolder } from '../harness/records-folder';
import { startSimulator } from '../harness/simulator-process';
import { measureRates } from './measure-rates';
import type { FigureGroup, Measuring } from './measuring';

const CONCURRENCY = DEFAULT_SETTINGS.api.concurrency;
/** What a MES in the same building may take for an answer. */
const USUAL_ANSWER_MS = 10;

/**
 * The same way with MES asked over HTTP, one look-up per device; and what the least program that takes reports and asks MES for each comes to,
 * which no console can pass.
 */
export const reportWithMesFigures: FigureGroup = {
  name: 'mes',
  measure: async (measuring: Measuring): Promise<readonly Figure[]> => {
    const rack = makeRack(measuring.quick ? 3_000 : 10_000);
    return [
      ...(await measureWith(measuring, rack, { mes: 'MES over HTTP that answers at once', answerMs: 0 })),
      ...(await measureWith(measuring, rack, {
        mes: `MES over HTTP that takes ${USUAL_ANSWER_MS} ms`,
        answerMs: USUAL_ANSWER_MS,
      })),
    ];
  },
};

function measureWith(
  { surroundings: { amqpUrl }, quick }: Measuring,
  rack: Rack,
  { mes, answerMs }: { readonly mes: string; readonly answerMs: number },
): Promise<readonly Figure[]> {
  return withRecordsFolder(async (folder) => {
    const mesFile = path.join(folder, 'mes.json');
    await writeFile(mesFile, JSON.stringify(rack.mes));
    const slow = JSON.stringify({ kind: 'slow', ms: answerMs, route: 'deviceInfo' });
    const factory = await startSimulator(['factory', '--port', '0', '--mes-file', mesFile, '--control', slow]);
    try {
      const { apiBase } = factory;
      const floor = () => timeBareLookUps(apiBase, rack.serials, CONCURRENCY);
      const least = await measureRates(quick ? 2 : 3, { floor, value: () => timeBareBoth(amqpUrl, apiBase, rack) });
      const { pairs, cpu } = await measureRates(quick ? 3 : 5, {
        floor,
        value: () => runConsole({ amqpUrl, rack, mes: { apiBase } }),
      });
      const common = {
        group: 'mes',
        unit: '/s',
        floor: `a bare HTTP client that only asks MES, ${CONCURRENCY} look-ups at a time`,
      };
      return [
        figureOf({
          ...common,
          title: `The same with ${mes}`,
          pairs,
          aim: { of: 'ratio', bound: 'atLeast', limit: 0.7 },
          details: { reports: rack.serials.length, ...cpu },
        }),
        figureOf({ ...common, title: `A bare consumer that asks ${mes}`, pairs: least.pairs }),
      ];
    } finally {
      await factory.stop();
    }
  });
}

function timeBareBoth(amqpUrl: string, apiBase: string, { serials }: Rack): Promise<Rate> {
  return withFullQueue(amqpUrl, serials.length, async (queue) => {
    const { lookUp, close } = openBareLookUps(apiBase, CONCURRENCY);
    try {
      return await timeBareConsumer(amqpUrl, queue, serials.length, (index) => lookUp(serials[index] ?? ''));
    } finally {
      close();
    }
  });
}
