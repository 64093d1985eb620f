import { describe, expect, it } from 'vitest';
import first from '../../../protocol/fixtures/registry/move-1.json';
import second from '../../../protocol/fixtures/registry/move-2.json';
import third from '../../../protocol/fixtures/registry/move-3.json';
import fourth from '../../../protocol/fixtures/registry/move-4.json';
import { bySerial, contents, eventsIn, lifeOf } from './testing/answers';
import { createMemoryRegistry } from './testing/memory-registry';

describe('components that move between two computers', () => {
  it('is followed step by step', () => {
    const registry = createMemoryRegistry();

    expect(eventsIn(registry.snapshot(first))).toEqual([]);
    expect(contents(registry, 'p1')).toEqual(['p1c1s', 'p1c2s', 'p1c3s']);
    expect(lifeOf(registry, 'p1')).toEqual(['Snapshot(p1c1s p1c2s p1c3s)']);
    expect(bySerial(registry, 'p1c3s').properties).toEqual({ memory: 1 });

    expect(eventsIn(registry.snapshot(second))).toEqual(['Remove 1']);
    expect(contents(registry, 'p1')).toEqual(['p1c1s', 'p1c3s']);
    expect(contents(registry, 'p2s')).toEqual(['p1c2s', 'p2c1s']);
    expect(lifeOf(registry, 'p1')).toEqual(['Snapshot(p1c1s p1c2s p1c3s)', 'Remove(p1c2s)']);
    expect(lifeOf(registry, 'p2s')).toEqual(['Snapshot(p1c2s p2c1s)']);
    expect(lifeOf(registry, 'p1c2s').map((event) => event.split('(')[0])).toEqual(['Snapshot', 'Snapshot', 'Remove']);

    expect(eventsIn(registry.snapshot(third))).toEqual(['Remove 5']);
    expect(contents(registry, 'p1')).toEqual(['p1c2s', 'p1c3s']);
    expect(contents(registry, 'p2s')).toEqual(['p2c1s']);
    expect(lifeOf(registry, 'p1')).toEqual(['Snapshot(p1c1s p1c2s p1c3s)', 'Remove(p1c2s)', 'Snapshot(p1c2s p1c3s)']);
    expect(lifeOf(registry, 'p2s')).toEqual(['Snapshot(p1c2s p2c1s)', 'Remove(p1c2s)']);
    expect(lifeOf(registry, 'p1c2s')).toEqual([
      'Snapshot(p1c1s p1c2s p1c3s)',
      'Snapshot(p1c2s p2c1s)',
      'Remove(p1c2s)',
      'Snapshot(p1c2s p1c3s)',
      'Remove(p1c2s)',
    ]);
    expect(bySerial(registry, 'p1c1s').parent).toBeNull();
    expect(bySerial(registry, 'p1').properties).toEqual({ chassis: 'Microtower' });

    expect(eventsIn(registry.snapshot(fourth))).toEqual([]);
    expect(contents(registry, 'p1')).toEqual(['p1c3s', 'p1c4s']);
    expect(contents(registry, 'p2s')).toEqual(['p2c1s']);
    expect(lifeOf(registry, 'p1').at(-1)).toBe('Snapshot(p1c3s p1c4s)');
    expect(lifeOf(registry, 'p2s')).toHaveLength(2);
    expect(bySerial(registry, 'p1c2s').parent).toBeNull();

    const ids = ['p1', 'p1c1s', 'p1c2s', 'p1c3s', 'p2s', 'p2c1s', 'p1c4s'].map((serial) => bySerial(registry, serial).id);
    expect(ids).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(bySerial(registry, 'p1c2s').hid).toBe('p1c2m-p1c2s-p1c2');
  });

  it('writes down what came and what went, silent leaving included', () => {
    const registry = createMemoryRegistry();
    for (const body of [first, second, third, fourth]) registry.snapshot(body);
    const changes = registry
      .state()
      .events.flatMap(({ details }) => (details.family === 'snapshot' ? [[details.added, details.removed]] : []));
    expect(changes).toEqual([
      [[2, 3, 4], []],
      [[6, 3], []],
      [[3], [2]],
      [[7], [3]],
    ]);
  });

  it('knows where each card was, and until when', () => {
    const registry = createMemoryRegistry();
    for (const body of [first, second, third]) registry.snapshot(body);
    const { id } = bySerial(registry, 'p1c2s');
    const stays = registry.state().placements.filter(({ component }) => component === id);
    const typeOf = (event: string | null) => (event === null ? null : registry.reads.event(event)?.type);
    expect(stays.map(({ parent, untilEvent }) => [parent, typeOf(untilEvent)])).toEqual([
      [1, 'Remove'],
      [5, 'Remove'],
      [1, null],
    ]);
  });

  it('makes one Remove for each computer that lost something, and none for what was loose', () => {
    const registry = createMemoryRegistry();
    const component = (name: string) => ({ type: 'Motherboard', manufacturer: 'm', model: 'm', serialNumber: name });
    const computer = (serialNumber: string, uuid: number, components: readonly string[]) => ({
      type: 'Snapshot',
      uuid: `00000000-0000-4000-9000-${String(uuid).padStart(12, '0')}`,
      software: 'Workbench',
      version: '11.0',
      elapsed: 0,
      device: { type: 'Desktop', chassis: null, manufacturer: 'm', model: 'm', serialNumber },
      components: components.map(component),
    });
    registry.snapshot(computer('pc', 1, ['c1', 'c2']));
    registry.snapshot(computer('pc2', 2, ['c3', 'c4']));
    registry.snapshot(computer('pc2', 3, ['c3']));
    expect(bySerial(registry, 'c4').parent).toBeNull();

    const answer = registry.snapshot(computer('pc', 4, ['c1', 'c2', 'c3', 'c4']));
    expect(eventsIn(answer)).toEqual([`Remove ${bySerial(registry, 'pc2').id}`]);
    expect(lifeOf(registry, 'pc2').at(-1)).toBe('Remove(c3)');
    expect(contents(registry, 'pc')).toEqual(['c1', 'c2', 'c3', 'c4']);
  });
});
