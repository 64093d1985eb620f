import { describe, expect, it } from 'vitest';
import { keyOf, verdict } from './testing/answers';
import { everyOrder } from './testing/every-order';
import { createMemoryRegistry, type MemoryRegistry, replayed } from './testing/memory-registry';
import { byApp, desktop, workbench } from './testing/payloads';

const PARTS = [
  { type: 'Processor', speed: 3.4, cores: 2, events: [{ type: 'BenchmarkProcessor', rate: 27_136.44 }] },
  { type: 'RamModule', size: 4096, speed: 1600 },
  { type: 'RamModule', size: 2048, speed: 1067 },
  { type: 'HardDrive', size: 476_940, events: [{ type: 'BenchmarkDataStorage', readSpeed: 126, writeSpeed: 29.8 }] },
];
const PICTURES = ['front', 'back'].map((name) => ({ name, fileFormat: 'png', orientation: 'Vertical', content: 'AAAA' }));
/** What the components of this computer come to without any grade. */
const COMPONENTS = 3.91;
const BIAS = { appearance: { A: 0.3, E: -1 }, functionality: { A: 0.4, B: -0.5 } } as const;

function described(device: object = {}): { readonly registry: MemoryRegistry; readonly images: readonly string[] } {
  const registry = createMemoryRegistry();
  registry.snapshot(workbench(desktop(device), PARTS));
  registry.post({ type: 'ImageSet', device: 1, images: PICTURES });
  return { registry, images: registry.state().images.map(({ id }) => id) };
}

/** Each kind of rate as it enters, with what it says of the device. */
const STEPS = {
  workbench: () => ({ type: 'WorkbenchRate', device: 1, appearanceRange: 'E', functionalityRange: 'A' }),
  app: () => ({ type: 'AppRate', device: 1, appearanceRange: 'A', functionalityRange: 'B' }),
  front: (front: string) => ({ type: 'PhotoboxRate', image: front, rating: 10 }),
  back: (_front: string, back: string) => ({ type: 'PhotoboxRate', image: back, rating: 4 }),
} as const;
type Step = keyof typeof STEPS;

/** 0.6 for the condition: half the mean and half the worst of 1 and 0.4. */
const PICTURE_BIAS = 1.5 * ((0.7 + 0.4) / 2) - 1;

function expectedOf(steps: readonly Step[]): number | null {
  const graded = steps.filter((step) => step === 'workbench' || step === 'app');
  const isPhotographed = steps.includes('front') && steps.includes('back');
  if (graded.length === 0) return isPhotographed ? 1 - 0.3 + PICTURE_BIAS : null;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const functionality = mean(graded.map((step) => BIAS.functionality[step === 'workbench' ? 'A' : 'B']));
  const appearance = isPhotographed
    ? PICTURE_BIAS
    : mean(graded.map((step) => BIAS.appearance[step === 'workbench' ? 'E' : 'A']));
  return COMPONENTS + functionality + appearance;
}

function subsets<T>(things: readonly T[]): readonly (readonly T[])[] {
  return things.reduce<readonly (readonly T[])[]>((all, thing) => [...all, ...all.map((some) => [...some, thing])], [[]]);
}

describe('the rating of a device', () => {
  const sets = subsets(Object.keys(STEPS) as Step[]);

  it.each(sets.map((set) => [set.join(', '), set] as const))('is the same in every order of: %s', (_name, set) => {
    for (const order of everyOrder(set)) {
      const { registry, images } = described();
      for (const step of order) {
        const [front = '', back = ''] = images;
        expect(verdict(registry.post(STEPS[step](front, back)))).toBe('201');
        expect(registry.reads.device(1)?.standing.rating?.value ?? null).toSatisfy((value: number | null) => {
          const expected = expectedOf(order.slice(0, order.indexOf(step) + 1));
          return expected === null || value === null ? expected === value : Math.abs(value - Math.max(0, expected)) < 0.02;
        });
      }
      expect(replayed(registry.accepted())).toEqual(registry.state());
    }
  });

  it('keeps the pictures with each new grade, and takes those of a new round', () => {
    const { registry, images } = described();
    const [front = '', back = ''] = images;
    const photobox = () =>
      keyOf(keyOf(registry.reads.event(registry.reads.device(1)?.standing.rating?.event ?? '')?.details, 'result'), 'photobox');
    for (const step of ['workbench', 'front', 'back'] as const) registry.post(STEPS[step](front, back));
    for (const appearanceRange of ['A', 'B', 'C']) {
      registry.post({ ...STEPS.workbench(), appearanceRange });
      expect(photobox()).toMatchObject({ pictures: [1, 0.4] });
    }
    registry.snapshot(workbench(desktop({ events: [STEPS.workbench()] }), PARTS));
    expect(photobox()).toMatchObject({ pictures: [1, 0.4] });
    registry.post({ ...STEPS.front(front), rating: 2 });
    expect(photobox()).toMatchObject({ pictures: [1, 0.4] });
    registry.post({ ...STEPS.back(front, back), rating: 2 });
    registry.post(STEPS.workbench());
    expect(photobox()).toMatchObject({ pictures: [0.2, 0.2] });
  });

  it('names each kind of rate that is in it', () => {
    const { registry, images } = described();
    const [front = '', back = ''] = images;
    for (const step of ['workbench', 'app', 'front', 'back'] as const) registry.post(STEPS[step](front, back));
    const aggregate = registry.reads.lastEvent(1, ['AggregateRating']);
    expect(aggregate?.details).toMatchObject({
      workbench: registry.reads.eventsOf(1, ['WorkbenchRate'])[0]?.id,
      app: registry.reads.lastEvent(1, ['AppRate'])?.id,
      photobox: registry.reads.eventsOf(1, ['PhotoboxUserRate']).map(({ id }) => id),
      result: { grades: { rates: [{ kind: 'workbench' }, { kind: 'app' }] } },
    });
  });

  it('counts what one kind does not grade by the other', () => {
    const { registry } = described();
    registry.post(STEPS.workbench());
    registry.snapshot(byApp(desktop({ actions: [{ type: 'AppRate', appearanceRange: 'A' }] })));
    const rating = registry.reads.device(1)?.standing.rating?.value ?? 0;
    expect(rating).toBeCloseTo(COMPONENTS + 0.4 + (0.3 - 1) / 2, 1);
  });

  it('is not made of an AppRate on what is not rated', () => {
    const registry = createMemoryRegistry();
    registry.snapshot(
      byApp({
        type: 'ComputerMonitor',
        manufacturer: 'm',
        model: 'm',
        serialNumber: 's',
        events: [{ ...STEPS.app(), device: undefined }],
      }),
    );
    expect(registry.state().events.map(({ type }) => type)).toEqual(['AppRate', 'Snapshot']);
  });
});
