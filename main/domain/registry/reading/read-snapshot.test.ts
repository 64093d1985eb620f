import { describe, expect, it } from 'vitest';
import { english } from '../../../../messages/english';
import { faultIn } from '../../../../protocol/testing/one-sentence';
import { readSnapshot } from './read-snapshot';
import { refusalAsResult } from './refusal';

const RAM = { type: 'RamModule', size: 512 };
const LAPTOP = { type: 'Laptop', chassis: 'Netbook', serialNumber: ' SN 1 ', manufacturer: '', model: null };
const BODY = {
  type: 'Snapshot',
  uuid: '63AF07A5-3a75-4d31-8b27-0b5c9a2a7cf1',
  software: 'Workbench',
  version: '11.0b9',
  elapsed: 0,
  device: LAPTOP,
  components: [RAM],
};

const read = (over: object = {}) => refusalAsResult(() => readSnapshot({ ...BODY, ...over }));
const inDevice = (over: object) => read({ device: { ...LAPTOP, ...over } });
const component = (over: object) => read({ components: [over] });

function fieldOf(result: ReturnType<typeof read>): string {
  if (result.ok) return 'accepted';
  expect(faultIn(english(result.error.texts))).toBe('');
  return `${result.error.type} ${result.error.field ?? ''}`;
}

describe('readSnapshot', () => {
  it('reads texts trimmed, what is blank or null as unknown, and 0 seconds as 0', () => {
    const result = read();
    expect(result).toMatchObject({
      ok: true,
      value: {
        uuid: '63af07a5-3a75-4d31-8b27-0b5c9a2a7cf1',
        elapsed: 0,
        device: { serialNumber: 'SN 1', manufacturer: null, model: null, properties: { chassis: 'Netbook' } },
        components: [{ type: 'RamModule', properties: { size: 512 } }],
        expectedEvents: [],
        closed: null,
        notUnderstood: [],
      },
    });
  });

  it.each([
    ['no type of its own', { type: undefined }],
    ['a negative duration', { elapsed: -3058 }],
    ['numbers in quotes', { elapsed: '12.5' }],
    ['the first version that counts', { version: '11.0a1' }],
    ['a later version', { version: '2022.03.1' }],
    ['a version that became a number', { version: 11 }],
    ['an agent on a system that is in use', { software: 'WorkbenchDesktop', elapsed: 8.7 }],
    ['a beta with a hyphen', { version: '11.1-beta.2' }],
    ['an unknown chassis', { device: { ...LAPTOP, chassis: null } }],
    ['no components', { components: [] }],
    ['what is expected in the words of any vintage', { expectedEvents: ['Benchmark', 'SmartTest', 'EraseBasic', 'Install'] }],
  ])('accepts %s', (_what, over) => {
    expect(fieldOf(read(over))).toBe('accepted');
  });

  it.each([
    ['another type', { type: 'Sell' }, 'type'],
    ['software that is not known', { software: 'Other' }, 'software'],
    ['no software', { software: undefined }, 'software'],
    ['no version', { version: undefined }, 'version'],
    ['a version that is none', { version: 'new' }, 'version'],
    ['an old Workbench', { version: '10.9' }, 'version'],
    ['an older alpha', { version: '11.0a0' }, 'version'],
    ['Workbench without uuid', { uuid: undefined }, 'uuid'],
    ['a uuid that is none', { uuid: 'abc' }, 'uuid'],
    ['Workbench without elapsed', { elapsed: null }, 'elapsed'],
    ['Workbench without components', { components: undefined }, 'components'],
    ['an app with a uuid', { software: 'AndroidApp', elapsed: undefined, components: undefined }, 'uuid'],
    ['an app with elapsed', { software: 'Web', uuid: undefined, components: undefined }, 'elapsed'],
    ['an app with components', { software: 'DesktopApp', uuid: undefined, elapsed: undefined }, 'components'],
    ['no device', { device: undefined }, 'device'],
    ['raw output of tools', { device: undefined, data: { lshw: '{}' } }, 'device'],
    ['a form of earlier times', { '@type': 'devices:Snapshot', device: { '@type': 'Computer' } }, 'version'],
    ['components of a monitor', { device: { type: 'ComputerMonitor' } }, 'components'],
    ['no list of components', { components: {} }, 'components'],
    ['an expected event that is no word', { expectedEvents: ['Install', 7] }, 'expectedEvents[1]'],
    ['an expected event that Workbench does not do', { expectedEvents: ['Sell'] }, 'expectedEvents[0]'],
    ['a time that is none', { endTime: 'noon' }, 'endTime'],
    ['an end before the start', { startTime: '2026-01-02', endTime: '2026-01-01' }, 'endTime'],
  ])('refuses %s', (_what, over, field) => {
    expect(fieldOf(read(over))).toBe(`ValidationError ${field}`);
  });

  it.each([
    ['no type', { type: undefined }, 'device.type'],
    ['a type that groups others', { type: 'Component' }, 'device.type'],
    ['a type from the prototype of objects', { type: 'constructor' }, 'device.type'],
    ['no chassis', { chassis: undefined }, 'device.chassis'],
    ['a chassis that is not known', { chassis: 'Sphere' }, 'device.chassis'],
    ['a model without end', { model: 'x'.repeat(129) }, 'device.model'],
    ['a serial number without end', { serialNumber: 'x'.repeat(65) }, 'device.serialNumber'],
    ['a number as serial number', { serialNumber: 7 }, 'device.serialNumber'],
    ['an action that may not be there', { actions: [{ type: 'Snapshot' }] }, 'device.actions[0]'],
    ['tags that are no list', { tags: 'a' }, 'device.tags'],
    ['a tag without id', { tags: [{ type: 'Tag' }] }, 'device.tags[0].id'],
    [
      'a rate without a grade',
      { events: [{ type: 'WorkbenchRate', appearanceRange: 'A' }] },
      'device.events[0].functionalityRange',
    ],
    [
      'a grade that is none',
      { events: [{ type: 'WorkbenchRate', appearanceRange: 'F', functionalityRange: 'A' }] },
      'device.events[0].appearanceRange',
    ],
  ])('refuses a device with %s', (_what, over, field) => {
    expect(fieldOf(inDevice(over))).toBe(`ValidationError ${field}`);
  });

  it.each([
    ['RamModule', { size: -1 }, 'size'],
    ['RamModule', { speed: 'fast' }, 'speed'],
    ['RamModule', { speed: '1 gigahertz' }, 'speed'],
    ['Processor', { cores: 0 }, 'cores'],
    ['Processor', { speed: 0 }, 'speed'],
    ['NetworkAdapter', { wireless: 'no' }, 'wireless'],
    ['HardDrive', { size: 1e10 }, 'size'],
    ['Display', { resolutionWidth: 0 }, 'resolutionWidth'],
  ])('leaves out a %s with %o, and says why', (type, over, property) => {
    const result = component({ type, ...over });
    expect(result).toMatchObject({ value: { components: [], unreadTypes: [type] } });
    const [note] = result.ok ? result.value.notUnderstood : [];
    expect(note?.field).toBe('components[0]');
    const sentence = english(note?.reason ?? []);
    expect(sentence).toContain(`\`components[0].${property}\``);
    expect(faultIn(sentence)).toBe('');
  });

  it.each([
    ['GraphicCard', { memory: 1.5 }, { memory: 1 }],
    ['RamModule', { speed: 667.0, interface: 'SDRAM', format: 'SODIMM' }, { speed: 667, interface: 'SDRAM', format: 'SODIMM' }],
    ['Processor', { speed: 1.667, cores: 64, threads: 128, address: 64 }, { speed: 1.667, cores: 64, threads: 128, address: 64 }],
    ['NetworkAdapter', { speed: null, wireless: true }, { wireless: true }],
    ['SolidStateDrive', { size: 15_360_000, interface: 'PCI' }, { size: 15_360_000, interface: 'PCI' }],
    ['RamModule', { size: '1024.0 mebibyte', speed: '667.0 megahertz' }, { size: 1024, speed: 667 }],
    ['Processor', { speed: '1.0 gigahertz' }, { speed: 1 }],
    ['Display', { size: '10.0 inch', refreshRate: '60 hertz' }, { size: 10, refreshRate: 60 }],
    ['Battery', { size: '2200 hour * milliampere' }, { size: 2200 }],
    ['Motherboard', { slots: 0, usb: 24 }, { slots: 0, usb: 24 }],
  ])('reads the properties of a %s', (type, over, properties) => {
    expect(component({ type, ...over })).toMatchObject({ value: { components: [{ properties }] } });
  });

  it('keeps the order and the case of what it reads, and lists what it does not know', () => {
    const result = read({
      debug: {},
      components: [
        { ...RAM, interface: 'DDR9', foo: 1, actions: [{ type: 'MeasureWattage' }, { type: 'StressTest', bar: 2 }] },
        { type: 'HardDrive', model: 'WD Blue', tags: [{ id: 'x' }] },
      ],
    });
    expect(result).toMatchObject({
      value: {
        components: [
          { events: [{ type: 'StressTest', details: { elapsed: null, measured: { bar: 2 } } }] },
          { model: 'WD Blue' },
        ],
      },
    });
    expect(result.ok && result.value.notUnderstood.map(({ field }) => field)).toEqual([
      'components[0].interface',
      'components[0].actions[0]',
      'components[0].foo',
      'components[1].tags',
      'debug',
    ]);
  });

  it.each([
    ['AggregateRate', 'AggregateRating'],
    ['RateComputer', 'AggregateRating'],
  ])('refuses %s, which the registry makes itself', (type) => {
    expect(fieldOf(inDevice({ actions: [{ type }] }))).toBe('ValidationError device.actions[0]');
  });

  it('reads a phone by its numbers', () => {
    const phone = (over: object) =>
      refusalAsResult(() =>
        readSnapshot({ type: 'Snapshot', software: 'AndroidApp', version: '2.0', device: { type: 'Smartphone', ...over } }),
      );
    expect(phone({ imei: 490_154_203_237_518, meid: 'a0 0000-0912 3456' })).toMatchObject({
      value: { device: { properties: { imei: '490154203237518', meid: 'A0000009123456' } } },
    });
    expect(fieldOf(phone({ imei: '490154203237519' }))).toBe('ValidationError device.imei');
    expect(fieldOf(phone({ meid: 'xyz' }))).toBe('ValidationError device.meid');
  });
});
