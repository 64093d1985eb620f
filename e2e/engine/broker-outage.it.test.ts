import { english } from '../../messages/english';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openProxy, type CuttableProxy } from '../../agent/fixtures/cuttable-proxy';
import { deviceDetails } from '../../main/domain/scan/views';
import { recount } from '../../main/domain/testing/scenario';
import { REPORT_QUEUE } from '../../protocol/topology';
import { countOracle } from '../../simulator/faults/oracle';
import { startFleet, type Fleet } from '../../simulator/fleet/start-fleet';
import { brokenSums, brokerUrl, until, untilDone, type EngineConsole } from '../support/engine-console';
import { openRawBroker } from '../support/raw-broker';
import { testConsole, testFactory } from '../support/scan-line';

const SCAN = { idleMs: 60_000, maxMs: 120_000 };

interface Line {
  readonly proxy: CuttableProxy;
  /** The broker as it is reached through the proxy. */
  readonly url: string;
}

/** A line to the broker that a test can cut. */
async function cuttableLine(): Promise<Line> {
  const target = new URL(brokerUrl());
  const proxy = await openProxy({ host: target.hostname, port: Number(target.port) });
  onTestFinished(() => proxy.close());
  const url = new URL(target);
  url.port = String(proxy.port);
  return { proxy, url: url.href };
}

function verdicts(console: EngineConsole): number {
  const counts = console.app.view.session()?.counts;
  return counts === undefined ? 0 : counts.expected - counts.waiting;
}

/** Everything that was seen adds up, and nothing waits for anybody on the broker. */
async function expectWhole(console: EngineConsole, fleet: Fleet): Promise<void> {
  // Whose confirmation was lost sends again, so the devices fall silent before the queues are counted.
  await fleet.stop();
  expect(brokenSums(console)).toEqual([]);
  const session = console.app.engine.requireSession();
  expect({ ...session.counts, quarantined: 0 }).toEqual(recount(session));
  await console.stop();
  const broker = await openRawBroker();
  onTestFinished(() => broker.close());
  expect(await broker.waiting(REPORT_QUEUE)).toBe(0);
  expect(await broker.waiting(console.replyQueue)).toBe(0);
}

describe('the line between console and broker', () => {
  it('is cut again and again during a scan: the scan goes on, nothing is lost, no verdict is given twice', async () => {
    const { proxy, url } = await cuttableLine();
    const fleet = await startFleet({
      amqpUrl: brokerUrl(),
      count: 60,
      macs: 4,
      spreadMs: 3_000,
      faults: { legacy: 10, wrongMac: 4, conflict: 1, malformed: 2, unregistered: 2 },
    });
    onTestFinished(() => fleet.stop());
    const factory = await testFactory(fleet);
    const console = await testConsole({ amqpUrl: url, apiBase: factory.baseUrl, scan: SCAN });
    await console.scan({ operationId: 'cut', roster: fleet.roster });
    for (const seen of [3, 20, 40]) {
      await until(`${seen} verdicts`, () => verdicts(console) >= seen);
      proxy.cut();
      await until('the console to notice', () => console.app.connections.broker.state !== 'up');
      await until('the console to be back', () => console.app.connections.broker.state === 'up');
    }
    const truth = countOracle(fleet.oracle, 10_000);
    await until('everyone who can be heard', () => console.app.view.session()?.counts.waiting === truth.noAnswer);
    await console.app.engine.finish(console.operation);
    await untilDone(console);
    const { expected, pass, fail, notRegistered, conflict, noAnswer } = truth;
    expect(console.app.view.session()?.counts).toMatchObject({ expected, pass, fail, notRegistered, conflict, noAnswer });
    expect(factory.received('logs')).toHaveLength(1);
    await expectWhole(console, fleet);
  });

  it('breaks while the scan command is on it: the command goes when the line is back', async () => {
    const { proxy, url } = await cuttableLine();
    const fleet = await startFleet({ amqpUrl: brokerUrl(), count: 5, macs: 2 });
    onTestFinished(() => fleet.stop());
    const factory = await testFactory(fleet);
    const console = await testConsole({ amqpUrl: url, apiBase: factory.baseUrl, scan: SCAN });
    expect(await console.app.connections.brokerUp(15_000)).toBe(true);
    proxy.hold();
    await console.scan({ operationId: 'unsent', roster: fleet.roster });
    expect(fleet.counters().commandsHeard).toBe(0);
    proxy.cut();
    await untilDone(console);
    expect(console.app.view.session()?.counts).toMatchObject({ expected: 5, pass: 5 });
    await expectWhole(console, fleet);
  });

  it.each(['hold', 'freeze'] as const)(
    'stands still (%s) with the scan command on it, and nobody says so: that is said, silence blames no device meanwhile, and all are judged when it moves again',
    async (how) => {
      const { proxy, url } = await cuttableLine();
      const fleet = await startFleet({ amqpUrl: brokerUrl(), count: 5, macs: 2 });
      onTestFinished(() => fleet.stop());
      const factory = await testFactory(fleet);
      const console = await testConsole({ amqpUrl: url, apiBase: factory.baseUrl, scan: { idleMs: 1_000, maxMs: 60_000 } });
      expect(await console.app.connections.brokerUp(15_000)).toBe(true);
      proxy[how]();
      await console.scan({ operationId: 'stalled', roster: fleet.roster });
      await until('the standstill to be said', () => console.app.connections.broker.state === 'down');
      expect(console.app.connections.broker.reason.map(({ code }) => code)).toEqual(['broker.standstill']);
      // It began to stand still for longer ago than silence may last.
      expect(console.app.view.session()).toMatchObject({ phase: 'scanning', counts: { waiting: 5, noAnswer: 0 } });
      await expect(console.desk.rescan(console.operation, [])).rejects.toThrow(
        /^RabbitMQ is not connected, so no device can be asked\./,
      );
      proxy.release();
      await untilDone(console);
      expect(console.app.connections.broker.state).toBe('up');
      expect(console.app.view.session()?.counts).toMatchObject({ expected: 5, pass: 5, noAnswer: 0 });
      await expectWhole(console, fleet);
    },
  );

  it('falls silent after the command was confirmed, and nobody says so: that is said before silence ends the scan, and no device is blamed', async () => {
    const { proxy, url } = await cuttableLine();
    const fleet = await startFleet({ amqpUrl: brokerUrl(), count: 30, macs: 2, spreadMs: 3_000 });
    onTestFinished(() => fleet.stop());
    const factory = await testFactory(fleet);
    const console = await testConsole({ amqpUrl: url, apiBase: factory.baseUrl, scan: { idleMs: 6_000, maxMs: 120_000 } });
    await console.scan({ operationId: 'silent', roster: fleet.roster });
    await until('the first verdicts', () => verdicts(console) >= 3);
    proxy.freeze();
    await until('the silence to be said', () => console.app.connections.broker.state === 'down');
    expect(console.app.connections.broker.reason.map(({ code }) => code)).toEqual(['broker.standstill']);
    await new Promise((resolve) => setTimeout(resolve, 7_000));
    expect(console.app.view.session()).toMatchObject({ phase: 'scanning', counts: { noAnswer: 0 } });
    proxy.release();
    await untilDone(console);
    expect(console.app.view.session()?.counts).toMatchObject({ expected: 30, pass: 30, noAnswer: 0 });
    await expectWhole(console, fleet);
  });

  it('is silent while the program ends, which waits some seconds for it and no longer', async () => {
    const { proxy, url } = await cuttableLine();
    const fleet = await startFleet({ amqpUrl: brokerUrl(), count: 2, macs: 2 });
    onTestFinished(() => fleet.stop());
    const factory = await testFactory(fleet);
    const console = await testConsole({ amqpUrl: url, apiBase: factory.baseUrl, scan: SCAN });
    await console.scan({ operationId: 'ending', roster: fleet.roster });
    await untilDone(console);
    proxy.freeze();
    const ended = console.stop().then(() => 'ended');
    const late = new Promise((resolve) => setTimeout(() => resolve('late'), 20_000));
    expect(await Promise.race([ended, late])).toBe('ended');
  });

  it('stands still until the scan ends: each row says so, and tells nobody to look at the device', async () => {
    const { proxy, url } = await cuttableLine();
    const fleet = await startFleet({ amqpUrl: brokerUrl(), count: 3, macs: 2 });
    onTestFinished(() => fleet.stop());
    const factory = await testFactory(fleet);
    const console = await testConsole({ amqpUrl: url, apiBase: factory.baseUrl, scan: { idleMs: 1_000, maxMs: 2_000 } });
    expect(await console.app.connections.brokerUp(15_000)).toBe(true);
    proxy.hold();
    await console.scan({ operationId: 'stalled', roster: fleet.roster });
    await until('the scan to end', () => console.app.view.session()?.phase === 'closed');
    expect(console.app.view.session()).toMatchObject({ closeReason: 'maxTime', counts: { noAnswer: 3 } });
    for (const device of console.app.engine.requireSession().devices.values()) {
      const { row, nextAction } = deviceDetails(device);
      expect(english(row.reason)).toMatch(
        /^The line to RabbitMQ did not work when the scan ended: .*RabbitMQ has not confirmed the scan command yet/,
      );
      expect(nextAction.map(({ code }) => code)).toEqual(['next.broker']);
    }
    proxy.release();
  });

  it('is down: a start and a rescan are refused with a sentence, and work when it is back', async () => {
    const { proxy, url } = await cuttableLine();
    const fleet = await startFleet({ amqpUrl: brokerUrl(), count: 2, macs: 2 });
    onTestFinished(() => fleet.stop());
    const factory = await testFactory(fleet);
    const console = await testConsole({ amqpUrl: url, apiBase: factory.baseUrl, scan: SCAN });
    await console.scan({ operationId: 'before', roster: fleet.roster });
    await untilDone(console);

    await proxy.close();
    await until('the console to notice', () => console.app.connections.broker.state === 'down');
    const refused = /^RabbitMQ is not connected, so no device can be asked\. .*127\.0\.0\.1.*/;
    const request = { operationId: 'during', operatorId: 'tester', scanMode: 0, rosterText: fleet.roster.join('\n') } as const;
    await expect(console.desk.start(request)).rejects.toThrow(refused);
    const ids = console.app.view.snapshot().devices.map(({ id }) => id);
    await expect(console.desk.rescan(console.operation, ids)).rejects.toThrow(refused);
    expect(await console.store.findOperation('during')).toBeNull();
    expect(console.app.view.session()).toMatchObject({ operationId: 'before', phase: 'closed', counts: { pass: 2, waiting: 0 } });

    const target = new URL(brokerUrl());
    const again = await openProxy({ host: target.hostname, port: Number(target.port) }, proxy.port);
    onTestFinished(() => again.close());
    await console.scan({ operationId: 'after', roster: fleet.roster });
    await untilDone(console);
    expect(console.app.view.session()?.counts).toMatchObject({ expected: 2, pass: 2 });
  });
});

describe('the line between devices and broker', () => {
  it('is cut before and after the command: who missed it is asked when it is back, who could not send sends then', async () => {
    const { proxy, url } = await cuttableLine();
    const fleet = await startFleet({ amqpUrl: url, count: 30, macs: 4, spreadMs: 1_500, agentsPerConnection: 10 });
    onTestFinished(() => fleet.stop());
    const factory = await testFactory(fleet);
    const console = await testConsole({ apiBase: factory.baseUrl, scan: SCAN });
    expect(await console.app.connections.brokerUp(15_000)).toBe(true);
    proxy.cut();
    await console.scan({ operationId: 'devices-cut', roster: fleet.roster });
    for (const seen of [2, 15]) {
      await until(`${seen} verdicts`, () => verdicts(console) >= seen);
      proxy.cut();
    }
    await untilDone(console);
    expect(console.app.view.session()).toMatchObject({ closeReason: 'complete', counts: { expected: 30, pass: 30 } });
    await expectWhole(console, fleet);
  });
});
