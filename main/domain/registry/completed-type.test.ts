import { describe, expect, it } from 'vitest';
import { createMemoryRegistry, replayed } from './testing/memory-registry';
import { desktop, freshUuid, workbench } from './testing/payloads';
import { everyOrder } from './testing/every-order';

const SCAN = {
  type: 'Snapshot',
  software: 'BurnInConsole',
  version: '1.0',
  device: { type: 'Computer', serialNumber: 'sn' },
  components: [{ type: 'NetworkAdapter', serialNumber: 'e0:18:7d:2e:ca:68' }],
  completeFor: ['NetworkAdapter'],
};
const GRADE = { type: 'WorkbenchRate', appearanceRange: 'B', functionalityRange: 'A' };
const PARTS = [
  { type: 'Processor', cores: 2, speed: 3.4, events: [{ type: 'BenchmarkProcessor', rate: 27_000 }] },
  { type: 'RamModule', size: 4096, speed: 1600 },
  { type: 'NetworkAdapter', serialNumber: 'e0:18:7d:2e:ca:68' },
];

describe('a computer that a scan saw first', () => {
  it.each(['Desktop', 'Laptop', 'Server'])('becomes the %s that a later description says, and is rated and priced', (type) => {
    const registry = createMemoryRegistry();
    registry.snapshot({ ...SCAN, uuid: freshUuid() });
    registry.snapshot(workbench(desktop({ type, events: [GRADE] }), PARTS));
    registry.snapshot({ ...SCAN, uuid: freshUuid() });
    const { standing, type: now } = registry.reads.device(1) ?? {};
    expect(now).toBe(type);
    expect(standing?.rating?.value).toBeGreaterThan(2);
    expect(standing?.price?.amount).toBeGreaterThan(0);
    expect(replayed(registry.accepted())).toEqual(registry.state());
  });

  it('stays the computer that it is known to be: what is special never becomes general, nor another kind', () => {
    const registry = createMemoryRegistry();
    for (const type of ['Laptop', 'Computer', 'Server']) registry.snapshot(workbench(desktop({ type }), []));
    expect(registry.reads.device(1)?.type).toBe('Laptop');
  });
});

it('ends with one rating in whatever order scan, description and grade come', () => {
  const seen = new Set<string>();
  const steps = ['scan', 'description', 'grade', 'scan again'] as const;
  for (const order of everyOrder(steps)) {
    // A person can only grade what is there.
    if (order[0] === 'grade') continue;
    const registry = createMemoryRegistry();
    for (const step of order) {
      if (step === 'description') registry.snapshot(workbench(desktop(), PARTS));
      else if (step === 'grade') registry.post({ ...GRADE, device: 1 });
      else registry.snapshot({ ...SCAN, uuid: freshUuid() });
    }
    const { type, standing } = registry.reads.device(1) ?? {};
    seen.add(JSON.stringify([type, standing?.rating?.value, standing?.price?.amount]));
    expect(replayed(registry.accepted())).toEqual(registry.state());
  }
  expect([...seen]).toHaveLength(1);
  expect([...seen][0]).toMatch(/^\["Desktop",[\d.]+,[\d.]+\]$/);
});

it('completes a component in the same way', () => {
  const registry = createMemoryRegistry();
  const disk = { manufacturer: 'm', model: 'm', serialNumber: 'd', size: 1 };
  for (const type of ['DataStorage', 'SolidStateDrive', 'DataStorage', 'HardDrive'])
    registry.snapshot(workbench(desktop(), [{ type, ...disk }]));
  expect(registry.state().devices.map(({ type }) => type)).toEqual(['Desktop', 'SolidStateDrive']);
});
