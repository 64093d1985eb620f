import { text } from '../../protocol/texts/text';
import { english } from '../../messages/english';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { OperationId } from '../../protocol/ids';
import { REPORT_QUEUE, STRAY_CLAIM_HEADER, STRAY_ID_HEADER, STRAYS_EXCHANGE } from '../../protocol/topology';
import { generateDevices } from '../../simulator/devices/generate-devices';
import type { Factory } from '../../simulator/factory/factory-server';
import { startFleet } from '../../simulator/fleet/start-fleet';
import { brokerUrl, until, untilDone, type EngineConsole } from '../support/engine-console';
import { openHandDevice, type HandDevice, commandOf } from '../support/hand-device';
import { brokerWithEmptyQueue, connected, factoryOf, LONG_SCAN } from '../support/hand-rack';
import type { RawBroker } from '../support/raw-broker';
import { bodies } from '../support/received';
import { testConsole, testFactory } from '../support/scan-line';

/** How long a console waits for another to claim a report. */
const CLAIM_WAIT_MS = 2_000;
const DEVICES = generateDevices({ count: 12, macs: 2, seed: 5 });

let broker: RawBroker;

beforeEach(async () => {
  broker = await brokerWithEmptyQueue();
});

async function handDevices(): Promise<{ readonly devices: readonly HandDevice[]; readonly factory: Factory }> {
  const factory = await factoryOf(DEVICES);
  return { devices: await Promise.all(DEVICES.map((device) => openHandDevice(broker, device))), factory };
}

async function twoConsoles(factory: Factory): Promise<readonly [EngineConsole, EngineConsole]> {
  const one = await testConsole({ apiBase: factory.baseUrl, scan: LONG_SCAN });
  const other = await testConsole({ apiBase: factory.baseUrl, scan: LONG_SCAN });
  await connected(one, other);
  return [one, other];
}

function headers(messages: Awaited<ReturnType<RawBroker['listen']>>, name: string): number {
  return messages.filter(({ properties }) => properties.headers?.[name] !== undefined).length;
}

describe('two consoles on one broker', () => {
  it('scan at the same time: every answer reaches the one that asked, and no other', async () => {
    const fleet = await startFleet({ amqpUrl: brokerUrl(), count: 30, macs: 4, faults: { legacy: 12 }, spreadMs: 300 });
    onTestFinished(() => fleet.stop());
    const factory = await testFactory(fleet);
    const consoles = await twoConsoles(factory);
    await Promise.all(consoles.map((console, index) => console.scan({ operationId: `rack-${index}`, roster: fleet.roster })));
    await Promise.all(consoles.map(untilDone));
    for (const [index, console] of consoles.entries()) {
      expect(console.app.view.session()).toMatchObject({
        operationId: `rack-${index}`,
        counts: { expected: 30, pass: 30, guests: 0, duplicates: 0, stale: 0, late: 0, quarantined: 0 },
      });
      expect(console.app.engine.requireSession().aside).toEqual([]);
    }
    expect(new Set(bodies(factory, 'logs').map(({ operationid }) => operationid))).toEqual(new Set(['rack-0', 'rack-1']));
    expect(factory.received('logs')).toHaveLength(2);
    for (const console of consoles) await console.stop();
    expect(await broker.waiting(REPORT_QUEUE)).toBe(0);
  });

  it('give each other the legacy answers that they take by accident, at once and exactly once', async () => {
    const { devices, factory } = await handDevices();
    const [asking, idle] = await twoConsoles(factory);
    const strays = await broker.listen(STRAYS_EXCHANGE);
    await asking.scan({ operationId: 'legacy-rack', roster: DEVICES.map(({ serial }) => serial) });
    await idle.scan({ operationId: 'another-rack', roster: ['NOBODY'] });
    for (const device of devices) await device.answer(await device.asked('legacy-rack'), { legacy: true });
    await untilDone(asking);
    expect(asking.app.view.session()?.counts).toMatchObject({ expected: 12, pass: 12, duplicates: 0, late: 0, stale: 0 });
    // The broker deals messages out in turn, so half of them went to the wrong one first.
    const offered = headers(strays, STRAY_ID_HEADER);
    expect(offered).toBeGreaterThan(0);
    await until('each of them to be claimed', () => headers(strays, STRAY_CLAIM_HEADER) === offered);
    expect(idle.app.view.session()?.counts).toMatchObject({ expected: 1, waiting: 1, guests: 0, stale: 0, quarantined: 0 });
    await idle.stop();
    await asking.stop();
    expect(await broker.waiting(REPORT_QUEUE)).toBe(0);
  });

  it('bring a late legacy answer to the console whose scan is over', async () => {
    const { devices, factory } = await handDevices();
    const [asking, idle] = await twoConsoles(factory);
    await asking.scan({ operationId: 'over', roster: DEVICES.map(({ serial }) => serial) });
    const commands = await Promise.all(devices.map((device) => device.asked('over')));
    await asking.app.engine.finish(asking.operation);
    await idle.scan({ operationId: 'other', roster: ['NOBODY'] });
    for (const [index, device] of devices.entries()) {
      const command = commands[index];
      if (command !== undefined) await device.answer(command, { legacy: true });
    }
    await until('all late answers', () => asking.app.engine.requireSession().counts.late === 12);
    expect(asking.app.view.session()?.counts).toMatchObject({ expected: 12, noAnswer: 12, stale: 0 });
    await idle.stop();
    expect(idle.app.view.session()?.counts).toMatchObject({ stale: 0, guests: 0 });
  });

  it('count an answer to a scan of the other console nowhere but there, also when that has opened another one', async () => {
    const { devices, factory } = await handDevices();
    const [asking, idle] = await twoConsoles(factory);
    await asking.scan({ operationId: 'former', roster: DEVICES.map(({ serial }) => serial) });
    const commands = await Promise.all(devices.map((device) => device.asked('former')));
    await asking.app.engine.finish(asking.operation);
    await asking.scan({ operationId: 'next', roster: ['NOBODY-1'] });
    await idle.scan({ operationId: 'other', roster: ['NOBODY-2'] });
    for (const [index, device] of devices.entries()) {
      const command = commands[index];
      if (command !== undefined) await device.answer(command, { legacy: true });
    }
    const former = OperationId.parse('former');
    const answers = async () => (await asking.store.loadEvents(former)).filter(({ event }) => event.kind === 'reportReceived');
    await until('all late answers', async () => (await answers()).length === 12);
    await until('each of them to be settled', async () => (await idle.store.listHeld()).length === 0);
    for (const console of [asking, idle]) {
      expect(console.app.view.session()?.counts).toMatchObject({ expected: 1, stale: 0, guests: 0, quarantined: 0 });
      await console.stop();
    }
    expect(await broker.waiting(REPORT_QUEUE)).toBe(0);
  });

  it("file an unknown operation's report as stale exactly once, when nobody has claimed it for two seconds", async () => {
    const { devices, factory } = await handDevices();
    const consoles = await twoConsoles(factory);
    for (const [index, console] of consoles.entries()) await console.scan({ operationId: `busy-${index}`, roster: ['NOBODY'] });
    const [device] = devices;
    if (device === undefined) throw new Error('devices were made');
    const command = await device.asked('busy-0');
    const sentAt = Date.now();
    await device.answer(command, { legacy: true, operationId: 'of-nobody' });
    const aside = () => consoles.flatMap((console) => console.app.engine.requireSession().aside);
    await until('it to be filed', () => aside().length > 0);
    const [entry] = aside();
    expect(entry).toMatchObject({
      kind: 'stale',
      sn: device.sn,
      operationId: 'of-nobody',
      reason: [text('aside.otherOperation', { operation: 'of-nobody' })],
    });
    expect((entry?.at ?? 0) - sentAt).toBeGreaterThanOrEqual(CLAIM_WAIT_MS - 50);

    // A second one shows that the first is settled everywhere: it is filed after it, and its console may be back by then.
    const sentAgainAt = Date.now();
    await device.answer(command, { legacy: true, operationId: 'of-nobody' });
    await until('the second', () => aside().length > 1);
    const [, second] = aside().toSorted((a, b) => a.at - b.at);
    expect((second?.at ?? 0) - sentAgainAt).toBeGreaterThanOrEqual(CLAIM_WAIT_MS - 50);
    expect(consoles.map((console) => console.app.engine.requireSession().counts.stale).reduce((sum, count) => sum + count)).toBe(
      2,
    );
    const [shown] = await Promise.all(consoles.map((console) => console.app.exports.aside(10))).then((lists) => lists.flat());
    expect(shown?.excerpt).toContain(device.sn);
    for (const console of consoles) await console.stop();
    expect(await broker.waiting(REPORT_QUEUE)).toBe(0);
  });

  it('where no scan is open anywhere: a report is quarantined once, with why', async () => {
    const { devices, factory } = await handDevices();
    const consoles = await twoConsoles(factory);
    const [device] = devices;
    if (device === undefined) throw new Error('devices were made');
    await device.answer(commandOf('early'), { legacy: true });
    const kept = async (): Promise<number> =>
      (await Promise.all(consoles.map((console) => console.store.countQuarantined()))).reduce((sum, count) => sum + count);
    await until('it to be kept', async () => (await kept()) > 0);
    const reasons = (await Promise.all(consoles.map((console) => console.store.listQuarantined(10))))
      .flat()
      .map(({ reason }) => english(reason));
    expect(reasons).toEqual(['Answer to operation early, which is not known here, and no scan is open.']);
    for (const console of consoles) await console.stop();
    expect(await broker.waiting(REPORT_QUEUE)).toBe(0);
  });
});
