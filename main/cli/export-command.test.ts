import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serialNumber } from '../../protocol/ids';
import { hasInvisibleCharacter } from '../../protocol/visible-text';
import { replay } from '../app/records/replay';
import { auditInWords } from '../app/records/audit-words';
import { createStore } from '../adapters/store/create-store';
import { OPERATION, opening, quarantined, started } from '../adapters/store/testing/test-data';
import { APP_VERSION } from '../version';
import { parseExportArguments } from './arguments';
import { exportCommand } from './export-command';

const MESSAGES = 40;
let folder: string;
let db: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'export-'));
  db = path.join(folder, 'records.db');
  const store = await createStore({ file: db });
  const start = started();
  await store.commit({
    operation: opening(),
    events: [
      {
        operationId: OPERATION,
        at: 1,
        event:
          start.kind === 'scanStarted' ? { ...start, roster: [serialNumber('Gerät-1'), serialNumber('\u009b2J\u202e')] } : start,
      },
    ],
    quarantined: Array.from({ length: MESSAGES }, (_, index) => quarantined(`q${index}`)),
  });
  await store.close();
});
afterAll(() => rm(folder, { recursive: true }));

async function exported(...args: readonly string[]): Promise<{ printed: string; said: string[] }> {
  const said: string[] = [];
  let printed = '';
  await exportCommand(
    parseExportArguments(['--db', db, ...args]),
    (text) => {
      printed += text;
    },
    (line) => void said.push(line),
  );
  return { printed, said };
}

describe('burnin export', () => {
  it('a CSV file is what a spreadsheet opens: with a byte order mark, and the separator that is asked for', async () => {
    const file = path.join(folder, 'log.csv');
    await exported('--operation', OPERATION, '--format', 'csv', '--separator', ';', '--out', file);
    const text = await readFile(file, 'utf8');
    expect(text.startsWith('\uFEFF"operation";"serial number";')).toBe(true);
    expect(text).toContain('"Gerät-1";');
    const { printed } = await exported('--operation', OPERATION, '--format', 'csv');
    expect(printed.startsWith('"operation","serial number",')).toBe(true);
  });

  it('the quarantine is written whole, and how many messages it had is said', async () => {
    const file = path.join(folder, 'quarantine.json');
    const { said } = await exported('--format', 'quarantine', '--out', file);
    expect(said).toEqual([`${MESSAGES} messages of the quarantine written to ${file}`]);
    const entries = JSON.parse(await readFile(file, 'utf8')) as { id: string; bytesBase64: string }[];
    expect(entries.map(({ id }) => id)).toEqual(Array.from({ length: MESSAGES }, (_, index) => `q${index}`));
    expect(entries[0]?.bytesBase64).toBe(Buffer.from(quarantined('q0').bytes).toString('base64'));
    expect(JSON.parse((await exported('--format', 'quarantine')).printed)).toHaveLength(MESSAGES);
  });

  it('prints nothing that a terminal obeys, and means the same', async () => {
    const { printed } = await exported('--operation', OPERATION, '--format', 'evidence');
    expect(hasInvisibleCharacter(printed.replaceAll('\n', ''))).toBe(false);
    expect(printed).toContain('\\u009b');
    expect(replay(printed, APP_VERSION)).toMatchObject({ ok: true, value: { altered: [] } });
  });

  it('that cannot be written is not on record as written', async () => {
    const trail = async (): Promise<string[]> => {
      const store = await createStore({ file: db });
      const entries = (await store.listAudit(100)).flatMap((entry) => auditInWords(entry) ?? []);
      const lines = entries.map(({ subject, after }) => `${subject}: ${after}`);
      await store.close();
      return lines;
    };
    const before = await trail();
    for (const out of [path.join(folder, 'no-folder', 'log.json'), folder])
      await expect(exported('--operation', OPERATION, '--out', out)).rejects.toMatchObject({ code: 'fileFailed' });
    expect(await trail()).toEqual(before);
    // A disk that is full.
    const file = '/dev/full';
    await expect(exported('--operation', OPERATION, '--out', file)).rejects.toMatchObject({ code: 'fileFailed' });
    expect((await trail())[0]).toBe(`${file}: operation ${OPERATION} as json: it failed, nothing was written`);
  });
});
