import { describe, expect, it } from 'vitest';
import netbook from '../../../protocol/fixtures/registry/workbench-netbook-2018.json';
import later from '../../../protocol/fixtures/registry/workbench-desktop-actions.json';
import { EVENT_TYPES, eventFacts } from '../../../protocol/registry/event-types';
import { bySerial, eventsIn, keyOf, notesOf, verdict } from './testing/answers';
import { createMemoryRegistry } from './testing/memory-registry';
import { desktop, freshUuid, workbench } from './testing/payloads';

const DISK = { type: 'HardDrive', manufacturer: 'm', model: 'm', serialNumber: 'disk', size: 1 };
const RAM = { type: 'RamModule', manufacturer: 'm', model: 'm', serialNumber: 'ram', size: 1 };

function withComputer() {
  const registry = createMemoryRegistry();
  registry.snapshot(workbench(desktop(), [DISK, RAM]));
  return registry;
}

describe('what an event may be about', () => {
  it.each([
    ['EraseBasic on a disk', { type: 'EraseBasic', zeros: false, device: 2 }, '201'],
    ['EraseBasic on memory', { type: 'EraseBasic', zeros: false, device: 3 }, '422 ValidationError device'],
    ['EraseBasic on a computer', { type: 'EraseBasic', zeros: false, device: 1 }, '422 ValidationError device'],
    ['ErasePhysical on a disk', { type: 'ErasePhysical', method: 'Shred', device: 2 }, '201'],
    ['Install on a disk', { type: 'Install', name: 'System', elapsed: 1, device: 2 }, '201'],
    ['Install on a computer', { type: 'Install', name: 'System', elapsed: 1, device: 1 }, '422 ValidationError device'],
    ['TestDataStorage on memory', { type: 'TestDataStorage', elapsed: 1, device: 3 }, '422 ValidationError device'],
    ['BenchmarkRamSysbench on a computer', { type: 'BenchmarkRamSysbench', rate: 1, device: 1 }, '201'],
    ['BenchmarkRamSysbench on memory', { type: 'BenchmarkRamSysbench', rate: 1, device: 3 }, '422 ValidationError device'],
    ['StressTest of one second', { type: 'StressTest', elapsed: 1, device: 1 }, '201'],
    [
      'an end before the start',
      { type: 'EraseBasic', zeros: true, device: 2, startTime: '2026-01-01T10:00:00Z', endTime: '2026-01-01T10:00:00Z' },
      '422 ValidationError endTime',
    ],
    [
      'a step that ends before its start',
      {
        type: 'EraseBasic',
        zeros: true,
        device: 2,
        steps: [{ type: 'StepZero', startTime: '2026-01-01T10:00:01Z', endTime: '2026-01-01T10:00:00Z' }],
      },
      '422 ValidationError steps[0].endTime',
    ],
    ['a time that is none', { type: 'StressTest', elapsed: 1, device: 1, startTime: 'noon' }, '422 ValidationError startTime'],
    ['no device', { type: 'StressTest', elapsed: 1 }, '422 ValidationError device'],
    ['a device that is not there', { type: 'StressTest', elapsed: 1, device: 99 }, '404 ResourceNotFound device'],
    ['two devices where one is meant', { type: 'StressTest', elapsed: 1, devices: [1, 2] }, '422 ValidationError devices'],
    [
      'an agent that is not there',
      { type: 'Repair', devices: [1], agent: '00000000-0000-4000-8000-0000000fffff' },
      '404 ResourceNotFound agent',
    ],
  ])('%s', (_what, body, expected) => {
    expect(verdict(withComputer().post(body))).toBe(expected);
  });

  it.each(['ToRepair', 'Repair', 'ToPrepare', 'Prepare', 'ReadyToUse'])(
    '%s is on many devices and the last event of each',
    (type) => {
      const registry = withComputer();
      registry.snapshot(workbench(desktop({ serialNumber: 'second' })));
      expect(verdict(registry.post({ type, devices: [1, 4] }))).toBe('201');
      for (const id of [1, 4]) expect(registry.state().events.findLast(({ devices }) => devices.includes(id))?.type).toBe(type);
    },
  );

  it('refuses inside a snapshot what does not belong there, and names where it stands', () => {
    const registry = createMemoryRegistry();
    const refused = EVENT_TYPES.filter((type) => eventFacts(type).embeds !== true || eventFacts(type).abstract === true);
    for (const type of refused) {
      const answer = registry.snapshot(
        workbench(desktop(), [{ ...RAM, events: [{ type: 'StressTest', elapsed: 1 }, { type }] }]),
      );
      expect(verdict(answer)).toBe('422 ValidationError components[0].events[1]');
    }
    for (const [index, part] of [{ type: 'Wheel' }, { ...RAM, size: -1 }].entries()) {
      const bad = { ...part, actions: [{ type: 'Sell' }] };
      const answer = registry.snapshot(workbench(desktop(), [...Array.from({ length: index }, () => RAM), bad]));
      expect(verdict(answer)).toBe(`422 ValidationError components[${index}].actions[0]`);
    }
  });

  it('passes over an event that cannot be about its component, names it, and takes the rest', () => {
    const actions = [
      { type: 'MeasureWattage' },
      { type: 'EraseBasic', zeros: true },
      { type: 'StressTest', elapsed: 'long' },
      { type: 'StressTest', elapsed: 7 },
      'no event',
    ];
    const registry = createMemoryRegistry();
    const answer = registry.snapshot(workbench(desktop(), [DISK, { ...RAM, actions }]));
    expect(verdict(answer)).toBe('201');
    expect(eventsIn(answer)).toEqual(['StressTest 3']);
    const fields = (notesOf(answer) ?? []).map(({ field }) => field);
    expect(fields.toSorted()).toEqual([0, 1, 2, 4].map((index) => `components[1].actions[${index}]`));
  });

  it('answers the same uuid with the first answer', () => {
    const registry = withComputer();
    const body = { type: 'StressTest', elapsed: 60, device: 1, uuid: freshUuid() };
    const first = registry.post(body);
    expect(registry.post({ ...body })).toEqual(first);
    expect(registry.reads.eventsOf(1, ['StressTest'])).toHaveLength(1);
    expect(verdict(registry.post({ ...body, elapsed: 61 }))).toBe('422 UniqueViolation uuid');
  });
});

describe('what an event is linked to', () => {
  it('lists what was in the computers at that moment, not what came later', () => {
    const registry = withComputer();
    registry.snapshot(workbench(desktop({ serialNumber: 'second' }), [{ ...RAM, serialNumber: 'more' }]));
    registry.post({ type: 'Repair', devices: [1, 4] });
    registry.snapshot(workbench(desktop(), [DISK, RAM, { ...RAM, serialNumber: 'late' }]));
    expect(registry.reads.lastEvent(1, ['Repair'])?.components).toEqual([2, 3, 5]);
  });

  it('remembers the computer that a tested component was in', () => {
    const registry = withComputer();
    registry.post({ type: 'StressTest', elapsed: 60, device: 2 });
    registry.snapshot(workbench(desktop(), []));
    registry.post({ type: 'StressTest', elapsed: 60, device: 2 });
    expect(registry.reads.eventsOf(2, ['StressTest']).map(({ parent, components }) => [parent, components])).toEqual([
      [1, []],
      [null, []],
    ]);
  });

  it('takes a component as the device of an event', () => {
    const registry = withComputer();
    registry.post({ type: 'EraseSectors', zeros: true, component: 2 });
    expect(registry.reads.lastEvent(2, ['EraseSectors'])?.parent).toBe(1);
  });
});

describe('Workbench files as they are found', () => {
  it('reads one of the first vocabulary', () => {
    const registry = createMemoryRegistry();
    const answer = registry.snapshot(netbook);
    expect(verdict(answer)).toBe('201');
    expect(keyOf(answer.body, 'closed')).toBe(true);
    expect(eventsIn(answer)).toEqual(
      [
        'AggregateRating 1',
        'BenchmarkDataStorage 8',
        'BenchmarkProcessor 4',
        'BenchmarkProcessorSysbench 4',
        'BenchmarkRamSysbench 1',
        'EraseBasic 8',
        'Install 8',
        'StressTest 1',
        'TestDataStorage 8',
        'WorkbenchRate 1',
        'WorkbenchRate 1',
        'WorkbenchRate 1',
      ].toSorted(),
    );
    expect(notesOf(answer)).toEqual([{ field: 'debug', reason: [{ code: 'note.unknownKey' }] }]);
    expect(bySerial(registry, '14:da:e9:42:f6:7c').hid).toBe('qualcomm_atheros-14_da_e9_42_f6_7c-ar8152_v2_0_fast_ethernet');
    expect(registry.reads.device(4)?.hid).toBeNull();
    expect(registry.reads.lastEvent(8, ['TestDataStorage'])?.details).toMatchObject({
      commandTimeout: 1_786_733_725_708,
      lifetime: 24_658,
    });
    expect(registry.reads.lastEvent(4, ['BenchmarkProcessor'])?.details).toMatchObject({ rate: 6650.48, elapsed: 0 });
  });

  it('reads one of the later vocabulary as far as it maps', () => {
    const registry = createMemoryRegistry();
    const answer = registry.snapshot(later);
    expect(verdict(answer)).toBe('201');
    expect(notesOf(answer)).toEqual([
      { field: 'device.actions[3]', reason: [{ code: 'note.unknownAction', params: { type: 'MeasureWattage' } }] },
      { field: 'sid', reason: [{ code: 'note.unknownKey' }] },
      { field: 'licence_version', reason: [{ code: 'note.unknownKey' }] },
    ]);
    expect(registry.reads.lastEvent(1, ['TestBios'])?.details).toMatchObject({ measured: { accessRange: 'A' } });
    const { rating, price } = registry.reads.device(1)?.standing ?? {};
    expect(rating?.range).toBe('HIGH');
    expect(price?.amount).toBeCloseTo((rating?.value ?? 0) * 20, 2);
  });
});
