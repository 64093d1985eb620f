import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { type Channel, type ChannelModel, connect } from 'amqplib';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { COMMAND_EXCHANGE, PRESENCE_EXCHANGE, REPORT_QUEUE, replyQueueOf, STRAYS_EXCHANGE } from '../../protocol/topology';
import { ctlOfTestBroker } from '../../scripts/broker/private-rabbitmq.mjs';
import { generateDevices } from '../../simulator/devices/generate-devices';
import { startFactory } from '../../simulator/factory/factory-server';
import { type Fleet, startFleet } from '../../simulator/fleet/start-fleet';
import { brokerUrl, until, untilDone } from '../support/engine-console';
import { openRawBroker } from '../support/raw-broker';
import { testConsole } from '../support/scan-line';

const DEFINITIONS = path.join(import.meta.dirname, '../../docs/rabbitmq/definitions.json');
const VHOST = 'burnin';
const USERS = ['burnin-console', 'burnin-agent', 'burnin-legacy-agent'] as const;
type User = (typeof USERS)[number];
const PASSWORD: string = randomUUID();
/** Of a console that is not there, whose queue lies on the broker all the same. */
const REPLY_QUEUE = replyQueueOf('0f6f0d0c-0000-4000-8000-000000000001');

function urlOf(user: User, { vhost = VHOST, password = PASSWORD } = {}): string {
  const url = new URL(brokerUrl());
  url.username = user;
  url.password = password;
  url.pathname = `/${encodeURIComponent(vhost)}`;
  return url.href;
}

beforeAll(async () => {
  await ctlOfTestBroker(['import_definitions', DEFINITIONS]);
});
afterAll(async () => {
  await ctlOfTestBroker(['delete_vhost', VHOST]);
  for (const user of USERS) await ctlOfTestBroker(['delete_user', user]);
});

describe('the users of docs/rabbitmq/definitions.json', () => {
  it('cannot connect before somebody gave them a password', async () => {
    for (const user of USERS) {
      for (const password of ['', 'guest', user])
        await expect(connect(urlOf(user, { password })), `${user} "${password}"`).rejects.toThrow('ACCESS_REFUSED');
      await ctlOfTestBroker(['change_password', user, PASSWORD]);
      await (await connect(urlOf(user))).close();
    }
  });

  it('are enough for whole scans: two consoles, our agents and those of the first generation, rescans and strays', async () => {
    const [ours, legacy] = [generateDevices({ count: 4, macs: 2, seed: 71 }), generateDevices({ count: 6, macs: 2, seed: 72 })];
    const fleets: readonly Fleet[] = [
      await startFleet({ amqpUrl: urlOf('burnin-agent'), devices: ours, helloIntervalMs: 500 }),
      await startFleet({ amqpUrl: urlOf('burnin-legacy-agent'), devices: legacy, faults: { legacy: legacy.length } }),
    ];
    onTestFinished(async () => {
      await Promise.all(fleets.map((fleet) => fleet.stop()));
    });
    const factory = await startFactory({ devices: fleets.flatMap(({ mes }) => mes) });
    onTestFinished(() => factory.close());
    const console1 = await testConsole({ amqpUrl: urlOf('burnin-console'), apiBase: factory.baseUrl });
    const console2 = await testConsole({ amqpUrl: urlOf('burnin-console'), apiBase: factory.baseUrl });
    const consoles = [console1, console2];
    const roster = [...ours, ...legacy].map(({ serial }) => serial);
    await until('all of our agents to be heard', () => console1.app.connections.view().agentsPresent === ours.length);
    await Promise.all(consoles.map((console, index) => console.scan({ operationId: `least-${index}`, roster })));
    await Promise.all(consoles.map(untilDone));
    for (const console of consoles) {
      const counts = { expected: roster.length, pass: roster.length, stale: 0, quarantined: 0, guests: 0 };
      expect(console.app.view.session()?.counts).toMatchObject(counts);
    }

    await console1.desk.rescan(console1.operation, [...(console1.app.engine.session?.devices.keys() ?? [])]);
    await untilDone(console1);
    expect(console1.app.view.session()?.counts).toMatchObject({ expected: roster.length, pass: roster.length });
    expect([...(console1.app.engine.session?.devices.values() ?? [])].map(({ attempt }) => attempt)).toEqual(roster.map(() => 2));
    expect(
      await console1.app.tests.testBroker(console1.app.settings.current, {
        brokerPassword: null,
        apiToken: null,
        registryToken: null,
        signalsKey: null,
      }),
    ).toMatchObject({ ok: false });
    const secrets = { brokerPassword: PASSWORD, apiToken: null, registryToken: null, signalsKey: null };
    expect(await console1.app.tests.testBroker(console1.app.settings.current, secrets)).toMatchObject({ ok: true });
  });
});

type Act = (channel: Channel) => unknown;
const publish =
  (exchange: string): Act =>
  (channel) =>
    channel.publish(exchange, '', Buffer.from('{}'));
const consume =
  (queue: string): Act =>
  (channel) =>
    channel.consume(queue, () => undefined);
const get =
  (queue: string): Act =>
  (channel) =>
    channel.get(queue);
const listenTo =
  (exchange: string): Act =>
  async (channel) => {
    const { queue } = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(queue, exchange, '');
  };
const ownNames: readonly (readonly [string, Act])[] = [
  ['declare a queue of another name', (channel) => channel.assertQueue('mine')],
  ['declare an exchange of another name', (channel) => channel.assertExchange('mine', 'fanout')],
];

/** What each side has no need of; every one must end its channel. */
const FORBIDDEN: Readonly<Record<User, readonly (readonly [string, Act])[]>> = {
  'burnin-agent': [
    ['start a scan', publish(COMMAND_EXCHANGE)],
    ['offer or claim reports', publish(STRAYS_EXCHANGE)],
    ['consume the work queue', consume(REPORT_QUEUE)],
    ['get from the work queue', get(REPORT_QUEUE)],
    ['purge the work queue', (channel) => channel.purgeQueue(REPORT_QUEUE)],
    ['delete the work queue', (channel) => channel.deleteQueue(REPORT_QUEUE)],
    ['consume a console’s reply queue', consume(REPLY_QUEUE)],
    ['get from a console’s reply queue', get(REPLY_QUEUE)],
    ['purge a console’s reply queue', (channel) => channel.purgeQueue(REPLY_QUEUE)],
    ['delete a console’s reply queue', (channel) => channel.deleteQueue(REPLY_QUEUE)],
    ['have commands fill the work queue', (channel) => channel.bindQueue(REPORT_QUEUE, COMMAND_EXCHANGE, '')],
    ['listen to hellos', listenTo(PRESENCE_EXCHANGE)],
    ['listen to strays', listenTo(STRAYS_EXCHANGE)],
    ['delete the exchange of commands', (channel) => channel.deleteExchange(COMMAND_EXCHANGE)],
    ['delete the exchange of hellos', (channel) => channel.deleteExchange(PRESENCE_EXCHANGE)],
    ['have hellos sent on as commands', (channel) => channel.bindExchange(COMMAND_EXCHANGE, PRESENCE_EXCHANGE, '')],
    ...ownNames,
  ],
  'burnin-legacy-agent': [
    ['start a scan', publish(COMMAND_EXCHANGE)],
    ['offer or claim reports', publish(STRAYS_EXCHANGE)],
    ['say hello', publish(PRESENCE_EXCHANGE)],
    ['consume the work queue', consume(REPORT_QUEUE)],
    ['purge the work queue', (channel) => channel.purgeQueue(REPORT_QUEUE)],
    ['consume a console’s reply queue', consume(REPLY_QUEUE)],
    ['delete a console’s reply queue', (channel) => channel.deleteQueue(REPLY_QUEUE)],
    ['listen to hellos', listenTo(PRESENCE_EXCHANGE)],
    ['listen to strays', listenTo(STRAYS_EXCHANGE)],
    ...ownNames,
  ],
  'burnin-console': [
    ['say hello in an agent’s place', publish(PRESENCE_EXCHANGE)],
    ['listen to commands', listenTo(COMMAND_EXCHANGE)],
    ['have commands fill the work queue', (channel) => channel.bindQueue(REPORT_QUEUE, COMMAND_EXCHANGE, '')],
    ['have commands sent on to hellos', (channel) => channel.bindExchange(PRESENCE_EXCHANGE, COMMAND_EXCHANGE, '')],
    ['declare a reply queue that is no console’s', (channel) => channel.assertQueue(`${REPORT_QUEUE}.mine`)],
    ...ownNames,
  ],
};

describe.each(USERS)('%s', (user) => {
  let model: ChannelModel;
  beforeAll(async () => {
    await ctlOfTestBroker(['change_password', user, PASSWORD]);
    await ctlOfTestBroker(['set_permissions', '-p', VHOST, 'guest', '.*', '.*', '.*']);
    const broker = await openRawBroker(new URL(`/${VHOST}`, brokerUrl()).href);
    await broker.channel.assertQueue(REPLY_QUEUE, { durable: true });
    for (const exchange of [COMMAND_EXCHANGE, PRESENCE_EXCHANGE, STRAYS_EXCHANGE])
      await broker.channel.assertExchange(exchange, 'fanout', { durable: false });
    await broker.channel.assertQueue(REPORT_QUEUE, { durable: true });
    await broker.close();
    model = await connect(urlOf(user));
  });
  afterAll(() => model.close());

  it.each(FORBIDDEN[user])('may not %s', async (_what, act) => {
    expect(await outcomeOf(model, act)).toMatch(/ACCESS_REFUSED/);
  });

  it('may not enter another virtual host', async () => {
    await expect(connect(urlOf(user, { vhost: '/' }))).rejects.toThrow(/ConnectionClose/);
  });

  it('has no rights over the broker', async () => {
    const line = (await ctlOfTestBroker(['list_users'])).split('\n').find((one) => one.startsWith(`${user}\t`));
    expect(line).toBe(`${user}\t[]`);
  });
});

/** Does something on a channel of its own: why the broker closed it, or that it did not. */
async function outcomeOf(model: ChannelModel, act: Act): Promise<string> {
  const channel = await model.createChannel();
  const refused = new Promise<string>((resolve) => {
    channel.on('error', (error: Error) => resolve(error.message));
  });
  const done = (async () => {
    await act(channel);
    // A publish has no answer; this has, and comes after it.
    await channel.prefetch(1);
    await channel.close();
    return 'it was allowed';
  })();
  return Promise.race([refused, done.catch(() => refused)]);
}
