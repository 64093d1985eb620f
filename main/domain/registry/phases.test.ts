import { describe, expect, it } from 'vitest';
import first from '../../../protocol/fixtures/registry/phase-1.json';
import second from '../../../protocol/fixtures/registry/phase-2.json';
import third from '../../../protocol/fixtures/registry/phase-3.json';
import fourth from '../../../protocol/fixtures/registry/phase-4.json';
import { eventsIn, keyOf, lifeOf, textOf, verdict } from './testing/answers';
import { createMemoryRegistry, type MemoryRegistry } from './testing/memory-registry';
import { desktop, workbench } from './testing/payloads';

const AFTER_T1 = [
  'AggregateRating 1',
  'BenchmarkDataStorage 6',
  'BenchmarkDataStorage 7',
  'BenchmarkProcessor 5',
  'BenchmarkProcessorSysbench 5',
  'BenchmarkRamSysbench 1',
  'TestDataStorage 6',
  'WorkbenchRate 1',
  'WorkbenchRate 1',
  'WorkbenchRate 1',
];
const LATER = ['EraseSectors 6', 'EraseSectors 7', 'Install 6', 'StressTest 1'];

function withTag(): MemoryRegistry {
  const registry = createMemoryRegistry();
  registry.run({ kind: 'createTags', ids: ['tag1'], organization: null, provider: null });
  return registry;
}

function eventsOf(registry: MemoryRegistry, snapshot: string): readonly string[] {
  return registry.reads
    .eventsOfSnapshot(snapshot)
    .map(({ type, devices }) => `${type} ${devices.join()}`)
    .toSorted();
}

describe('an asynced snapshot', () => {
  it('is open until the last expected event has come', () => {
    const registry = withTag();
    const answer = registry.snapshot(first);
    const snapshot = textOf(answer, 'id');
    expect(eventsIn(answer)).toEqual(AFTER_T1);
    expect(keyOf(answer.body, 'closed')).toBe(false);
    expect(keyOf(answer.body, 'missingEvents')).toEqual(['StressTest', 'EraseSectors', 'Install']);
    const isClosed = () => registry.reads.event(snapshot)?.closed;

    for (const body of [
      { ...second, snapshot },
      { ...third, snapshot, device: 6 },
      { ...third, snapshot, component: 7 },
    ]) {
      expect(isClosed()).toBe(false);
      const posted = registry.post(body);
      expect(verdict(posted)).toBe('201');
      expect(keyOf(posted.body, 'snapshot')).toBe(snapshot);
    }
    expect(isClosed()).toBe(false);
    expect(keyOf(registry.post({ ...fourth, snapshot, device: 6 }).body, 'marks')).toEqual([]);
    expect(isClosed()).toBe(true);

    expect(eventsOf(registry, snapshot)).toEqual([...AFTER_T1, ...LATER].toSorted());
    expect(registry.reads.event(snapshot)?.about.severity).toBe('Info');
    expect(registry.reads.device(1)).toMatchObject({
      hid: 'd1mr-d1s-d1ml',
      standing: { rating: { range: 'VERY_LOW' }, price: null },
    });
    expect(lifeOf(registry, 'd1s')).toHaveLength(AFTER_T1.length + LATER.length + 1);
    expect(registry.reads.lastEvent(7, ['EraseSectors'])).toMatchObject({ parent: 1 });
  });

  it('needs its tag made before', () => {
    expect(verdict(createMemoryRegistry().snapshot(first))).toBe('404 ResourceNotFound device.tags[0]');
  });

  it('is found by the uuid that its sender gave it', () => {
    const registry = withTag();
    const snapshot = textOf(registry.snapshot(first), 'id');
    const posted = registry.post({ ...second, snapshot: first.uuid });
    expect(keyOf(posted.body, 'snapshot')).toBe(snapshot);
  });

  it('takes events out of order and says so', () => {
    const registry = withTag();
    const snapshot = textOf(registry.snapshot(first), 'id');
    const marks = [
      registry.post({ ...fourth, snapshot, device: 6 }),
      registry.post({ ...second, snapshot }),
      registry.post({ ...third, snapshot, device: 7 }),
    ].map(({ body }) => keyOf(body, 'marks'));
    expect(marks).toEqual([['outOfOrder'], [], []]);
    expect(registry.reads.event(snapshot)?.closed).toBe(true);
  });

  it('counts: two expected erasures are met by two', () => {
    const registry = createMemoryRegistry();
    const disks = ['one', 'two'].map((serialNumber) => ({ type: 'HardDrive', serialNumber }));
    const body = workbench(desktop(), disks, { expectedEvents: ['EraseBasic', 'EraseBasic'] });
    const snapshot = textOf(registry.snapshot(body), 'id');
    const isClosed = () => registry.reads.event(snapshot)?.closed;
    registry.post({ ...third, snapshot, component: 2 });
    expect(isClosed()).toBe(false);
    registry.post({ ...third, snapshot, component: 3 });
    expect(isClosed()).toBe(true);
  });

  it('takes what comes after the end and says so', () => {
    const registry = withTag();
    const { expectedEvents: _, ...closed } = first;
    const snapshot = textOf(registry.snapshot(closed), 'id');
    expect(registry.reads.event(snapshot)?.closed).toBe(true);
    expect(keyOf(registry.post({ ...second, snapshot }).body, 'marks')).toEqual(['late']);
    expect(eventsOf(registry, snapshot)).toContain('StressTest 1');
  });

  it.each([
    ['an unknown snapshot', { ...second, snapshot: '00000000-0000-4000-8000-0000000fffff' }, '404 ResourceNotFound snapshot'],
    ['an unknown component', { ...third, component: 99 }, '404 ResourceNotFound component'],
    ['a component that is not in it', { ...third, component: 10 }, '422 ValidationError component'],
    ['a device that is not in it', { ...second, device: 9 }, '422 ValidationError device'],
    ['an erasure of the computer', { ...third }, '422 ValidationError device'],
    ['a trade', { type: 'Sell' }, '422 ValidationError snapshot'],
    ['an aggregate', { type: 'AggregateRating' }, '422 ValidationError type'],
    ['a group of events', { type: 'Benchmark' }, '422 ValidationError type'],
    ['a snapshot', { type: 'Snapshot' }, '422 ValidationError type'],
    ['no known event', { type: 'Dance' }, '422 ValidationError type'],
    ['an event without a duration', { type: 'StressTest' }, '422 ValidationError elapsed'],
  ])('refuses %s', (_what, body, expected) => {
    const registry = withTag();
    const snapshot = textOf(registry.snapshot(first), 'id');
    registry.snapshot(workbench(desktop(), [{ type: 'HardDrive', size: 1 }]));
    const before = registry.state();
    expect(verdict(registry.post({ snapshot, ...body }))).toBe(expected);
    expect(registry.state()).toEqual(before);
  });

  it.each([
    ['no key', undefined, undefined, true],
    ['an empty list, even if it says that it is open', [], false, true],
    ['expected events', ['StressTest'], undefined, false],
    ['expected events, though it says that it is closed', ['StressTest'], true, true],
    ['expected events that are all embedded', ['Benchmark'], undefined, true],
    ['one of two expected erasures', ['EraseBasic', 'EraseBasic'], undefined, false],
    ['an erasure of another kind than the expected', ['EraseBasic'], undefined, true],
  ])('with %s', (_what, expectedEvents, closed, isClosed) => {
    const registry = createMemoryRegistry();
    const disk = {
      type: 'HardDrive',
      size: 1,
      events: [{ type: 'EraseSectors', zeros: true }, { type: 'BenchmarkDataStorage' }],
    };
    const answer = registry.snapshot(workbench(desktop(), [disk], { expectedEvents, closed }));
    expect(keyOf(answer.body, 'closed')).toBe(isClosed);
  });
});

describe('a synced snapshot', () => {
  it('carries everything and is closed at once', () => {
    const registry = withTag();
    const { expectedEvents: _, ...rest } = first;
    const more = new Map<number, readonly object[]>([
      [4, [third, fourth]],
      [5, [third]],
    ]);
    const components = first.components.map((component, index) => ({
      ...component,
      events: [...('events' in component ? component.events : []), ...(more.get(index) ?? [])],
    }));
    const device = { ...first.device, events: [...first.device.events, second] };
    const answer = registry.snapshot({ ...rest, device, components });
    expect(eventsIn(answer)).toEqual([...AFTER_T1, ...LATER].toSorted());
    expect(keyOf(answer.body, 'closed')).toBe(true);
    expect(keyOf(answer.body, 'error')).toBe(false);
  });

  it('is rated in part when a disk was not measured', () => {
    const registry = withTag();
    const { expectedEvents: _, ...rest } = first;
    const components = first.components.map((component) =>
      component.type === 'HardDrive' ? { ...component, events: [] } : component,
    );
    registry.snapshot({ ...rest, components });
    const rate = registry.reads.lastEvent(1, ['AggregateRating'])?.details;
    expect(rate).toMatchObject({ result: { partial: true, dataStorage: null } });
  });
});
