import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { english } from '../../messages/english';
import { runBurnin } from '../../main/cli/run';
import { COMMAND_EXCHANGE, REPORT_QUEUE, STRAYS_EXCHANGE } from '../../protocol/topology';
import { generateDevices } from '../../simulator/devices/generate-devices';
import { brokerUrl, untilDone } from '../support/engine-console';
import { openHandDevice } from '../support/hand-device';
import { brokerWithEmptyQueue, connected, factoryOf, LONG_SCAN } from '../support/hand-rack';
import type { RawBroker } from '../support/raw-broker';
import { testConsole } from '../support/scan-line';

const DEVICES = generateDevices({ count: 4, macs: 2, seed: 5 });
let broker: RawBroker;
let folder: string;
let db: string;

beforeEach(async () => {
  broker = await brokerWithEmptyQueue();
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-self-test-'));
  db = path.join(folder, 'burnin.sqlite');
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

async function burnin(...words: readonly string[]): Promise<{ code: number; printed: string; said: string }> {
  let [printed, said] = ['', ''];
  const code = await runBurnin(words, {
    write: (text) => void (printed += text),
    say: (line) => void (said += `${line}\n`),
    isInteractive: false,
  });
  return { code, printed, said };
}

describe('a self-test through the real broker', () => {
  it('catches the bad unit, and no other console on the broker gets anything of it while it scans', async () => {
    const factory = await factoryOf(DEVICES);
    const devices = await Promise.all(DEVICES.map((device) => openHandDevice(broker, device)));
    const testing = await testConsole({ apiBase: factory.baseUrl, scan: LONG_SCAN });
    const scanning = await testConsole({ apiBase: factory.baseUrl, scan: LONG_SCAN });
    await connected(testing, scanning);
    const [strays, commands] = [await broker.listen(STRAYS_EXCHANGE), await broker.listen(COMMAND_EXCHANGE)];
    const { last } = await testing.app.selfTest.run();
    expect(last?.outcome).toBe('caught');
    expect(english(last?.what ?? [])).toContain('selftest2');
    expect([strays.length, commands.length]).toEqual([0, 0]);

    await scanning.scan({ operationId: 'beside', roster: DEVICES.map(({ serial }) => serial) });
    const tests = [testing.app.selfTest.run()];
    for (const device of devices) await device.answer(await device.asked('beside'), { legacy: true });
    tests.push(testing.app.selfTest.run());
    await untilDone(scanning);
    for (const one of await Promise.all(tests)) expect(one.last?.outcome).toBe('caught');
    expect(scanning.app.view.session()?.counts).toMatchObject({
      expected: 4,
      pass: 4,
      guests: 0,
      stale: 0,
      duplicates: 0,
      quarantined: 0,
    });
    expect(await testing.store.countQuarantined()).toBe(0);
    expect((await testing.app.selfTest.view()).last?.fault).not.toBe(last?.fault);
    await scanning.stop();
    await testing.stop();
    expect(await broker.waiting(REPORT_QUEUE)).toBe(0);
  });

  it('burnin self-test: exit code 0, on record, and what waits for others in the shared queue stays there', async () => {
    await broker.publish({ queue: REPORT_QUEUE }, Buffer.from('{"operationId":"of-another","sn":"Q1"}'));
    const first = await burnin('self-test', '--amqp', brokerUrl(), '--db', db);
    expect(first).toMatchObject({ code: 0 });
    expect(first.printed).toMatch(/^Self-test: caught\. The bad unit failed as it must: .*selftest2/);
    const second = await burnin('self-test', '--amqp', brokerUrl(), '--db', db, '--json');
    expect(JSON.parse(second.printed)).toMatchObject({ outcome: 'caught', fault: 'wrongMac' });
    expect(await broker.waiting(REPORT_QUEUE)).toBe(1);
    const { printed } = await burnin('audit', 'list', '--db', db);
    expect(printed.match(/\(terminal\).*ran the self-test:/g)).toHaveLength(2);
    expect((await burnin('audit', 'verify', '--db', db)).code).toBe(0);
  });

  it('burnin self-test: exit code 1 where a setting hides the fault, 2 where there is no broker', async () => {
    const settings = path.join(folder, 'settings.json');
    await writeFile(settings, '{"scan":{"unseenPorts":["selftest*"]}}');
    const missed = await burnin('self-test', '--amqp', brokerUrl(), '--db', db, '--settings', settings);
    expect(missed).toMatchObject({ code: 1 });
    expect(missed.printed).toMatch(/^Self-test: NOT caught\. The bad unit passed\. Do not scan:/);
    const none = await burnin('self-test', '--amqp', 'amqp://127.0.0.1:1/', '--db', db);
    expect(none).toMatchObject({ code: 2 });
    expect(none.said).toContain('The self-test goes through RabbitMQ, which is not connected.');
  });
});
