import path from 'node:path';
import type { HistoryQuestion } from '../../protocol/history';
import { offsetHere, StatisticsService } from '../../main/app/statistics/statistics-service';
import { createStore, type SqliteStore } from '../../main/adapters/store/create-store';
import { type Figure, figureOf, measurePairs } from '../figure';
import { withRecordsFolder } from '../harness/records-folder';
import { fillHistory } from '../harness/filled-history';
import type { FigureGroup, Measuring } from './measuring';

const EVERYTHING: HistoryQuestion = { text: '', reason: null, from: null, to: null, before: null, limit: 50 };
const AIM = { of: 'value', bound: 'atMost', limit: 100 } as const;
const DEVICES_EACH = [24, 100] as const;

/** How long a person waits for an answer out of a year with a million results. */
export const historyFigures: FigureGroup = {
  name: 'history',
  measure: async ({ quick }: Measuring): Promise<readonly Figure[]> => {
    const results = quick ? 99_600 : 999_600;
    const figures: Figure[] = [];
    for (const devicesEach of DEVICES_EACH) {
      figures.push(
        ...(await withRecordsFolder(async (folder) => {
          const file = path.join(folder, 'records.sqlite');
          await fillHistory(file, { results: results - (results % (2 * devicesEach)), devicesEach });
          const store = await createStore({ file });
          try {
            return await figuresOf(store, `${results.toLocaleString('en-GB')} results, ${devicesEach} in a scan`, quick ? 3 : 7);
          } finally {
            await store.close();
          }
        })),
      );
    }
    return figures;
  },
};

async function figuresOf(store: SqliteStore, of: string, repetitions: number): Promise<readonly Figure[]> {
  const service = new StatisticsService({
    store,
    offsetAt: offsetHere,
    now: () => Date.now(),
    shiftStarts: () => [],
    running: () => null,
  });
  const [newest] = (await service.search(EVERYTHING)).operations;
  const [device] = await store.loadDeviceResults(newest?.operationId ?? '');
  const sn = device?.sn ?? '';
  const asked: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['the first page', () => service.search(EVERYTHING)],
    ['a serial number', () => service.search({ ...EVERYTHING, text: sn })],
    ['the end of a serial number', () => service.search({ ...EVERYTHING, text: sn.slice(-7) })],
    ['nothing that fits', () => service.search({ ...EVERYTHING, text: 'no such thing' })],
    ['a MAC address', () => service.search({ ...EVERYTHING, text: 'e0:18:7d:2e:ca:68' })],
    ['a reason that never was', () => service.search({ ...EVERYTHING, reason: 'duplicate' })],
    ['one month', () => service.search({ ...EVERYTHING, to: (newest?.startedAt ?? 0) - 30 * 86_400_000 })],
    ['all attempts of a device', () => service.unit(sn)],
    ['statistics of the year by day', () => service.read({ from: null, to: null, by: 'day' })],
    ['statistics of the year by operator', () => service.read({ from: null, to: null, by: 'operator' })],
  ];
  const floor = () => timed(() => store.readSetting('consoleId'));
  const figures: Figure[] = [];
  for (const [title, ask] of asked) {
    figures.push(
      figureOf({
        group: 'history',
        title: `History, ${title}: ${of}`,
        unit: 'ms',
        floor: 'one row by its key, from the same store',
        pairs: await measurePairs(repetitions, { floor, value: () => timed(ask) }, { warmUp: true }),
        aim: AIM,
      }),
    );
  }
  return figures;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
