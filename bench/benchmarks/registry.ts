import { NO_TEXT } from '../../protocol/texts/text';
import path from 'node:path';
import { createRegistry } from '../../main/adapters/store/registry/create-registry';
import { closeDatabase, openDatabase } from '../../main/adapters/store/open-database';
import { createStore } from '../../main/adapters/store/create-store';
import type { Registry } from '../../main/domain/ports/registry';
import { OFFICIAL_RATE, REGISTERED_RATES } from '../../main/domain/registry/rating/rate-softwares';
import type { RegistrySettings } from '../../main/domain/registry/transaction';
import { DeviceQuery } from '../../protocol/registry/views';
import { type Figure, figureOf, type Pair } from '../figure';
import { withRecordsFolder } from '../harness/records-folder';
import {
  COMPONENTS_EACH,
  computerNumber,
  EVENTS_EACH,
  macOf,
  makeRegistry,
  modelOf,
  serialNumberOf,
} from '../harness/registry-of-devices';
import { snapshotBody } from '../harness/snapshot-body';
import { percentile } from '../statistics';
import type { FigureGroup, Measuring } from './measuring';

const SETTINGS: RegistrySettings = {
  rates: REGISTERED_RATES.map(({ software, version }) => ({ software, version })),
  official: OFFICIAL_RATE,
  deriveDisposal: true,
  currency: 'EUR',
  mayCreateETags: false,
  stalledAfterMs: 3_600_000,
};
/** As many as an HTTP service may well have under way. */
const UNDER_WAY = 50;
const AIM = { of: 'value', bound: 'atMost', limit: 100 } as const;
const FLOOR = 'one row by its number, by a prepared statement';

/** One question, for the n-th time; each time of another device. */
type Question = (registry: Registry, index: number) => Promise<unknown>;

/** How quickly the device registry answers when it is large, and how many Snapshots it takes. */
export const registryFigures: FigureGroup = {
  name: 'registry',
  measure: async ({ quick }: Measuring): Promise<readonly Figure[]> => {
    const computers = quick ? 10_000 : 100_000;
    return [...(await measureQuestions(computers, quick)), await measureSubmissions(quick)];
  },
};

function measureQuestions(computers: number, quick: boolean): Promise<readonly Figure[]> {
  return withRecordsFolder(async (folder) => {
    const file = path.join(folder, 'burnin.sqlite');
    const begun = performance.now();
    await makeRegistry(file, computers);
    const details = {
      devices: computers,
      'components each': COMPONENTS_EACH,
      'events each': EVENTS_EACH,
      'making it, s': Math.round((performance.now() - begun) / 1_000),
    };
    const asked = quick ? 40 : 100;
    const list = (query: Partial<DeviceQuery>) => DeviceQuery.parse(query);
    const questions: readonly (readonly [string, Question])[] = [
      [
        'Device list',
        (registry, index) =>
          registry.devices(
            [
              list({}),
              list({ sort: 'rating' }),
              list({ sort: 'model', descending: false, offset: computers / 2 }),
              list({ trading: 'Sold', sort: 'price' }),
              list({ minRating: 3, type: 'Laptop' }),
              list({ model: modelOf(index) }),
              list({ type: 'NetworkAdapter' }),
            ][index % 7] ?? list({}),
          ),
      ],
      [
        'Search',
        (registry, index) =>
          registry.devices(
            [
              list({ text: serialNumberOf(index) }),
              list({ text: serialNumberOf(index).slice(0, 5).toLowerCase() }),
              list({ text: 'lenovo' }),
              list({ text: `dell m${700 + (index % 100)}` }),
              list({ text: 'think' }),
              list({ text: macOf(index), type: 'Component' }),
            ][index % 6] ?? list({}),
          ),
      ],
      ['Device page', (registry, index) => registry.devicePage(computerNumber(index))],
      ['Where a card was', (registry, index) => registry.whereWas(macOf(index))],
    ];
    const figures: Figure[] = [];
    for (const [title, question] of questions) {
      const pairs: Pair[] = [];
      const medians: number[] = [];
      const cpu: number[] = [];
      for (let repetition = 0; repetition < (quick ? 3 : 5); repetition += 1) {
        const floor = await timeRows(file, computers, asked);
        const { times, cpuMs } = await timeQuestion(file, computers, asked, question);
        pairs.push({ floor: percentile(floor, 95), value: percentile(times, 95) });
        medians.push(percentile(times, 50));
        cpu.push(percentile(cpuMs, 95));
      }
      figures.push(
        figureOf({
          group: 'registry',
          title: `${title}, 95 of 100 within`,
          unit: 'ms',
          floor: FLOOR,
          pairs,
          aim: AIM,
          details: {
            ...details,
            'half of them within, ms': Number(percentile(medians, 50).toFixed(2)),
            'CPU, 95 of 100 within, ms': Number(percentile(cpu, 50).toFixed(2)),
          },
        }),
      );
    }
    return figures;
  });
}

async function timeRows(file: string, computers: number, asked: number): Promise<readonly number[]> {
  const db = await openDatabase(file);
  try {
    const row = db.prepare('select * from registry_device where id = ?');
    return Array.from({ length: asked }, (_, place) => {
      const begun = performance.now();
      row.get(computerNumber(spread(place, computers)));
      return performance.now() - begun;
    });
  } finally {
    closeDatabase(db);
  }
}

/** CPU of all threads beside the time: what a machine that does nothing else would need at most. */
async function timeQuestion(
  file: string,
  computers: number,
  asked: number,
  question: Question,
): Promise<{ readonly times: readonly number[]; readonly cpuMs: readonly number[] }> {
  const store = await createStore({ file });
  try {
    const registry = registryOn(store);
    const times: number[] = [];
    const cpuMs: number[] = [];
    for (let place = 0; place < asked; place += 1) {
      const index = spread(place, computers);
      const begun = performance.now();
      const cpuBefore = process.cpuUsage();
      await question(registry, index);
      times.push(performance.now() - begun);
      const { user, system } = process.cpuUsage(cpuBefore);
      cpuMs.push((user + system) / 1_000);
    }
    return { times, cpuMs };
  } finally {
    await store.close();
  }
}

/** Another device each time, from all over the table. */
function spread(place: number, computers: number): number {
  return (place * 7_919) % computers;
}

function registryOn({ registry: tables }: Awaited<ReturnType<typeof createStore>>): Registry {
  return createRegistry({ tables, settings: () => SETTINGS, now: () => Date.now(), newUuid: () => crypto.randomUUID() });
}

async function measureSubmissions(quick: boolean): Promise<Figure> {
  const count = quick ? 200 : 1_000;
  const pairs: Pair[] = [];
  for (let repetition = 0; repetition < (quick ? 3 : 5); repetition += 1) {
    const floor = await perSecond(count, async (store, index) => {
      const bytes = Buffer.from(JSON.stringify(snapshotBody(index)));
      await store.commit({ quarantined: [{ id: crypto.randomUUID(), at: Date.now(), reason: NO_TEXT, bytes, properties: {} }] });
    });
    const value = await perSecond(count, async (store, index) => {
      const { status } = await registryOn(store).submit(snapshotBody(index), 'snapshot', {
        kind: 'http',
        author: null,
        operation: null,
      });
      if (status !== 201) throw new Error('A Snapshot was refused.');
    });
    pairs.push({ floor, value });
  }
  return figureOf({
    group: 'registry',
    title: `Snapshots of new devices, ${UNDER_WAY} under way`,
    unit: '/s',
    floor: 'the same bodies stored by a bare durable commit each',
    pairs,
    details: { snapshots: count, 'components each': COMPONENTS_EACH },
  });
}

function perSecond(
  count: number,
  submit: (store: Awaited<ReturnType<typeof createStore>>, index: number) => Promise<void>,
): Promise<number> {
  return withRecordsFolder(async (folder) => {
    const store = await createStore({ file: path.join(folder, 'burnin.sqlite') });
    try {
      let next = 0;
      const oneByOne = async (): Promise<void> => {
        while (next < count) {
          next += 1;
          await submit(store, next);
        }
      };
      const begun = performance.now();
      await Promise.all(Array.from({ length: UNDER_WAY }, oneByOne));
      return (count * 1_000) / (performance.now() - begun);
    } finally {
      await store.close();
    }
  });
}
