import { english } from '../../messages/english';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ConsumeMessage } from 'amqplib';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { startAgent } from '../../agent/agent';
import { openConnection } from '../../agent/broker';
import { readBrokerUrl } from '../../agent/broker-target';
import { makeSigningKey, type SigningKey } from '../../agent/signing-key';
import { loadSession } from '../../main/app/scan/load-session';
import { deviceRow } from '../../main/domain/testing/in-words';
import { OperationId } from '../../protocol/ids';
import { KEY_ID_HEADER, REPORT_QUEUE, SIGNATURE_HEADER } from '../../protocol/topology';
import type { SimulatedDevice } from '../../simulator/devices/device';
import { generateDevices } from '../../simulator/devices/generate-devices';
import { startFactory } from '../../simulator/factory/factory-server';
import { brokerUrl, until, untilDone, type EngineConsole } from '../support/engine-console';
import { openHandDevice } from '../support/hand-device';
import { openRawBroker, type RawBroker } from '../support/raw-broker';
import { testConsole } from '../support/scan-line';

const [GOOD, OTHER, UNSIGNED] = generateDevices({ count: 3, macs: 3, seed: 61 }) as [
  SimulatedDevice,
  SimulatedDevice,
  SimulatedDevice,
];
/** A file of keys counts unchanged for a second. */
const KEYS_ARE_LOOKED_AT_AGAIN_MS = 1_100;
const LONG = { idleMs: 60_000, maxMs: 120_000 };

let broker: RawBroker;
let folder: string;
let keysFile: string;
let goodKey: SigningKey;
let otherKey: SigningKey;

beforeEach(async () => {
  broker = await openRawBroker();
  onTestFinished(() => broker.close());
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-signed-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  keysFile = path.join(folder, 'keys.txt');
  [goodKey, otherKey] = await Promise.all([newKey('good'), newKey('other')]);
  await writeFile(keysFile, `${GOOD.serial} ${goodKey.publicKey}\n${OTHER.serial} ${otherKey.publicKey}\n`);
});

async function newKey(name: string): Promise<SigningKey> {
  const key = await makeSigningKey(path.join(folder, `${name}.pem`));
  if (!key.ok) throw new Error(key.error);
  return key.value;
}

/** The real agent on a simulated device. */
async function signingAgent({ serial, bootId, ip, hardware }: SimulatedDevice, signingKey: SigningKey): Promise<void> {
  const target = readBrokerUrl(brokerUrl());
  if (!target.ok) throw new Error(target.error);
  const connection = openConnection({ target: target.value, name: serial, log: () => undefined });
  const agent = startAgent({
    connection,
    identity: { sn: serial, bootId, ip: () => ip },
    collect: async () => hardware,
    signingKey,
    log: () => undefined,
  });
  onTestFinished(async () => {
    await agent.stop();
    await connection.close();
  });
  await agent.ready;
}

async function consoleThat(reportSigning: 'off' | 'ifKnown' | 'required'): Promise<EngineConsole> {
  const factory = await startFactory({ devices: [GOOD, OTHER, UNSIGNED].map(({ mes }) => mes) });
  onTestFinished(() => factory.close());
  const console = await testConsole({
    apiBase: factory.baseUrl,
    scan: LONG,
    broker: { reportSigning, deviceKeysFile: keysFile },
  });
  await until('the console to be connected', () => console.app.connections.broker.state === 'up');
  return console;
}

/** What the agent of a device sends to this console for a command of this test's own, and does not reach it. */
async function captured(device: SimulatedDevice, key: SigningKey, operationId: string, attempt = 1): Promise<ConsumeMessage> {
  const { queue } = await broker.channel.assertQueue('', { exclusive: true });
  const messages: ConsumeMessage[] = [];
  await broker.channel.consume(queue, (message) => void (message !== null && messages.push(message)), { noAck: true });
  const target = readBrokerUrl(brokerUrl());
  if (!target.ok) throw new Error(target.error);
  const connection = openConnection({ target: target.value, name: 'captured', log: () => undefined });
  const agent = startAgent({
    connection,
    identity: { sn: device.serial, bootId: device.bootId, ip: () => device.ip },
    collect: async () => device.hardware,
    signingKey: key,
    presence: false,
    log: () => undefined,
  });
  await agent.ready;
  const command = { action: 1, operationId, operatorId: 'tester', scanMode: 0, attempt, issuedAt: new Date().toISOString() };
  await broker.publish({ queue: agent.queue() ?? '' }, Buffer.from(JSON.stringify(command)), { replyTo: queue });
  await until('the agent to answer', () => messages.length === 1);
  await agent.stop();
  await connection.close();
  const [message] = messages;
  if (message === undefined) throw new Error('gone');
  return message;
}

interface Sent {
  readonly content?: Buffer;
  readonly messageId?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** Sends a captured message on, as it is or changed. */
async function send({ content, properties }: ConsumeMessage, to: EngineConsole, over: Sent = {}): Promise<void> {
  await broker.publish({ queue: to.replyQueue }, over.content ?? content, {
    contentType: 'application/json',
    messageId: over.messageId ?? String(properties.messageId),
    headers: { ...(over.headers ?? properties.headers) },
  });
}

async function quarantined(console: EngineConsole): Promise<string[]> {
  return (await console.store.listQuarantined(100)).map(({ reason }) => english(reason)).toReversed();
}

async function untilQuarantined(console: EngineConsole, count: number): Promise<string[]> {
  await until(`${count} messages in quarantine`, async () => (await console.store.countQuarantined()) === count);
  return quarantined(console);
}

describe('signed reports', () => {
  it('of real agents count, and one without signature does not, where signatures are required', async () => {
    const console = await consoleThat('required');
    await signingAgent(GOOD, goodKey);
    await signingAgent(OTHER, otherKey);
    const unsigned = await openHandDevice(broker, UNSIGNED);
    await console.scan({ operationId: 'signed', roster: [GOOD.serial, OTHER.serial, UNSIGNED.serial] });
    await unsigned.answer(await unsigned.asked('signed'));
    const [reason] = await untilQuarantined(console, 1);
    expect(reason).toBe(
      `This report of device ${UNSIGNED.serial} is not signed, and only signed ones count here. Give the device a key, or change the settings.`,
    );
    await until('the signed ones to have a verdict', () => console.app.view.session()?.counts.pass === 2);
    await console.app.engine.finish(console.operation);
    await untilDone(console);
    expect(console.statuses()).toEqual([`${GOOD.serial} pass`, `${OTHER.serial} pass`, `${UNSIGNED.serial} noAnswer`]);
    expect(await broker.waiting(REPORT_QUEUE)).toBe(0);
  });

  it('that are forged, tampered with, foreign, stripped or replayed go to quarantine with a reason and move nothing', async () => {
    const console = await consoleThat('ifKnown');
    const genuine = await captured(GOOD, goodKey, 'attack');
    const foreign = await captured(GOOD, otherKey, 'attack');
    const unknown = await captured(GOOD, await newKey('unknown'), 'attack');
    await console.scan({ operationId: 'attack', roster: [GOOD.serial, UNSIGNED.serial] });
    const tampered = Buffer.from(genuine.content.toString().replaceAll(/"attempt":1/g, '"attempt":2'));
    expect(tampered.equals(genuine.content)).toBe(false);

    await send(genuine, console, { content: tampered });
    await send(genuine, console, { messageId: 'a-fresh-one' });
    await send(genuine, console, { headers: { ...genuine.properties.headers, [SIGNATURE_HEADER]: `${'A'.repeat(86)}==` } });
    await send(genuine, console, { headers: { ...genuine.properties.headers, [SIGNATURE_HEADER]: 'none' } });
    await send(genuine, console, { headers: { [KEY_ID_HEADER]: genuine.properties.headers?.[KEY_ID_HEADER] } });
    await send(genuine, console, { headers: {} });
    await send(foreign, console);
    await send(unknown, console);
    const reasons = await untilQuarantined(console, 8);
    expect(reasons.map((reason) => reason.replaceAll(GOOD.serial, 'SN')).toSorted()).toEqual(
      [
        'The signature of this report of device SN does not fit: it was forged, or changed on its way. Find out who sent it.',
        'The signature of this report of device SN does not fit: it was forged, or changed on its way. Find out who sent it.',
        'The signature of this report of device SN does not fit: it was forged, or changed on its way. Find out who sent it.',
        'The signature of this report of device SN cannot be read. Look at the device and its agent.',
        'The signature of this report of device SN cannot be read. Look at the device and its agent.',
        'This report of device SN is not signed, though a key is known for the device. Find out who sent it.',
        'This report says that it is of device SN, but another device signed it. Find out who sent it.',
        'This report of device SN is signed with another key than the one known for it. Find out who sent it, or add its new key.',
      ].toSorted(),
    );
    expect(console.statuses()).toEqual([`${GOOD.serial} waiting`, `${UNSIGNED.serial} waiting`]);

    await Promise.all([send(genuine, console), send(genuine, console), send(genuine, console)]);
    const withReplays = await untilQuarantined(console, 10);
    for (const replay of withReplays.slice(8))
      expect(replay).toMatch(new RegExp(`^This signed report of device ${GOOD.serial} came before.*It is not counted again\\.$`));
    await until('the genuine one to have a verdict', () => console.device(GOOD.serial).status === 'pass');

    // Without a key known, a device counts as before.
    const unsigned = await openHandDevice(broker, UNSIGNED);
    await unsigned.hello();
    await unsigned.answer(await unsigned.asked('attack'));
    await until('the other one to have a verdict', () => console.app.view.session()?.counts.waiting === 0);
    await console.app.engine.finish(console.operation);
    await untilDone(console);
    expect(console.app.view.session()?.counts).toMatchObject({ expected: 2, pass: 2, duplicates: 0, late: 0, quarantined: 10 });
  });

  it('cannot be replayed into another scan, another attempt, or after the console was started again', async () => {
    const first = await consoleThat('required');
    const old = await captured(GOOD, goodKey, 'first-scan');
    await first.scan({ operationId: 'first-scan', roster: [GOOD.serial] });
    await send(old, first);
    await until('its verdict', () => first.device(GOOD.serial).status === 'pass');
    await first.app.engine.finish(first.operation);
    await untilDone(first);

    await first.desk.rescan(first.operation, [...(first.app.engine.session?.devices.keys() ?? [])]);
    await send(old, first);
    expect(await untilQuarantined(first, 1)).toEqual([expect.stringContaining('came before (operation first-scan, ')]);
    expect(first.statuses()).toEqual([`${GOOD.serial} waiting`]);
    await first.app.engine.finish(first.operation);
    await untilDone(first);

    await first.scan({ operationId: 'second-scan', roster: [GOOD.serial] });
    await send(old, first);
    expect(await untilQuarantined(first, 2)).toEqual([
      expect.stringContaining('came before (operation first-scan, '),
      expect.stringContaining('came before (operation first-scan, '),
    ]);
    expect(first.app.view.session()?.counts).toMatchObject({ waiting: 1, stale: 0 });

    const again = await testConsole({
      apiBase: 'http://127.0.0.1:9',
      scan: LONG,
      broker: { reportSigning: 'required', deviceKeysFile: keysFile },
      file: await movedTo(first),
    });
    await until('the console to be connected', () => again.app.connections.broker.state === 'up');
    await send(old, again);
    expect(await untilQuarantined(again, 3)).toHaveLength(3);
    expect(again.statuses()).toEqual([`${GOOD.serial} waiting`]);
  });

  it('wait in their queue while the keys cannot be read, and count when they can', async () => {
    const console = await consoleThat('required');
    const genuine = await captured(GOOD, goodKey, 'no-keys');
    await console.scan({ operationId: 'no-keys', roster: [GOOD.serial] });
    await rm(keysFile);
    await new Promise((resolve) => void setTimeout(resolve, KEYS_ARE_LOOKED_AT_AGAIN_MS));
    await send(genuine, console);
    await until('the operator to be told', () => console.notices.some((notice) => notice.includes('reports wait')));
    expect(console.statuses()).toEqual([`${GOOD.serial} waiting`]);
    await writeFile(keysFile, `${GOOD.serial} ${goodKey.publicKey}\n`);
    await until('its verdict', () => console.device(GOOD.serial).status === 'pass');
    expect(console.notices.filter((notice) => notice.includes('reports wait'))).toHaveLength(1);
    expect(console.notices.at(-1)).toBe('The device keys can be read again. Reports are taken.');
    expect(await console.store.countQuarantined()).toBe(0);
  });

  it('that still wait when the scan ends are named on the rows that they may be of, in the records too', async () => {
    const console = await consoleThat('required');
    const genuine = await captured(GOOD, goodKey, 'broken-keys');
    await console.scan({ operationId: 'broken-keys', roster: [GOOD.serial] });
    await writeFile(keysFile, 'no key\n');
    await new Promise((resolve) => void setTimeout(resolve, KEYS_ARE_LOOKED_AT_AGAIN_MS));
    await send(genuine, console);
    await until('the operator to be told', () => console.notices.some((notice) => notice.includes('reports wait')));
    await console.app.engine.finish(console.operation);
    await untilDone(console);
    const reason = `Answers came that could not be read when the scan ended, and its own may be one of them. Line 1 of the file of device keys ${keysFile} is no "SERIAL KEY", so reports wait. Put it right as burnin-agent keygen prints it.`;
    expect(deviceRow(console.device(GOOD.serial))).toMatchObject({ status: 'noAnswer', reason });
    const onDisk = await loadSession(console.store, OperationId.parse('broken-keys'));
    expect([...(onDisk?.devices.values() ?? [])].map((device) => deviceRow(device).reason)).toEqual([reason]);
  });

  it('are waited for by no scan, and no rescan, while the keys cannot be read', async () => {
    const console = await consoleThat('required');
    const start = () => console.desk.start({ operationId: 'no-scan', operatorId: 'E-1', scanMode: 0, rosterText: GOOD.serial });
    await rm(keysFile);
    await expect(start()).rejects.toThrow(`The file of device keys ${keysFile} cannot be read (it is not there)`);
    expect(console.app.engine.session).toBeNull();
    await writeFile(keysFile, `${GOOD.serial} ${goodKey.publicKey}\n`);
    await start();
    await console.app.engine.finish(console.operation);
    await untilDone(console);
    await rm(keysFile);
    const devices = [...(console.app.engine.session?.devices.keys() ?? [])];
    await expect(console.desk.rescan(console.operation, devices)).rejects.toThrow('cannot be read');
    expect(console.statuses()).toEqual([`${GOOD.serial} noAnswer`]);
  });

  it('are not asked for by settings whose keys cannot be read', async () => {
    const console = await consoleThat('off');
    const { current: settings } = console.app.settings;
    const wanted = {
      ...settings,
      broker: { ...settings.broker, reportSigning: 'required' as const, deviceKeysFile: '/nowhere' },
    };
    await expect(console.app.settings.save(wanted, {})).rejects.toThrow('The file of device keys /nowhere cannot be read');
    expect(console.app.settings.current.broker.reportSigning).toBe('off');
  });
});

/** Ends a console and gives its records' new place, where its own clearing up does not reach. */
async function movedTo(console: EngineConsole): Promise<string> {
  await console.app.stop();
  const file = path.join(folder, 'moved.sqlite');
  await copyFile(console.file, file);
  return file;
}
