import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createStore } from '../adapters/store/create-store';
import { opening, OPERATION, started } from '../adapters/store/testing/test-data';
import { runBurnin } from './run';

async function burnin(words: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  let said = '';
  const say = (line: string): void => void (said += `${line}\n`);
  const code = await runBurnin(words, { write: say, say, isInteractive: true });
  return { code, said };
}

async function factory(): Promise<{ readonly baseUrl: string; readonly posts: string[] }> {
  const posts: string[] = [];
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      posts.push(`${request.url ?? ''} ${body}`);
      response.end('{"status":"ok"}');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, posts };
}

it('a scan that was killed is named, ended once with log and notification, and sends nothing to Pair', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-finish-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const db = path.join(folder, 'burnin.sqlite');
  const before = await createStore({ file: db });
  await before.commit({
    operation: opening(),
    events: [{ operationId: OPERATION, at: 1_000, event: started() }],
  });
  await before.close();
  const { baseUrl, posts } = await factory();
  const exported = ['export', '--db', db, '--operation', OPERATION, '--out', path.join(folder, 'log.json')];
  const named = `Operation ${OPERATION}, begun`;
  expect((await burnin(exported)).said).toContain(named);

  const words = ['finish', '--db', db, '--api', baseUrl];
  expect(await burnin([...words, '--operation', 'other'])).toMatchObject({
    code: 2,
    said: expect.stringContaining('There is no operation other') as string,
  });
  const finished = await burnin([...words, '--operation', OPERATION]);
  expect(finished).toMatchObject({ code: 0, said: expect.stringContaining('is ended as interrupted') as string });
  expect(posts).toHaveLength(2);
  expect(posts.join('\n')).toContain('(the scan was interrupted)');
  expect(posts.join('\n')).toContain('"scaninfo"');
  expect(await burnin([...words, '--operation', OPERATION])).toMatchObject({ code: 2 });
  expect(posts).toHaveLength(2);
  expect((await burnin(exported)).said).not.toContain(named);
  expect(await burnin(['audit', 'verify', '--db', db])).toMatchObject({ code: 0 });
  const bundle = path.join(folder, 'evidence.json');
  expect(await burnin(['export', '--db', db, '--operation', OPERATION, '--format', 'evidence', '--out', bundle])).toMatchObject({
    code: 0,
  });
  expect(await burnin(['replay', bundle])).toMatchObject({ code: 0 });
});
