import { describe, expect, it } from 'vitest';
import { english } from '../../../messages/english';
import { DEVICE_ACTS } from '../../../protocol/device-acts';
import type { Role } from '../../../protocol/people';
import { EVENT_TYPES, type EventFamily, eventFacts, type EventType } from '../../../protocol/registry/event-types';
import { isA } from '../../../protocol/registry/type-trees';
import { textOf, verdict } from './testing/answers';
import { createMemoryRegistry, type MemoryRegistry } from './testing/memory-registry';
import { desktop, workbench } from './testing/payloads';
import type { RegistryCommand, SubmissionKind } from './transaction';

const ROLES = ['operator', 'supervisor', 'engineer'] as const satisfies readonly Role[];
/** What an operator may not have written, in whatever way; said here once more, by hand. */
const SUPERVISED: readonly string[] = [...DEVICE_ACTS, 'Price', 'Allocate', 'Deallocate', 'MigrateTo', 'MigrateFrom'];
const NUMBERS = { computer: 1, disk: 2 } as const;
const PICTURE = { name: 'front', fileFormat: 'png', orientation: 'Vertical', content: 'AAAA' };
const GRADES = { assembling: 1, parts: 1, buttons: 1, dents: 1, decolorization: 1, scratches: 1 };
const LABEL_GRADES = { tagAlignment: 1, tagAdhesive: 1, dirt: 1 };

interface Cast {
  readonly registry: MemoryRegistry;
  /** Fields that each family of events cannot do without. */
  readonly fields: Readonly<Record<EventFamily, object>>;
}

/** A computer with a disk, made by somebody who may do everything; a picture of it, and a recycling center. */
function cast(): Cast {
  const registry = createMemoryRegistry();
  registry.snapshot(workbench(desktop(), [{ type: 'HardDrive', manufacturer: 'm', model: 'm', serialNumber: 'disk' }]));
  const center = registry.run({
    kind: 'createAgent',
    body: { type: 'Organization', name: 'Scrap', roles: ['RecyclingCenter'] },
  });
  if (!center.ok) throw new Error(english(center.error.texts));
  const to = textOf(center.value.answer, 'id');
  registry.post({ type: 'ImageSet', device: NUMBERS.computer, images: [PICTURE] });
  const image = registry.state().images[0]?.id ?? '';
  const time = { startTime: '2026-01-01T00:00:00Z', endTime: '2026-01-01T00:00:01Z' };
  const fields = {
    plain: { agent: to },
    snapshot: {},
    erasure: { ...time, zeros: true, steps: [{ type: 'StepZero', severity: 'Info', error: false, ...time }] },
    install: { name: 'Debian', elapsed: 5 },
    test: { elapsed: 5 },
    dataStorageTest: { elapsed: 5, length: 'Short', status: 'Completed without error', lifetime: 1, assessment: true },
    benchmark: { elapsed: 5, rate: 5, readSpeed: 5, writeSpeed: 5 },
    manualRate: { appearanceRange: 'A', functionalityRange: 'A', labelling: true, biosRange: 'A' },
    photoboxRate: { image, rating: 5, ...GRADES, ...LABEL_GRADES, software: 'Eye', version: '1.0' },
    aggregateRating: {},
    price: { price: 10, currency: 'EUR' },
    imageSet: { images: [PICTURE] },
    trade: { to },
    receive: { recipient: to, role: 'RecyclingCenter' },
    allocate: { to },
    recover: { agent: to },
    live: { ip: '10.0.0.1', subdivision: 'DE-BE', city: 'Berlin', subdivisionConfidence: 1, isp: 'x', organization: 'x' },
    migrate: { other: 'https://inventory.example/1' },
  } as const;
  // What each of these undoes.
  registry.post({ type: 'Sell', devices: [NUMBERS.computer], to });
  return { registry, fields };
}

const own = ({ fields }: Cast, type: EventType): object => {
  const { on, many, family } = eventFacts(type);
  const device = on !== undefined && isA(on, 'Component') ? NUMBERS.disk : NUMBERS.computer;
  return { type, ...(many === true ? { devices: [device] } : { device }), ...fields[family] };
};

/** Each way in which an event of a type can reach the registry through a person. */
const WAYS: Readonly<Record<string, (all: Cast, type: EventType) => readonly [SubmissionKind, unknown]>> = {
  'an event of its own': (all, type) => ['event', own(all, type)],
  'a file with an event': (all, type) => ['any', own(all, type)],
  'a file with a list': (all, type) => ['any', [own(all, type)]],
  'an event posted as a Snapshot': (all, type) => ['snapshot', own(all, type)],
  ...Object.fromEntries(
    (['events', 'actions'] as const).flatMap((vintage) => [
      [
        `a Snapshot, in the ${vintage} of its device`,
        ({ fields }: Cast, type: EventType) => [
          'any',
          workbench(desktop({ [vintage]: [{ type, ...fields[eventFacts(type).family] }] })),
        ],
      ],
      [
        `a Snapshot, in the ${vintage} of a component`,
        ({ fields }: Cast, type: EventType) => {
          const events = { [vintage]: [{ type, ...fields[eventFacts(type).family] }] };
          const disk = { type: 'HardDrive', manufacturer: 'm', model: 'm', serialNumber: 'disk', ...events };
          return ['any', workbench(desktop(), [disk])];
        },
      ],
    ]),
  ),
};

/** What came of it: the verdict, and the types of the events that were written. */
function tried(
  role: Role | undefined,
  way: string,
  type: EventType,
): { readonly verdict: string; readonly wrote: readonly string[] } {
  const all = cast();
  if (type === 'CancelReservation') all.registry.post({ type: 'Reserve', devices: [NUMBERS.computer] });
  if (role !== undefined) all.registry.useSource({ kind: 'console', author: '4711', role });
  const before = all.registry.state();
  const [as, body] = WAYS[way]?.(all, type) ?? ['any', null];
  const decided = all.registry.run({ kind: 'submit', as, body });
  const said = decided.ok ? '201' : decided.error.type;
  const after = all.registry.state();
  expect(said === '201' ? 'written' : after).toEqual(said === '201' ? 'written' : before);
  return { verdict: said, wrote: after.events.slice(before.events.length).map((event) => event.type) };
}

describe('what a person may have written, by what it does', () => {
  const reached = new Set<string>();

  it.each(Object.keys(WAYS))('%s: every type of event, for every role', (way) => {
    for (const type of EVENT_TYPES) {
      const free = tried(undefined, way, type);
      for (const written of free.wrote) reached.add(written);
      for (const role of ROLES) {
        const may = role !== 'operator' || !free.wrote.some((written) => SUPERVISED.includes(written));
        const expected = may ? free : { verdict: 'NotAllowed', wrote: [] };
        expect({ type, role, ...tried(role, way, type) }).toEqual({ type, role, ...expected });
      }
    }
  });

  it('the ways above really write every type that can be sent', () => {
    const sendable = EVENT_TYPES.filter((type) => {
      const { abstract, serverOnly } = eventFacts(type);
      return abstract !== true && serverOnly !== true;
    });
    expect(sendable.filter((type) => !reached.has(type))).toEqual([]);
  });

  it('what the registry derives counts as done by whoever handed in the cause', () => {
    const all = cast();
    const { recipient: center } = all.fields.receive as { readonly recipient: string };
    all.registry.post({ type: 'ToDispose', devices: [NUMBERS.computer] });
    const receive = { type: 'Receive', devices: [NUMBERS.computer], recipient: center, role: 'RecyclingCenter' };
    all.registry.useSource({ kind: 'console', author: '4711', role: 'operator' });
    expect(verdict(all.registry.post(receive))).toBe('422 NotAllowed');
    all.registry.useSource({ role: 'supervisor' });
    expect(verdict(all.registry.post(receive))).toBe('201');
    expect(all.registry.reads.device(NUMBERS.computer)?.standing.trading).toMatch(/Disposed$/);
  });

  it('says what needs which role, and whom to ask', () => {
    const all = cast();
    all.registry.useSource({ kind: 'console', author: '4711', role: 'operator' });
    expect(all.registry.post(own(all, 'Sell')).body).toMatchObject({
      texts: [{ code: 'registry.needsRoleForEvent', params: { type: 'Sell', needed: 'supervisor', role: 'operator' } }],
    });
  });

  it.each(ROLES)('people and organisations are added by a supervisor, tags by anyone: %s', (role) => {
    const { registry } = cast();
    registry.useSource({ kind: 'console', author: '4711', role });
    const run = (command: RegistryCommand): string => {
      const decided = registry.run(command);
      return decided.ok ? '201' : decided.error.type;
    };
    expect(run({ kind: 'createAgent', body: { type: 'Person', name: 'Ada' } })).toBe(role === 'operator' ? 'NotAllowed' : '201');
    expect(run({ kind: 'createTags', ids: ['RACK-1'], organization: null, provider: null })).toBe('201');
  });
});
