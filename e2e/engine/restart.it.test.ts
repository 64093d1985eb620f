import { text } from '../../protocol/texts/text';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { recount } from '../../main/domain/testing/scenario';
import { generateDevices } from '../../simulator/devices/generate-devices';
import { startFactory, type Factory } from '../../simulator/factory/factory-server';
import { countOracle } from '../../simulator/faults/oracle';
import { startFleet } from '../../simulator/fleet/start-fleet';
import { buildBurnin, startBurnin, type RunningCommand } from '../support/burnin-command';
import { brokerUrl, until, untilDone, type EngineConsole } from '../support/engine-console';
import { openHandDevice } from '../support/hand-device';
import { openRawBroker } from '../support/raw-broker';
import { effects } from '../support/received';
import { startScanLine, testConsole, testFactory } from '../support/scan-line';
import { writeRoster } from '../support/write-roster';

const SCAN_MS = { 'idle-s': '60', 'max-s': '120' };
let folder: string;
let db: string;

beforeAll(buildBurnin);

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-restart-'));
  db = path.join(folder, 'burnin.sqlite');
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

/** A console process in the middle of a scan. */
async function scanningProcess(
  factory: Factory,
  operation: string,
  roster: readonly string[],
  ...more: readonly string[]
): Promise<RunningCommand> {
  const rosterFile = await writeRoster(folder, roster);
  const flags = { ...SCAN_MS, amqp: brokerUrl(), api: factory.baseUrl, db, operation, operator: 'tester', roster: rosterFile };
  return startBurnin(['scan', ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]), ...more]);
}

async function reopen(factory: Factory): Promise<EngineConsole> {
  return testConsole({ apiBase: factory.baseUrl, file: db, scan: { idleMs: 60_000, maxMs: 120_000 } });
}

describe('a console that is killed in the middle of a scan', () => {
  it('loses nothing: what was answered meanwhile waits for it, who was silent is asked again, and the end is right', async () => {
    const devices = generateDevices({ count: 5, macs: 3, seed: 11 });
    const factory = await startFactory({ devices: devices.map(({ mes }) => mes) });
    onTestFinished(() => factory.close());
    const broker = await openRawBroker();
    onTestFinished(() => broker.close());
    const [a, b, c, d, e] = await Promise.all(devices.map((device) => openHandDevice(broker, device)));
    if (!a || !b || !c || !d || !e) throw new Error('five devices were made');
    const roster = devices.map(({ serial }) => serial);

    const killed = await scanningProcess(factory, 'killed', roster);
    for (const device of [a, b]) await device.answer(await device.asked('killed'));
    await until('two verdicts', () => killed.stderr().includes('pass 2 + waiting 3'));
    await killed.kill();

    const command = await c.asked('killed');
    await c.answer(command);
    await d.answer(await d.asked('killed'));
    expect(await broker.waiting(command.replyTo ?? '')).toBe(2);

    const console = await reopen(factory);
    expect(console.replyQueue).toBe(command.replyTo);
    expect(console.app.engine.session).toMatchObject({ operationId: 'killed', phase: 'scanning', operatorId: 'tester' });
    for (const device of [a, b]) expect(console.device(device.sn).status).toBe('pass');
    await until('the answers that waited', () => console.app.view.session()?.counts.pass === 4);
    await until('the silent one to be asked again', () => e.commands.length === 2);
    await e.answer(await e.asked('killed'));
    await untilDone(console);
    expect(console.statuses()).toEqual(roster.map((sn) => `${sn} pass`));
    expect(console.app.view.session()).toMatchObject({
      closeReason: 'complete',
      counts: { expected: 5, pass: 5, duplicates: 0, late: 0 },
    });
    expect(effects(factory, 'logs')).toBe(1);
    expect(factory.received('notifications').map(({ raw }) => raw)).toEqual([
      '{"id":"killed","status":"5 devices passed scanning"}',
    ]);
    expect(await console.store.verifyChain()).toBeNull();
  });

  it.each([1, 15, 30])('after %i look-ups: goes on and comes to the same end as if nothing had happened', async (lookUps) => {
    const fleet = await startFleet({
      amqpUrl: brokerUrl(),
      count: 40,
      macs: 4,
      seed: lookUps,
      spreadMs: 800,
      faults: { wrongMac: 3, duplicate: 1, conflict: 1, legacy: 4, unregistered: 2, malformed: 2, twice: 2, silent: 1 },
    });
    onTestFinished(() => fleet.stop());
    const factory = await testFactory(fleet);
    const operation = `killed-${lookUps}`;
    const killed = await scanningProcess(factory, operation, fleet.roster);
    await until(`${lookUps} look-ups`, () => factory.summary().lookUps.total >= lookUps);
    await killed.kill();
    const console = await reopen(factory);
    const truth = countOracle(fleet.oracle, 1_000);
    await until(
      'everyone who can be heard to have a verdict',
      () => console.app.view.session()?.counts.waiting === truth.noAnswer,
    );
    await console.app.engine.finish(console.operation);
    await untilDone(console);
    // Agents of the first generation answer the second command too, and a message may come again after the kill.
    const { expected, pass, fail, couldNotCheck, notRegistered, conflict, noAnswer, contested } = truth;
    expect(console.app.view.session()?.counts).toMatchObject({
      expected,
      pass,
      fail,
      couldNotCheck,
      notRegistered,
      conflict,
      noAnswer,
      contested,
    });
    const session = console.app.engine.requireSession();
    expect({ ...session.counts, quarantined: 0 }).toEqual(recount(session));
    expect(effects(factory, 'logs')).toBe(1);
    expect(await console.store.verifyChain()).toBeNull();
  });

  it('while the log is under way: it goes again under its key and counts once', async () => {
    const fleet = await startFleet({ amqpUrl: brokerUrl(), count: 3, macs: 2 });
    onTestFinished(() => fleet.stop());
    const factory = await testFactory(fleet, [{ kind: 'slow', ms: 20_000, route: 'log', count: 1 }]);
    const killed = await scanningProcess(factory, 'killed-log', fleet.roster);
    await until('the log to be on its way', () => factory.received('logs').length === 1);
    await killed.kill();
    const console = await reopen(factory);
    await untilDone(console);
    const keys = factory.received('logs').map(({ idempotencyKey }) => idempotencyKey);
    expect(keys).toEqual([keys[0], keys[0]]);
    expect(effects(factory, 'logs')).toBe(1);
    expect(effects(factory, 'notifications')).toBe(1);
  });

  it('while a Pair is under way: it is unknown and waits for a person', async () => {
    const fleet = await startFleet({ amqpUrl: brokerUrl(), count: 3, macs: 2 });
    onTestFinished(() => fleet.stop());
    const factory = await testFactory(fleet, [{ kind: 'slow', ms: 20_000, route: 'pair', count: 1 }]);
    const killed = await scanningProcess(factory, 'killed-pair', fleet.roster, '--pair-passed');
    await until('the Pair to be on its way', () => factory.received('pairs').length === 1);
    await killed.kill();
    const console = await reopen(factory);
    await until('it to be unknown', () =>
      console.desk.pairSheet(console.operation).sent.every(({ outcome }) => outcome === 'unknown'),
    );
    expect(console.deliveries().find(({ kind }) => kind === 'pair')).toMatchObject({
      state: 'unknown',
      problem: [text('delivery.interrupted')],
    });
    await untilDone(console);
    expect(factory.received('pairs')).toHaveLength(1);
    expect(await console.store.pendingDeliveries()).toEqual([]);
  });
});

describe('a console that is closed in good order', () => {
  it('shows the same scan again, to the last word', async () => {
    const { console, factory, fleet } = await startScanLine({
      count: 30,
      faults: {
        wrongMac: 2,
        swapped: 2,
        foreign: 1,
        sharedMac: 1,
        conflict: 1,
        placeholderSerial: 1,
        pairRejected: 1,
        twice: 1,
        silent: 1,
      },
      scan: { idleMs: 1_500 },
    });
    await console.scan({ operationId: 'again', roster: fleet.roster.slice(2) });
    await untilDone(console);
    await console.desk.confirmPair(console.operation, console.desk.pairSheet(console.operation).digest);
    await untilDone(console);
    const before = console.app.view.snapshot();
    const log = console.app.exports.scanLog(console.operation);
    const aside = await console.app.exports.aside(100);
    await console.app.stop();

    const again = await testConsole({ apiBase: factory.baseUrl, file: console.file, scan: { idleMs: 1_500 } });
    const after = again.app.view.snapshot();
    // Answers that an earlier test left on the shared queue may come while the console opens; they belong to no scan of this one.
    const withoutStale = ({ session }: typeof after) => ({ ...session, counts: { ...session?.counts, stale: 0 } });
    expect(withoutStale(after)).toEqual(withoutStale(before));
    expect(after.devices).toEqual(before.devices);
    expect(after.deliveries).toEqual(before.deliveries);
    expect(again.app.exports.scanLog(again.operation)).toEqual(log);
    const ours = (await again.app.exports.aside(100)).filter(({ kind }) => kind !== 'stale');
    expect(ours).toEqual(aside.filter(({ kind }) => kind !== 'stale'));
    await untilDone(again);
    expect(factory.received('logs')).toHaveLength(1);
    expect(factory.received('pairs')).toHaveLength(1);
  });
});
