import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { generateDevices } from '../../simulator/devices/generate-devices';
import type { Factory } from '../../simulator/factory/factory-server';
import { brokerUrl, startEngineConsole, until, untilDone, type EngineConsole } from '../support/engine-console';
import { openHandDevice, type HandDevice } from '../support/hand-device';
import { brokerWithEmptyQueue, connected, factoryOf, LONG_SCAN } from '../support/hand-rack';
import { openRawBroker, type RawBroker } from '../support/raw-broker';
import { testConsole } from '../support/scan-line';

const DEVICES = generateDevices({ count: 20, macs: 2, seed: 77 });
const ROSTER = DEVICES.map(({ serial }) => serial);

let broker: RawBroker;
let factory: Factory;
let folder: string;

beforeEach(async () => {
  broker = await brokerWithEmptyQueue();
  factory = await factoryOf(DEVICES);
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-twins-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

function consoleWith(file: string): Promise<EngineConsole> {
  return testConsole({ apiBase: factory.baseUrl, scan: LONG_SCAN, file });
}

/** A console's records and a copy of them, made while nobody had them open. */
async function recordsAndCopy(): Promise<readonly [string, string]> {
  const [original, copy] = [path.join(folder, 'original.sqlite'), path.join(folder, 'copy.sqlite')];
  const first = await startEngineConsole({ amqpUrl: brokerUrl(), apiBase: factory.baseUrl, file: original });
  await first.stop();
  await copyFile(original, copy);
  return [original, copy];
}

const idOf = async (console: EngineConsole) => (await console.store.readSetting('consoleId')) ?? '';

async function answerAll(devices: readonly HandDevice[], operationId: string): Promise<void> {
  for (const device of devices) await device.answer(await device.asked(operationId));
}

describe('a copied data folder', () => {
  it('is noticed when both run, said by both, and each console gets exactly its own answers', async () => {
    const [original, copy] = await recordsAndCopy();
    const devices = await Promise.all(DEVICES.map((device) => openHandDevice(broker, device)));
    const first = await consoleWith(original);
    await connected(first);
    const id = await idOf(first);
    const second = await consoleWith(copy);
    await until('the second to have an id of its own', async () => (await idOf(second)) !== id);
    await connected(first, second);
    expect(await idOf(first)).toBe(id);
    await until('both to say so', () => [first, second].every(({ notices }) => notices.some((said) => said.includes('copy'))));
    expect(first.notices.filter((said) => said.includes('copy'))).toHaveLength(1);
    expect(second.notices.filter((said) => said.includes('copy'))).toHaveLength(1);

    await Promise.all([
      first.scan({ operationId: 'of-the-first', roster: ROSTER }),
      second.scan({ operationId: 'of-the-second', roster: ROSTER }),
    ]);
    await Promise.all([answerAll(devices, 'of-the-first'), answerAll(devices, 'of-the-second')]);
    await Promise.all([first, second].map(untilDone));
    for (const { app } of [first, second])
      expect(app.view.session()?.counts).toMatchObject({ expected: 20, pass: 20, late: 0, duplicates: 0, stale: 0, guests: 0 });
  });

  it('that starts at the same moment leaves one of the two the id', async () => {
    const [original, copy] = await recordsAndCopy();
    const consoles = await Promise.all([consoleWith(original), consoleWith(copy)]);
    await until('two ids', async () => {
      const [one, other] = await Promise.all(consoles.map(idOf));
      return one !== other;
    });
    await connected(...consoles);
    const devices = await Promise.all(DEVICES.map((device) => openHandDevice(broker, device)));
    await Promise.all(consoles.map((console, index) => console.scan({ operationId: `twin-${index}`, roster: ROSTER })));
    await Promise.all(consoles.map((_, index) => answerAll(devices, `twin-${index}`)));
    await Promise.all(consoles.map(untilDone));
    for (const { app } of consoles) expect(app.view.session()?.counts).toMatchObject({ expected: 20, pass: 20, stale: 0 });
  });
});

describe('a console that comes back', () => {
  it('keeps its id, also when its settings are saved and when the broker does not know yet that it is gone', async () => {
    const [original] = await recordsAndCopy();
    const console = await consoleWith(original);
    await connected(console);
    const id = await idOf(console);
    // As a connection that nobody has closed: it holds the reply queue and answers nothing.
    await console.app.connections.close();
    const ghost = await openRawBroker();
    await ghost.channel.consume(console.replyQueue, () => undefined, { noAck: true, exclusive: true });
    await console.app.connections.renew();
    await until('it to be connected', () => console.app.connections.broker.state === 'up');
    const devices = await Promise.all(DEVICES.map((device) => openHandDevice(broker, device)));
    await ghost.close();
    await console.scan({ operationId: 'back', roster: ROSTER });
    await answerAll(devices, 'back');
    await untilDone(console);
    expect(await idOf(console)).toBe(id);
    expect(console.app.view.session()?.counts).toMatchObject({ expected: 20, pass: 20 });

    await console.app.connections.renew();
    await connected(console);
    await console.scan({ operationId: 'after-settings', roster: ROSTER });
    await answerAll(devices, 'after-settings');
    await untilDone(console);
    expect(await idOf(console)).toBe(id);
    expect(console.notices.filter((said) => said.includes('copy'))).toEqual([]);
  });
});
