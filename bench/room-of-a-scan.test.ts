import { NO_TEXT } from '../protocol/texts/text';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSystemClock } from '../main/adapters/clock/system-clock';
import { createStore, type SqliteStore } from '../main/adapters/store/create-store';
import { createRegistry } from '../main/adapters/store/registry/create-registry';
import { loadSqlite } from '../main/adapters/store/sqlite';
import { quietEngine } from '../main/app/testing/quiet-engine';
import { readReportBytes } from '../main/app/scan/load-session';
import { registrySettings } from '../main/app/registry/registry-settings';
import { ScanRegistry } from '../main/app/registry/scan-registry';
import { systemIdentities } from '../main/identities';
import { operationId, OperatorId } from '../protocol/ids';
import { DEFAULT_SETTINGS } from '../protocol/settings';
import { MACS_PER_DEVICE, makeRack, reportsOf } from './harness/rack';

const DEVICES = 500;
const FIRST_SCAN_BYTES_EACH = 4_000;
const LATER_SCAN_BYTES_EACH = 1_700;
/** What was submitted and answered, and the events that came of it. */
const REGISTRY_BLOCKS_BYTES_EACH = 250;
const LONG_AFTER_MS = 60_000;
const silent = (): void => undefined;

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'burnin-room-'));
  file = path.join(folder, 'records.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** One whole scan as the console stores it: reports, answers of MES, messages, and the registry. */
async function scan(store: SqliteStore, id: string): Promise<void> {
  const clock = createSystemClock();
  const problems: unknown[] = [];
  const problem = (...what: unknown[]): void => void problems.push(what);
  const log = { debug: silent, info: silent, warn: problem, error: problem };
  const engine = quietEngine({ store, clock, log });
  const registry = createRegistry({
    tables: store.registry,
    settings: () => registrySettings(DEFAULT_SETTINGS.registry),
    now: () => Date.now(),
    newUuid: () => systemIdentities.unique(),
  });
  const scans = new ScanRegistry({
    store,
    registry,
    clock,
    log,
    session: () => engine.session,
    enabled: () => true,
    onSubmitted: silent,
    onSkipped: problem,
  });
  const operation = operationId(id);
  const rack = makeRack(DEVICES);
  await engine.start({
    operationId: operation,
    operatorId: OperatorId.parse('E-1'),
    scanMode: 0,
    roster: rack.serials,
    policy: DEFAULT_SETTINGS.scan,
  });
  await Promise.all(
    reportsOf(DEVICES, id).map(async (bytes, index) => {
      const report = readReportBytes(bytes);
      const [sn, mes] = [rack.serials[index], rack.mes[index]];
      const answer = sn === undefined ? undefined : rack.answers.get(sn);
      if (report === null || sn === undefined || mes === undefined || answer === undefined) throw new Error('no report');
      await engine.receive(report, {
        id: systemIdentities.unique(),
        operationId: operation,
        sn,
        at: Date.now(),
        bytes,
        properties: {
          messageId: systemIdentities.unique(),
          correlationId: id,
          contentType: 'application/json',
          redelivered: false,
          exchange: '',
          routingKey: 'hwinfo_queue',
          timestamp: 1_795_310_365,
        },
      });
      const body = JSON.stringify({
        info: { serialNo: sn, macInfo: mes.interfaces, vpdInfo: { productName: mes.product } },
      });
      await engine.mesAnswered(engine.requireSession(), sn, 1, answer, { status: 200, body });
    }),
  );
  if (engine.session?.phase !== 'closed') await engine.finish(engine.requireSession().operationId);
  expect(await scans.caughtUp(300_000)).toBe(true);
  await scans.stop();
  engine.stop();
  expect(problems).toEqual([]);
}

/** What the file takes when everything is in it, and nothing of it was written again. */
async function bytesAfter(id: string): Promise<number> {
  const store = await createStore({ file });
  await scan(store, id);
  const settled = { state: 'accepted', attempts: 1, nextTryAt: null, problem: NO_TEXT, settledAt: Date.now() } as const;
  const sent = await store.pendingDeliveries();
  expect(sent.length).toBeGreaterThan(0);
  await store.commit({ deliveryUpdates: sent.map(({ key }) => ({ key, ...settled })) });
  while (await store.pack(Date.now() + LONG_AFTER_MS));
  while (await store.shrink());
  await store.close();
  return statSync(file).size;
}

async function bytesOfRegistryBlocks(): Promise<number> {
  const { DatabaseSync } = await loadSqlite();
  const db = new DatabaseSync(file);
  const row = db.prepare("select sum(length(bytes)) as bytes from pack where operation_id = ''").get();
  db.close();
  return (row as { readonly bytes: number }).bytes;
}

describe(`a scan of ${DEVICES} devices with ${MACS_PER_DEVICE} addresses each`, () => {
  it('leaves little behind when it was packed: the first of a rack, and one more', async () => {
    const first = await bytesAfter('BI-20261121-214501');
    const both = await bytesAfter('BI-20261121-214502');
    expect(first / DEVICES).toBeLessThan(FIRST_SCAN_BYTES_EACH);
    expect((both - first) / DEVICES).toBeLessThan(LATER_SCAN_BYTES_EACH);
    expect((await bytesOfRegistryBlocks()) / (2 * DEVICES)).toBeLessThan(REGISTRY_BLOCKS_BYTES_EACH);
  }, 240_000);
});
