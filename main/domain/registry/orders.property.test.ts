import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceStanding } from './model';
import { keyOf, verdict } from './testing/answers';
import { everyOrder } from './testing/every-order';
import { createMemoryRegistry, type MemoryRegistry, replayed } from './testing/memory-registry';
import { byApp, desktop, freshUuid, workbench } from './testing/payloads';

/** What the components of this computer come to is 2.5 without a grade: some grades make it one that is not for sale. */
const PARTS = [
  { type: 'Processor', speed: 2, cores: 2, events: [{ type: 'BenchmarkProcessor', rate: 13_000 }] },
  { type: 'RamModule', size: 2048, speed: 667 },
  { type: 'HardDrive', size: 300_000, events: [{ type: 'BenchmarkDataStorage', readSpeed: 90, writeSpeed: 25 }] },
];
const PICTURE = { name: 'front', fileFormat: 'png', orientation: 'Vertical', content: 'AAAA' };

type Step = Readonly<Record<string, unknown>>;

const grades = (type: string) =>
  fc
    .record({
      appearanceRange: fc.constantFrom('A', 'B', 'C', 'D', 'E'),
      functionalityRange: fc.constantFrom('A', 'B', 'C', 'D'),
    })
    .map((given): Step => ({ type, device: 1, ...given }));
const pictures = fc.integer({ min: 0, max: 10 }).map((rating): Step => ({ type: 'PhotoboxRate', rating }));
const PRICE: Step = { type: 'Price', device: 1, price: 5 };
const optional = (step: fc.Arbitrary<Step>) => fc.option(step, { nil: null });

/** One of each kind at most: which of two of one kind came last is what they say. */
const manySteps = fc
  .tuple(grades('WorkbenchRate'), optional(grades('AppRate')), optional(pictures), optional(fc.constant(PRICE)))
  .map((steps) => steps.filter((step) => step !== null));

function standingAfter(steps: readonly Step[], rules?: number): DeviceStanding {
  const registry = createMemoryRegistry(rules === undefined ? {} : { rules });
  registry.snapshot(workbench(desktop(), PARTS));
  registry.post({ type: 'ImageSet', device: 1, images: [PICTURE] });
  const [image] = registry.state().images;
  for (const step of steps) {
    const body = step['type'] === 'PhotoboxRate' ? { ...step, image: image?.id } : step;
    expect(verdict(registry.post(body))).toBe('201');
  }
  expect(replayed(registry.accepted(), rules === undefined ? {} : { rules })).toEqual(registry.state());
  const { standing } = registry.reads.device(1) ?? {};
  if (standing === undefined) throw new Error('There is no device.');
  return standing;
}

describe('rating and price of a device', () => {
  const good: Step = { type: 'WorkbenchRate', device: 1, appearanceRange: 'A', functionalityRange: 'A' };
  const bad: Step = { ...good, appearanceRange: 'E', functionalityRange: 'D' };

  it('are the same in whatever order its rates came; who priced it by hand has the last word where it is not for sale', () => {
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(manySteps, (steps) => {
        const isPriced = steps.some(({ type }) => type === 'Price');
        const orders = everyOrder(steps).map((order) => standingAfter(order));
        const [first] = orders;
        const low = first?.rating?.range === 'VERY_LOW';
        const computed = standingAfter(steps.filter(({ type }) => type !== 'Price')).price?.amount;
        outcomes.add(`${low ? 'not for sale' : 'for sale'}${isPriced ? ', priced by hand' : ''}`);
        for (const standing of orders) {
          expect([standing.rating?.value, standing.rating?.range]).toEqual([first?.rating?.value, first?.rating?.range]);
          const priced = standing.price?.amount ?? null;
          // Of a price by hand and a computed one the later holds.
          expect(low ? [isPriced ? 5 : null] : [first?.price?.amount, ...(isPriced ? [5, computed] : [])]).toContain(priced);
        }
      }),
      { numRuns: 30, examples: [good, bad].flatMap((rate) => [[[rate]], [[rate, PRICE]]]) },
    );
    expect([...outcomes].toSorted()).toEqual([
      'for sale',
      'for sale, priced by hand',
      'not for sale',
      'not for sale, priced by hand',
    ]);
  });

  it('end the computed price when it is rated again as not for sale', () => {
    expect(standingAfter([good])).toMatchObject({ price: { amount: expect.any(Number) } });
    expect(standingAfter([good, bad])).toMatchObject({ rating: { range: 'VERY_LOW' }, price: null });
    expect(standingAfter([good, bad, good]).price?.amount).toBe(standingAfter([good]).price?.amount);
  });

  it('leave it where rules before number 4 decided', () => {
    expect(standingAfter([good, bad], 3)).toMatchObject({
      rating: { range: 'VERY_LOW' },
      price: { amount: standingAfter([good], 3).price?.amount },
    });
  });
});

interface Made {
  readonly uuid: string;
  readonly endTime: string;
  readonly kind: 'waits' | 'whole' | 'scan';
}

const EXPECTED = ['StressTest', 'EraseBasic'];
const manyMade = fc
  .array(
    fc.record({ hour: fc.integer({ min: 0, max: 3 }), kind: fc.constantFrom<Made['kind'][]>('waits', 'waits', 'whole', 'scan') }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((list) => list.map(({ hour, kind }): Made => ({ uuid: freshUuid(), endTime: `2026-01-02T0${hour}:00:00.000Z`, kind })));

function bodyOf({ uuid, endTime, kind }: Made): object {
  return kind === 'scan'
    ? {
        type: 'Snapshot',
        software: 'BurnInConsole',
        version: '1.0',
        uuid,
        endTime,
        device: { type: 'Computer', serialNumber: 'sn' },
      }
    : workbench(desktop(), [], { uuid, endTime, expectedEvents: kind === 'waits' ? EXPECTED : [] });
}

function submitted(made: readonly Made[], rules?: number): MemoryRegistry {
  const registry = createMemoryRegistry(rules === undefined ? {} : { rules });
  registry.snapshot(byApp(desktop()));
  for (const one of made) expect(verdict(registry.snapshot(bodyOf(one)))).toBe('201');
  return registry;
}

/** Of each Snapshot by its uuid: whether it waits, and how it ended. */
function endsOf(registry: MemoryRegistry): ReadonlyMap<string, string> {
  return new Map(
    registry.reads.eventsOf(1, ['Snapshot']).flatMap(({ closed, details }) => {
      const uuid = keyOf(details, 'uuid');
      const how = keyOf(keyOf(details, 'ended'), 'how');
      return typeof uuid === 'string' ? [[uuid, closed ? (typeof how === 'string' ? how : 'closed') : 'waits'] as const] : [];
    }),
  );
}

describe('Snapshots of one device', () => {
  it('end in the same way in whatever order they came: all that wait but the newest are interrupted', () => {
    fc.assert(
      fc.property(manyMade, (made) => {
        const inTime = made.toSorted((one, other) =>
          one.endTime === other.endTime ? (one.uuid < other.uuid ? -1 : 1) : one.endTime < other.endTime ? -1 : 1,
        );
        const expected = new Map(
          inTime.map(({ uuid, kind }, index) => [
            uuid,
            kind !== 'waits' ? 'closed' : index === inTime.length - 1 ? 'waits' : 'interrupted',
          ]),
        );
        for (const order of everyOrder(made)) {
          const registry = submitted(order);
          expect(endsOf(registry)).toEqual(new Map(order.map(({ uuid }) => [uuid, expected.get(uuid)])));
          expect(replayed(registry.accepted())).toEqual(registry.state());
        }
      }),
      { numRuns: 60 },
    );
  });

  const late: Made = { uuid: freshUuid(), endTime: '2026-01-02T01:00:00.000Z', kind: 'waits' };
  const newer = [3, 2].map((hour): Made => ({ uuid: freshUuid(), endTime: `2026-01-02T0${hour}:00:00.000Z`, kind: 'whole' }));

  it('name the one that was made next after an older one that came late, in the answer too', () => {
    const registry = submitted(newer);
    const answer = registry.snapshot(bodyOf(late));
    const next = registry.reads.snapshotByUuid(newer[1]?.uuid ?? '');
    expect(answer.body).toMatchObject({ closed: true, ended: { how: 'interrupted', by: next?.id } });
    registry.post({ type: 'StressTest', elapsed: 60, snapshot: late.uuid });
    expect(registry.reads.lastEvent(1, ['StressTest'])).toMatchObject({ marks: ['late'] });
  });

  it('stay open beside a newer one where rules before number 4 decided', () => {
    expect(endsOf(submitted([...newer, late], 3)).get(late.uuid)).toBe('waits');
    expect(endsOf(submitted([...newer, late])).get(late.uuid)).toBe('interrupted');
  });

  it('of an app interrupt nothing, whichever came first', () => {
    for (const order of everyOrder(['app', 'waits'] as const)) {
      const registry = createMemoryRegistry();
      for (const step of order)
        registry.snapshot(step === 'app' ? byApp(desktop(), { endTime: '2026-01-02T05:00:00Z' }) : bodyOf(late));
      expect([...endsOf(registry).values()]).toEqual(['waits']);
    }
  });
});
