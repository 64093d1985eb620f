import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SubmissionAnswer } from '../../../domain/registry/model';
import { createMemoryRegistry } from '../../../domain/registry/testing/memory-registry';
import { BEGIN_MS, FROM_HTTP, fixture, openTestRegistry, submissionUuid } from './testing/test-registry';

const COMPUTERS = 3;
const PARTS = [
  { type: 'Processor', manufacturer: 'Intel', model: 'i5', events: [{ type: 'BenchmarkProcessor', rate: 20_000 }] },
  { type: 'RamModule', manufacturer: 'Kingston', model: 'K', size: 4_096, speed: 1_600 },
  { type: 'RamModule', manufacturer: 'Kingston', model: 'K', serialNumber: 'ram', size: 4_096 },
  { type: 'NetworkAdapter', manufacturer: 'Intel', model: 'I210', serialNumber: 'e0:18:7d:2e:ca:68' },
  {
    type: 'HardDrive',
    manufacturer: 'S',
    model: 'S',
    serialNumber: 'hd',
    size: 100_000,
    events: [{ type: 'BenchmarkDataStorage', readSpeed: 100, writeSpeed: 50 }],
  },
] as const;
const TAGS = ['tag1', 'tag2'] as const;

const snapshot = fc
  .record({
    computer: fc.integer({ min: 0, max: COMPUTERS - 1 }),
    parts: fc.option(fc.shuffledSubarray([...PARTS]), { nil: null }),
    tag: fc.option(fc.constantFrom(...TAGS), { nil: null }),
    uuid: fc.integer({ min: 1, max: 12 }),
    expected: fc.constantFrom([], ['StressTest'], ['StressTest', 'EraseBasic']),
    rated: fc.boolean(),
    endTime: fc.constantFrom(null, '2026-01-02T09:00:00Z', '2026-01-02T10:00:00Z'),
  })
  .map(({ computer, parts, tag, uuid, expected, rated, endTime }) => ({
    ...fixture('basic'),
    uuid: `0f0f0f0f-0000-4000-8000-${String(uuid).padStart(12, '0')}`,
    expectedEvents: expected,
    endTime,
    device: {
      type: 'Desktop',
      chassis: 'Tower',
      manufacturer: 'M',
      model: `model ${computer}`,
      serialNumber: computer === 2 ? null : `computer ${computer}`,
      tags: tag === null ? [] : [{ type: 'Tag', id: tag }],
      events: rated ? [{ type: 'WorkbenchRate', appearanceRange: 'A', functionalityRange: 'B' }] : [],
    },
    components: parts ?? [],
  }));
const event = fc.oneof(
  fc
    .record({
      type: fc.constantFrom(
        'ToRepair',
        'Repair',
        'ToDispose',
        'Reserve',
        'Sell',
        'DisposeProduct',
        'Receive',
        'StressTest',
        'Nonsense',
      ),
      device: fc.integer({ min: 1, max: 9 }),
      others: fc.boolean(),
    })
    .map(({ type, device, others }) => ({
      type,
      devices: others ? [device, device + 1] : [device],
      elapsed: 60,
      role: 'FinalUser',
    })),
  fc.record({ device: fc.integer({ min: 1, max: 9 }), uuid: fc.integer({ min: 1, max: 12 }) }).map(({ device, uuid }) => ({
    type: 'StressTest',
    elapsed: 60,
    device,
    snapshot: `0f0f0f0f-0000-4000-8000-${String(uuid).padStart(12, '0')}`,
  })),
);

const RUNS = 25;

it('is the same in the database as in memory, answer by answer and record by record, and when it is folded again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(snapshot, event), { minLength: 1, maxLength: 14 }), async (bodies) => {
      const folder = mkdtempSync(join(tmpdir(), 'burnin-registry-'));
      const { store, registry } = await openTestRegistry(join(folder, 'console.db'));
      try {
        const memory = createMemoryRegistry();
        let count = 0;
        const inMemory = (command: Parameters<typeof memory.run>[0]): SubmissionAnswer => {
          count += 1;
          const at = new Date(BEGIN_MS + count * 1_000).toISOString();
          const decided = memory.run(command, { submission: submissionUuid(count), at, source: FROM_HTTP });
          return decided.ok ? decided.value.answer : { status: decided.error.code, body: decided.error };
        };
        const tags = await registry.createTags(TAGS, {}, FROM_HTTP);
        expect(tags).toEqual(inMemory({ kind: 'createTags', ids: TAGS, organization: null, provider: null }));
        for (const body of bodies) {
          expect(await registry.submit(body, 'any', FROM_HTTP)).toEqual(inMemory({ kind: 'submit', as: 'any', body }));
        }
        const lines: unknown[] = [];
        for await (const line of registry.export()) lines.push(JSON.parse(line));
        const { devices, events, placements, tags: madeTags, agents, images } = memory.state();
        const inOrder = placements.toSorted((a, b) => a.component - b.component || (a.sinceEvent < b.sinceEvent ? -1 : 1));
        expect(lines).toEqual(
          JSON.parse(
            JSON.stringify([
              ...devices.toSorted((a, b) => a.id - b.id).map((record) => ({ kind: 'device', ...record })),
              ...events.map((record) => ({ kind: 'event', ...record })),
              ...inOrder.map((record) => ({ kind: 'placement', ...record })),
              ...madeTags.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((record) => ({ kind: 'tag', ...record })),
              ...agents.map((record) => ({ kind: 'agent', ...record })),
              ...images.map((record) => ({ kind: 'image', ...record })),
            ]),
          ),
        );
        expect(await registry.checkReplay()).toEqual([]);
      } finally {
        await store.close();
        rmSync(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: RUNS },
  );
});
