import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type PrivateRabbitMq, startPrivateRabbitMq } from '../../../scripts/broker/private-rabbitmq.mjs';
import { testBroker } from './test-broker';
import { type BreakableProxy, startBreakableProxy } from './testing/breakable-proxy';
import { startWatchedBus } from './testing/watched-bus';

const WAIT = { timeout: 40_000, interval: 50 };

let rabbit: PrivateRabbitMq;
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  rabbit = await startPrivateRabbitMq();
}, 120_000);
afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()));
});
afterAll(() => rabbit.stop(), 30_000);

async function startLine(breakAt?: number): Promise<{ readonly url: string; readonly proxy: BreakableProxy }> {
  const proxy = await startBreakableProxy(rabbit.port, breakAt);
  ends.push(() => proxy.close());
  const url = new URL(rabbit.url);
  url.port = String(proxy.port);
  return { url: url.href, proxy };
}

it('a line that is cut at any moment of opening is opened again', async () => {
  const whole = await startLine();
  const first = startWatchedBus({ url: whole.url, consoleId: 'whole' });
  ends.push(() => first.bus.stop());
  await expect.poll(() => first.state(), WAIT).toBe('up');
  const answers = whole.proxy.answers();
  expect(answers).toBeGreaterThan(20);
  const cuts = await Promise.all(
    Array.from({ length: answers }, async (_, index) => {
      const { url } = await startLine(index + 1);
      const watched = startWatchedBus({ url, consoleId: `cut-${index + 1}` });
      ends.push(() => watched.bus.stop());
      return watched;
    }),
  );
  const notUp = () => cuts.flatMap((cut, index) => (cut.state() === 'up' ? [] : [index + 1]));
  await expect.poll(notUp, WAIT).toEqual([]);
  // Each was really cut: it went down once before it came up, or was cut right after.
  const neverDown = () => cuts.filter(({ states }) => !states.some(({ kind }) => kind === 'down')).length;
  await expect.poll(neverDown, WAIT).toBe(0);
}, 120_000);

it('the connection test ends with a sentence wherever it is cut', async () => {
  const whole = await startLine();
  const options = { password: null, tls: null, exchangeDurable: false };
  expect(await testBroker({ ...options, url: whole.url })).toMatchObject({ ok: true });
  const answers = whole.proxy.answers();
  const results = await Promise.all(
    // The last piece is the broker's farewell, when all is known.
    Array.from({ length: answers - 2 }, async (_, index) => {
      const { url } = await startLine(index + 1);
      return testBroker({ ...options, url });
    }),
  );
  expect(results.filter(({ ok, reason }) => ok || reason.length === 0)).toEqual([]);
}, 120_000);
