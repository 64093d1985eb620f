import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as passed } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { operationId } from '../../protocol/ids';
import { DEFAULT_SETTINGS } from '../../protocol/settings';
import { createStore } from '../adapters/store/create-store';
import type { OperatorId } from '../../protocol/ids';
import { END_SIGNALS } from './interrupts';
import { openCopy } from './records-copy';

const copies = async (): Promise<string[]> => (await readdir(os.tmpdir())).filter((name) => name.startsWith('burnin-copy-'));

it('records of 0.1.0 are read from a copy: they stay byte for byte, nothing lies beside them, and the copy goes', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-read-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'old.sqlite');
  const bytes = gunzipSync(await readFile(path.join(import.meta.dirname, '../adapters/store/fixtures/records-0.1.0.sqlite.gz')));
  await writeFile(file, bytes);
  const before = await copies();
  const store = await openCopy(file);
  expect((await store.listOperations(10)).length).toBeGreaterThan(0);
  expect(await store.verifyChain()).toBeNull();
  await store.close();
  expect(bytes.equals(await readFile(file))).toBe(true);
  expect(await readdir(folder)).toEqual(['old.sqlite']);
  expect(await copies()).toEqual(before);
});

it('what cannot be copied is named, and leaves nothing behind', async () => {
  const before = await copies();
  await expect(openCopy('/nowhere/x.sqlite')).rejects.toThrow(
    /^The database \/nowhere\/x\.sqlite may not be written here, .*\(ENOENT\)\./,
  );
  expect(await copies()).toEqual(before);
});

it('a copy of records that a console writes to meanwhile is whole, or nothing is copied; nobody is told that they are damaged', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-read-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'used.sqlite');
  const store = await createStore({ file });
  const id = operationId('OP');
  const operatorId = 'E-4711' as OperatorId;
  const started = {
    kind: 'scanStarted',
    operationId: id,
    operatorId,
    scanMode: 0,
    roster: null,
    policy: DEFAULT_SETTINGS.scan,
  } as const;
  await store.commit({
    operation: { operationId: id, startedAt: 1, operatorId },
    events: [{ operationId: id, at: 1, event: started }],
  });
  const state = { written: 0, isOver: false };
  const writing = (async () => {
    while (!state.isOver) {
      const report = { id: `R-${(state.written += 1)}`, operationId: id, sn: 'Q1', at: 2, properties: {} };
      const bytes = randomBytes(200_000);
      const event = { kind: 'reportReceived', reportId: report.id } as const;
      await store.commit({ reports: [{ ...report, bytes }], events: [{ operationId: id, at: 2, event }] });
      await passed(4);
    }
  })();
  const ends = new Map<string, number>();
  for (let copies = 0; copies < 10; copies += 1) {
    const end = await openCopy(file).then(
      async (copy) => {
        const problem = await copy.verifyChain();
        await copy.close();
        return problem ?? 'whole';
      },
      (error: Error) => error.message.replace(file, 'FILE'),
    );
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  state.isOver = true;
  await writing;
  await store.close();
  const others = [...ends.keys()].filter((end) => end !== 'whole' && !/^The database FILE may not .* no whole copy/.test(end));
  expect(others).toEqual([]);
  expect(ends.get('whole')).toBeGreaterThan(2);
}, 120_000);

it('what is no database is named as what was copied', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-read-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'no.sqlite');
  await writeFile(file, 'nothing '.repeat(1_000));
  await expect(openCopy(file)).rejects.toThrow(`What was copied of ${file} to be read is no whole database of this program.`);
});

it.each(END_SIGNALS)('the copy goes when %s ends the program', async (signal) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-read-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'old.sqlite');
  await writeFile(
    file,
    gunzipSync(await readFile(path.join(import.meta.dirname, '../adapters/store/fixtures/records-0.1.0.sqlite.gz'))),
  );
  const before = await copies();
  const ended = new Promise<void>((resolve) => {
    let times = 0;
    const onSignal = (): void => {
      times += 1;
      // Once by the system, once more by what made the copy.
      if (times === 2) resolve();
    };
    process.on(signal, onSignal);
    onTestFinished(() => void process.removeListener(signal, onSignal));
  });
  const store = await openCopy(file);
  process.kill(process.pid, signal);
  await ended;
  expect(await copies()).toEqual(before);
  await store.close().catch(() => undefined);
});

it('what changes each time it is copied is not read', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-read-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'used.sqlite');
  await (await createStore({ file })).close();
  const before = await copies();
  const state = { isOver: false };
  const writing = (async () => {
    for (let now = 1; !state.isOver; now += 1) await utimes(file, now, now);
  })();
  await expect(openCopy(file)).rejects.toThrow(/no whole copy of it to read could be made\. Try again when there is less to do/);
  state.isOver = true;
  await writing;
  expect(await copies()).toEqual(before);
});
