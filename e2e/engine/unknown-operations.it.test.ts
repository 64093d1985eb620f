import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { REPORT_QUEUE } from '../../protocol/topology';
import { generateDevices } from '../../simulator/devices/generate-devices';
import type { Factory } from '../../simulator/factory/factory-server';
import { brokerUrl, startEngineConsole, until, untilDone } from '../support/engine-console';
import { openHandDevice, commandOf } from '../support/hand-device';
import { brokerWithEmptyQueue, connected, factoryOf } from '../support/hand-rack';
import type { RawBroker } from '../support/raw-broker';
import { testConsole } from '../support/scan-line';

/** Shorter than it takes to let 5,000 operations wait two seconds for a claim, as many at a time as the broker sends unacknowledged. */
const IDLE_MS = 18_000;
const DEVICES = generateDevices({ count: 40, macs: 2, seed: 78 });

let broker: RawBroker;
let factory: Factory;

beforeEach(async () => {
  broker = await brokerWithEmptyQueue();
  factory = await factoryOf(DEVICES);
});

function legacyReport(operationId: string, sn: string): Buffer {
  return Buffer.from(JSON.stringify({ operationId, sn, macinfo: { eth0: { macaddr: '02:00:00:00:00:01' } } }));
}

describe('reports of unknown operations', () => {
  it('however many come, they hold up no answer of the scan that is open', async () => {
    const strange = 5_000;
    const devices = await Promise.all(DEVICES.map((device) => openHandDevice(broker, device)));
    await Promise.all(
      Array.from({ length: strange }, (_, index) =>
        broker.publish({ queue: REPORT_QUEUE }, legacyReport(`strange-${index}`, `SN-${index}`), { persistent: true }),
      ),
    );
    const console = await testConsole({ apiBase: factory.baseUrl, scan: { idleMs: IDLE_MS, maxMs: 120_000 } });
    await console.scan({ operationId: 'ours', roster: DEVICES.map(({ serial }) => serial) });
    for (const device of devices) await device.answer(await device.asked('ours'), { legacy: true });
    await until('all 40 to have a verdict', () => console.app.view.session()?.counts.pass === 40, 60_000);
    await until('every strange one to be filed', async () => (await console.store.listHeld()).length === 0, 60_000);
    await until('all to be acknowledged', async () => (await broker.waiting(REPORT_QUEUE)) === 0);
    const { stale, quarantined } = console.app.view.session()?.counts ?? { stale: 0, quarantined: 0 };
    expect(stale + quarantined).toBe(strange);
  }, 180_000);

  it('that were taken when the console ended reach the console that asked, when it is back', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-held-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = path.join(folder, 'burnin.sqlite');
    const [device] = await Promise.all(DEVICES.slice(0, 1).map((one) => openHandDevice(broker, one)));
    if (device === undefined) throw new Error('devices were made');
    const taker = await startEngineConsole({ amqpUrl: brokerUrl(), apiBase: factory.baseUrl, file });
    await connected(taker);
    await device.answer(commandOf('of-another'), { legacy: true });
    await until('it to be held', async () => (await taker.store.listHeld()).length === 1);
    expect(await broker.waiting(REPORT_QUEUE)).toBe(0);
    await taker.stop();

    const asking = await testConsole({ apiBase: factory.baseUrl, scan: { idleMs: 60_000, maxMs: 120_000 } });
    await asking.scan({ operationId: 'of-another', roster: [device.sn] });
    const back = await testConsole({ apiBase: factory.baseUrl, file });
    await untilDone(asking);
    expect(asking.app.view.session()?.counts).toMatchObject({ expected: 1, pass: 1 });
    await until('the other to hold it no more', async () => (await back.store.listHeld()).length === 0);
    expect(await back.store.countQuarantined()).toBe(0);
  });
});
