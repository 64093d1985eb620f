import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Figure, figureOf, type Pair } from '../figure';
import { openConsoleWindow } from '../harness/console-window';
import { type CellTimes, installPaintProbe, sendEmptyPatches, takePaintTimes } from '../harness/paint-probe';
import { MACS_PER_DEVICE } from '../harness/rack';
import { withRecordsFolder } from '../harness/records-folder';
import { scanInWindow } from '../harness/scan-in-window';
import { startSimulator } from '../harness/simulator-process';
import { percentile } from '../statistics';
import type { FigureGroup, Measuring } from './measuring';

const DEVICES = 1_000;
/** All answers come within so long: 200 reports a second, 1,600 MAC addresses. */
const SPREAD_MS = 5_000;
const EMPTY_PATCHES = 40;

/** How long the operator waits to see what main knows, while a rack of agents is answering. */
export const paintedCellFigures: FigureGroup = {
  name: 'paint',
  measure: ({ surroundings, quick }: Measuring): Promise<readonly Figure[]> =>
    withRecordsFolder(async (folder) => {
      const rosterFile = path.join(folder, 'roster.txt');
      const flags = { amqp: surroundings.amqpUrl, port: 0, agents: DEVICES, macs: MACS_PER_DEVICE, 'spread-ms': SPREAD_MS };
      const simulator = await startSimulator([
        'all',
        ...Object.entries({ ...flags, 'roster-file': rosterFile }).flatMap(([name, value]) => [`--${name}`, String(value)]),
      ]);
      try {
        const window = await openConsoleWindow(surroundings, { apiBase: simulator.apiBase, dataDir: path.join(folder, 'data') });
        try {
          await installPaintProbe(window.page);
          const serials = (await readFile(rosterFile, 'utf8')).trim().split('\n');
          const middle: Pair[] = [];
          const slow: Pair[] = [];
          const all: CellTimes[] = [];
          for (let scan = 0; scan < (quick ? 3 : 8); scan += 1) {
            await sendEmptyPatches(window, EMPTY_PATCHES / 2);
            await scanInWindow(window.page, serials);
            await sendEmptyPatches(window, EMPTY_PATCHES / 2);
            const { cells, empty } = await takePaintTimes(window.page);
            all.push(...cells);
            const painted = cells.map((cell) => cell.painted);
            middle.push({ value: percentile(painted, 50), floor: percentile(empty, 50) });
            slow.push({ value: percentile(painted, 95), floor: percentile(empty, 95) });
          }
          const common = {
            group: 'paint',
            unit: 'ms',
            floor: 'an empty patch, from main to painted, before and after each scan',
          };
          const details = {
            devices: DEVICES,
            'cells seen': all.length,
            'of all cells, p95 until the patch is in the page, ms': at95(all, 'arrived'),
            'of all cells, p95 until the document has changed, ms': at95(all, 'changed'),
            'of all cells, p95 until painted, ms': at95(all, 'painted'),
          };
          return [
            figureOf({ ...common, title: 'Report in main to painted cell, p50', pairs: middle }),
            figureOf({
              ...common,
              title: 'Report in main to painted cell, p95',
              pairs: slow,
              aim: { of: 'value', bound: 'atMost', limit: 100 },
              details,
            }),
          ];
        } finally {
          await window.close();
        }
      } finally {
        await simulator.stop();
      }
    }),
};

function at95(cells: readonly CellTimes[], until: keyof CellTimes): number {
  return Math.round(
    percentile(
      cells.map((cell) => cell[until]),
      95,
    ),
  );
}
