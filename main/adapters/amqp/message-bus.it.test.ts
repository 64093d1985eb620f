import { createHash, randomUUID } from 'node:crypto';
import { type Channel, type ChannelModel, connect } from 'amqplib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { operationId } from '../../../protocol/ids';
import { COMMAND_EXCHANGE, PRESENCE_EXCHANGE, REPORT_QUEUE, STRAYS_EXCHANGE, replyQueueOf } from '../../../protocol/topology';
import type { ScanCommandMessage } from '../../../protocol/wire/v1';
import type { IncomingMessage } from '../../domain/ports/bus';
import { startBreakableProxy } from './testing/breakable-proxy';
import { type WatchedBus, type WatchedBusOptions, startWatchedBus } from './testing/watched-bus';

const url = process.env['BURNIN_AMQP_URL'] ?? '';
const WAIT = { timeout: 15_000, interval: 20 };
const COMMAND: ScanCommandMessage = {
  action: 1,
  operationId: operationId('OP-1'),
  operatorId: 'E-7',
  scanMode: 0,
  attempt: 1,
  issuedAt: '2026-11-21T08:00:00.000Z',
};

let peer: ChannelModel;
let channel: Channel;
const buses: WatchedBus[] = [];

beforeEach(async () => {
  peer = await connect(url);
  peer.on('error', () => undefined);
  channel = await peer.createChannel();
  channel.on('error', () => undefined);
  await channel.deleteQueue(REPORT_QUEUE);
  await channel.deleteExchange(COMMAND_EXCHANGE);
});
afterEach(async () => {
  await Promise.all(buses.splice(0).map(({ bus }) => bus.stop()));
  await peer.close().catch(() => undefined);
});

const startBus = async (
  options: Partial<WatchedBusOptions> = {},
  onReport?: (message: IncomingMessage) => Promise<void>,
): Promise<WatchedBus> => {
  const watched = startWatchedBus({ url, consoleId: `test-${randomUUID()}`, ...options }, onReport);
  buses.push(watched);
  await expect.poll(() => watched.state(), WAIT).toBe('up');
  return watched;
};
const send = (queue: string, text: string, options = {}) => channel.sendToQueue(queue, Buffer.from(text), options);
const messagesIn = async (queue: string) => (await channel.checkQueue(queue)).messageCount;

describe('reports', () => {
  it('come from the work queue and the reply queue, with their properties', async () => {
    const console = await startBus({ consoleId: 'c1' });
    send(REPORT_QUEUE, '{"sn":"Q1"}', {
      messageId: 'm1',
      correlationId: 'OP-1',
      contentType: 'application/json',
      headers: { a: { b: [1, 'x'] }, raw: Buffer.from([1, 255]) },
      timestamp: 7,
    });
    send(replyQueueOf('c1'), '{"sn":"Q2"}');
    await expect.poll(() => console.reports.length, WAIT).toBe(2);
    const [work, reply] = console.reports.toSorted((left, right) =>
      left.source === 'work' ? -1 : right.source === 'work' ? 1 : 0,
    );
    expect(Buffer.from(work?.bytes ?? []).toString()).toBe('{"sn":"Q1"}');
    expect(work).toMatchObject({ source: 'work', strayId: null });
    expect(work?.properties).toEqual({
      messageId: 'm1',
      correlationId: 'OP-1',
      contentType: 'application/json',
      timestamp: 7,
      headers: { a: { b: [1, 'x'] }, raw: { base64: 'Af8=' } },
      redelivered: false,
      exchange: '',
      routingKey: REPORT_QUEUE,
    });
    expect(JSON.parse(JSON.stringify(work?.properties))).toEqual(work?.properties);
    expect(reply).toMatchObject({ source: 'reply', properties: { routingKey: replyQueueOf('c1') } });
  });

  it('come over an exchange and a queue that a legacy peer can declare too', async () => {
    await startBus();
    await channel.assertExchange(COMMAND_EXCHANGE, 'fanout', { durable: false });
    await channel.assertQueue(REPORT_QUEUE, { durable: true });
    await expect(channel.assertExchange(COMMAND_EXCHANGE, 'fanout', { durable: true })).rejects.toThrow('PRECONDITION_FAILED');
  });

  it('are acknowledged only when their handler has resolved', async () => {
    const proxy = await startBreakableProxy(Number(new URL(url).port));
    const waiting = new Map<string, () => void>();
    const throughProxy = new URL(url);
    throughProxy.port = String(proxy.port);
    const hold = ({ bytes }: IncomingMessage) =>
      new Promise<void>((resolve) => void waiting.set(Buffer.from(bytes).toString(), resolve));
    const bus = await startBus({ url: throughProxy.href, prefetch: 10 }, hold);
    for (let number = 1; number <= 15; number += 1) send(REPORT_QUEUE, `${number}`);
    await expect.poll(() => waiting.size, WAIT).toBe(10);
    for (const number of ['1', '2', '3', '4', '7']) waiting.get(number)?.();
    // The broker hands out the next five when it has heard of these five.
    await expect.poll(() => waiting.size, WAIT).toBe(15);
    waiting.clear();
    proxy.break();
    const unsettled = ['5', '6', '8', '9', '10', '11', '12', '13', '14', '15'];
    await expect.poll(() => new Set(waiting.keys()), WAIT).toEqual(new Set(unsettled));
    expect(bus.reports.slice(15).every(({ properties }) => properties['redelivered'] === true)).toBe(true);
    for (const done of waiting.values()) done();
    await bus.bus.stop();
    await proxy.close();
    expect(await messagesIn(REPORT_QUEUE)).toBe(0);
  });

  it('are all handled once and all acknowledged, however long each takes', async () => {
    const bus = await startBus(
      { prefetch: 50 },
      ({ bytes }) => new Promise((resolve) => void setTimeout(resolve, Number(Buffer.from(bytes).toString()) % 7)),
    );
    for (let number = 0; number < 3_000; number += 1) send(REPORT_QUEUE, String(number));
    await expect.poll(() => bus.reports.length, WAIT).toBe(3_000);
    await bus.bus.stop();
    expect(new Set(bus.texts()).size).toBe(3_000);
    expect(await messagesIn(REPORT_QUEUE)).toBe(0);
  });

  it('are not held up by a slow one', async () => {
    let release: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const bus = await startBus({ prefetch: 3 }, async ({ bytes }) => {
      if (Buffer.from(bytes).toString() === 'slow') await slow;
    });
    send(REPORT_QUEUE, 'slow');
    for (let number = 0; number < 200; number += 1) send(REPORT_QUEUE, String(number));
    await expect.poll(() => bus.reports.length, WAIT).toBe(201);
    release();
    await bus.bus.stop();
    expect(await messagesIn(REPORT_QUEUE)).toBe(0);
  });

  it('are tried again here when they cannot be stored, are never given back for that, and hold up nobody', async () => {
    let failing = true;
    const tries: { readonly text: string; readonly at: number; readonly redelivered: unknown }[] = [];
    const bus = await startBus({}, async ({ bytes, properties: { redelivered } }) => {
      const text = Buffer.from(bytes).toString();
      tries.push({ text, at: performance.now(), redelivered });
      if (failing && text === 'bad') throw new Error('disk full');
    });
    send(REPORT_QUEUE, 'bad');
    for (let number = 0; number < 20; number += 1) send(REPORT_QUEUE, String(number));
    const triesOfBad = () => tries.filter(({ text }) => text === 'bad');
    await expect.poll(() => triesOfBad().length, WAIT).toBe(3);
    const [first, second, third] = triesOfBad();
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(900);
    expect((third?.at ?? 0) - (second?.at ?? 0)).toBeGreaterThan(900);
    expect(tries.length - 3).toBe(20);
    failing = false;
    await expect.poll(() => triesOfBad().length, WAIT).toBe(4);
    expect(tries.filter(({ redelivered }) => redelivered !== false)).toEqual([]);
    await bus.bus.stop();
    expect(await messagesIn(REPORT_QUEUE)).toBe(0);
  });

  it('arrive whatever is in them: nothing, 3 MiB, bytes that are no text, deeply nested headers', async () => {
    const bus = await startBus();
    const nested = (depth: number): object => (depth === 0 ? {} : { a: nested(depth - 1) });
    channel.sendToQueue(REPORT_QUEUE, Buffer.alloc(0));
    channel.sendToQueue(REPORT_QUEUE, Buffer.alloc(3 * 1024 * 1024, 0x20));
    channel.sendToQueue(REPORT_QUEUE, Buffer.from([0xff, 0xfe, 0x00]), { headers: { nested: nested(500) } });
    send(REPORT_QUEUE, 'still alive');
    await expect.poll(() => bus.reports.map(({ bytes }) => bytes.byteLength), WAIT).toEqual([0, 64 * 1024, 3, 11]);
    expect(bus.reports[1]?.whole).toEqual({
      size: 3 * 1024 * 1024,
      sha256: createHash('sha256')
        .update(Buffer.alloc(3 * 1024 * 1024, 0x20))
        .digest('hex'),
    });
    expect(JSON.stringify(bus.reports[2]?.properties)).toContain('[deeper]');
    await bus.bus.stop();
    expect(await messagesIn(REPORT_QUEUE)).toBe(0);
  });

  it('go on arriving after their queue was deleted', async () => {
    const bus = await startBus({ consoleId: 'c2' });
    for (const queue of [REPORT_QUEUE, replyQueueOf('c2')]) {
      await channel.deleteQueue(queue);
      await expect
        .poll(
          () =>
            peer
              .createChannel()
              .then((probe) => probe.on('error', () => undefined).checkQueue(queue))
              .then(
                (found) => found.consumerCount,
                () => 0,
              ),
          WAIT,
        )
        .toBe(1);
      send(queue, `after ${queue}`);
    }
    await expect.poll(() => bus.texts(), WAIT).toEqual([`after ${REPORT_QUEUE}`, `after ${replyQueueOf('c2')}`]);
    expect(bus.states.map(({ kind }) => kind)).toEqual(['connecting', 'up']);
    expect(bus.lost).toEqual([[REPORT_QUEUE], [replyQueueOf('c2')]]);
  });
});

describe('commands', () => {
  it('reach every agent, with what they need to answer', async () => {
    const bus = await startBus({ consoleId: 'c3' });
    expect(await bus.bus.publishCommand(COMMAND, { kind: 'everyone' })).toBe('unroutable');
    const { queue } = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(queue, COMMAND_EXCHANGE, '');
    expect(await bus.bus.publishCommand(COMMAND, { kind: 'everyone' })).toBe('delivered');
    const message = await channel.get(queue, { noAck: true });
    if (message === false) throw new Error('the command did not arrive');
    expect(JSON.parse(message.content.toString())).toEqual(COMMAND);
    expect(message.properties).toMatchObject({
      contentType: 'application/json',
      replyTo: replyQueueOf('c3'),
      correlationId: 'OP-1',
      deliveryMode: 1,
      expiration: undefined,
    });
    expect(message.properties.messageId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('reach one agent alone', async () => {
    const bus = await startBus();
    const { queue } = await channel.assertQueue('', { exclusive: true });
    const other = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(other.queue, COMMAND_EXCHANGE, '');
    expect(await bus.bus.publishCommand(COMMAND, { kind: 'agent', queue })).toBe('delivered');
    expect(await bus.bus.publishCommand(COMMAND, { kind: 'agent', queue: 'no-such-queue' })).toBe('unroutable');
    expect(await messagesIn(queue)).toBe(1);
    expect(await messagesIn(other.queue)).toBe(0);
  });

  it('are told apart when many are under way', async () => {
    const bus = await startBus();
    const { queue } = await channel.assertQueue('', { exclusive: true });
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        bus.bus.publishCommand(COMMAND, { kind: 'agent', queue: index % 3 === 0 ? 'no-such-queue' : queue }),
      ),
    );
    expect(outcomes).toEqual(outcomes.map((_, index) => (index % 3 === 0 ? 'unroutable' : 'delivered')));
  });
});

describe('strays', () => {
  it('are offered to the other consoles, as they came, and claimed by one', async () => {
    const finder = await startBus({ consoleId: 'finder' });
    const [owner, third] = [await startBus({ consoleId: 'owner' }), await startBus({ consoleId: 'third' })];
    const properties = {
      messageId: 'm1',
      correlationId: 'OP-9',
      contentType: 'application/json',
      headers: { trace: 'x', CC: [REPORT_QUEUE] },
      redelivered: true,
    };
    await finder.bus.publishStray({ bytes: Buffer.from('{"sn":"Q1"}'), properties, source: 'work', strayId: null }, 'offer-1');
    await expect.poll(() => [owner.texts(), third.texts()], WAIT).toEqual([['{"sn":"Q1"}'], ['{"sn":"Q1"}']]);
    expect(owner.reports[0]).toMatchObject({
      source: 'strays',
      strayId: 'offer-1',
      properties: {
        messageId: 'm1',
        correlationId: 'OP-9',
        contentType: 'application/json',
        headers: { trace: 'x' },
        exchange: STRAYS_EXCHANGE,
      },
    });
    expect(owner.reports[0]?.properties).not.toHaveProperty('headers.CC');
    await owner.bus.publishClaim('offer-1');
    await expect.poll(() => finder.claims, WAIT).toEqual(['offer-1']);
    await expect.poll(() => third.claims, WAIT).toEqual(['offer-1']);
    expect([finder.reports, owner.claims]).toEqual([[], []]);
  });
});

describe('hellos', () => {
  it('are read; what is none is only logged', async () => {
    const bus = await startBus();
    const hello = { sn: 'Q1', ip: '10.0.0.7', bootId: 'b', agentVersion: '1.0.0', queue: 'amq.gen-1', state: 'hello' };
    for (const body of ['not JSON', '[]', '{"sn":1}', JSON.stringify({ ...hello, newer: true })])
      channel.publish(PRESENCE_EXCHANGE, '', Buffer.from(body));
    await expect.poll(() => bus.hellos, WAIT).toEqual([hello]);
    expect(bus.logged.filter((line) => line.startsWith('A hello could not be read'))).toHaveLength(3);
    expect(bus.state()).toBe('up');
  });
});

describe('stopping', () => {
  it('waits for what is being handled, then says nothing more', async () => {
    const done: string[] = [];
    const bus = await startBus({}, async ({ bytes }) => {
      await new Promise((resolve) => void setTimeout(resolve, 200));
      done.push(Buffer.from(bytes).toString());
    });
    send(REPORT_QUEUE, 'under way');
    await expect.poll(() => bus.reports.length, WAIT).toBe(1);
    await bus.bus.stop();
    expect(done).toEqual(['under way']);
    expect(await messagesIn(REPORT_QUEUE)).toBe(0);
    expect(bus.states.map(({ kind }) => kind)).toEqual(['connecting', 'up']);
    await expect(bus.bus.publishCommand(COMMAND, { kind: 'everyone' })).rejects.toMatchObject({
      code: 'brokerUnavailable',
      message: 'The connection to RabbitMQ is closed.',
    });
  });
});
