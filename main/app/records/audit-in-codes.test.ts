import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { loadWords } from '../../../messages/words';
import { createStore, type SqliteStore } from '../../adapters/store/create-store';
import type { StoredAudit } from '../../domain/ports/journal';
import { audited } from '../../testing/audited-acts';
import { auditInWords, auditLine } from './audit-words';

/** What `audited` did, on record as the last version wrote it that stored English words. */
const BEFORE = 'records-audit-in-words.sqlite.gz';

async function recordsOf(fixture: string): Promise<SqliteStore> {
  const folder = mkdtempSync(path.join(tmpdir(), 'burnin-audit-'));
  const file = path.join(folder, 'records.sqlite');
  writeFileSync(file, gunzipSync(readFileSync(path.join(import.meta.dirname, '../../adapters/store/fixtures', fixture))));
  const store = await createStore({ file });
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return store;
}

const actsIn = async (store: SqliteStore): Promise<readonly StoredAudit[]> =>
  (await store.listAudit(200)).toReversed().filter(({ event }) => event.kind === 'audited');

/** Without what differs from run to run: keys of messages, digests, names of files with a time. */
const sameInEachRun = (words: string | null): string | null =>
  words?.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'KEY').replaceAll(/digest [0-9a-f]+/g, 'digest D') ?? null;

function inEnglish(entries: readonly StoredAudit[]) {
  return entries.flatMap((entry) => {
    const line = auditInWords(entry);
    if (line === null) return [];
    const { person, action, subject, before, after } = line;
    return [[person, action, sameInEachRun(subject), sameInEachRun(before), sameInEachRun(after)]];
  });
}

it('records of 0.1.0 say what they said', async () => {
  const store = await recordsOf('records-0.1.0.sqlite.gz');
  expect(inEnglish(await actsIn(store))).toEqual([['E-1', 'signed in', 'E-1', null, null]]);
});

/** What is no word of ours: paths, names, keys of settings and of fields, types of the registry, what people and others wrote. */
const DATA = [
  /https?:\/\/\w+/g,
  /\/[\w./-]+/g,
  /[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{16}\b/g,
  /\b(?:records\.keepDays|settings(?:\.unreadable)?|apiToken|snArray|csv|PIN|ToRepair|Snapshot|Organization Acme|Rack 7|T-1|op)\b/g,
  /\b(?:Eva(?: B\.)?|Sam|[A-Z]+-?\d+)\b|Its disk is gone\.|Asked the line\.|No answer\.|The receiver refused it \(status 422\)\./g,
];

it('new acts are told in the English words of the version before, whose records can be read, and in none where a Chinese reads them', async () => {
  const before = await recordsOf(BEFORE);
  expect(await before.verifyChain()).toBeNull();
  const { store } = await audited();
  const acts = await actsIn(store);
  expect(await store.verifyChain()).toBeNull();
  expect(acts).toHaveLength(35);
  expect(inEnglish(acts)).toEqual(inEnglish(await actsIn(before)));
  for (const language of ['zh-Hant', 'zh-Hans'] as const) {
    const { say } = await loadWords(language);
    const words = acts.flatMap((entry) => {
      const line = auditLine(entry);
      return line === null ? [] : [[line.subject, line.before ?? [], line.after ?? []].map(say).join(' | ')];
    });
    const left = words.filter((said) => /[A-Za-z]{2,}/.test(DATA.reduce((rest, data) => rest.replaceAll(data, ''), said)));
    expect(left).toEqual([]);
  }
});
