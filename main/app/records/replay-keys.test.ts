import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { OperationId, SerialNumber } from '../../../protocol/ids';
import type { ScanEvent } from '../../../protocol/stored-events';
import { createStore } from '../../adapters/store/create-store';
import { expects, scanStarted } from '../../domain/testing/reports';
import { fingerprint } from '../files/fingerprint';
import { recordedMessages } from '../testing/recorded-messages';
import { replayInWords } from '../testing/replay-in-words';
import { evidenceBundle } from './evidence';

const VERSION = '1.2.3';
type Json = Record<string, unknown>;

async function bundle(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'replay-keys-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const store = await createStore({ file: path.join(folder, 'records.db') });
  const operationId = OperationId.parse('A');
  const sn = SerialNumber.parse('SN1');
  const bytes = Buffer.from(
    JSON.stringify({ operationId, sn, interfaces: [{ interface: 'eth0', macaddr: 'e0:18:7d:00:00:02' }], bootId: 'b' }),
  );
  const start = scanStarted(['SN1']);
  const events: ScanEvent[] = [
    { ...start, operationId },
    { kind: 'reportReceived', reportId: 'r', sha256: fingerprint(bytes) },
    { kind: 'mesAnswered', sn, attempt: 1, answer: expects(['eth0', 'e0:18:7d:00:00:01']) },
    { kind: 'scanClosed', reason: 'complete' },
  ];
  const reports = [{ id: 'r', operationId, sn, at: 1_001, bytes, properties: {} }];
  const timed = events.map((event, index) => ({ operationId, at: 1_000 + index, event }));
  await store.commit({
    operation: { operationId, startedAt: 1_000, operatorId: start.operatorId },
    reports,
    events: timed,
    ...recordedMessages(timed, reports),
  });
  const text = await evidenceBundle(store, operationId, { person: 'test', at: 2_000, appVersion: VERSION });
  await store.close();
  return text;
}

/** What a replay says of a bundle whose own hash was made to fit; null: it is none. */
function said(changed: Json): readonly string[] | null {
  const { sha256: _former, ...hashed } = changed;
  const outcome = replayInWords(JSON.stringify({ ...hashed, sha256: fingerprint(JSON.stringify(hashed)) }), VERSION);
  return outcome.ok ? [...outcome.value.altered, ...outcome.value.differences] : null;
}

/** Every object in a bundle, by where it stands. */
function* objects(value: unknown, at: string): Generator<readonly [string, Json]> {
  if (Array.isArray(value)) for (const [index, one] of value.entries()) yield* objects(one, `${at}[${index}]`);
  else if (typeof value === 'object' && value !== null) {
    yield [at, value as Json];
    for (const [key, one] of Object.entries(value)) yield* objects(one, at === '' ? key : `${at}.${key}`);
  }
}

it('a key that is taken out of a bundle of this version, or put into it, is noticed wherever it stands', async () => {
  const text = await bundle();
  expect(said(JSON.parse(text) as Json)).toEqual([]);
  const places = [...objects(JSON.parse(text), '')];
  expect(places.length).toBeGreaterThan(15);
  const unnoticed: string[] = [];
  // Without these it is a bundle of another version. What stands in a code beside `code` and `params` is no part of it.
  const known = (place: string, key: string) => place === '' && ['sha256', 'revision', 'appVersion'].includes(key);
  const isCode = (place: string) => /Codes\[\d+\](\.params)?$/.test(place);
  for (const [place, object] of places) {
    const changedThere = (change: (object: Json) => void): readonly string[] | null => {
      const copy = JSON.parse(text) as Json;
      const found = [...objects(copy, '')].find(([at]) => at === place);
      if (found === undefined) throw new Error(place);
      change(found[1]);
      return said(copy);
    };
    for (const key of Object.keys(object))
      if (!known(place, key) && changedThere((there) => void delete there[key])?.length === 0)
        unnoticed.push(`without ${place}.${key}`);
    if (!isCode(place) && changedThere((there) => void (there['put in'] = 1))?.length === 0) unnoticed.push(`added to ${place}`);
  }
  expect(unnoticed).toEqual([]);
});
