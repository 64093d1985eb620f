import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Figure, figureOf, type Pair } from '../figure';
import { answerForRack } from '../harness/answering-rack';
import { openBlankWindow, openConsoleWindow } from '../harness/console-window';
import { readWindowMemory, type WindowMemory } from '../harness/process-memory';
import { makeRack, type Rack } from '../harness/rack';
import { withRecordsFolder } from '../harness/records-folder';
import { scanInWindow } from '../harness/scan-in-window';
import { startSimulator } from '../harness/simulator-process';
import type { Surroundings } from '../harness/surroundings';
import { spreadOf } from '../statistics';
import type { FigureGroup, Measuring } from './measuring';

const RACKS = [24, 10_000] as const;
/** For what is left over from the scan to be let go. */
const SETTLE_MS = 3_000;

/** What the console holds in memory when a scan has closed, with the results on the screen. */
export const memoryFigures: FigureGroup = {
  name: 'memory',
  measure: async ({ surroundings, quick }: Measuring): Promise<readonly Figure[]> => {
    const figures: Figure[] = [];
    for (const devices of RACKS) {
      const rack = makeRack(devices);
      const seen: { readonly scanned: WindowMemory; readonly blank: WindowMemory }[] = [];
      for (let repetition = 0; repetition < (quick ? 1 : 3); repetition += 1) {
        const blank = await memoryOfBlankWindow(surroundings);
        seen.push({ blank, scanned: await memoryAfterScan(surroundings, rack) });
      }
      for (const part of ['main', 'renderer'] as const) {
        figures.push(
          figureOf({
            group: 'memory',
            title: `Memory of ${part === 'main' ? 'the main process' : 'the window'}, ${devices.toLocaleString('en-GB')} devices`,
            unit: 'MB',
            floor: 'the same process of an Electron with an empty window, resident',
            pairs: seen.map(({ scanned, blank }): Pair => ({ value: scanned[part].residentMb, floor: blank[part].residentMb })),
            details: {
              'private, MB': Math.round(spreadOf(seen.map(({ scanned }) => scanned[part].privateMb)).median),
              'private of the floor, MB': Math.round(spreadOf(seen.map(({ blank }) => blank[part].privateMb)).median),
            },
          }),
        );
      }
    }
    return figures;
  },
};

async function memoryOfBlankWindow(surroundings: Surroundings): Promise<WindowMemory> {
  const window = await openBlankWindow(surroundings);
  try {
    await wait(SETTLE_MS);
    return await readWindowMemory(window);
  } finally {
    await window.close();
  }
}

function memoryAfterScan(surroundings: Surroundings, rack: Rack): Promise<WindowMemory> {
  return withRecordsFolder(async (folder) => {
    const mesFile = path.join(folder, 'mes.json');
    await writeFile(mesFile, JSON.stringify(rack.mes));
    const factory = await startSimulator(['factory', '--port', '0', '--mes-file', mesFile]);
    const agents = await answerForRack(surroundings.amqpUrl, rack);
    try {
      const window = await openConsoleWindow(surroundings, { apiBase: factory.apiBase, dataDir: path.join(folder, 'data') });
      try {
        await scanInWindow(window.page, rack.serials);
        await wait(SETTLE_MS);
        return await readWindowMemory(window);
      } finally {
        await window.close();
      }
    } finally {
      await agents.stop();
      await factory.stop();
    }
  });
}
