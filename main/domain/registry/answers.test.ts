import { describe, expect, it } from 'vitest';
import basic from '../../../protocol/fixtures/registry/basic.json';
import monitor from '../../../protocol/fixtures/registry/computer-monitor.json';
import erasure from '../../../protocol/fixtures/registry/erase-sectors.json';
import later from '../../../protocol/fixtures/registry/workbench-desktop-actions.json';
import { deviceJson, eventJson } from './reading/write-json';
import { keyOf, notesOf } from './testing/answers';
import { createMemoryRegistry, type MemoryRegistry } from './testing/memory-registry';

/** The names that clients of the first vintage read. */
const EVENT_KEYS = [
  'id',
  'type',
  'name',
  'date',
  'created',
  'updated',
  'error',
  'incidence',
  'closed',
  'description',
  'snapshot',
  'author',
  'components',
  'parent',
];

function json(registry: MemoryRegistry, device: number, type: Parameters<MemoryRegistry['reads']['lastEvent']>[1][number]) {
  const event = registry.reads.lastEvent(device, [type]);
  if (event === null) throw new Error(`No ${type} of device ${device}`);
  return eventJson(event, (id) => registry.reads.device(id));
}

function after(body: unknown): MemoryRegistry {
  const registry = createMemoryRegistry();
  registry.snapshot(body);
  return registry;
}

describe('answers in the names of the first vintage', () => {
  it('a snapshot has its device, its components in the order sent and its events', () => {
    const registry = createMemoryRegistry();
    const answer = registry.snapshot(basic);
    const { body } = answer;
    expect(Object.keys(body ?? {})).toEqual(
      expect.arrayContaining([
        ...EVENT_KEYS,
        'uuid',
        'version',
        'software',
        'elapsed',
        'expectedEvents',
        'device',
        'events',
        'added',
        'removed',
      ]),
    );
    expect(body).toMatchObject({
      type: 'Snapshot',
      uuid: basic.uuid,
      closed: true,
      error: false,
      device: { id: 1, type: 'Desktop', hid: 'p1ma-p1s-p1mo', chassis: 'Tower' },
      components: [{ type: 'GraphicCard' }, { type: 'RamModule', speed: 1333 }, { type: 'Processor', speed: 1.6 }],
      added: [2, 3, 4],
      removed: [],
    });
    expect(notesOf(answer)).toEqual([]);
  });

  it('a rate has the names that Workbench uses', () => {
    expect(json(after(basic), 1, 'WorkbenchRate')).toMatchObject({
      rating: expect.any(Number),
      software: expect.any(String),
      appearanceRange: 'A',
      functionalityRange: 'B',
      labelling: true,
      bios: 'B',
      processor: expect.any(Number),
      data_storage: null,
      device: { id: 1 },
      components: [{ id: 2 }, { id: 3 }, { id: 4 }],
    });
  });

  it('a price has its shares by role, standard and with two years of warranty', () => {
    const share = { amount: expect.any(Number), percentage: expect.any(Number) };
    const role = { standard: share, warranty2: share };
    expect(json(after(later), 1, 'EreusePrice')).toMatchObject({
      price: expect.any(Number),
      currency: 'EUR',
      software: 'Ereuse',
      version: '1.0',
      rating: expect.any(String),
      refurbisher: role,
      retailer: role,
      platform: role,
      warranty2: expect.any(Number),
    });
  });

  it('an erasure has its steps in order and its computer as parent', () => {
    const event = json(after(erasure), 2, 'EraseSectors');
    expect(event).toMatchObject({
      zeros: true,
      parent: { id: 1 },
      components: [],
      startTime: '2018-06-01T06:12:06.000Z',
      steps: [
        { type: 'StepZero', startTime: '2018-06-01T06:15:00.000Z', error: false },
        { type: 'StepZero', startTime: '2018-06-01T06:16:00.000Z', error: false },
      ],
    });
    expect(Object.keys(event)).toEqual(expect.arrayContaining(EVENT_KEYS));
  });

  it('a device has no key for what is not known', () => {
    const registry = after(monitor);
    const device = registry.reads.device(1);
    if (device === null) throw new Error('no device');
    const events = registry.state().events;
    const body = deviceJson({ device, tags: [], components: [], events }, (id) => registry.reads.device(id));
    expect(body).toMatchObject({ technology: 'LCD', size: 17, resolutionWidth: 1920, tags: [] });
    expect(Object.keys(body)).not.toContain('parent');
    expect(keyOf(body, 'events')).toHaveLength(2);
    const processor = after(later).reads.device(2);
    if (processor === null) throw new Error('no processor');
    expect(Object.keys(deviceJson({ device: processor, tags: [], components: [], events: [] }, () => null))).not.toContain('hid');
  });
});
