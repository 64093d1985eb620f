import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { englishInJson } from '../../../../messages/english';
import { answerInWords } from '../../../../messages/registry-in-words';
import { verbatim } from '../../../../protocol/texts/text';
import { loadSqlite, type SqliteDatabase } from '../sqlite';
import { createStatements } from './statements';
import { FROM_HTTP, openTestRegistry, type TestRegistry } from './testing/test-registry';

/** Records as the last version wrote them that stored what was not understood, and why it refused, as sentences. */
const BEFORE = join(import.meta.dirname, 'testing/registry-with-sentences.sqlite.gz');

const summaries = JSON.parse(readFileSync(join(import.meta.dirname, 'testing/summaries-in-sentences.json'), 'utf8')) as Readonly<
  Record<string, readonly string[]>
>;

interface Row {
  readonly seq: number;
  readonly command: string;
  readonly accepted: number;
  readonly repeated: number;
  readonly uuid: unknown;
  readonly answer: string;
}

let folder = '';
let opened: TestRegistry;
let rows: readonly Row[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'burnin-registry-'));
  const file = join(folder, 'console.db');
  writeFileSync(file, gunzipSync(readFileSync(BEFORE)));
  rows = await submissionsIn(file);
  opened = await openTestRegistry(file, {}, 1_000);
});
afterAll(async () => {
  await opened.store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function submissionsIn(file: string): Promise<readonly Row[]> {
  const { DatabaseSync } = await loadSqlite();
  const db: SqliteDatabase = new DatabaseSync(file);
  try {
    return createStatements(db).all<Row>(
      'select seq, command, accepted, repeated, uuid, answer from registry_submission order by seq',
    );
  } finally {
    db.close();
  }
}

describe('answers on record that hold sentences', () => {
  it('fold again to what they were', async () => {
    expect(await opened.registry.checkReplay()).toEqual([]);
  });

  it('are given again word for word, to whoever submits the same once more', async () => {
    const named = rows.filter(({ accepted, repeated, uuid }) => accepted === 1 && repeated === 0 && uuid !== null);
    const noted = named.filter(({ answer }) => answer.includes('"sentence":'));
    expect(noted.length).toBeGreaterThan(0);
    for (const { command, answer } of named) {
      const { body, as } = JSON.parse(command) as { readonly body: unknown; readonly as: 'snapshot' | 'event' };
      const again = answerInWords(await opened.registry.submit(body, as, FROM_HTTP), englishInJson);
      expect(JSON.stringify(again)).toBe(JSON.stringify({ ...(JSON.parse(answer) as object), repeated: true }));
    }
  });

  it('are read in the form of today', async () => {
    const { command } = rows.find(({ answer, repeated }) => repeated === 0 && answer.includes('"sentence":')) ?? {};
    const { body } = JSON.parse(command ?? '') as { readonly body: unknown };
    const answer = await opened.registry.submit(body, 'snapshot', FROM_HTTP);
    expect(answer).toMatchObject({
      notUnderstood: expect.arrayContaining([
        { field: 'device.colour', reason: verbatim('This key is not known here; it was kept as it came.') },
      ]) as unknown,
    });
  });
});

it('says of events in English what that version said', async () => {
  const said: Record<string, readonly string[]> = {};
  for (const device of Object.keys(summaries)) {
    const page = await opened.registry.devicePage(Number(device));
    const lines = page?.events.map(({ type, summary }) => `${type}: ${englishInJson(summary)}`);
    said[device] = [...new Set(lines)];
  }
  expect(said).toEqual(summaries);
});

it('an answer with a measured value that is called as the notes were folds again, and says both', async () => {
  const body = { type: 'TestBattery', device: 1, uuid: '0f0f0f0f-0000-4000-8000-000000000901', notUnderstood: 7, deep: {} };
  const answer = await opened.registry.submit(body, 'event', FROM_HTTP);
  const again = await opened.registry.submit(body, 'event', FROM_HTTP);
  expect(again).toEqual({ ...answer, repeated: true });
  expect(answer).toMatchObject({ status: 201, body: { notUnderstood: 7 }, notUnderstood: [{ field: 'deep' }] });
  expect(await opened.registry.checkReplay()).toEqual([]);
});
