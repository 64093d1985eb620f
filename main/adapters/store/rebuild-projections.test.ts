import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OperationId, deviceIdOf, operationId, serialNumber } from '../../../protocol/ids';
import { resultsOf } from '../../app/scan/device-results';
import { loadSession, readReportBytes } from '../../app/scan/load-session';
import type { DeviceResult } from '../../domain/ports/records';
import type { ScanEvent } from '../../domain/scan/events';
import { applyEvent, startSession } from '../../domain/scan/fold';
import type { ScanSession } from '../../domain/scan/state';
import { type SqliteStore, createStore } from './create-store';
import { loadSqlite } from './sqlite';
import { rebuildProjections } from './rebuild-projections';
import { CLOSED, RESCAN, answered, opening, received, report, started } from './testing/test-data';

let folder = '';
let file = '';
let store: SqliteStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'burnin-store-'));
  file = join(folder, 'console.db');
  store = await createStore({ file });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A scan as the engine records it: each event with the results of the devices that it changed. */
const scan = async (id: string) => {
  const operation = operationId(id);
  let at = 1_000;
  let session: ScanSession | null = null;
  const record = async (event: ScanEvent, bytes?: Uint8Array) => {
    at += 100;
    const reportId = 'reportId' in event ? event.reportId : '';
    let changed: readonly DeviceResult[] = [];
    if (event.kind === 'scanStarted') ({ session } = startSession(event, at));
    else if (session !== null)
      changed = resultsOf(session, applyEvent(session, event, at, bytes === undefined ? null : readReportBytes(bytes)).devices);
    await store.commit({
      ...(event.kind === 'scanStarted' ? { operation: opening(id, at) } : {}),
      ...(bytes === undefined ? {} : { reports: [{ ...report(reportId), operationId: operation, bytes }] }),
      events: [{ operationId: operation, at, event }],
      deviceResults: changed,
    });
  };
  const reports = (sn: string, mac: string, attempt: number) =>
    record(
      received(`${id}/${sn}/${attempt}`),
      Buffer.from(
        JSON.stringify({
          operationId: id,
          sn,
          attempt,
          macinfo: { enp4s0: { macaddr: mac }, enp5s0: { macaddr: 'e0:18:7d:2e:ca:69' } },
        }),
      ),
    );
  await record(started(id));
  for (const sn of ['Q1', 'Q2', 'Q3']) await reports(sn, sn === 'Q2' ? 'e0:18:7d:2e:ca:6a' : 'e0:18:7d:2e:ca:68', 1);
  await record(answered('Q1'));
  await record(answered('Q2'));
  await record({ kind: 'mesAnswered', sn: serialNumber('Q3'), attempt: 1, answer: { kind: 'notRegistered' } });
  await record(CLOSED);
  await record({ ...RESCAN, devices: [deviceIdOf(serialNumber('Q2'))] } as ScanEvent);
  await reports('Q2', 'e0:18:7d:2e:ca:68', 2);
  await record({ ...answered('Q2'), attempt: 2 } as ScanEvent);
  await record(CLOSED);
};

const project = async (id: OperationId): Promise<readonly DeviceResult[]> => {
  const session = await loadSession(store, id);
  return session === null ? [] : resultsOf(session, new Set(session.devices.keys()));
};

describe('projections', () => {
  it('come out the same when they are dropped and rebuilt from events and reports', async () => {
    const ids = ['OP-1', 'OP-2'];
    for (const id of ids) await scan(id);
    const read = () => Promise.all(ids.map((id) => store.loadDeviceResults(id)));
    const before = await read();
    expect(before.map((results) => results.map(({ sn, attempt }) => [sn, attempt]))).toEqual([
      [
        ['Q1', 1],
        ['Q2', 2],
        ['Q3', 1],
      ],
      [
        ['Q1', 1],
        ['Q2', 2],
        ['Q3', 1],
      ],
    ]);
    await store.close();

    const { DatabaseSync } = await loadSqlite();
    const db = new DatabaseSync(file);
    db.exec('delete from device_result');
    db.close();

    store = await createStore({ file });
    expect(await read()).toEqual([[], []]);
    expect(await rebuildProjections(store, project)).toBe(2);
    expect(await read()).toEqual(before);
    expect(await store.verifyChain()).toBeNull();
  });
});
