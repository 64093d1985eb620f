import { describe, expect, it } from 'vitest';
import { keyOf, verdict } from './testing/answers';
import { everyOrder } from './testing/every-order';
import { createMemoryRegistry, type MemoryRegistry, replayed } from './testing/memory-registry';
import { byApp, desktop, freshUuid, tagged, workbench } from './testing/payloads';

const EXPECTED = ['StressTest', 'EraseBasic'] as const;

function withOpen(over: object = {}): { readonly registry: MemoryRegistry; readonly uuid: string } {
  const registry = createMemoryRegistry();
  const uuid = freshUuid();
  registry.snapshot(workbench(desktop(), [], { uuid, expectedEvents: EXPECTED, ...over }));
  return { registry, uuid };
}

function close(registry: MemoryRegistry, snapshot: string, reason: unknown = 'The disk is broken.'): string {
  const decided = registry.run({ kind: 'closeSnapshot', snapshot, reason });
  return decided.ok ? verdict(decided.value.answer) : `${decided.error.code} ${decided.error.type} ${decided.error.field ?? ''}`;
}

const snapshots = (registry: MemoryRegistry) => registry.reads.eventsOf(1, ['Snapshot']);
const endsOf = (registry: MemoryRegistry) =>
  snapshots(registry).map(({ closed, details }) => [closed, keyOf(keyOf(details, 'ended'), 'how') ?? null]);

describe('a Snapshot that waits', () => {
  it('is closed by a person, by its id or its uuid, with a reason and who it was', () => {
    for (const by of ['id', 'uuid', 'UUID'] as const) {
      const { registry, uuid } = withOpen();
      registry.useSource({ kind: 'console', author: 'B-17' });
      const [snapshot] = snapshots(registry);
      const name = by === 'id' ? (snapshot?.id ?? '') : by === 'uuid' ? uuid : uuid.toUpperCase();
      expect(close(registry, name, '  The disk is broken. ')).toBe('201');
      expect(snapshots(registry)).toMatchObject([
        {
          closed: true,
          details: {
            closedAt: expect.any(String),
            ended: { how: 'person', reason: 'The disk is broken.', by: 'B-17' },
            expected: [{ metBy: null }, { metBy: null }],
          },
        },
      ]);
      expect(replayed(registry.accepted())).toEqual(registry.state());
    }
  });

  it.each([
    ['nothing', null],
    ['a blank', '  '],
    ['a number', 7],
    ['a text without end', 'x'.repeat(501)],
  ])('is not closed for %s as reason', (_what, reason) => {
    const { registry, uuid } = withOpen();
    expect(close(registry, uuid, reason)).toBe('422 ValidationError reason');
    expect(endsOf(registry)).toEqual([[false, null]]);
  });

  it('is closed once, and has to be there', () => {
    const { registry, uuid } = withOpen();
    expect(close(registry, freshUuid())).toBe('404 ResourceNotFound snapshot');
    registry.post({ type: 'Repair', devices: [1] });
    expect(close(registry, registry.reads.lastEvent(1, ['Repair'])?.id ?? '')).toBe('404 ResourceNotFound snapshot');
    expect(close(registry, uuid)).toBe('201');
    expect(close(registry, uuid)).toBe('422 ValidationError snapshot');
  });

  it('takes events that come after all, marked late', () => {
    const { registry, uuid } = withOpen();
    close(registry, uuid);
    expect(verdict(registry.post({ type: 'StressTest', elapsed: 60, snapshot: uuid }))).toBe('201');
    expect(registry.reads.lastEvent(1, ['StressTest'])).toMatchObject({ marks: ['late'] });
    expect(snapshots(registry)).toMatchObject([
      { details: { ended: { how: 'person' }, expected: [{ metBy: expect.any(String) }, {}] } },
    ]);
  });
});

describe('a newer Snapshot', () => {
  const scan = { type: 'Snapshot', software: 'BurnInConsole', version: '1.0', device: { type: 'Computer', serialNumber: 'sn' } };

  it.each([
    ['of a Workbench', () => workbench(desktop()), true],
    ['of a scan', () => ({ ...scan, uuid: freshUuid() }), true],
    ['of a Workbench that waits too', () => workbench(desktop(), [], { expectedEvents: EXPECTED }), true],
    ['of an app', () => byApp(desktop()), false],
    ['that links a tag', () => byApp(desktop(tagged('tag')), { software: 'DesktopApp' }), false],
    ['of another device', () => workbench(desktop({ serialNumber: 'other' })), false],
  ])('%s', (_what, newer, closes) => {
    const { registry } = withOpen();
    registry.run({ kind: 'createTags', ids: ['tag'], organization: null, provider: null });
    expect(verdict(registry.snapshot(newer()))).toBe('201');
    expect(endsOf(registry)[0]).toEqual(closes ? [true, 'interrupted'] : [false, null]);
    expect(replayed(registry.accepted())).toEqual(registry.state());
  });

  it('names itself, closes all that wait, and leaves closed ones as they are', () => {
    const { registry, uuid } = withOpen();
    close(registry, uuid);
    for (let round = 0; round < 3; round += 1) registry.snapshot(workbench(desktop(), [], { expectedEvents: EXPECTED }));
    expect(endsOf(registry)).toEqual([
      [true, 'person'],
      [true, 'interrupted'],
      [true, 'interrupted'],
      [false, null],
    ]);
    const ids = snapshots(registry).map(({ id }) => id);
    expect(snapshots(registry)[1]?.details).toMatchObject({ ended: { by: ids[2] } });
  });

  it('is one that was made later, as far as both say when', () => {
    const { registry } = withOpen({ endTime: '2026-01-02T10:00:00Z' });
    registry.snapshot(workbench(desktop(), [], { endTime: '2026-01-02T09:00:00Z' }));
    expect(endsOf(registry)[0]).toEqual([false, null]);
    registry.snapshot(workbench(desktop(), [], { endTime: '2026-01-02T11:00:00Z' }));
    expect(endsOf(registry)[0]).toEqual([true, 'interrupted']);
  });
});

it('ends closed in every order of its events, a person and a newer Snapshot; who was first says how', () => {
  for (const order of everyOrder(['StressTest', 'EraseBasic', 'person', 'newer'] as const)) {
    const registry = createMemoryRegistry();
    const uuid = freshUuid();
    const disk = { type: 'HardDrive', manufacturer: 'm', model: 'm', serialNumber: 'd' };
    registry.snapshot(workbench(desktop(), [disk], { uuid, expectedEvents: EXPECTED }));
    for (const step of order) {
      if (step === 'person') close(registry, uuid);
      else if (step === 'newer') registry.snapshot(workbench(desktop(), [disk]));
      else registry.post({ type: step, elapsed: 60, zeros: true, snapshot: uuid, component: step === 'EraseBasic' ? 2 : null });
    }
    const ends = order.findIndex((step) => step === 'person' || step === 'newer');
    const complete = ends >= 2;
    const how = complete ? null : order[ends] === 'person' ? 'person' : 'interrupted';
    expect([order, endsOf(registry)[0]]).toEqual([order, [true, how]]);
    const late = registry.reads.eventsOf(1, ['StressTest']).concat(registry.reads.eventsOf(2, ['EraseBasic']));
    expect(late.filter(({ marks }) => marks.includes('late'))).toHaveLength(complete ? 0 : 2 - ends);
    expect(replayed(registry.accepted())).toEqual(registry.state());
  }
});
