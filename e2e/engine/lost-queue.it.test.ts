import { expect, it, onTestFinished } from 'vitest';
import { openProxy } from '../../agent/fixtures/cuttable-proxy';
import { REPORT_QUEUE } from '../../protocol/topology';
import { generateDevices } from '../../simulator/devices/generate-devices';
import { startFactory } from '../../simulator/factory/factory-server';
import { brokerUrl, until, untilDone, type EngineConsole } from '../support/engine-console';
import { openHandDevice, type HandDevice } from '../support/hand-device';
import { openRawBroker, type RawBroker } from '../support/raw-broker';
import { testConsole } from '../support/scan-line';

/** A queue in which answers wait is deleted, as a broker that is killed in its first seconds, or an administrator, does. */

const DEVICES = generateDevices({ count: 3, macs: 2, seed: 31 });
const SERIALS = DEVICES.map(({ serial }) => serial);
const LONG = { idleMs: 60_000, maxMs: 120_000 };
const LOST =
  /^RabbitMQ no longer has (.+), and the answers in it are lost\. It is made again, and whoever has not answered is asked again\.$/;

interface Line {
  readonly broker: RawBroker;
  readonly console: EngineConsole;
  readonly devices: readonly HandDevice[];
  /** Breaks the console's line off for as long as something is done. */
  readonly whileDown: (work: () => Promise<void>) => Promise<void>;
}

async function line(): Promise<Line> {
  const target = new URL(brokerUrl());
  const to = { host: target.hostname, port: Number(target.port) };
  const proxy = await openProxy(to);
  onTestFinished(() => proxy.close());
  const broker = await openRawBroker();
  onTestFinished(() => broker.close());
  const factory = await startFactory({ devices: DEVICES.map(({ mes }) => mes) });
  onTestFinished(() => factory.close());
  const devices = await Promise.all(DEVICES.map((device) => openHandDevice(broker, device)));
  const url = new URL(target);
  url.port = String(proxy.port);
  const console = await testConsole({ amqpUrl: url.href, apiBase: factory.baseUrl, scan: LONG });
  const isUp = () => console.app.connections.broker.state === 'up';
  await until('the console to be connected', isUp);
  return {
    broker,
    console,
    devices,
    whileDown: async (work) => {
      await proxy.close();
      await until('the console to notice', () => !isUp());
      await work();
      const again = await openProxy(to, proxy.port);
      onTestFinished(() => again.close());
      await until('the console to be back', isUp);
    },
  };
}

const lost = ({ notices }: EngineConsole) => notices.flatMap((notice) => LOST.exec(notice)?.[1] ?? []);
const commandsOf = (devices: readonly HandDevice[]) => devices.map(({ commands }) => commands.length);

async function answerLast(device: HandDevice | undefined): Promise<void> {
  const command = device?.commands.at(-1);
  if (device === undefined || command === undefined) throw new Error('the device was asked');
  await device.answer(command);
}

/** All are judged on their first attempt: nobody asked for another. */
async function expectAllJudged(console: EngineConsole): Promise<void> {
  await untilDone(console);
  expect(console.statuses()).toEqual(SERIALS.map((sn) => `${sn} pass`));
  expect(console.app.view.session()).toMatchObject({ closeReason: 'complete', counts: { expected: 3, pass: 3, late: 0 } });
  for (const { attempt, retries } of console.app.engine.requireSession().devices.values())
    expect([attempt, retries]).toEqual([1, 0]);
  expect(await console.store.verifyChain()).toBeNull();
}

it.each(['reply', 'shared'] as const)(
  'the %s queue, with answers in it, while the line is down: that is said once, and who has not answered is asked again',
  async (which) => {
    const { broker, console, devices, whileDown } = await line();
    await console.scan({ operationId: 'lost', roster: SERIALS });
    for (const device of devices) await device.asked('lost');
    await answerLast(devices[0]);
    await until('the first verdict', () => console.app.view.session()?.counts.pass === 1);
    const queue = which === 'reply' ? console.replyQueue : REPORT_QUEUE;
    await whileDown(async () => {
      const [, second] = devices;
      await second?.answer(await second.asked('lost'), { legacy: which === 'shared' });
      await until('the answer to wait', async () => (await broker.waiting(queue)) >= 1);
      await broker.channel.deleteQueue(queue);
    });
    await until('that to be said', () => lost(console).length === 1);
    await until('the silent ones to be asked again', () => (devices[1]?.commands.length ?? 0) === 2);
    for (const device of devices.slice(1)) await answerLast(device);
    await expectAllJudged(console);
    expect(lost(console)).toEqual([queue]);
    // Who has answered does not belong to the question.
    expect(devices[0]?.commands.at(-1)?.targets ?? SERIALS.slice(1)).toEqual(SERIALS.slice(1));
  },
);

it('the reply queue while the line is up: the same', async () => {
  const { broker, console, devices } = await line();
  await console.scan({ operationId: 'lost', roster: SERIALS });
  for (const device of devices) await device.asked('lost');
  await answerLast(devices[0]);
  await until('the first verdict', () => console.app.view.session()?.counts.pass === 1);
  await broker.channel.deleteQueue(console.replyQueue);
  await until('that to be said', () => lost(console).length === 1);
  await until('the silent ones to be asked again', () => (devices[1]?.commands.length ?? 0) === 2);
  for (const device of devices.slice(1)) await answerLast(device);
  await expectAllJudged(console);
  expect(lost(console)).toEqual([console.replyQueue]);
});

it('a queue that is still there after the line was down is not said to be lost, and nobody is asked again', async () => {
  const { console, devices, whileDown } = await line();
  await console.scan({ operationId: 'kept', roster: SERIALS });
  for (const device of devices) await device.asked('kept');
  await whileDown(async () => {
    for (const device of devices) await answerLast(device);
  });
  await expectAllJudged(console);
  expect([lost(console), commandsOf(devices)]).toEqual([[], [1, 1, 1]]);
});

it('a queue that is lost while no scan is open is made again without a word', async () => {
  const { broker, console, devices, whileDown } = await line();
  await whileDown(async () => {
    await broker.channel.deleteQueue(console.replyQueue);
  });
  await console.scan({ operationId: 'after', roster: SERIALS });
  for (const device of devices) await device.answer(await device.asked('after'));
  await expectAllJudged(console);
  expect([lost(console), commandsOf(devices)]).toEqual([[], [1, 1, 1]]);
});
