import { replayInWords } from '../testing/replay-in-words';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { english } from '../../../messages/english';
import { operationId } from '../../../protocol/ids';
import { createStore, type SqliteStore } from '../../adapters/store/create-store';
import { deviceDetails } from '../../domain/scan/views';
import { loadSession } from '../scan/load-session';
import { evidenceBundle } from './evidence';

/**
 * Three scans as the last version wrote them that stored sentences: what MES could not say, a message in quarantine, reports that were
 * not judged, lists that Pair refused, may have taken, and that were kept back. With bundles of two of them that it made.
 */
const FIXTURES = path.join(import.meta.dirname, '../../adapters/store/fixtures');
const unpacked = (name: string): Buffer => gunzipSync(readFileSync(path.join(FIXTURES, name)));
const bundle = (name: string): string => unpacked(`${name}.json.gz`).toString('utf8');
const FIRST = { scan: operationId('BI-20261130-070001'), bundle: bundle('evidence-with-sentences') };
const SECOND = { scan: operationId('BI-20261130-070002'), bundle: bundle('evidence-kept-back-with-sentences') };
const MAKER = { person: 'E-2', at: Date.UTC(2027, 0, 1), appVersion: '9.9.9' };

/** What this test reads of a bundle. */
interface Told {
  readonly devices: readonly { readonly id: string; readonly reason: string }[];
  readonly deliveries: readonly {
    readonly key: string;
    readonly kind: string;
    readonly problem: string;
    readonly tries: readonly { readonly sentence: string }[];
  }[];
  readonly entries: readonly { readonly body: string; readonly hash: string }[];
}

let folder = '';
let store: SqliteStore;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'burnin-sentences-'));
  const file = path.join(folder, 'records.sqlite');
  writeFileSync(file, unpacked('records-with-sentences.sqlite.gz'));
  store = await createStore({ file });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('records that hold sentences', () => {
  it('are whole', async () => {
    expect(await store.verifyChain()).toBeNull();
  });

  it.each([FIRST, SECOND])('say of scan $scan what they said', async ({ scan, bundle }) => {
    const told = JSON.parse(bundle) as Told;
    const session = await loadSession(store, scan);
    const devices = Array.from(session?.devices.values() ?? [], deviceDetails);
    expect(devices.map(({ row }) => ({ id: row.id, reason: english(row.reason) }))).toEqual(
      told.devices.map(({ id, reason }) => ({ id, reason })),
    );
    const again = JSON.parse(await evidenceBundle(store, scan, MAKER)) as Told;
    expect(again.entries).toEqual(told.entries);
    expect(again.devices.map(({ reason }) => reason)).toEqual(told.devices.map(({ reason }) => reason));
  });

  it('say of messages what they said', async () => {
    const again = JSON.parse(await evidenceBundle(store, FIRST.scan, MAKER)) as Told;
    expect(again.deliveries.map(({ problem }) => problem)).toContain(
      'The receiver refused it (status 422): S1 stands at station 4',
    );
    expect(again.deliveries.flatMap(({ tries }) => tries.map(({ sentence }) => sentence))).toContain(
      'The receiver failed (status 500).',
    );
  });

  /** The lists to Pair in these records were written by hand, shorter than the console writes them. */
  function differencesIn(text: string, version = MAKER.appVersion): readonly string[] {
    const lists = (JSON.parse(text) as Told).deliveries.filter(({ kind }) => kind === 'pair');
    const written = lists.map(({ key }) => `Message ${key}: its body is not the one that the replay comes to.`);
    const replayed = replayInWords(text, version);
    if (!replayed.ok) throw new Error(english(replayed.error));
    const { altered, differences } = replayed.value;
    expect(differences.filter((line) => written.includes(line))).toEqual(written);
    return [...altered, ...differences.filter((line) => !written.includes(line) && !line.includes(': summary is Pair in'))];
  }

  it.each([FIRST, SECOND])('replay: the bundle of $scan', ({ bundle }) => {
    expect(differencesIn(bundle)).toEqual([]);
  });

  it('replay: a build of the same version that words next actions otherwise finds no difference', () => {
    const { appVersion } = JSON.parse(FIRST.bundle) as { readonly appVersion: string };
    const worded = FIRST.bundle.replaceAll(/(?<="nextAction": ")(?=[A-Z])/g, 'Please: ');
    expect(worded).not.toBe(FIRST.bundle);
    // The edit itself shows in the bundle's own hash.
    expect(differencesIn(worded, appVersion)).toEqual([expect.stringMatching(/altered|hash/)]);
  });

  it('replay: a sentence in a bundle that was exchanged is found', () => {
    const altered = FIRST.bundle.replace(/(?<="text": "MES answered with status )503/, '500');
    expect(altered).not.toBe(FIRST.bundle);
    expect(replayInWords(altered, MAKER.appVersion)).toMatchObject({
      ok: true,
      value: { differences: expect.arrayContaining([expect.stringMatching(/^S3: reason/)]) as string[] },
    });
  });

  it('replay: a bundle made of them now', async () => {
    for (const { scan } of [FIRST, SECOND]) expect(differencesIn(await evidenceBundle(store, scan, MAKER))).toEqual([]);
  });
});
