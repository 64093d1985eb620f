import { createHash } from 'node:crypto';
import { type Channel, connect } from 'amqplib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { english } from '../../../messages/english';
import { REPORT_QUEUE, replyQueueOf } from '../../../protocol/topology';
import { type PrivateRabbitMq, startPrivateRabbitMq } from '../../../scripts/broker/private-rabbitmq.mjs';
import { faultIn } from '../../../protocol/testing/one-sentence';
import type { IncomingMessage } from '../../domain/ports/bus';
import { quorumWarning } from './queue-survey';
import { testBroker } from './test-broker';
import { type WatchedBus, type WatchedBusOptions, startWatchedBus } from './testing/watched-bus';

/** What RabbitMQ 4 does by itself is set up here by hand: quorum queues where nobody asks for them, and a limit on deliveries. */
const QUORUM_VHOST = 'quorum';
const DELIVERY_LIMIT = 3;
const WAIT = { timeout: 30_000, interval: 20 };
const MIB = 1024 * 1024;
/** RabbitMQ 4 takes no larger message unless it is told to. */
const LARGEST_FOR_RABBITMQ_4 = 16 * MIB;

let rabbit: PrivateRabbitMq;
let quorumUrl = '';
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  rabbit = await startPrivateRabbitMq();
  const { username } = new URL(rabbit.url);
  await rabbit.ctl(['add_vhost', QUORUM_VHOST, '--default-queue-type', 'quorum']);
  await rabbit.ctl(['set_permissions', '-p', QUORUM_VHOST, username, '.*', '.*', '.*']);
  const limit = JSON.stringify({ 'delivery-limit': DELIVERY_LIMIT });
  await rabbit.ctl(['set_policy', '-p', QUORUM_VHOST, 'limit', '.*', limit, '--apply-to', 'queues']);
  quorumUrl = `${rabbit.url}/${QUORUM_VHOST}`;
}, 120_000);
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
  const peer = await connect(rabbit.url);
  await (await peer.createChannel()).deleteQueue(REPORT_QUEUE);
  await peer.close();
});
afterAll(() => rabbit.stop(), 30_000);

async function startBus(
  options: Partial<WatchedBusOptions>,
  onReport?: (message: IncomingMessage) => Promise<void>,
): Promise<WatchedBus> {
  const watched = startWatchedBus({ url: rabbit.url, ...options }, onReport);
  ends.push(() => watched.bus.stop());
  await expect.poll(() => watched.state(), WAIT).toBe('up');
  return watched;
}

async function openChannel(url: string): Promise<Channel> {
  const peer = await connect(url);
  peer.on('error', () => undefined);
  const channel = await peer.createConfirmChannel();
  ends.push(() => peer.close());
  return channel;
}

async function publish(channel: Channel, bodies: readonly Buffer[]): Promise<void> {
  for (const body of bodies) channel.sendToQueue(REPORT_QUEUE, body, { persistent: true });
  await (channel as Awaited<ReturnType<Awaited<ReturnType<typeof connect>>['createConfirmChannel']>>).waitForConfirms();
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => Buffer.from(String(index)));
const waitingIn = async (channel: Channel) => (await channel.checkQueue(REPORT_QUEUE)).messageCount;

describe('on quorum queues with a delivery limit', () => {
  it('everything that cannot be stored for a long time is there when it can: it is delivered once, and once again after it was withdrawn', async () => {
    let works = false;
    const deliveries = new Map<string, number>();
    const stored = new Set<string>();
    const bus = await startBus({ url: quorumUrl, holdMs: 1_500 }, async ({ bytes, properties }) => {
      const text = Buffer.from(bytes).toString();
      const { headers } = properties as { readonly headers?: Readonly<Record<string, unknown>> };
      deliveries.set(text, 1 + Number(headers?.['x-delivery-count'] ?? 0));
      if (!works) throw new Error('the disk is full');
      stored.add(text);
    });
    const channel = await openChannel(quorumUrl);
    await publish(channel, numbers(40));
    await expect.poll(() => deliveries.size, WAIT).toBe(40);
    bus.canTake = false;
    // Long enough that a console that gives back once a second would have come to the limit many times over.
    await expect.poll(() => waitingIn(channel), WAIT).toBe(40);
    await new Promise((resolve) => void setTimeout(resolve, 7_000));
    expect(await waitingIn(channel)).toBe(40);
    works = true;
    bus.canTake = true;
    await expect.poll(() => stored.size, WAIT).toBe(40);
    expect(Math.max(...deliveries.values())).toBeLessThanOrEqual(2);
    await expect.poll(() => waitingIn(channel), WAIT).toBe(0);
  }, 90_000);

  it('the console says that they are, at each queue once, and the connection test says it too', async () => {
    const bus = await startBus({ url: quorumUrl, consoleId: 'told' });
    expect(bus.warnings).toEqual([REPORT_QUEUE, replyQueueOf('told')].map((queue) => english(quorumWarning(queue))));
    expect(bus.warnings.map(faultIn)).toEqual(['', '']);
    const test = await testBroker({ url: quorumUrl, password: null, tls: null, exchangeDurable: false });
    expect(test).toMatchObject({ ok: true, reason: [{ params: { queue: quorumWarning(REPORT_QUEUE) } }] });
    expect((await startBus({})).warnings).toEqual([]);
  });

  it('a queue that is one by its own arguments is taken as it is', async () => {
    const channel = await openChannel(rabbit.url);
    await channel.deleteQueue(REPORT_QUEUE);
    await channel.assertQueue(REPORT_QUEUE, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    ends.push(() => channel.deleteQueue(REPORT_QUEUE));
    const bus = await startBus({});
    await publish(channel, numbers(3));
    await expect.poll(() => bus.texts(), WAIT).toEqual(['0', '1', '2']);
    expect(bus.warnings).toEqual([english(quorumWarning(REPORT_QUEUE))]);
  });
});

describe('while messages cannot be taken', () => {
  it('none is asked of the broker, from the first connect on', async () => {
    const channel = await openChannel(rabbit.url);
    await channel.assertQueue(REPORT_QUEUE, { durable: true });
    await publish(channel, numbers(5));
    const bus = await startBus({ canTake: false });
    await new Promise((resolve) => void setTimeout(resolve, 500));
    expect(bus.reports).toEqual([]);
    bus.canTake = true;
    await expect.poll(() => bus.texts(), WAIT).toEqual(['0', '1', '2', '3', '4']);
    expect(bus.reports.map(({ properties }) => properties['redelivered'])).toEqual([false, false, false, false, false]);
  });
});

describe('large messages', () => {
  it('cost no more memory than small ones, and are known by size and SHA-256', async () => {
    const bodies = Array.from({ length: 24 }, (_, index) => Buffer.alloc(LARGEST_FOR_RABBITMQ_4 - index, index));
    const bus = await startBus({}, () => new Promise(() => undefined));
    const channel = await openChannel(rabbit.url);
    for (const body of bodies) await publish(channel, [body]);
    await expect.poll(() => bus.reports.length, WAIT).toBe(24);
    expect(bus.reports.map(({ whole }) => whole)).toEqual(
      bodies.map((body) => ({ size: body.byteLength, sha256: createHash('sha256').update(body).digest('hex') })),
    );
    expect(bus.reports.every(({ bytes }, index) => Buffer.from(bytes).equals(Buffer.alloc(64 * 1024, index)))).toBe(true);
    // Nothing larger stands behind what is kept.
    const behind = bus.reports.reduce((sum, { bytes }) => sum + bytes.buffer.byteLength, 0);
    expect(behind).toBeLessThan(24 * 128 * 1024);
  }, 120_000);

  it('of the largest size that is read do not all come at once: what waits to be stored is bounded in bytes', async () => {
    const bodies = Array.from({ length: 200 }, (_, index) => Buffer.alloc(MIB, index));
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const bus = await startBus({}, () => released);
    const channel = await openChannel(rabbit.url);
    await publish(channel, bodies);
    await expect.poll(() => bus.reports.length, WAIT).toBeGreaterThan(60);
    await new Promise((resolve) => void setTimeout(resolve, 1_000));
    expect(bus.reports.length).toBeLessThan(70);
    release();
    await expect.poll(() => bus.reports.length, WAIT).toBe(200);
    await expect.poll(() => waitingIn(channel), WAIT).toBe(0);
    expect(bus.states.map(({ kind }) => kind)).toEqual(['connecting', 'up']);
  }, 120_000);

  it('that cannot be stored go back once, and come again when they can be', async () => {
    let works = false;
    const bus = await startBus({}, async () => {
      if (!works) throw new Error('the disk is full');
    });
    const channel = await openChannel(rabbit.url);
    await publish(
      channel,
      Array.from({ length: 100 }, (_, index) => Buffer.alloc(MIB, index)),
    );
    await expect.poll(() => bus.reports.length, WAIT).toBeGreaterThan(60);
    bus.canTake = false;
    await expect.poll(() => waitingIn(channel), WAIT).toBe(100);
    works = true;
    bus.canTake = true;
    const seen = () => new Set(bus.reports.map(({ bytes }) => bytes[0])).size;
    await expect.poll(seen, WAIT).toBe(100);
    await expect.poll(() => waitingIn(channel), WAIT).toBe(0);
    expect(bus.states.map(({ kind }) => kind)).toEqual(['connecting', 'up']);
  }, 120_000);
});
