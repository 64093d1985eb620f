import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { opening, OPERATION, received, report, started } from '../../adapters/store/testing/test-data';
import { loadSqlite } from '../../adapters/store/sqlite';
import { openTestRegistry, type TestRegistry } from '../../adapters/store/registry/testing/test-registry';
import { fingerprint } from '../files/fingerprint';
import { ScanRegistry } from './scan-registry';
import { HandClock } from '../testing/hand-clock';

const RETRY_MS = 5_000;
const SERIALS = ['SN-1', 'SN-2', 'SN-3', 'SN-4'] as const;
const silent = (): void => undefined;

function storedReport(sn: string, index: number) {
  const interfaces = [{ interface: 'enp4s0', macaddr: `e0:18:7d:2e:ca:6${index}`, kind: 'physical' }];
  const bytes = new TextEncoder().encode(JSON.stringify({ operationId: OPERATION, sn, interfaces }));
  return { ...report(idOf(index), sn), bytes };
}

/** A report's id names its Snapshot. */
function idOf(index: number): string {
  return `00000000-0000-4000-9000-00000000000${index}`;
}

function hashOf(index: number): string {
  return fingerprint(storedReport(SERIALS[index] ?? '', index).bytes);
}

describe('a report that the records refuse again and again', () => {
  let folder = '';
  let file = '';
  let opened: TestRegistry;
  let clock: HandClock;
  let scans: ScanRegistry;
  let skipped = 0;
  let warnings = 0;
  /** More than were ever submitted, so that each opening gives names of its own. */
  let submitted = 0;
  let errors: { readonly sentence: string; readonly fields: unknown }[] = [];

  const newScans = (): ScanRegistry =>
    new ScanRegistry({
      store: opened.store,
      registry: opened.registry,
      clock,
      log: {
        debug: silent,
        info: silent,
        warn: () => {
          warnings += 1;
        },
        error: (sentence, fields) => errors.push({ sentence, fields }),
      },
      session: () => null,
      enabled: () => true,
      onSubmitted: silent,
      onSkipped: () => {
        skipped += 1;
      },
    });

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-registry-'));
    file = path.join(folder, 'registry.sqlite');
    opened = await openTestRegistry(file);
    clock = new HandClock(Date.UTC(2026, 0, 2));
    skipped = 0;
    warnings = 0;
    submitted = 0;
    errors = [];
    await opened.store.commit({
      operation: opening(),
      events: [
        { operationId: OPERATION, at: 1_000, event: started() },
        ...SERIALS.map((_sn, index) => ({
          operationId: OPERATION,
          at: 2_000,
          event: { ...received(idOf(index)), sha256: hashOf(index) },
        })),
      ],
      reports: SERIALS.map((sn, index) => storedReport(sn, index)),
    });
    scans = newScans();
  });
  afterEach(async () => {
    await scans.stop();
    await opened.store.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** As a table that is broken for this entry only would: SQLite itself refuses it. */
  const alter = async (sql: string): Promise<void> => {
    await scans.stop();
    await opened.store.close();
    const { DatabaseSync } = await loadSqlite();
    const db = new DatabaseSync(file);
    db.exec(sql);
    db.close();
    submitted += 1_000;
    opened = await openTestRegistry(file, {}, submitted);
    clock = new HandClock(Date.UTC(2026, 0, 2));
    scans = newScans();
  };
  const refuse = (sn: string): string =>
    `create trigger refuse_one before insert on registry_submission when new.command like '%"${sn}"%'
      begin select raise(abort, 'refused by a test'); end;`;
  const REFUSE_SETTINGS =
    "create trigger refuse_settings before insert on setting begin select raise(abort, 'refused by a test'); end;";
  const registered = async () => {
    const { rows } = await opened.registry.devices({ sort: 'id', descending: false, offset: 0, limit: 100 });
    return rows.map(({ serialNumber }) => serialNumber ?? '').toSorted();
  };
  /** The try of this number has failed, and the next one is planned. */
  const untilTried = (tries: number) =>
    vi.waitFor(
      () => {
        expect(warnings).toBe(tries);
        expect(clock.waiting).toBe(1);
      },
      { timeout: 20_000 },
    );

  it('is left out after five tries, with a sentence, and those behind it go on', async () => {
    await alter(refuse('SN-2'));
    scans.wake();
    for (let tries = 1; tries < 5; tries += 1) {
      await untilTried(tries);
      expect(skipped).toBe(0);
      clock.pass(RETRY_MS);
    }
    await vi.waitFor(() => expect(skipped).toBe(1), { timeout: 20_000 });
    await scans.caughtUp(60_000);
    expect(errors).toEqual([
      {
        sentence: expect.stringMatching(/^A report could not be stored .* 5 tries .*\.$/),
        fields: expect.objectContaining({ sn: 'SN-2' }),
      },
    ]);
    expect(await registered()).toEqual(['SN-1', 'SN-3', 'SN-4']);
    expect(await opened.store.readSetting('registryReports')).toBe('5');
    expect(await opened.registry.checkReplay()).toEqual([]);
  });

  it.each([
    [
      'has another address',
      "update report set bytes = cast(replace(cast(bytes as text), ':61', ':69') as blob) where sn = 'SN-2'",
    ],
    ['is gone', "delete from report where sn = 'SN-2'"],
    [
      'has another hash in its entry, too',
      `update report set bytes = x'7b7d' where sn = 'SN-2'; drop trigger event_stays;
      update event set body = replace(body, '${hashOf(1)}', '${fingerprint('{}')}') where report_id = '${idOf(1)}'`,
    ],
  ])('was altered on disk and %s: it is left out, with a sentence, and those behind it go on', async (_how, sql) => {
    await alter(sql);
    expect(await scans.caughtUp(60_000)).toBe(true);
    expect([await registered(), skipped, errors.length]).toEqual([['SN-1', 'SN-3', 'SN-4'], 1, 1]);
    expect(errors[0]?.sentence).toMatch(/^A report was altered .*Check the disk, .*\.$/);
  });

  it('is not left out while nothing at all can be written', async () => {
    await alter(refuse('SN-1') + REFUSE_SETTINGS);
    scans.wake();
    for (let tries = 1; tries < 8; tries += 1) {
      await untilTried(tries);
      clock.pass(RETRY_MS);
    }
    await untilTried(8);
    expect(skipped).toBe(0);
    await alter('drop trigger refuse_one; drop trigger refuse_settings');
    expect(await scans.caughtUp(60_000)).toBe(true);
    expect(skipped).toBe(0);
    expect(await registered()).toEqual([...SERIALS]);
  });
});
