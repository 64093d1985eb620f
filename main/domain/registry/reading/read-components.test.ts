import { describe, expect, it } from 'vitest';
import { english } from '../../../../messages/english';
import { faultIn } from '../../../../protocol/testing/one-sentence';
import { readSnapshot } from './read-snapshot';
import { refusalAsResult } from './refusal';
import { DEVICE_TYPES } from '../../../../protocol/registry/device-types';
import { isA } from '../../../../protocol/registry/type-trees';

const DISK = { type: 'HardDrive', manufacturer: 'm', model: 'm', serialNumber: 'disk', size: 1 };
const read = (components: readonly unknown[], over: object = {}) =>
  refusalAsResult(() =>
    readSnapshot({
      type: 'Snapshot',
      uuid: '63af07a5-3a75-4d31-8b27-0b5c9a2a7cf1',
      software: 'Workbench',
      version: '11.0b9',
      elapsed: 0,
      device: { type: 'Laptop', chassis: 'Netbook' },
      components,
      ...over,
    }),
  );

/** Entries that cannot be read, with the type that nothing may leave of because of them; undefined where there is none. */
const BAD: readonly (readonly [string, unknown, string | null | undefined])[] = [
  ['a type of later times', { type: 'Camera', serialNumber: 'c1', focalLength: 4 }, undefined],
  ['a type from the prototype of objects', { type: 'constructor' }, undefined],
  ['a computer', { type: 'Laptop', chassis: 'Netbook' }, undefined],
  ['a type that groups others', { type: 'Component' }, 'Component'],
  ['no type', { serialNumber: 'x' }, null],
  ['no word as type', { type: 7 }, null],
  ['no object', 'RAM', null],
  ['nothing', null, null],
  ['a number as serial number', { type: 'RamModule', serialNumber: 7 }, 'RamModule'],
  ['a size that no machine has', { type: 'HardDrive', size: 1e12 }, 'HardDrive'],
  ['events that are no list', { type: 'Processor', events: {} }, 'Processor'],
];

describe('a component that cannot be read', () => {
  for (const [what, bad, type] of BAD) {
    it.each([0, 1, 2])(`costs itself and a note: ${what}, at place %i of three`, (place) => {
      const others = [DISK, { ...DISK, serialNumber: 'other' }];
      const result = read(others.toSpliced(place, 0, bad as typeof DISK));
      expect(result).toMatchObject({
        ok: true,
        value: {
          components: [{ serialNumber: 'disk' }, { serialNumber: 'other' }],
          unreadTypes: type === undefined ? [] : [type],
        },
      });
      const notes = result.ok ? result.value.notUnderstood : [];
      expect(notes.map(({ field }) => field)).toEqual([`components[${place}]`]);
      for (const { reason } of notes) expect(faultIn(english(reason))).toBe('');
    });
  }
});

it('says where each entry that could be read stood', () => {
  const result = read([{ type: 'Wheel' }, DISK, null, { ...DISK, serialNumber: 'b' }]);
  expect(result.ok && result.value.components?.map(({ at }) => at)).toEqual(['components[1]', 'components[3]']);
});

it('notes events and expected events of types that are not known, in both vocabularies, on computer and component', () => {
  const unknown = [{ type: 'Dance' }, { type: 'StressTest', elapsed: 1 }];
  for (const vintage of ['events', 'actions']) {
    const device = { type: 'Laptop', chassis: null, [vintage]: unknown };
    const result = read([{ ...DISK, [vintage]: unknown }], { device, expectedEvents: ['Install', 'Dance'] });
    expect(result).toMatchObject({
      ok: true,
      value: {
        device: { events: [{ type: 'StressTest' }] },
        components: [{ events: [{ type: 'StressTest' }] }],
        expectedEvents: ['Install'],
      },
    });
    const notes = result.ok ? result.value.notUnderstood : [];
    expect(notes.map(({ field }) => field)).toEqual([`device.${vintage}[0]`, `components[0].${vintage}[0]`, 'expectedEvents[1]']);
    for (const { reason } of notes) expect(faultIn(english(reason))).toBe('');
  }
});

it('reads every type of component that there is', () => {
  const types = DEVICE_TYPES.filter((type) => isA(type, 'Component') && type !== 'Component');
  const result = read(types.map((type) => ({ type })));
  expect(result.ok && result.value.components?.map(({ type }) => type)).toEqual(types);
});
