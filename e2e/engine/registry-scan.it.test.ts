import { english } from '../../messages/english';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SimulatedDevice } from '../../simulator/devices/device';
import { generateDevices } from '../../simulator/devices/generate-devices';
import { startFactory, type Factory } from '../../simulator/factory/factory-server';
import { startFleet } from '../../simulator/fleet/start-fleet';
import type { DevicePage } from '../../protocol/registry/views';
import { brokerUrl, until, untilDone, type EngineConsole } from '../support/engine-console';
import { openHandDevice } from '../support/hand-device';
import { openRawBroker } from '../support/raw-broker';
import { testConsole, startScanLine } from '../support/scan-line';

const LONG = { idleMs: 60_000, maxMs: 120_000 };

interface TwoDevices {
  readonly before: readonly [SimulatedDevice, SimulatedDevice];
  /** The same with the first device's last card in the second. */
  readonly after: readonly [SimulatedDevice, SimulatedDevice];
  readonly moved: string;
}

function twoDevices(seed: number): TwoDevices {
  const [a, b] = generateDevices({ count: 2, macs: 3, seed });
  const card = a?.hardware.interfaces.findLast(({ kind }) => kind === 'physical');
  if (a === undefined || b === undefined || card === undefined) throw new Error('two devices with cards were made');
  const rest = a.hardware.interfaces.filter((row) => row !== card);
  const put = { ...card, interface: 'enp9s0', ifindex: 99, pciAddress: '0000:09:00.0' };
  return {
    before: [a, b],
    after: [
      { ...a, hardware: { ...a.hardware, interfaces: rest } },
      { ...b, hardware: { ...b.hardware, interfaces: [...b.hardware.interfaces, put] } },
    ],
    moved: (card.permaddr ?? card.macaddr).toLowerCase(),
  };
}

async function factoryFor(devices: readonly SimulatedDevice[]): Promise<Factory> {
  const factory = await startFactory({ devices: devices.map(({ mes }) => mes) });
  onTestFinished(() => factory.close());
  return factory;
}

/** One scan of a fleet that is there for it alone. */
async function scanFleet(console: EngineConsole, devices: readonly SimulatedDevice[], operationId: string): Promise<void> {
  const fleet = await startFleet({ amqpUrl: brokerUrl(), devices });
  await console.scan({ operationId, roster: devices.map(({ serial }) => serial) });
  await untilDone(console);
  await fleet.stop();
  await caughtUp(console);
}

async function caughtUp({ app }: EngineConsole): Promise<void> {
  expect(await app.registry.scans?.caughtUp(30_000)).toBe(true);
}

async function pageOf({ registry }: EngineConsole, sn: string): Promise<DevicePage> {
  const { rows } = await registry.devices({ text: sn, sort: 'id', descending: false, offset: 0, limit: 10 });
  const row = rows.find(({ serialNumber }) => serialNumber === sn);
  const page = row === undefined ? null : await registry.devicePage(row.id);
  if (page === null) throw new Error(`${sn} is not in the registry`);
  return page;
}

const cardsOf = ({ components }: DevicePage): readonly string[] =>
  components.map(({ serialNumber }) => serialNumber ?? '').toSorted();
const eventsOf = ({ events }: DevicePage): readonly string[] =>
  events.map(({ type, operation }) => `${type} ${operation ?? '-'}`);

describe('a card that moves from one device to another between two scans', () => {
  it('shows up as Remove on the first, with the operation that saw it, and in the reason of the verdict', async () => {
    const { before, after, moved } = twoDevices(41);
    const [a, b] = before;
    const console = await testConsole({ apiBase: (await factoryFor(before)).baseUrl });
    await scanFleet(console, before, 'monday');
    expect(console.statuses().toSorted()).toEqual([`${a.serial} pass`, `${b.serial} pass`].toSorted());
    expect(cardsOf(await pageOf(console, a.serial))).toContain(moved);
    expect((await pageOf(console, a.serial)).scans.map(({ operation, added }) => [operation, added])).toEqual([['monday', 3]]);

    await scanFleet(console, after, 'tuesday');
    const strange = console.app.engine.requireSession().devices;
    const reasons = [...strange.values()].map(({ comparison }) => (comparison?.kind === 'judged' ? comparison.interfaces : []));
    const verdict = reasons.flat().find(({ foundMac }) => foundMac === moved);
    expect(verdict?.verdict).toBe('foreign');
    expect(english(verdict?.reason ?? [])).toMatch(
      new RegExp(
        `This card was (?:last seen in ${a.serial}, where it came|in ${a.serial} until) \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d\\.$`,
      ),
    );

    const [first, second] = [await pageOf(console, a.serial), await pageOf(console, b.serial)];
    expect(cardsOf(first)).not.toContain(moved);
    expect(cardsOf(second)).toContain(moved);
    const left = first.composition.find(({ component }) => component.serialNumber === moved);
    expect(left).toMatchObject({ untilOperation: 'tuesday', now: { serialNumber: b.serial } });
    expect(left?.until).not.toBeNull();
    const [where] = await console.registry.whereWas(moved);
    expect(where).toMatchObject({ now: { serialNumber: b.serial }, stays: [{ until: null }, { untilOperation: 'tuesday' }] });
    expect(await console.registry.checkReplay()).toEqual([]);
  });

  it.each([
    ['the one that has it now answers first', 1],
    ['the one that lost it answers first', 0],
  ] as const)('whoever answers first: %s', async (_what, firstIndex) => {
    const { before, after, moved } = twoDevices(43 + firstIndex);
    const broker = await openRawBroker();
    onTestFinished(() => broker.close());
    const console = await testConsole({ apiBase: (await factoryFor(before)).baseUrl, scan: LONG });
    const [a, b] = before;
    const operation = `order-${firstIndex}`;
    const roster = [a.serial, b.serial];
    for (const [name, devices] of [
      [`${operation}-one`, before],
      [`${operation}-two`, after],
    ] as const) {
      const hands = await Promise.all(devices.map((device) => openHandDevice(broker, device)));
      await console.scan({ operationId: name, roster });
      const [early, late] = [hands[firstIndex], hands[1 - firstIndex]];
      if (early === undefined || late === undefined) throw new Error('two devices');
      await early.answer(await early.asked(name));
      // Quiet for a moment, so that the first is in the registry before the second answers.
      await caughtUp(console);
      await late.answer(await late.asked(name));
      await untilDone(console);
      await caughtUp(console);
    }
    const [first, second] = [await pageOf(console, a.serial), await pageOf(console, b.serial)];
    expect(cardsOf(first)).not.toContain(moved);
    expect(cardsOf(second)).toContain(moved);
    const removed = eventsOf(first).filter((event) => event === `Remove ${operation}-two`);
    // Taken by the other one it is removed; gone before, it leaves with its own device's Snapshot.
    expect(removed).toHaveLength(firstIndex === 1 ? 1 : 0);
    expect(first.composition.find(({ component }) => component.serialNumber === moved)).toMatchObject({
      untilOperation: `${operation}-two`,
      now: { serialNumber: b.serial },
    });
  });
});

describe('the registry behind a scan', () => {
  it('has every device that answered once, and nothing of units that nobody can be sure of', async () => {
    const { console, fleet } = await startScanLine({
      count: 30,
      seed: 5,
      faults: { conflict: 2, placeholderSerial: 1, twice: 3, silent: 2, malformed: 2, legacy: 5 },
      scan: { idleMs: 1_500 },
    });
    await console.scan({ operationId: 'all-kinds', roster: fleet.roster });
    await untilDone(console);
    await caughtUp(console);
    const sure = [...console.app.engine.requireSession().devices.values()].filter(
      ({ sn, report, status }) => sn !== null && report !== null && status !== 'conflict',
    );
    const { rows } = await console.registry.devices({ sort: 'id', descending: false, offset: 0, limit: 1000 });
    const known = new Set(rows.map(({ serialNumber }) => serialNumber));
    expect(sure.filter(({ sn }) => !known.has(sn))).toEqual([]);
    for (const { id } of rows) {
      const page = await console.registry.devicePage(id);
      expect(page?.scans).toHaveLength(1);
      expect(page?.events.every(({ operation }) => operation === 'all-kinds')).toBe(true);
    }
    expect(await console.registry.checkReplay()).toEqual([]);
  });

  it('loses nothing and doubles nothing when the console ends in between', async () => {
    const { before } = twoDevices(51);
    const factory = await factoryFor(before);
    const first = await testConsole({ apiBase: factory.baseUrl, registry: { fromScans: false } });
    await scanFleet(first, before, 'unfed');
    expect((await first.registry.devices({ sort: 'id', descending: false, offset: 0, limit: 10 })).total).toBe(0);
    await first.app.stop();

    const second = await testConsole({ apiBase: factory.baseUrl, file: first.file });
    await caughtUp(second);
    const pages = await Promise.all(before.map(({ serial }) => pageOf(second, serial)));
    expect(pages.map(({ eventCount }) => eventCount)).toEqual([1, 1]);
    // As if it had ended after the submission and before it noted how far it was.
    await second.store.writeSetting('registryReports', '0');
    await second.app.stop();

    const third = await testConsole({ apiBase: factory.baseUrl, file: first.file });
    await caughtUp(third);
    const again = await Promise.all(before.map(({ serial }) => pageOf(third, serial)));
    expect(again.map(({ eventCount }) => eventCount)).toEqual([1, 1]);
  });
});

describe('what an agent knows beside network cards', () => {
  it('moves with its device: a disk in another one is removed from the first', async () => {
    const disk = {
      kind: 'hardDrive',
      manufacturer: 'Example',
      model: 'ED-1',
      serialNumber: 'disk-of-both',
      sizeMb: 1000,
    } as const;
    const withDisk = (device: SimulatedDevice, disks: readonly (typeof disk)[]): SimulatedDevice => ({
      ...device,
      hardware: { ...device.hardware, inventory: { manufacturer: 'Example', model: 'EB-3L', form: 'server', disks: [...disks] } },
    });
    const [a, b] = twoDevices(71).before;
    const console = await testConsole({ apiBase: (await factoryFor([a, b])).baseUrl });
    await scanFleet(console, [withDisk(a, [disk]), withDisk(b, [])], 'disk-in-a');
    const first = await pageOf(console, a.serial);
    expect(first).toMatchObject({ type: 'Server', manufacturer: 'Example', model: 'EB-3L', componentCount: 4 });
    await scanFleet(console, [withDisk(a, []), withDisk(b, [disk])], 'disk-in-b');
    const [whereabouts] = await console.registry.whereWas('disk-of-both');
    expect(whereabouts).toMatchObject({
      now: { serialNumber: b.serial },
      stays: [{ until: null }, { untilOperation: 'disk-in-b' }],
    });
    expect(await console.registry.checkReplay()).toEqual([]);
  });

  it('takes burn-in results in as events, and the composition even where a result cannot be right', async () => {
    const [device] = twoDevices(73).before;
    const broker = await openRawBroker();
    onTestFinished(() => broker.close());
    const console = await testConsole({ apiBase: (await factoryFor([device])).baseUrl, scan: LONG });
    for (const [operationId, burnIn] of [
      ['burnt-in', [{ type: 'StressTest', elapsed: 3600 }]],
      ['burnt-wrong', [{ type: 'StressTest', elapsed: 'an hour' }]],
    ] as const) {
      const [hand] = [await openHandDevice(broker, device)];
      await console.scan({ operationId, roster: [device.serial] });
      const { replyTo } = await hand.asked(operationId);
      const interfaces = device.hardware.interfaces;
      const body = { operationId, sn: device.serial, interfaces, burnIn };
      await broker.publish({ queue: replyTo ?? '' }, Buffer.from(JSON.stringify(body)), { persistent: true });
      await untilDone(console);
      await caughtUp(console);
    }
    const page = await pageOf(console, device.serial);
    expect(eventsOf(page).toSorted()).toEqual(['Snapshot burnt-in', 'Snapshot burnt-wrong', 'StressTest burnt-in']);
  });
});

describe('the HTTP service of the console', () => {
  it('is off until the settings say so, and goes off again', async () => {
    const passing = await startFactory();
    const { port } = passing;
    await passing.close();
    const { before } = twoDevices(61);
    const console = await testConsole({ apiBase: (await factoryFor(before)).baseUrl, registry: { httpPort: port } });
    const base = `http://127.0.0.1:${port}`;
    await expect(fetch(`${base}/devices/`)).rejects.toThrow('fetch failed');
    const { current: settings } = console.app.settings;
    const change = (httpEnabled: boolean) => ({ ...settings, registry: { ...settings.registry, httpEnabled } });
    await console.app.settings.save(change(true), {});
    await until('the notice', () => console.notices.some((sentence) => sentence.includes(base)));
    expect((await fetch(`${base}/devices/`)).status).toBe(200);
    await console.app.settings.save(change(false), {});
    await expect(fetch(`${base}/devices/`)).rejects.toThrow('fetch failed');
  });
});
