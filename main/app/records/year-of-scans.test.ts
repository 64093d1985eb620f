import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createQueries } from '../../adapters/store/queries';
import { closeDatabase, openDatabase } from '../../adapters/store/open-database';
import type { SqliteDatabase } from '../../adapters/store/sqlite';
import { makeHistory } from '../../adapters/store/testing/made-history';
import { bundleProgram, type BuiltProgram } from '../../testing/bundle-program';
import type { Opening } from '../testing/opening-process';

const SCANS = 10_000;
/** For what is not on the heap of V8: code, threads, and the pages that SQLite keeps. */
const HEAP_MB = 48;
const PAGE_CACHE_BYTES = 40 * 1024 * 1024;

let folder: string;
let program: BuiltProgram;
const fileOf = (scans: number): string => path.join(folder, `${scans}.sqlite`);

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'burnin-year-'));
  program = await bundleProgram('main/app/testing/opening-process.ts');
  for (const scans of [1, SCANS]) await makeHistory(fileOf(scans), { scans, reportsEach: 4, logCharacters: 6_000 });
}, 120_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  program.remove();
});

async function opening(scans: number): Promise<Opening> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    `--max-old-space-size=${HEAP_MB}`,
    program.file,
    fileOf(scans),
  ]);
  return JSON.parse(stdout) as Opening;
}

describe(`records of ${SCANS} scans`, () => {
  it('open on a small heap, and the console is given no more than what is open', async () => {
    const [few, many] = [await opening(1), await opening(SCANS)];
    expect(many.operation).toBe(`BI-${String(SCANS).padStart(6, '0')}`);
    // The messages of the open scan, and one scan in a hundred has a rejected one.
    expect(many.deliveries).toBe(2 + SCANS / 100 - 1);
    // Each of these is read as a message and as an unsettled list.
    expect(many.rows - few.rows).toBeLessThanOrEqual((2 * SCANS) / 100);
    expect(many.rssBytes - few.rssBytes).toBeLessThan(PAGE_CACHE_BYTES);
  });

  it('no table that grows is read from end to end when the console starts or a list is looked at', async () => {
    const db = await openDatabase(fileOf(SCANS));
    const plans: string[] = [];
    const watched: SqliteDatabase = {
      isTransaction: false,
      exec: (sql) => db.exec(sql),
      close: () => db.close(),
      prepare: (sql) => {
        for (const { detail } of db.prepare(`explain query plan ${sql}`).all() as { readonly detail: string }[])
          plans.push(`${detail} | ${sql}`);
        return db.prepare(sql);
      },
    };
    const queries = createQueries(watched);
    const latest = await queries.latestOperation();
    const operationId = latest?.operationId ?? '';
    await queries.loadEvents(operationId);
    await queries.loadReports(operationId);
    await queries.openDeliveries(operationId, 1_000);
    await queries.pendingDeliveries();
    await queries.unsettledLists(1_000);
    await queries.countUnsettled(latest === null ? [] : [latest.operationId]);
    await queries.countQuarantined();
    await queries.countDeliveries();
    await queries.listOld(Date.now(), null, 25);
    await queries.loadReceivedAfter(0, 16);
    await queries.listPeople();
    await queries.listOperations(200);
    await queries.listUncounted(1);
    await queries.countResults(20);
    await queries.listAudit(200);
    await queries.listQuarantined(200);
    await queries.quarantinedAfter(0, 8);
    await queries.findNonce('n');
    closeDatabase(db);
    expect(plans.length).toBeGreaterThan(15);
    const ofAll = plans.filter((plan) => /^SCAN (?:event|report|delivery|operation|device_result|quarantine)\b/.test(plan));
    // A walk that ends at a limit, one that only counts, and one along an index of what is pending are short.
    expect(
      ofAll.filter((plan) => !/ limit \?/.test(plan) && !/USING (?:COVERING INDEX|INDEX delivery_pending)/.test(plan)),
    ).toEqual([]);
  });
});
