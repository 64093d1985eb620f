import { describe, expect, it } from 'vitest';
import { ROOT } from '../lib/paths.mjs';
import { plant, plantedFaults } from './patches.mjs';

describe('planted faults', () => {
  const faults = plantedFaults();

  it('are twenty or more', () => {
    expect(faults.length).toBeGreaterThanOrEqual(20);
  });

  it.each(faults.map((fault) => [fault.name, fault] as const))('%s fits the sources and says what it breaks', (_, fault) => {
    expect(plant(fault, ROOT, 'check')).toBeNull();
    expect(fault.sentence).toMatch(/^[A-Z].+\.$/);
  });

  it.each(faults.map(({ name, touches }) => [name, touches] as const))('%s is in the product', (_, touches) => {
    expect(touches).not.toEqual([]);
    expect(touches.filter((path) => !/^(main|protocol)\/.+(?<!\.test)\.ts$/.test(path))).toEqual([]);
  });

  it('says which one does not fit, and where', () => {
    const [fault] = faults;
    if (fault === undefined) throw new Error('There is none.');
    expect(plant({ ...fault, touches: ['main/app/scan/report-ingest.ts'] }, import.meta.dirname, 'check')).toContain(
      `The planted fault "${fault.name}" does not fit the sources any more: main/app/scan/report-ingest.ts has changed there.`,
    );
  });
});
