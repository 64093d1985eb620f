import { replayInWords } from '../testing/replay-in-words';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { english } from '../../../messages/english';
import { operationId } from '../../../protocol/ids';
import { text } from '../../../protocol/texts/text';
import { createStore, type SqliteStore } from '../../adapters/store/create-store';
import { deviceRow } from '../../domain/scan/views';
import { loadSession } from '../scan/load-session';
import { evidenceBundle } from './evidence';

/**
 * Seven scans as the last version wrote them that stored what became of messages as sentences: refused, busy, silent, kept back, settled by a person,
 * interrupted, and still waiting. With bundles of two of them that it made. Before that, version 0.1.0.
 */
const FIXTURES = path.join(import.meta.dirname, '../../adapters/store/fixtures');
const unpacked = (name: string): Buffer => gunzipSync(readFileSync(path.join(FIXTURES, name)));
const ANSWERED = { scan: 'BI-20261130-160001', bundle: 'evidence-delivery-sentences.json.gz' };
const KEPT_BACK = { scan: 'BI-20261130-160003', bundle: 'evidence-newer-verdict-sentences.json.gz' };
const [VERSION, LATER] = ['0.2.0', '9.9.9'];

const NEWER =
  'Not sent: 2 devices are not as they were when the list was confirmed: C1 and C2. C1 does not pass any more in operation ' +
  'BI-20261130-160004, whose verdict is newer: eth0 has e0:18:7d:2e:cb:15, MES expects e0:18:7d:2e:ff:01.';

let folder = '';
let store: SqliteStore;
async function open(name: string): Promise<void> {
  const file = path.join(folder, 'records.sqlite');
  writeFileSync(file, unpacked(name));
  store = await createStore({ file });
}
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'burnin-sentences-'));
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const problems = async (): Promise<readonly string[]> =>
  (await store.listDeliveries(null)).flatMap(({ problem }) => (problem.length === 0 ? [] : [english(problem)]));

function found(bundle: string, version: string): readonly string[] {
  const replayed = replayInWords(bundle, version);
  if (!replayed.ok) throw new Error(english(replayed.error));
  return [...replayed.value.altered, ...replayed.value.differences];
}

describe('records that hold what became of messages as sentences', () => {
  it('are whole, and say what they said', async () => {
    await open('records-delivery-sentences.sqlite.gz');
    expect(await store.verifyChain()).toBeNull();
    const moved =
      'The receiver points elsewhere (status 301); check its address in the settings, or for the burnin command in --api.';
    expect(await problems()).toEqual([
      'The receiver refused it (status 422): unknown field "mac\\u0000info"',
      moved,
      '1 of 2 refused: A2 (stands at station 4).',
      moved,
      'The receiver failed (status 500).',
      NEWER,
      'Settled by S-1: it was not taken, so its devices can be paired in a new operation. Asked there.',
      'The console stopped while this was being sent.',
      ...Array.from({ length: 3 }, () => 'Nothing listens at 127.0.0.1:9.'),
    ]);
    const [log] = await store.listDeliveries(operationId(ANSWERED.scan));
    expect((await store.listTries(log?.key ?? ('' as never))).map(({ reason }) => english(reason))).toEqual([
      'The receiver is busy (status 503).',
      'The receiver refused it (status 422): unknown field "mac\\u0000info"',
    ]);
  });

  it('say of each device why it was not taken', async () => {
    await open('records-delivery-sentences.sqlite.gz');
    const reasons = async (scan: string): Promise<readonly string[]> => {
      const session = await loadSession(store, operationId(scan));
      return Array.from(session?.devices.values() ?? [], (device) => english(deviceRow(device).pairReason));
    };
    expect(await reasons(ANSWERED.scan)).toEqual(['', 'stands at station 4', '', '']);
    expect(await reasons(KEPT_BACK.scan)).toEqual([NEWER, NEWER]);
    expect(await reasons('BI-20261130-160007')).toEqual(['Nothing listens at 127.0.0.1:9.', 'Nothing listens at 127.0.0.1:9.']);
  });

  it('say why a message cannot be used, and what that says of its device', async () => {
    await open('records-delivery-sentences.sqlite.gz');
    const notJson = 'The message is not JSON: it breaks at column 46, where it ends.';
    expect((await store.listQuarantined(9)).map(({ reason }) => english(reason))).toEqual([notJson]);
    expect((await store.quarantinedAfter(0, 9)).map(({ reason }) => english(reason))).toEqual([notJson]);
    const session = await loadSession(store, operationId(ANSWERED.scan));
    expect(Array.from(session?.devices.values() ?? [], (device) => english(deviceRow(device).reason)).slice(2)).toEqual([
      `A report under its serial number cannot be used and is in quarantine: ${notJson}`,
      'Answers came that could not be read when the scan ended, and its own may be one of them. ' +
        'The device keys in /etc/burnin/keys cannot be read: there is no such file.',
    ]);
    const said = session?.aside.map(({ reason }) => english(reason));
    expect(said).toEqual([
      'The same message came again; what became of it when it came first stands.',
      'Answered after the scan had closed.',
    ]);
  });

  it('take codes from now on', async () => {
    await open('records-delivery-sentences.sqlite.gz');
    const waiting = (await store.pendingDeliveries())[0];
    if (waiting === undefined) throw new Error('none waits');
    const { key } = waiting;
    const problem = [text('delivery.silent', { host: 'mes\0:80', seconds: 5 })];
    await store.commit({
      deliveryUpdates: [{ key, state: 'queued', attempts: 9, nextTryAt: 1, problem, settledAt: null }],
      deliveryTries: [{ key, at: 1, outcome: 'notSent', status: null, reason: problem, answer: '' }],
    });
    expect(await store.loadDelivery(key)).toMatchObject({ problem });
    const reason = [text('message.headersDamaged')];
    await store.commit({ quarantined: [{ id: 'q', at: 1, reason, bytes: new Uint8Array(), properties: {} }] });
    expect((await store.listQuarantined(1)).map((one) => one.reason)).toEqual([reason]);
    expect((await store.listTries(key)).map(({ reason }) => english(reason))).toEqual([
      'Nothing listens at 127.0.0.1:9.',
      'mes\\u0000:80 did not answer within 5 s.',
    ]);
  });

  it('of version 0.1.0 say what they said', async () => {
    await open('records-0.1.0.sqlite.gz');
    expect(await problems()).toEqual(['The notification was refused.', 'The notification was refused.']);
  });

  it.each([ANSWERED, KEPT_BACK])('replay: the bundle of $scan that was made then', async ({ bundle }) => {
    await open('records-delivery-sentences.sqlite.gz');
    const told = unpacked(bundle).toString('utf8');
    expect([...found(told, VERSION), ...found(told, LATER)]).toEqual([]);
  });

  it.each([ANSWERED, KEPT_BACK])('replay: a bundle of $scan that is made now', async ({ scan }) => {
    await open('records-delivery-sentences.sqlite.gz');
    const made = await evidenceBundle(store, operationId(scan), { person: 'E-2', at: Date.UTC(2027, 0, 1), appVersion: LATER });
    expect([...found(made, LATER), ...found(made, '10.0.0')]).toEqual([]);
  });

  it('replay: a sentence that was exchanged is found', async () => {
    await open('records-delivery-sentences.sqlite.gz');
    const told = unpacked(KEPT_BACK.bundle).toString('utf8');
    const altered = told.replace('"problem": "Not sent: 2 devices', '"problem": "Not sent: 3 devices');
    expect(altered).not.toBe(told);
    expect(found(altered, LATER)).toContainEqual(expect.stringMatching(/^Message \S+: problem is "Not sent: 3 devices/));
  });
});
