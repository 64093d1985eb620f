import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { serveRegistry } from '../../cli/testing/served-registry';
import { startRegistryServer } from './registry-server';

const MOST = 10_000;
const WAYS = ['with its length', 'in chunks', 'asking first'] as const;
/** When a scan begins. */
const MOMENTS = ['before the request', 'in the middle of the body', 'never'] as const;
const SIZES = ['small', 'large'] as const;
const WORLDS = WAYS.flatMap((way) => MOMENTS.flatMap((moment) => SIZES.map((size) => ({ way, moment, size }))));

it.each(WORLDS)('a $size body $way, a scan begins $moment', async ({ way, moment, size }) => {
  const { registry } = await serveRegistry();
  let isScanning = moment === 'before the request';
  let asked = 0;
  const silent = (): void => undefined;
  const server = await startRegistryServer({
    registry: {
      ...registry,
      submit: (...given) => {
        asked += 1;
        return registry.submit(...given);
      },
    },
    host: '127.0.0.1',
    port: 0,
    token: null,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    isScanning: () => isScanning,
    limits: { maxBesideScan: MOST },
  });
  onTestFinished(() => server.close());
  const body = JSON.stringify({ type: 'Snapshot', note: 'x'.repeat(size === 'small' ? 100 : 2 * MOST) });
  const half = Math.floor(body.length / 2);
  const sent = request(`${server.url}/snapshots/`, {
    method: 'POST',
    agent: false,
    headers: {
      'content-type': 'application/json',
      ...(way === 'in chunks' ? { 'transfer-encoding': 'chunked' } : { 'content-length': body.length }),
      ...(way === 'asking first' ? { expect: '100-continue' } : {}),
    },
  });
  const answered = new Promise<{ status: number | undefined; retryAfter: string | undefined; text: string }>(
    (resolve, reject) => {
      sent.once('error', reject).once('response', (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.once('end', () => resolve({ status: response.statusCode, retryAfter: response.headers['retry-after'], text }));
      });
    },
  );
  sent.flushHeaders();
  const write = async (): Promise<void> => {
    sent.write(body.slice(0, half));
    await sleep(50);
    if (moment === 'in the middle of the body') isScanning = true;
    sent.end(body.slice(half));
  };
  if (way === 'asking first') sent.once('continue', () => void write());
  else await write();
  const { status, retryAfter, text } = await answered;
  const isRefused = size === 'large' && moment !== 'never';
  expect([status, retryAfter]).toEqual(isRefused ? [503, '10'] : [422, undefined]);
  expect(text.includes('A scan is under way and goes first')).toBe(isRefused);
  expect(asked).toBe(isRefused ? 0 : 1);
  sent.destroy();
});

it('many bodies at once leave other things of the program their turn between two of them', async () => {
  const { registry } = await serveRegistry();
  const silent = (): void => undefined;
  let turn = 0;
  const read: number[] = [];
  const server = await startRegistryServer({
    registry: {
      ...registry,
      submit: (...given) => {
        read.push(turn);
        return registry.submit(...given);
      },
    },
    host: '127.0.0.1',
    port: 0,
    token: null,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    isScanning: () => true,
  });
  onTestFinished(() => server.close());
  const nextTurn = (): void => {
    turn += 1;
    next = setImmediate(nextTurn);
  };
  let next = setImmediate(nextTurn);
  onTestFinished(() => clearImmediate(next));
  const body = JSON.stringify({ type: 'Snapshot', note: Array.from({ length: 100_000 }, () => 1) });
  const headers = { 'content-type': 'application/json' };
  const posts = Array.from({ length: 12 }, () => fetch(`${server.url}/snapshots/`, { method: 'POST', headers, body }));
  expect((await Promise.all(posts)).map(({ status }) => status)).toEqual(Array(12).fill(422));
  expect(new Set(read).size).toBe(12);
});
