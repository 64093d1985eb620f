import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PART_NAMES, PART_SERIALS } from '../../../protocol/placeholders';
import { contents, eventsIn, verdict } from './testing/answers';
import { createMemoryRegistry, type MemoryRegistry, replayed } from './testing/memory-registry';
import { desktop, freshUuid, tagged, workbench } from './testing/payloads';

const TYPES = ['RamModule', 'HardDrive', 'SoundCard', 'NetworkAdapter', 'Processor', 'Motherboard', 'GraphicCard'] as const;
const REAL = { manufacturer: 'Samsung', model: 'M471B5273DH0-CH9', serialNumber: '1A2B3C4D' };
const withDigits = (entry: string) => entry.replaceAll('#', '0');
/** A part that has no name of its own, by what stands where the name should be. */
const NAMELESS: readonly (readonly [string, object])[] = [
  ...[...PART_SERIALS.map(withDigits), '00000000', '\u0000\u0000\u0000', 'To be filled by O.E.M.', ' '].map(
    (serialNumber) => [JSON.stringify(serialNumber), { ...REAL, serialNumber }] as const,
  ),
  ...PART_NAMES.map(withDigits).flatMap((text) =>
    (['manufacturer', 'model'] as const).map((key) => [`${key} ${text}`, { ...REAL, [key]: text }] as const),
  ),
];

function bySource(source: 'Workbench' | 'BurnInConsole', serialNumber: string, components: readonly object[]): object {
  if (source === 'Workbench') return workbench(desktop({ serialNumber }), components);
  const completeFor = [...new Set(components.map((part) => (part as { readonly type: string }).type))];
  const device = { type: 'Desktop', serialNumber, manufacturer: 'ma', model: 'mo' };
  return { type: 'Snapshot', software: source, version: '1.0', uuid: freshUuid(), device, components, completeFor };
}

const removals = (registry: MemoryRegistry) => registry.state().events.filter(({ type }) => type === 'Remove');
const parts = (registry: MemoryRegistry, computer: number) => registry.reads.componentsOf(computer).map(({ id }) => id);

describe('a part without a name of its own', () => {
  it.each(NAMELESS)('has no HID and never moves: %s', (_what, named) => {
    for (const type of TYPES) {
      for (const source of ['Workbench', 'BurnInConsole'] as const) {
        const registry = createMemoryRegistry();
        const part = { type, ...named };
        for (const serialNumber of ['one', 'two', 'one', 'two'])
          expect(verdict(registry.snapshot(bySource(source, serialNumber, [part])))).toBe('201');
        expect(removals(registry)).toEqual([]);
        // The same ones are found again, each in its computer.
        expect([parts(registry, 1), parts(registry, 3)]).toEqual([[2], [4]]);
        expect([2, 4].map((id) => registry.reads.device(id)?.hid)).toEqual([null, null]);
      }
    }
  });

  it.each(NAMELESS)('is as many as are listed, every time: %s', (_what, named) => {
    for (const type of ['RamModule', 'SoundCard'] as const) {
      for (const source of ['Workbench', 'BurnInConsole'] as const) {
        const registry = createMemoryRegistry();
        for (const count of [2, 2, 1, 2]) {
          const list = Array.from({ length: count }, () => ({ type, ...named }));
          expect(verdict(registry.snapshot(bySource(source, 'one', list)))).toBe('201');
          expect(parts(registry, 1)).toHaveLength(count);
        }
      }
    }
  });

  it('is known by this plant’s own list too', () => {
    const registry = createMemoryRegistry({ partPlaceholders: ['LINE-#'] });
    for (const serialNumber of ['one', 'two'])
      registry.snapshot(workbench(desktop({ serialNumber }), [{ type: 'HardDrive', ...REAL, serialNumber: 'line-7' }]));
    expect(removals(registry)).toEqual([]);
    registry.snapshot(workbench(desktop({ serialNumber: 'one' }), [{ type: 'HardDrive', ...REAL }]));
    registry.snapshot(workbench(desktop({ serialNumber: 'two' }), [{ type: 'HardDrive', ...REAL }]));
    expect(removals(registry)).toHaveLength(1);
  });

  it.each(['00:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff'])('is an adapter with the address %s', (serialNumber) => {
    for (const source of ['Workbench', 'BurnInConsole'] as const) {
      const registry = createMemoryRegistry();
      for (const computer of ['one', 'two'])
        registry.snapshot(bySource(source, computer, [{ type: 'NetworkAdapter', ...REAL, serialNumber }]));
      expect(removals(registry)).toEqual([]);
    }
  });
});

describe('a computer whose serial number is a placeholder', () => {
  const placeholder = { serialNumber: 'To be filled by O.E.M.' };

  it.each(['Workbench', 'BurnInConsole'] as const)('needs a tag: %s', (source) => {
    const registry = createMemoryRegistry();
    const answer = registry.snapshot(bySource(source, placeholder.serialNumber, []));
    expect(verdict(answer)).toBe('422 NeedsId device');
  });

  it('is identified by its tag', () => {
    const registry = createMemoryRegistry();
    registry.run({ kind: 'createTags', ids: ['a', 'b'], organization: null, provider: null });
    for (const tag of ['a', 'b', 'a']) {
      expect(verdict(registry.snapshot(workbench(desktop({ ...placeholder, ...tagged(tag) }))))).toBe('201');
    }
    expect(registry.state().devices.map(({ hid }) => hid)).toEqual([null, null]);
  });
});

describe('a part that stands twice in a list', () => {
  const disk = { type: 'SolidStateDrive', ...REAL, size: 1_920_383, interface: 'NVMe' };

  it.each([
    ['a disk', disk],
    ['a disk whose maker a scan does not know', { ...disk, manufacturer: undefined }],
    ['an adapter', { type: 'NetworkAdapter', ...REAL, serialNumber: 'e0:18:7d:2e:ca:68' }],
    ['a board', { type: 'Motherboard', ...REAL }],
  ])('is one, when it is equal in everything: %s', (_what, part) => {
    for (const source of ['Workbench', 'BurnInConsole'] as const) {
      const registry = createMemoryRegistry();
      for (const serialNumber of ['one', 'one', 'two'])
        expect(verdict(registry.snapshot(bySource(source, serialNumber, [part, part])))).toBe('201');
      expect(contents(registry, 'two')).toHaveLength(1);
      expect(registry.state().devices).toHaveLength(part.manufacturer === undefined ? 4 : 3);
    }
  });

  it('has the events of each entry, and once those that two say alike', () => {
    const test = { type: 'StressTest', elapsed: 60 };
    const erasure = { type: 'EraseBasic', zeros: true };
    const registry = createMemoryRegistry();
    const answer = registry.snapshot(
      workbench(desktop(), [
        { ...disk, events: [test] },
        { ...disk, events: [test, erasure] },
      ]),
    );
    expect(eventsIn(answer)).toEqual(['EraseBasic 2', 'StressTest 2']);
  });

  it.each([
    ['another size', { size: 1 }],
    ['no size', { size: undefined }],
    ['another type', { type: 'HardDrive' }],
  ])('refuses the list where nobody can say which is right: %s', (_what, over) => {
    const registry = createMemoryRegistry();
    const answer = registry.snapshot(workbench(desktop(), [{ type: 'SoundCard' }, disk, { ...disk, ...over }]));
    expect(verdict(answer)).toBe('422 ValidationError components[2]');
    expect(registry.state().devices).toEqual([]);
  });

  it.each(['RamModule', 'Processor'])('is two %ss whose serial number is neither’s own', (type) => {
    for (const source of ['Workbench', 'BurnInConsole'] as const) {
      const registry = createMemoryRegistry();
      for (const serialNumber of ['one', 'two', 'one'])
        expect(
          verdict(
            registry.snapshot(
              bySource(source, serialNumber, [
                { type, ...REAL },
                { type, ...REAL },
              ]),
            ),
          ),
        ).toBe('201');
      expect(removals(registry)).toEqual([]);
      expect([parts(registry, 1), parts(registry, 4)]).toEqual([
        [2, 3],
        [5, 6],
      ]);
    }
  });
});

it('knows an InfiniBand port by its GUID again, whatever address the driver gave it before', () => {
  const guid = '00:02:c9:03:00:1a:2b:3c';
  const registry = createMemoryRegistry();
  for (const serialNumber of [`80:00:00:48:fe:80:00:00:00:00:00:00:${guid}`, guid, guid])
    registry.snapshot(bySource('BurnInConsole', 'one', [{ type: 'NetworkAdapter', serialNumber }]));
  registry.snapshot(bySource('BurnInConsole', 'two', [{ type: 'NetworkAdapter', serialNumber: guid }]));
  expect(removals(registry)).toMatchObject([{ devices: [1], components: [2] }]);
  expect(registry.reads.device(2)).toMatchObject({ parent: 3, serialNumber: guid });
});

describe('an entry that could not be read', () => {
  const known = [
    { type: 'HardDrive', ...REAL },
    { type: 'RamModule', ...REAL, serialNumber: 'ram' },
  ];

  it.each([
    ['of a type: what is of that type stays', { type: 'HardDrive', size: -1 }, [2]],
    ['of a more general type: what is below it stays', { type: 'DataStorage', size: -1 }, [2]],
    ['of no type: everything stays', { serialNumber: 7 }, [2, 3]],
    ['of a type that is not known here: nothing stays for it', { type: 'Camera' }, []],
  ])('%s', (_what, bad, stay) => {
    const registry = createMemoryRegistry();
    registry.snapshot(workbench(desktop(), known));
    expect(verdict(registry.snapshot(workbench(desktop(), [bad])))).toBe('201');
    expect(parts(registry, 1)).toEqual(stay);
  });
});

it('comes to the same when it is folded again, whatever was listed', () => {
  const part = fc.record({
    type: fc.constantFrom(...TYPES, 'Camera'),
    manufacturer: fc.constantFrom('Samsung', 'Manufacturer0', null),
    model: fc.constantFrom('M1', 'PartNum0'),
    serialNumber: fc.constantFrom('1A2B', '3C4D', '0x0001', 'SerNum0', null, 7),
    size: fc.constantFrom(1, 2, -1),
  });
  const snapshot = fc.tuple(fc.constantFrom('one', 'two'), fc.array(part, { maxLength: 5 }));
  fc.assert(
    fc.property(fc.array(snapshot, { maxLength: 6 }), (snapshots) => {
      const registry = createMemoryRegistry();
      for (const [serialNumber, components] of snapshots) registry.snapshot(workbench(desktop({ serialNumber }), components));
      expect(replayed(registry.accepted())).toEqual(registry.state());
      const hids = registry.state().devices.flatMap(({ hid }) => hid ?? []);
      expect(hids.filter((hid) => /sernum0|0x0001|manufacturer0|partnum0/.test(hid))).toEqual([]);
      expect(new Set(hids).size).toBe(hids.length);
    }),
  );
});
