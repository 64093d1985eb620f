import { type ConfirmChannel, connect } from 'amqplib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { faultIn } from '../../../protocol/testing/one-sentence';
import { REPORT_QUEUE } from '../../../protocol/topology';
import { type PrivateRabbitMq, startPrivateRabbitMq } from '../../../scripts/broker/private-rabbitmq.mjs';
import { type WatchedBus, type WatchedBusOptions, startWatchedBus } from './testing/watched-bus';

const CONSUMER_TIMEOUT_MS = 4_000;
const COUNT = 40;
const WAIT = { timeout: 30_000, interval: 20 };
const TEXTS = Array.from({ length: COUNT }, (_, index) => String(index));

let rabbit: PrivateRabbitMq;
let channel: ConfirmChannel;
let storeWorks: boolean;
let stored: string[];
let end: () => Promise<unknown> = async () => undefined;

beforeAll(async () => {
  rabbit = await startPrivateRabbitMq();
  // It looks once a minute by itself.
  const set = (name: string, ms: number) => `application:set_env(rabbit, ${name}, ${ms})`;
  await rabbit.ctl(['eval', `${set('consumer_timeout', CONSUMER_TIMEOUT_MS)}, ${set('channel_tick_interval', 500)}.`]);
  const peer = await connect(rabbit.url);
  peer.on('error', () => undefined);
  channel = await peer.createConfirmChannel();
}, 120_000);
afterEach(async () => {
  await end();
  await channel.deleteQueue(REPORT_QUEUE);
});
afterAll(() => rabbit.stop(), 30_000);

/** A console that has 40 reports and cannot store one of them. */
async function startFull(options: Partial<WatchedBusOptions>): Promise<WatchedBus> {
  storeWorks = false;
  stored = [];
  const bus = startWatchedBus({ url: rabbit.url, ...options }, async ({ bytes }) => {
    if (!storeWorks) throw new Error('the disk is full');
    stored.push(Buffer.from(bytes).toString());
  });
  end = () => bus.bus.stop();
  await expect.poll(() => bus.state(), WAIT).toBe('up');
  for (const text of TEXTS) channel.sendToQueue(REPORT_QUEUE, Buffer.from(text), { persistent: true });
  await channel.waitForConfirms();
  await expect.poll(() => bus.reports.length, WAIT).toBeGreaterThanOrEqual(COUNT);
  return bus;
}

async function diskHasRoom(bus: WatchedBus): Promise<void> {
  storeWorks = true;
  bus.canTake = true;
  await expect.poll(() => stored.length, WAIT).toBeGreaterThanOrEqual(COUNT);
  await expect.poll(async () => (await channel.checkQueue(REPORT_QUEUE)).messageCount, WAIT).toBe(0);
  await new Promise((resolve) => void setTimeout(resolve, CONSUMER_TIMEOUT_MS / 2));
  expect(stored.toSorted()).toEqual(TEXTS.toSorted());
}

const downs = ({ states }: WatchedBus) => states.filter(({ kind }) => kind === 'down');
const waiting = async () => (await channel.checkQueue(REPORT_QUEUE)).messageCount;

describe('on a broker with a short consumer_timeout', () => {
  it('a console that gives reports back in time keeps its channel, and says nothing', async () => {
    const bus = await startFull({ holdMs: 1_000 });
    bus.canTake = false;
    await expect.poll(waiting, WAIT).toBe(COUNT);
    await new Promise((resolve) => void setTimeout(resolve, 2 * CONSUMER_TIMEOUT_MS));
    expect(await waiting()).toBe(COUNT);
    await diskHasRoom(bus);
    expect([downs(bus), bus.warnings]).toEqual([[], []]);
  }, 90_000);

  it('a console that holds them for longer loses its channel once, says why once, and from then on gives them back in time', async () => {
    const bus = await startFull({});
    await expect.poll(() => bus.warnings.length, WAIT).toBe(1);
    expect(bus.warnings[0]).toMatch(
      /^RabbitMQ at 127\.0\.0\.1:\d+ ended the channel because reports could not be stored for longer than its consumer_timeout \(4 s\)\. /,
    );
    expect(bus.warnings.map(faultIn)).toEqual(['']);
    // It looks as if they could be taken: they come again, are held, and go back before the broker ends the channel.
    await expect.poll(() => bus.state(), WAIT).toBe('up');
    await new Promise((resolve) => void setTimeout(resolve, 3 * CONSUMER_TIMEOUT_MS));
    await diskHasRoom(bus);
    expect([downs(bus).length, bus.warnings.length, bus.state()]).toEqual([1, 1, 'up']);
  }, 90_000);

  it('a console that knows that it cannot take them has none delivered after its channel was ended', async () => {
    const bus = await startFull({});
    bus.canTake = false;
    await expect.poll(() => bus.warnings.length, WAIT).toBe(1);
    await expect.poll(() => bus.state(), WAIT).toBe('up');
    const delivered = bus.reports.length;
    await new Promise((resolve) => void setTimeout(resolve, 2 * CONSUMER_TIMEOUT_MS));
    expect(await waiting()).toBe(COUNT);
    expect(bus.reports.slice(delivered)).toEqual([]);
    await diskHasRoom(bus);
    expect([downs(bus).length, bus.warnings.length]).toEqual([1, 1]);
  }, 90_000);
});
