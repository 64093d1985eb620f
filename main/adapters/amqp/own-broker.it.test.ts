import { resolve } from 'node:path';
import { connect } from 'amqplib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { text } from '../../../protocol/texts/text';
import { english } from '../../../messages/english';
import { operationId } from '../../../protocol/ids';
import { COMMAND_EXCHANGE, REPORT_QUEUE } from '../../../protocol/topology';
import type { ScanCommandMessage } from '../../../protocol/wire/v1';
import { type PrivateRabbitMq, startPrivateRabbitMq } from '../../../scripts/broker/private-rabbitmq.mjs';
import { testBroker } from './test-broker';
import { startBreakableProxy } from './testing/breakable-proxy';
import { type WatchedBus, type WatchedBusOptions, startWatchedBus } from './testing/watched-bus';

/** These tests command the broker itself, so they have one of their own. */
let rabbit: PrivateRabbitMq;
let tlsPort = 0;
const buses: WatchedBus[] = [];
const pem = (name: string) => resolve('main/adapters/amqp/testing/tls', `${name}.pem`);
const WAIT = { timeout: 30_000, interval: 20 };
const COMMAND: ScanCommandMessage = {
  action: 1,
  operationId: operationId('OP-1'),
  operatorId: '',
  scanMode: 0,
  attempt: 1,
  issuedAt: '2026-11-21T08:00:00.000Z',
};

beforeAll(async () => {
  tlsPort = await freePort();
  rabbit = await startPrivateRabbitMq({
    config: [
      `listeners.ssl.1 = 127.0.0.1:${tlsPort}`,
      `ssl_options.cacertfile = ${pem('authority')}`,
      `ssl_options.certfile = ${pem('broker')}`,
      `ssl_options.keyfile = ${pem('broker.key')}`,
    ],
  });
}, 120_000);
afterEach(async () => {
  await Promise.all(buses.splice(0).map(({ bus }) => bus.stop()));
});
afterAll(() => rabbit.stop(), 30_000);

const freePort = async (): Promise<number> => {
  const placeholder = await startBreakableProxy(0);
  await placeholder.close();
  return placeholder.port;
};
const start = (options: Partial<WatchedBusOptions> = {}) => {
  const watched = startWatchedBus({ url: rabbit.url, ...options });
  buses.push(watched);
  return watched;
};
const startUp = async (options: Partial<WatchedBusOptions> = {}) => {
  const watched = start(options);
  await expect.poll(() => watched.state(), WAIT).toBe('up');
  return watched;
};
const send = async (text: string) => {
  const peer = await connect(rabbit.url);
  const channel = await peer.createChannel();
  channel.sendToQueue(REPORT_QUEUE, Buffer.from(text), { persistent: true });
  await channel.close();
  await peer.close();
};
const downSentence = async (options: Partial<WatchedBusOptions>) => {
  const watched = start(options);
  await expect.poll(() => watched.states.filter(({ kind }) => kind === 'down').length, WAIT).toBeGreaterThan(0);
  const down = watched.states.find(({ kind }) => kind === 'down');
  return down?.kind === 'down' ? english(down.reason) : '';
};
const urlFor = (user: string, { host = '127.0.0.1', port = rabbit.port, path = '', scheme = 'amqp' } = {}) =>
  `${scheme}://${user}@${host}:${port}${path}`;

describe('recovery', () => {
  it('connects again after the broker was killed, and goes on where it was', async () => {
    const bus = await startUp();
    await send('before');
    await expect.poll(() => bus.texts(), WAIT).toEqual(['before']);
    await rabbit.down('kill');
    await expect.poll(() => bus.state(), WAIT).toBe('down');
    await expect(bus.bus.publishCommand(COMMAND, { kind: 'everyone' })).rejects.toMatchObject({
      code: 'brokerUnavailable',
      message: expect.stringMatching(/127\.0\.0\.1/) as string,
    });
    await expect.poll(() => bus.states.filter(({ kind }) => kind === 'down').length, WAIT).toBeGreaterThan(3);
    const delays = bus.states.flatMap((state) => (state.kind === 'down' ? [state.retryInMs] : []));
    expect(delays[0]).toBeLessThan(250);
    expect(delays[3]).toBeGreaterThan(1_000);
    expect(Math.max(...delays)).toBeLessThanOrEqual(6_000);
    await rabbit.up();
    await expect.poll(() => bus.state(), WAIT).toBe('up');
    await send('after');
    await expect.poll(() => bus.texts(), WAIT).toEqual(['before', 'after']);
    expect(await bus.bus.publishCommand(COMMAND, { kind: 'everyone' })).toBe('unroutable');
  }, 90_000);

  it('starts before the broker does', async () => {
    await rabbit.down();
    const bus = start();
    await expect.poll(() => bus.state(), WAIT).toBe('down');
    expect(bus.states[1]).toMatchObject({
      reason: [text('broker.connectionRefused', { place: `127.0.0.1:${rabbit.port}` })],
    });
    await rabbit.up();
    await expect.poll(() => bus.state(), WAIT).toBe('up');
  }, 90_000);

  it('connects again when an administrator closes its connections, again and again', async () => {
    const bus = await startUp();
    for (let round = 1; round <= 3; round += 1) {
      await rabbit.ctl(['close_all_connections', 'test']);
      await expect.poll(() => bus.states.filter(({ kind }) => kind === 'up').length, WAIT).toBe(round + 1);
    }
    await send('still here');
    await expect.poll(() => bus.texts(), WAIT).toEqual(['still here']);
    const sentences = new Set(bus.states.flatMap((state) => (state.kind === 'down' ? [english(state.reason)] : [])));
    expect([...sentences]).toEqual([
      `RabbitMQ at 127.0.0.1:${rabbit.port} closed the connection (it is being stopped, or an administrator closed it).`,
    ]);
  }, 90_000);

  it('reads on while the broker takes no messages, says so, and publishes again afterwards', async () => {
    const bus = await startUp();
    await Promise.all(Array.from({ length: 20 }, (_, index) => send(`waiting ${index}`)));
    await rabbit.ctl(['set_vm_memory_high_watermark', '0.00001']);
    await expect
      .poll(async () => {
        await bus.bus.publishCommand(COMMAND, { kind: 'everyone' }).catch(() => undefined);
        return bus.state();
      }, WAIT)
      .toBe('blocked');
    await expect(bus.bus.publishCommand(COMMAND, { kind: 'everyone' })).rejects.toMatchObject({
      code: 'brokerUnavailable',
      message: expect.stringContaining('takes no messages now') as string,
    });
    await expect.poll(() => bus.reports.length, WAIT).toBe(20);
    await expect.poll(() => rabbit.ctl(['list_queues', 'name', 'messages']), WAIT).toMatch(new RegExp(`${REPORT_QUEUE}\\s+0`));
    await rabbit.ctl(['set_vm_memory_high_watermark', '0.8']);
    await expect.poll(() => bus.state(), WAIT).toBe('up');
    expect(await bus.bus.publishCommand(COMMAND, { kind: 'everyone' })).toBe('unroutable');
  }, 120_000);

  it('ends within seconds while the broker is short of memory and reads nothing', async () => {
    const bus = await startUp();
    await rabbit.ctl(['set_vm_memory_high_watermark', '0.00001']);
    try {
      await expect
        .poll(async () => {
          // It says so to the first that it takes nothing from.
          await bus.bus.publishCommand(COMMAND, { kind: 'everyone' }).catch(() => undefined);
          return bus.state();
        }, WAIT)
        .toBe('blocked');
      const begunAt = performance.now();
      await bus.bus.stop();
      expect(performance.now() - begunAt).toBeLessThan(10_000);
    } finally {
      await rabbit.ctl(['set_vm_memory_high_watermark', '0.8']);
    }
    const next = await startUp();
    await expect.poll(() => next.bus.publishCommand(COMMAND, { kind: 'everyone' }).catch(() => null), WAIT).toBe('unroutable');
  }, 120_000);
});

describe('what is wrong, in one sentence', () => {
  beforeAll(async () => {
    await rabbit.ctl(['add_user', 'limited', 'secret']);
    await rabbit.ctl(['set_permissions', 'limited', '^hwinfo.*|^amq\\.gen.*', '.*', '.*']);
  });

  it('password', async () => {
    const place = `127.0.0.1:${rabbit.port}`;
    expect(await downSentence({ url: urlFor('limited'), password: 'wrong' })).toBe(
      `RabbitMQ at ${place} refuses user limited: the name or the password is wrong. Correct them in the settings, or for the burnin command in --amqp or BURNIN_BROKER_PASSWORD.`,
    );
    expect(await downSentence({ url: urlFor('guest'), password: 'wrong' })).toContain(
      'guest may log in from the broker’s own machine only',
    );
  });

  it('virtual host', async () => {
    expect(await downSentence({ url: urlFor('guest', { path: '/plant%2F2' }) })).toBe(
      `RabbitMQ at 127.0.0.1:${rabbit.port} has no virtual host "plant/2", or user guest may not use it. Check the end of its address in the settings, or for the burnin command in --amqp.`,
    );
  });

  it('rights', async () => {
    expect(await downSentence({ url: urlFor('limited'), password: 'secret' })).toBe(
      `RabbitMQ at 127.0.0.1:${rabbit.port} does not let user limited use the exchange ${COMMAND_EXCHANGE}. Ask its administrator for the rights to configure, write and read it.`,
    );
  });

  it('host name', async () => {
    expect(await downSentence({ url: 'amqp://guest@no-such-host.invalid/' })).toBe(
      'The host no-such-host.invalid is not known in this network. Check the address of RabbitMQ in the settings, or for the burnin command in --amqp.',
    );
  });

  it('address', async () => {
    expect(await downSentence({ url: 'amqp://:5672:5672' })).toBe(
      'The address of RabbitMQ cannot be read. Write it as amqp://user@host:5672/ or amqps://user@host:5671/.',
    );
  });

  it('encryption', async () => {
    const secure = urlFor('guest', { host: 'localhost', port: tlsPort, scheme: 'amqps' });
    const trusting = { ca: pem('authority'), cert: '', key: '' };
    expect((await startUp({ url: secure, tls: trusting })).state()).toBe('up');
    expect(await downSentence({ url: secure })).toBe(
      `The certificate of RabbitMQ at localhost:${tlsPort} is not trusted. Name the file of its authority in the settings.`,
    );
    expect(await downSentence({ url: secure, tls: { ...trusting, ca: pem('stranger') } })).toContain('is not trusted');
    expect(await downSentence({ url: secure, tls: { ...trusting, ca: '/no/such/file.pem' } })).toBe(
      'The file /no/such/file.pem with the authority of RabbitMQ cannot be read. Check its path in the settings.',
    );
    expect(await downSentence({ url: urlFor('guest', { port: tlsPort, scheme: 'amqps' }), tls: trusting })).toContain(
      'is for another host name',
    );
    expect(await downSentence({ url: urlFor('guest', { scheme: 'amqps' }) })).toContain('does not speak TLS');
    expect(await downSentence({ url: urlFor('guest', { port: tlsPort }) })).toContain(
      'or it wants an encrypted connection (amqps://)',
    );
  });

  it('an exchange or a queue that was declared otherwise, until it is corrected', async () => {
    const peer = await connect(rabbit.url);
    const channel = await peer.createChannel();
    await channel.deleteExchange(COMMAND_EXCHANGE);
    await channel.assertExchange(COMMAND_EXCHANGE, 'fanout', { durable: true });
    const bus = start();
    await expect.poll(() => bus.state(), WAIT).toBe('down');
    const place = `127.0.0.1:${rabbit.port}`;
    expect(bus.states.at(-1)).toMatchObject({
      reason: [text('broker.exchangeDurability', { place, name: COMMAND_EXCHANGE, durable: 'yes' })],
    });
    expect((await startUp({ exchangeDurable: true, consoleId: 'other' })).state()).toBe('up');
    await channel.deleteExchange(COMMAND_EXCHANGE);
    await expect.poll(() => bus.state(), WAIT).toBe('up');
    await Promise.all(buses.splice(0).map((watched) => watched.bus.stop()));

    await channel.deleteQueue(REPORT_QUEUE);
    await channel.assertQueue(REPORT_QUEUE, { durable: true, arguments: { 'x-message-ttl': 60_000 } });
    expect(await downSentence({})).toBe(
      `The queue ${REPORT_QUEUE} at 127.0.0.1:${rabbit.port} exists with another x-message-ttl, by which RabbitMQ can lose reports. Ask the broker’s administrator to delete it; the console makes it again as it must be.`,
    );
    await channel.deleteQueue(REPORT_QUEUE);
    await peer.close();
  });

  it('never with the password', async () => {
    const bus = start({ url: 'amqp://limited:hunter2@127.0.0.1:1/', password: 'hunter3' });
    await expect.poll(() => bus.state(), WAIT).toBe('down');
    expect(JSON.stringify([bus.states, bus.logged])).not.toMatch(/hunter[23]/);
  });
});

describe('the connection test of the settings', () => {
  it('says who answers', async () => {
    const tested = await testBroker({ url: rabbit.url, password: null, tls: null, exchangeDurable: false });
    expect(tested.ok).toBe(true);
    expect(english(tested.reason)).toMatch(/^Connected to RabbitMQ \d+\.\d+\.\d+ at 127\.0\.0\.1:\d+ as guest\. The exchange/);
  });

  it('says what is wrong', async () => {
    const options = { url: rabbit.url, tls: null, exchangeDurable: false };
    const problem = async (given: Partial<Parameters<typeof testBroker>[0]>): Promise<string> => {
      const { ok, reason } = await testBroker({ ...options, password: null, ...given });
      return `${ok} ${english(reason)}`;
    };
    expect(await problem({ password: 'wrong' })).toMatch(/^false .*the password is wrong/);
    expect(await problem({ url: 'http://127.0.0.1' })).toMatch(/^false .*cannot be read/);
    expect(await problem({ exchangeDurable: true })).toMatch(/^false .*"Exchange devicescan is durable"/);
  });
});
