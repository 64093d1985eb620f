import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { operationId, OperatorId, serialNumber, type DeliveryKey } from '../../../protocol/ids';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import { createStore, type SqliteStore } from '../../adapters/store/create-store';
import { FROM_HTTP, fixture, openTestRegistry } from '../../adapters/store/registry/testing/test-registry';
import { auditCommand } from '../../cli/audit-command';
import { exportCommand } from '../../cli/export-command';
import { replayCommand } from '../../cli/replay-command';
import { RULES } from '../../domain/registry/rules';
import { SCAN_RULES } from '../../domain/scan/rules';
import { HandClock } from '../testing/hand-clock';
import { quietEngine } from '../testing/quiet-engine';
import { planPruning } from './prune';

const NEWER = operationId('newer');
const KNOWN = operationId('known');
const PERSON = OperatorId.parse('tester');
const SAID = `Operation newer was recorded by a newer version of this program (by rules ${SCAN_RULES + 1}; this version knows up to ${SCAN_RULES}). Install that version to open or replay it; nothing was changed.`;

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-newer-'));
  file = path.join(folder, 'burnin.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A scan that closed long ago, with a Pair that is still to be sent. */
async function scanned(store: SqliteStore, id: typeof NEWER, rules: number): Promise<void> {
  const sn = serialNumber('Q186I15801');
  const key = `pair of ${id}` as DeliveryKey;
  const started = { kind: 'scanStarted', operationId: id, operatorId: PERSON, scanMode: 0, roster: [sn] } as const;
  const delivery = { key, kind: 'pair', operationId: id, body: '{}', summary: 'Pair', serials: [sn], createdAt: 1 } as const;
  await store.commit({
    operation: { operationId: id, startedAt: 1, operatorId: PERSON },
    events: [
      { operationId: id, at: 1, event: { ...started, policy: DEFAULT_SETTINGS.scan, rules } },
      { operationId: id, at: 2, event: { kind: 'scanClosed', reason: 'idle' } },
    ],
    deliveries: [delivery],
  });
}

async function filled(...scans: readonly (readonly [typeof NEWER, number])[]): Promise<void> {
  const store = await createStore({ file });
  for (const [id, rules] of scans) await scanned(store, id, rules);
  await store.close();
}

async function printed(command: (write: (text: string) => void) => Promise<unknown>): Promise<string> {
  let text = '';
  await command((part) => (text += part));
  return text;
}

it.each([false, true])('records in which a newer version scanned last are not opened (packed: %s)', async (packed) => {
  await filled([KNOWN, SCAN_RULES], [NEWER, SCAN_RULES]);
  const store = await createStore({ file });
  await scanned(store, operationId('newest'), SCAN_RULES + 1);
  if (packed) while (await store.pack(Date.now() + 1e9));
  await store.close();
  const sentence = `The database ${file} holds scans that were recorded by a newer version of this program (by rules ${SCAN_RULES + 1}; this version knows up to ${SCAN_RULES}). Install that version, or choose another file; nothing was changed.`;
  for (let time = 0; time < 2; time += 1)
    await expect(createStore({ file })).rejects.toMatchObject({ code: 'storeFailed', message: sentence });
  await expect(
    auditCommand(
      { what: 'verify', db: file, limit: 10 },
      () => undefined,
      () => undefined,
    ),
  ).rejects.toThrow(sentence);
});

it('a scan of a newer version among others is neither opened, judged, counted nor removed, and everything else goes on', async () => {
  await filled([NEWER, SCAN_RULES + 1], [KNOWN, SCAN_RULES]);
  const told = await printed((write) => auditCommand({ what: 'verify', db: file, limit: 10 }, write, () => undefined));
  expect(told).toMatch(/^The event log is whole: every entry follows from the one before it\.\n/);
  expect(told).toContain(`\n${SAID}\nHead of the event log: entry `);
  const out = path.join(folder, 'evidence.json');
  const exporting = { db: file, operation: 'newer', format: 'evidence', separator: ',', out } as const;
  await expect(
    exportCommand(
      exporting,
      () => undefined,
      () => undefined,
    ),
  ).rejects.toThrow(SAID);

  const store = await createStore({ file });
  try {
    const engine = quietEngine({ store, clock: new HandClock(Date.UTC(2026, 10, 22)) });
    await engine.openLatest();
    expect(engine.session?.operationId).toBe(KNOWN);
    const before = await store.loadEvents(NEWER);
    await expect(engine.open(NEWER)).rejects.toMatchObject({ code: 'newerVersion', message: SAID });
    expect(engine.session?.operationId).toBe(KNOWN);
    expect(await store.loadEvents(NEWER)).toEqual(before);
    const { kept } = await planPruning(store, Date.now(), 1);
    expect(kept).toContainEqual({ operationId: NEWER, why: 'it was recorded by a newer version of this program' });
    engine.stop();
  } finally {
    await store.close();
  }
});

it('a bundle of a newer version is not replayed by the rules of this one', async () => {
  const fixtureFile = path.join(import.meta.dirname, '../../../protocol/fixtures/evidence-bundle.json');
  const bundle = JSON.parse(await readFile(fixtureFile, 'utf8')) as { entries: { body: string }[] };
  const [first] = bundle.entries;
  if (first === undefined) throw new Error('the fixture is empty');
  first.body = JSON.stringify({ ...(JSON.parse(first.body) as object), rules: SCAN_RULES + 1 });
  const changed = path.join(folder, 'newer.json');
  await writeFile(changed, JSON.stringify(bundle));
  await expect(replayCommand({ file: changed }, () => undefined)).rejects.toThrow(
    SAID.replace('Operation newer', 'Operation fixture'),
  );
});

it('records in which a newer version decided on registry entries are not opened', async () => {
  const { store, registry } = await openTestRegistry(file, { rules: RULES + 1 });
  expect(await registry.submit(fixture('basic'), 'any', FROM_HTTP)).toMatchObject({ status: 201 });
  await store.close();
  await expect(createStore({ file })).rejects.toThrow(
    `The database ${file} holds device registry entries that were recorded by a newer version of this program (by rules ${RULES + 1}; this version knows up to ${RULES}). Install that version, or choose another file; nothing was changed.`,
  );
});
