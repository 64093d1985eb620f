import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DEFAULT_SETTINGS } from '../../protocol/settings';
import { type Figure, figureOf, measurePairs } from '../figure';
import { timeBareLookUps } from '../rig/bare-look-ups';
import { runConsole } from '../rig/measured-console';
import { makeRack } from '../rig/rack';
import { withRecordsFolder } from '../rig/records-folder';
import { startSimulator } from '../rig/simulator-process';
import { spreadOf } from '../statistics';
import type { FigureGroup, Measuring } from './measuring';

const CONCURRENCY = DEFAULT_SETTINGS.api.concurrency;

/** The same way with MES asked over HTTP, one look-up per device. */
export const reportWithMesFigures: FigureGroup = {
  name: 'mes',
  measure: ({ surroundings: { amqpUrl }, quick }: Measuring): Promise<readonly Figure[]> =>
    withRecordsFolder(async (folder) => {
      const rack = makeRack(quick ? 3_000 : 10_000);
      const mesFile = path.join(folder, 'mes.json');
      await writeFile(mesFile, JSON.stringify(rack.mes));
      const factory = await startSimulator(['factory', '--port', '0', '--mes-file', mesFile]);
      try {
        const { apiBase } = factory;
        const value = () => runConsole({ amqpUrl, rack, mes: { apiBase } });
        const floor = () => timeBareLookUps(apiBase, rack.serials, CONCURRENCY);
        await floor();
        await value();
        const cpuUs: number[] = [];
        const pairs = await measurePairs(quick ? 3 : 5, {
          floor,
          value: async () => {
            const { reportsPerSecond, cpuUsPerReport } = await value();
            cpuUs.push(cpuUsPerReport);
            return reportsPerSecond;
          },
        });
        return [
          figureOf({
            group: 'mes',
            title: 'The same with MES over HTTP',
            unit: '/s',
            floor: `a bare HTTP client that only asks MES, ${CONCURRENCY} look-ups at a time`,
            pairs,
            aim: { of: 'ratio', bound: 'atLeast', limit: 0.7 },
            details: { reports: rack.serials.length, 'console CPU, µs per report': Math.round(spreadOf(cpuUs).median) },
          }),
        ];
      } finally {
        await factory.stop();
      }
    }),
};
