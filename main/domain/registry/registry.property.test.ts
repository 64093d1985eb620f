import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceNumber, EventRecord } from './model';
import { contents, verdict } from './testing/answers';
import { createMemoryRegistry, type MemoryRegistry, replayed } from './testing/memory-registry';
import { desktop, workbench } from './testing/payloads';
import type { RegistryCommand } from './transaction';

const COMPUTERS = ['A', 'B', 'C'] as const;
const CARDS = ['c1', 'c2', 'c3', 'c4', 'c5'] as const;
const TAGS = ['t1', 't2'] as const;

const card = (serialNumber: string, size = 1) => ({ type: 'HardDrive', manufacturer: 'm', model: 'm', serialNumber, size });
const MODULES = [
  { type: 'RamModule', size: 512 },
  { type: 'RamModule', size: 1024 },
] as const;

/** Snapshots of three computers that take cards from each other, events on whatever is there, trades, tags; some of it is refused. */
const anyCommand: fc.Arbitrary<RegistryCommand> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({
        uuid: fc.uuid(),
        serialNumber: fc.constantFrom(...COMPUTERS),
        cards: fc.subarray([...CARDS]),
        modules: fc.array(fc.constantFrom(...MODULES), { maxLength: 3 }),
        tags: fc.subarray([...TAGS]),
        expectedEvents: fc.subarray(['StressTest', 'EraseBasic', 'Install']),
        isRated: fc.boolean(),
      })
      .map(({ serialNumber, cards, modules, tags, isRated, ...over }) => {
        const events = isRated ? [{ type: 'WorkbenchRate', appearanceRange: 'A', functionalityRange: 'A' }] : [];
        const device = desktop({ serialNumber, tags: tags.map((id) => ({ id })), events });
        return submitted(workbench(device, [...cards.map((name) => card(name)), ...modules], over));
      }),
  },
  {
    weight: 4,
    arbitrary: fc
      .record({
        type: fc.constantFrom(
          'StressTest',
          'EraseSectors',
          'Sell',
          'CancelTrade',
          'ToDispose',
          'Receive',
          'Reserve',
          'Repair',
          'Price',
        ),
        device: fc.integer({ min: 1, max: 12 }),
      })
      .map(({ type, device }) =>
        submitted({ type, devices: [device], elapsed: 1, zeros: true, price: 5, role: 'RecyclingCenter' }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.subarray([...TAGS], { minLength: 1 }).map((ids) => ({
      kind: 'createTags' as const,
      ids,
      organization: null,
      provider: null,
    })),
  },
);

function submitted(body: unknown): RegistryCommand {
  return { kind: 'submit', as: 'any', body };
}

function runAll(commands: readonly RegistryCommand[]): MemoryRegistry {
  const registry = createMemoryRegistry();
  for (const command of commands) registry.run(command);
  return registry;
}

/** What is in each computer by its Snapshots and Removes. */
function foldCompositions(events: readonly EventRecord[]): ReadonlyMap<DeviceNumber, ReadonlySet<DeviceNumber>> {
  const inside = new Map<DeviceNumber, Set<DeviceNumber>>();
  for (const { type, devices, components, details } of events) {
    const [device = 0] = devices;
    const set = inside.get(device) ?? new Set();
    if (details.family === 'snapshot') {
      for (const id of details.removed) set.delete(id);
      for (const id of details.added) set.add(id);
    } else if (type === 'Remove') for (const id of components) set.delete(id);
    inside.set(device, set);
  }
  return inside;
}

const RUNS = { numRuns: 40 };
const manyCommands = fc.array(anyCommand, { maxLength: 16, size: 'max' });

describe('whatever is submitted', () => {
  it('a component is never in two computers, and its stays say where it is', () => {
    fc.assert(
      fc.property(manyCommands, (commands) => {
        const { devices, placements } = runAll(commands).state();
        const open = placements.filter(({ until }) => until === null);
        expect(new Set(open.map(({ component }) => component)).size).toBe(open.length);
        const parents = devices.flatMap(({ id, parent }) => (parent === null ? [] : [[id, parent]]));
        expect(open.map(({ component, parent }) => [component, parent]).toSorted(byFirst)).toEqual(parents.toSorted(byFirst));
      }),
      RUNS,
    );
  });

  it('what is in a computer is what its events say', () => {
    fc.assert(
      fc.property(manyCommands, (commands) => {
        const registry = runAll(commands);
        const { devices, events } = registry.state();
        const expected = foldCompositions(events);
        for (const { id } of devices) {
          expect(registry.reads.componentsOf(id).map((component) => component.id)).toEqual(
            [...(expected.get(id) ?? [])].toSorted((one, other) => one - other),
          );
        }
      }),
      RUNS,
    );
  });

  it('the same submissions in the same order give the same registry again', () => {
    fc.assert(
      fc.property(manyCommands, (commands) => {
        const registry = runAll(commands);
        expect(replayed(registry.accepted())).toEqual(registry.state());
      }),
      RUNS,
    );
  });

  it('what is refused changes nothing, and numbers are given without a gap', () => {
    fc.assert(
      fc.property(manyCommands, anyCommand, (commands, last) => {
        const registry = runAll(commands);
        const before = registry.state();
        expect(before.devices.map(({ id }) => id)).toEqual(before.devices.map((_, index) => index + 1));
        const ids = before.events.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        const { ok } = registry.run(last);
        expect(ok || isDeepStrictEqual(registry.state(), before)).toBe(true);
      }),
      RUNS,
    );
  });

  it('of two snapshots that take cards from each other the later has them, and the other lost them by one Remove', () => {
    fc.assert(
      fc.property(
        fc.subarray([...CARDS]),
        fc.subarray([...CARDS]),
        fc.subarray([...CARDS]),
        fc.boolean(),
        (inA, wantA, wantB, isAFirst) => {
          const registry = createMemoryRegistry();
          const snapshot = (serialNumber: string, names: readonly string[]) =>
            registry.snapshot(
              workbench(
                desktop({ serialNumber }),
                names.map((name) => card(name)),
              ),
            );
          snapshot('A', inA);
          snapshot(
            'B',
            CARDS.filter((name) => !inA.includes(name)),
          );
          const both = [
            { serialNumber: 'A', names: wantA, other: 'B', otherNames: wantB },
            { serialNumber: 'B', names: wantB, other: 'A', otherNames: wantA },
          ];
          for (const { serialNumber, names } of isAFirst ? both : both.toReversed())
            expect(verdict(snapshot(serialNumber, names))).toBe('201');
          const [loser, winner] = isAFirst ? both : both.toReversed();
          if (loser === undefined || winner === undefined) throw new Error('two snapshots');
          expect(contents(registry, winner.serialNumber)).toEqual(winner.names);
          const kept = loser.names.filter((name) => !winner.names.includes(name));
          expect(contents(registry, loser.serialNumber)).toEqual(kept);
          const last = registry.state().events.findLast(({ type }) => type === 'Snapshot');
          const removes = registry.reads.eventsOfSnapshot(last?.id ?? '').filter(({ type }) => type === 'Remove');
          expect(removes).toHaveLength(kept.length < loser.names.length ? 1 : 0);
        },
      ),
    );
  });
});

function byFirst(one: readonly number[], other: readonly number[]): number {
  return (one[0] ?? 0) - (other[0] ?? 0);
}
