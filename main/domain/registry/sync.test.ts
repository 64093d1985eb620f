import { describe, expect, it } from 'vitest';
import basic from '../../../protocol/fixtures/registry/basic.json';
import monitor from '../../../protocol/fixtures/registry/computer-monitor.json';
import erasure from '../../../protocol/fixtures/registry/erase-sectors.json';
import moved from '../../../protocol/fixtures/registry/move-1.json';
import scan from '../../../protocol/fixtures/registry/scan-report.json';
import { contents, eventsIn, keyOf, lifeOf, textOf, verdict } from './testing/answers';
import { createMemoryRegistry, type MemoryRegistry } from './testing/memory-registry';
import { byApp, desktop, freshUuid, tagged, workbench } from './testing/payloads';

const A = { serialNumber: 'A' };
const B = { serialNumber: 'B' };
const UNKNOWN = { serialNumber: null };

/** Devices A (tag `a`) and B (tag `b`), both with HID; N (tag `n`) without; free tags `free` and `other`; `two` in two organisations. */
function prepared(): MemoryRegistry {
  const registry = createMemoryRegistry();
  const makeTags = (ids: readonly string[], organization: string | null) =>
    registry.run({ kind: 'createTags', ids, organization, provider: null });
  const agent = registry.run({ kind: 'createAgent', body: { type: 'Organization', name: 'Second' } });
  makeTags(['a', 'b', 'n', 'free', 'other', 'two'], null);
  makeTags(['two'], agent.ok ? textOf(agent.value.answer, 'id') : '');
  for (const over of [
    { ...A, ...tagged('a') },
    { ...B, ...tagged('b') },
    { ...UNKNOWN, ...tagged('n') },
  ]) {
    expect(verdict(registry.snapshot(workbench(desktop(over))))).toBe('201');
  }
  return registry;
}

describe('matching of the device', () => {
  it.each([
    ['no HID, no tag', { ...UNKNOWN }, '422 NeedsId device'],
    ['a tag that does not exist', { ...A, ...tagged('nope') }, '404 ResourceNotFound device.tags[0]'],
    ['a tag that does not exist, without HID', { ...UNKNOWN, ...tagged('nope') }, '404 ResourceNotFound device.tags[0]'],
    ['a tag of two organisations', { ...A, ...tagged('two') }, '422 MultipleResourcesFound device.tags[0]'],
    ['tags of two devices', { ...A, ...tagged('a', 'b') }, '422 MismatchBetweenTags device.tags'],
    ['the HID of A and the tag of B', { ...A, ...tagged('b') }, '422 MismatchBetweenTagsAndHid device.hid'],
    ['a new HID and the tag of B', { serialNumber: 'C', ...tagged('b') }, '422 MismatchBetweenProperties device.serialNumber'],
    ['no model and the tag of A', { ...A, model: null, ...tagged('a') }, '422 MismatchBetweenProperties device.model'],
    [
      'another chassis and the tag of N',
      { ...UNKNOWN, chassis: 'Docking', ...tagged('n') },
      '422 MismatchBetweenProperties device.chassis',
    ],
  ])('refuses %s, and stores nothing', (_what, over, expected) => {
    const registry = prepared();
    const before = registry.state();
    expect(verdict(registry.snapshot(workbench(desktop(over))))).toBe(expected);
    expect(registry.state()).toEqual(before);
  });

  it.each([
    ['the HID of A', { ...A }, 1],
    ['the HID and the tag of A', { ...A, ...tagged('a') }, 1],
    ['the HID of A and free tags', { ...A, ...tagged('free', 'other') }, 1],
    ['the HID, the tag of A and a free one', { ...A, ...tagged('a', 'free') }, 1],
    ['no HID and the tag of N', { ...UNKNOWN, ...tagged('n') }, 3],
    ['a new HID', { serialNumber: 'C' }, 4],
    ['a new HID and a free tag', { serialNumber: 'C', ...tagged('free') }, 4],
    ['no HID and a free tag', { ...UNKNOWN, ...tagged('free') }, 4],
  ])('finds or registers by %s', (_what, over, device) => {
    const registry = prepared();
    const answer = registry.snapshot(workbench(desktop(over)));
    expect(verdict(answer)).toBe('201');
    expect(keyOf(keyOf(answer.body, 'device'), 'id')).toBe(device);
    const linked = (tag: string) => registry.reads.tags(tag)[0]?.device;
    for (const tag of ['free', 'other']) expect(linked(tag)).toBe(JSON.stringify(over).includes(`"${tag}"`) ? device : null);
  });

  it('finds the tag of one of two organisations by its name', () => {
    const registry = prepared();
    const device = desktop({ ...UNKNOWN, tags: [{ id: 'two', org: 'Second' }] });
    expect(verdict(registry.snapshot(workbench(device)))).toBe('201');
    expect(registry.reads.tags('two').map((tag) => tag.device)).toEqual([null, 4]);
  });

  it('gives a HID to a device that lacked one when its description is completed', () => {
    const registry = prepared();
    expect(verdict(registry.snapshot(workbench(desktop({ serialNumber: 'N', ...tagged('n') }))))).toBe('201');
    expect(registry.reads.device(3)).toMatchObject({ hid: 'ma-n-mo', serialNumber: 'N' });
    expect(verdict(registry.snapshot(workbench(desktop({ serialNumber: 'N' }))))).toBe('201');
    expect(registry.state().devices).toHaveLength(3);
  });

  it('overwrites with what is known and erases with nothing', () => {
    const registry = createMemoryRegistry();
    registry.snapshot(byApp({ ...monitor.device, weight: 4.5 }));
    registry.snapshot(byApp({ ...monitor.device, type: 'TelevisionSet', size: 19, weight: null, technology: null }));
    expect(registry.reads.device(1)).toMatchObject({
      type: 'ComputerMonitor',
      properties: { size: 19, weight: 4.5, technology: 'LCD' },
    });
  });
});

describe('matching of components', () => {
  const ram = { type: 'RamModule', size: 512, speed: 667 };

  it('keeps equal modules without HID apart, one for one', () => {
    const registry = createMemoryRegistry();
    registry.snapshot(workbench(desktop(), [ram, ram, ram]));
    registry.snapshot(workbench(desktop(), [ram, ram, ram, ram]));
    registry.snapshot(workbench(desktop(), [ram, ram]));
    expect(registry.reads.componentsOf(1).map(({ id }) => id)).toEqual([2, 3]);
    expect(registry.state().devices).toHaveLength(5);
  });

  it('does not find again a module without HID that was out, nor one in another computer', () => {
    const registry = createMemoryRegistry();
    registry.snapshot(workbench(desktop(A), [ram]));
    registry.snapshot(workbench(desktop(A), []));
    registry.snapshot(workbench(desktop(A), [ram]));
    registry.snapshot(workbench(desktop(B), [ram]));
    expect(registry.state().devices.map(({ parent }) => parent)).toEqual([null, null, 1, null, 4]);
  });

  it('takes one whose speed was measured otherwise for another one', () => {
    const registry = createMemoryRegistry();
    registry.snapshot(workbench(desktop(), [ram]));
    registry.snapshot(workbench(desktop(), [{ ...ram, speed: 800 }]));
    expect(registry.reads.componentsOf(1).map(({ properties }) => properties['speed'])).toEqual([800]);
    expect(registry.state().devices).toHaveLength(3);
  });

  it('detaches all with an empty list and none without one', () => {
    const registry = createMemoryRegistry();
    registry.snapshot(basic);
    registry.snapshot(byApp({ ...basic.device, events: [] }));
    expect(registry.reads.componentsOf(1)).toHaveLength(3);
    registry.snapshot(workbench({ ...basic.device, events: [] }, []));
    expect(registry.reads.componentsOf(1)).toEqual([]);
  });

  it.each([
    [
      'two components with one HID',
      [
        { type: 'Motherboard', manufacturer: 'm', model: 'm', serialNumber: 'm' },
        { type: 'Motherboard', manufacturer: 'M', model: 'm', serialNumber: 'm' },
      ],
    ],
    ['a component with the HID of its computer', [{ type: 'Motherboard', manufacturer: 'ma', model: 'mo', serialNumber: 'sn' }]],
  ])('refuses %s', (_what, components) => {
    const registry = createMemoryRegistry();
    expect(verdict(registry.snapshot(workbench(desktop(), components)))).toBe(
      `422 ValidationError components[${components.length - 1}]`,
    );
    expect(registry.state().devices).toEqual([]);
  });
});

describe('whole snapshots', () => {
  it('registers the basic one with its rates; rated so low it has no price', () => {
    const registry = createMemoryRegistry();
    const answer = registry.snapshot(basic);
    expect(eventsIn(answer)).toEqual([
      'AggregateRating 1',
      'BenchmarkProcessor 4',
      'WorkbenchRate 1',
      'WorkbenchRate 1',
      'WorkbenchRate 1',
    ]);
    const components = keyOf(answer.body, 'components');
    expect(Array.isArray(components) && components.map((component: unknown) => keyOf(component, 'type'))).toEqual([
      'GraphicCard',
      'RamModule',
      'Processor',
    ]);
    expect(registry.reads.device(1)?.standing).toMatchObject({ rating: { value: 0.8, range: 'VERY_LOW' }, price: null });
    expect(registry.reads.device(4)?.standing.rating?.value).toBe(0.8);
    const [rate] = registry.reads.eventsOf(1, ['WorkbenchRate']);
    expect(rate).toMatchObject({ components: [2, 3, 4], snapshot: textOf(answer, 'id') });
  });

  it('takes the same description under another uuid for the same devices, and its events for new ones', () => {
    const registry = createMemoryRegistry();
    const first = registry.snapshot(basic);
    const second = registry.snapshot({ ...basic, uuid: freshUuid() });
    expect(eventsIn(second)).toEqual(eventsIn(first));
    expect(registry.state().devices).toHaveLength(4);
  });

  it('answers the same uuid with the first answer if the body is the same, else refuses it', () => {
    const registry = createMemoryRegistry();
    const first = registry.snapshot(basic);
    const { device, ...rest } = basic;
    const before = registry.state();
    expect(registry.snapshot({ device, ...rest })).toEqual(first);
    expect(verdict(registry.snapshot({ ...basic, elapsed: 5 }))).toBe('422 UniqueViolation uuid');
    expect(registry.state()).toEqual(before);
  });

  it('refuses a tag that was stolen from another device', () => {
    const registry = createMemoryRegistry();
    registry.run({ kind: 'createTags', ids: ['foo'], organization: null, provider: null });
    const withTag = (body: { readonly device: object }) => ({
      ...body,
      uuid: freshUuid(),
      device: { ...body.device, ...tagged('foo') },
    });
    expect(verdict(registry.snapshot(withTag(basic)))).toBe('201');
    expect(registry.reads.tags('foo')[0]?.device).toBe(1);
    expect(verdict(registry.snapshot(withTag(basic)))).toBe('201');
    expect(verdict(registry.snapshot(moved))).toBe('201');
    expect(verdict(registry.snapshot(withTag(moved)))).toBe('422 MismatchBetweenTagsAndHid device.hid');
  });

  it('writes embedded erasures before their snapshot, with times in UTC', () => {
    const registry = createMemoryRegistry();
    for (const uuid of [freshUuid(), freshUuid()])
      expect(eventsIn(registry.snapshot({ ...erasure, uuid }))).toEqual(['EraseSectors 2']);
    expect(lifeOf(registry, 'cs1').map((event) => event.split('(')[0])).toEqual([
      'EraseSectors',
      'Snapshot',
      'EraseSectors',
      'Snapshot',
    ]);
    const [event] = registry.reads.eventsOf(2, ['EraseSectors']);
    expect(event).toMatchObject({
      parent: 1,
      components: [],
      about: { startTime: '2018-06-01T06:12:06.000Z' },
      details: { zeros: true, steps: [{ type: 'StepZero', startTime: '2018-06-01T06:15:00.000Z' }, { type: 'StepZero' }] },
    });
  });

  it('takes a monitor from an app with its rate, which nothing is computed from', () => {
    const registry = createMemoryRegistry();
    expect(eventsIn(registry.snapshot(monitor))).toEqual(['AppRate 1']);
    expect(registry.reads.device(1)?.standing.rating).toBeNull();
  });

  it('refuses components that are devices of another kind by their HID', () => {
    const registry = createMemoryRegistry();
    registry.snapshot(workbench(desktop(A)));
    registry.snapshot(workbench(desktop(B), [{ type: 'Motherboard', manufacturer: 'm', model: 'm', serialNumber: 'm' }]));
    const board = { type: 'Motherboard', manufacturer: 'ma', model: 'mo', serialNumber: 'A' };
    expect(verdict(registry.snapshot(workbench(desktop(B), [board])))).toBe('422 ValidationError components[0]');
    const asDevice = desktop({ manufacturer: 'm', model: 'm', serialNumber: 'm' });
    expect(verdict(registry.snapshot(workbench(asDevice)))).toBe('422 ValidationError device.type');
  });
});

describe('snapshots of scans', () => {
  const adapter = (serialNumber: string, over: object = {}) => ({ type: 'NetworkAdapter', serialNumber, ...over });
  const scanned = (serialNumber: string, macs: readonly string[]) => ({
    ...scan,
    uuid: freshUuid(),
    device: { type: 'Server', serialNumber },
    components: macs.map((mac) => adapter(mac)),
  });
  const [first, second] = ['e0:18:7d:2e:ca:68', 'e0:18:7d:2e:ca:69'];

  it('identifies devices by serial number and adapters by MAC, so a card that moved leaves a Remove', () => {
    const registry = createMemoryRegistry();
    registry.snapshot(scan);
    registry.useSource({ kind: 'scan', operation: 'OP-2' });
    const answer = registry.snapshot(scanned('Q186I15901', [second ?? '']));
    expect(eventsIn(answer)).toEqual(['Remove 1']);
    expect(contents(registry, 'Q186I15815')).toEqual([first]);
    expect(contents(registry, 'Q186I15901')).toEqual([second]);
    const remove = registry.reads.lastEvent(1, ['Remove']);
    expect(remove).toMatchObject({ operation: 'OP-2', components: [3] });
    expect(registry.state().devices).toHaveLength(4);
  });

  it('leaves alone what a scan cannot see', () => {
    const registry = createMemoryRegistry();
    const ram = { type: 'RamModule', size: 1024 };
    registry.snapshot(
      workbench(desktop({ type: 'Server', serialNumber: 'Q186I15815' }), [ram, adapter(first ?? '', { wireless: false })]),
    );
    registry.snapshot({ ...scan, uuid: freshUuid(), components: [] });
    expect(registry.reads.componentsOf(1).map(({ type }) => type)).toEqual(['RamModule']);
  });

  it('is completed by a later description of device and adapter', () => {
    const registry = createMemoryRegistry();
    registry.snapshot(scan);
    const card = adapter(first ?? '', { manufacturer: 'Intel', model: 'I350' });
    registry.snapshot(workbench(desktop({ serialNumber: 'Q186I15815' }), [card]));
    expect(registry.state().devices).toHaveLength(3);
    expect(registry.reads.device(1)?.hid).toBe('ma-q186i15815-mo');
    expect(registry.reads.device(2)).toMatchObject({ hid: 'intel-e0_18_7d_2e_ca_68-i350', parent: 1 });
  });

  it('is not completed by another device that has only the serial number in common', () => {
    const registry = createMemoryRegistry();
    registry.run({ kind: 'createTags', ids: ['one', 'two'], organization: null, provider: null });
    const half = (tag: string) => workbench(desktop({ serialNumber: 'half', model: null, ...tagged(tag) }));
    registry.snapshot(half('one'));
    registry.snapshot(workbench(desktop({ serialNumber: 'half' })));
    registry.snapshot(half('two'));
    expect(registry.state().devices.map(({ hid }) => hid)).toEqual([null, 'ma-half-mo', null]);
  });

  it('refuses a serial number that several computers have', () => {
    const registry = createMemoryRegistry();
    for (const model of ['one', 'other']) registry.snapshot(workbench(desktop({ model, serialNumber: 'Q186I15815' })));
    expect(verdict(registry.snapshot(scan))).toBe('422 MultipleResourcesFound device.serialNumber');
  });
});
