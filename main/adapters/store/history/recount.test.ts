import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { operationId } from '../../../../protocol/ids';
import type { DeviceStatus } from '../../../../protocol/model';
import type { AttemptRecord } from '../../../domain/statistics/attempt-record';
import { figuresOf, paretosOf } from '../../../domain/statistics/figures';
import { createCommitWriter, type CommitWriter } from '../commit-writer';
import type { Change } from '../change';
import { closeDatabase, openDatabase } from '../open-database';
import { createQueries, type Queries } from '../queries';
import type { SqliteDatabase } from '../sqlite';
import { attempt, CLOSED, opening, result, started } from '../testing/test-data';

/** One history after the other in the same records, each with operations, devices and days of its own. */
const HISTORY_MS = 10_000_000;
const STATUSES: readonly DeviceStatus[] = ['pass', 'fail', 'waived', 'conflict', 'notRegistered', 'couldNotCheck', 'noAnswer'];
let folder = '';
let db: SqliteDatabase;
let writer: CommitWriter;
let queries: Queries;
let histories = 0;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'burnin-recount-'));
});
afterAll(() => {
  closeDatabase(db);
  rmSync(folder, { recursive: true, force: true });
});

/** Others now and then: what is counted is looked for among all operations. */
async function openRecords(): Promise<void> {
  if (histories > 0) closeDatabase(db);
  const file = path.join(folder, `records-${histories}.sqlite`);
  db = await openDatabase(file);
  db.exec('pragma synchronous = off');
  writer = createCommitWriter(db, file);
  queries = createQueries(db);
}

const step = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('result' as const),
      operation: fc.nat(3),
      device: fc.nat(3),
      attempt: fc.integer({ min: 1, max: 3 }),
      status: fc.constantFrom(...STATUSES),
      guest: fc.boolean(),
      product: fc.constantFrom('B100', 'B200', null),
      agent: fc.constantFrom('1', null),
      ports: fc.uniqueArray(fc.constantFrom('eth0', 'eth1'), { maxLength: 2 }),
      model: fc.constantFrom('X710', null),
      pci: fc.constantFrom('0000:04:00.0', null),
      slot: fc.constantFrom('Rack 7 B6', 'Rack 8 B6', null),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('count' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('prune' as const), operation: fc.nat(3) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function write(...changes: readonly Change[]): void {
  for (const outcome of writer.write(changes)) if (outcome instanceof Error) throw outcome;
}
function count(): void {
  while (writer.write([{ kind: 'tally' }]).some((one) => one !== null && 'answer' in one && one.answer === true));
}

it('10,000 histories come to the figures of a recount by the words of docs/statistics.md', async () => {
  const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 24 }), async (steps) => {
    if (histories % 250 === 0) await openRecords();
    histories += 1;
    const from = histories * HISTORY_MS;
    const ids = [0, 1, 2, 3].map((index) => operationId(`H${histories}-${index}`));
    const idOf = (index: number) => ids[index] ?? operationId('none');
    write(
      ...ids.flatMap((id, index): Change[] => {
        const at = from + index * 1_000;
        const events = [started(id), CLOSED].map((event) => ({ operationId: id, at: at + (event === CLOSED ? 700 : 0), event }));
        return [{ kind: 'commit', commit: { operation: { ...opening(id, at), operatorId: `E-${index}` }, events } }];
      }),
    );
    const kept = new Map<string, AttemptRecord>();
    const gone = new Set<number>();
    /** Where devices were judged first of which that operation was removed. */
    const removedFirst = new Map<string, number>();
    for (const one of steps) apply(one);
    count();
    const span = { from, to: from + HISTORY_MS };
    const left = [...kept.values()];
    const inTime = await queries.sumsInTime(span, [{ since: 0, ms: 0 }], [0]);
    const { scanMs, ...figures } = figuresOf(inTime);
    const scans = (rows: readonly AttemptRecord[]) => new Set(rows.map((row) => row.operationId)).size;
    expect(figures).toEqual({ ...recount(left, ids, removedFirst, () => true), scans: scans(left) });
    expect(scanMs).toBe(left.length === 0 ? null : 700);
    for (const { key, ...own } of await queries.sumsBy(span, 'operator')) {
      const mine = (row: AttemptRecord) => key === `E-${ids.findIndex((id) => id === row.operationId)}`;
      expect(own).toMatchObject({ ...recount(left, ids, removedFirst, mine), scans: scans(left.filter(mine)) });
    }
    for (const { key, ...own } of await queries.sumsBy(span, 'product')) {
      const mine = (row: AttemptRecord) => (row.product ?? '') === key;
      expect(own).toMatchObject(recount(left, ids, removedFirst, mine));
    }
    expectBars(paretosOf(await queries.faults(span), { ...figures, scanMs }), left);

    function apply(one: Step): void {
      if (one.kind === 'count') {
        count();
        return;
      }
      if (gone.has(one.operation)) return;
      const id = idOf(one.operation);
      if (one.kind === 'prune') {
        gone.add(one.operation);
        for (const [first] of coursesOf([...kept.values()], ids))
          if (first?.operationId === id)
            removedFirst.set(first.sn, Math.min(removedFirst.get(first.sn) ?? one.operation, one.operation));
        write({ kind: 'prune', request: { operationIds: [id], at: from, person: 'policy', olderThanDays: 1 } });
        for (const [key, row] of kept) if (row.operationId === id) kept.delete(key);
        return;
      }
      const at = from + one.operation * 1_000 + 500;
      const failed = one.status === 'fail' || one.status === 'waived';
      const record = attempt(`H${histories}-S${one.device}`, {
        operationId: id,
        attempt: one.attempt,
        at,
        status: one.status,
        guest: one.guest,
        product: one.product,
        agent: one.agent,
        reason: one.status === 'pass' ? null : failed && one.ports.length > 0 ? 'mismatch' : one.status,
        faults: failed
          ? one.ports.map((name) => ({
              interface: name,
              model: one.model,
              verdict: 'mismatch' as const,
              ...(one.pci === null ? {} : { pci: one.pci }),
            }))
          : [],
        ...(one.slot === null || one.status === 'pass' ? {} : { slot: one.slot }),
      });
      kept.set(`${id} ${record.sn} ${record.attempt}`, record);
      const stored = { ...result(record.sn, at, id), status: record.status, attempt: record.attempt };
      write({ kind: 'commit', commit: { deviceResults: [stored], attempts: [record] } });
    }
  });
  await fc.assert(property, { numRuns: 10_000 });
}, 600_000);

function judgedOf(all: readonly AttemptRecord[]): readonly AttemptRecord[] {
  return all.filter(({ guest, status }) => !guest && ['pass', 'fail', 'waived'].includes(status));
}

/** The judged attempts of each device, in their order. */
function coursesOf(all: readonly AttemptRecord[], order: readonly string[]): readonly (readonly AttemptRecord[])[] {
  const judged = judgedOf(all);
  return [...new Set(judged.map(({ sn }) => sn))].map((sn) =>
    judged
      .filter((row) => row.sn === sn)
      .toSorted((a, b) => order.indexOf(a.operationId) - order.indexOf(b.operationId) || a.attempt - b.attempt),
  );
}

/** From the definitions: results one by one, devices by their own rows. */
function recount(
  all: readonly AttemptRecord[],
  order: readonly string[],
  removedFirst: ReadonlyMap<string, number>,
  counts: (row: AttemptRecord) => boolean,
) {
  const own = all.filter((row) => !row.guest);
  const here = judgedOf(all).filter(counts);
  const passes = (row: AttemptRecord | undefined) => row?.status === 'pass';
  const isFirst = ({ sn, operationId: id }: AttemptRecord) => order.indexOf(id) <= (removedFirst.get(sn) ?? order.length);
  const units = coursesOf(all, order).filter(([first]) => first !== undefined && counts(first) && isFirst(first));
  return {
    results: own.filter(counts).length,
    judged: here.length,
    passed: here.filter(passes).length,
    waived: here.filter(({ status }) => status === 'waived').length,
    guests: all.filter((row) => row.guest && counts(row)).length,
    units: units.length,
    first: units.filter(([first]) => passes(first)).length,
    second: units.filter(([first, second]) => passes(first) || passes(second)).length,
    last: units.filter((course) => passes(course.at(-1))).length,
  };
}

function expectBars(bars: ReturnType<typeof paretosOf>, all: readonly AttemptRecord[]): void {
  const own = all.filter((row) => !row.guest);
  const bad = own.filter(({ status }) => status !== 'pass');
  const badJudged = bad.filter(({ status }) => status === 'fail' || status === 'waived');
  const isJudged = ({ status }: AttemptRecord) => status === 'pass' || status === 'fail' || status === 'waived';
  expect(bars.reason.reduce((sum, bar) => sum + bar.count, 0)).toBe(bad.length);
  for (const { key, count: n, of } of bars.reason)
    expect([n, of]).toEqual([bad.filter(({ reason }) => reason === key).length, bad.length]);
  for (const name of ['eth0', 'eth1']) {
    const n = badJudged.filter(({ faults }) => faults.some((fault) => fault.interface === name)).length;
    expect(bars.interface.find(({ key }) => key === name)?.count ?? 0).toBe(n);
  }
  for (const model of ['X710', '']) {
    const n = badJudged.filter(({ faults }) => faults.some((fault) => (fault.model ?? '') === model)).length;
    expect(bars.model.find(({ key }) => key === model)?.count ?? 0).toBe(n);
  }
  for (const pci of ['0000:04:00.0', '']) {
    const n = badJudged.filter(({ faults }) => faults.some((fault) => (fault.pci ?? '') === pci)).length;
    const found = bars.pci.find(({ key }) => key === pci);
    expect([found?.count ?? 0, found?.of ?? badJudged.length]).toEqual([n, badJudged.length]);
  }
  for (const slot of ['Rack 7 B6', 'Rack 8 B6', '']) {
    const found = bars.slot.find(({ key }) => key === slot);
    const n = bad.filter((row) => (row.slot ?? '') === slot).length;
    expect([found?.count ?? 0, found?.of ?? bad.length]).toEqual([n, bad.length]);
  }
  for (const agent of ['1', '']) {
    const ofAgent = own.filter((row) => isJudged(row) && (row.agent ?? '') === agent);
    const found = bars.agent.find(({ key }) => key === agent);
    expect([found?.count ?? 0, found?.of ?? 0]).toEqual([
      ofAgent.filter(({ status }) => status !== 'pass').length,
      ofAgent.length,
    ]);
  }
}
