import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recount } from '../../main/domain/testing/scenario';
import { deviceDetails } from '../../main/domain/scan/views';
import { startFactory, type Factory } from '../../simulator/factory/factory-server';
import { attemptOf, countOracle } from '../../simulator/faults/oracle';
import { startFleet, type Fleet } from '../../simulator/fleet/start-fleet';
import { brokenSums, brokerUrl, startEngineConsole, until, untilDone, type EngineConsole } from '../support/engine-console';

const DEVICES = 1_000;
/** After the scan has closed: all others have answered within 2 s, and it ends 5 s after the last. */
const LATE_MS = 40_000;
const CLOSES_BEFORE_MS = 30_000;
const FAULTS = {
  wrongMac: 12,
  swapped: 10,
  absent: 10,
  portWithoutDriver: 6,
  extra: 6,
  unprogrammed: 6,
  softwareMac: 6,
  overridden: 6,
  unreadableMac: 4,
  duplicate: 4,
  foreign: 4,
  sharedMac: 4,
  doubleInMes: 4,
  silent: 9,
  mute: 4,
  late: 5,
  twice: 8,
  conflict: 4,
  malformed: 8,
  wrongOperation: 4,
  placeholderSerial: 4,
  legacy: 20,
  unregistered: 6,
  pairRejected: 3,
} as const;

describe('a scan of 1,000 devices with 8 MACs each and every fault', () => {
  let factory: Factory;
  let fleet: Fleet;
  let engineConsole: EngineConsole;

  beforeAll(async () => {
    fleet = await startFleet({
      amqpUrl: brokerUrl(),
      count: DEVICES,
      macs: 8,
      seed: 7,
      faults: FAULTS,
      spreadMs: 1_500,
      lateMs: LATE_MS,
    });
    factory = await startFactory({ devices: fleet.mes, control: fleet.factoryControls });
    engineConsole = await startEngineConsole({
      amqpUrl: brokerUrl(),
      apiBase: factory.baseUrl,
      scan: { idleMs: 5_000, maxMs: 60_000 },
    });
    await engineConsole.scan({ operationId: 'thousand', roster: fleet.roster });
    await untilDone(engineConsole);
  }, 180_000);

  afterAll(async () => {
    await engineConsole?.stop();
    await fleet?.stop();
    await factory?.close();
  }, 60_000);

  it('gives every device and every interface the verdict that the simulator knows to be true', () => {
    const session = engineConsole.app.engine.requireSession();
    const wrong: string[] = [];
    for (const truth of fleet.oracle) {
      const device = [...session.devices.values()].find(({ sn }) => sn === truth.serial);
      const expected = attemptOf(truth, 1);
      const status = truth.answersAfterMs > CLOSES_BEFORE_MS ? 'noAnswer' : expected.status;
      if (device === undefined || device.status !== status) {
        wrong.push(`${truth.serial} (${truth.fault ?? 'no fault'}): ${device?.status ?? 'missing'} instead of ${status}`);
        continue;
      }
      const details = deviceDetails(device);
      if (details.row.contested !== expected.contested)
        wrong.push(`${truth.serial} (${truth.fault ?? 'no fault'}): contested ${details.row.contested}`);
      if (expected.interfaces === null || status === 'noAnswer') continue;
      const found = details.interfaces
        .filter(({ verdict }) => verdict !== 'ignored')
        .map(({ name, verdict }) => `${name} ${verdict}`);
      const wanted = expected.interfaces.map((row) => `${row.interface} ${row.verdict}`);
      if (found.join(', ') !== wanted.join(', '))
        wrong.push(`${truth.serial} (${truth.fault ?? 'no fault'}): ${found.join(', ')} instead of ${wanted.join(', ')}`);
    }
    expect(wrong).toEqual([]);
  });

  it('counts as the simulator counts, and the sum closes at every event to the window', async () => {
    await until('the late answers', () => engineConsole.app.engine.requireSession().counts.late === FAULTS.late, 50_000);
    const view = engineConsole.app.view.session();
    const { duplicates, stale, quarantined, ...once } = countOracle(fleet.oracle, CLOSES_BEFORE_MS);
    expect(view?.counts).toMatchObject(once);
    // An agent that says that it is there five seconds after it was asked, and whose answer is not read yet, is asked again, and answers twice.
    expect(view?.counts.duplicates).toBeGreaterThanOrEqual(duplicates);
    expect(view?.counts.stale).toBeGreaterThanOrEqual(stale);
    expect(view?.counts.quarantined).toBeGreaterThanOrEqual(quarantined);
    expect(engineConsole.patches.length).toBeGreaterThan(10);
    expect(brokenSums(engineConsole)).toEqual([]);
    const session = engineConsole.app.engine.requireSession();
    expect({ ...session.counts, quarantined: 0 }).toEqual(recount(session));
  });

  it('sent the log and the notification once, and they say the same', () => {
    const [log] = factory.received('logs');
    const [notification, ...more] = factory
      .received('notifications')
      .filter(({ body }) => JSON.stringify(body).includes('passed scanning'));
    expect(factory.received('logs')).toHaveLength(1);
    expect(more).toEqual([]);
    const passed = JSON.parse(log?.raw ?? '{}') as { scaninfo: { result: string }[] };
    const count = passed.scaninfo.filter(({ result }) => result === '1').length;
    expect(JSON.parse(notification?.raw ?? '{}')).toEqual({ id: 'thousand', status: `${count} devices passed scanning` });
  });

  it('pairs exactly the passed ones after confirmation, and shows what Pair refused', async () => {
    const sheet = engineConsole.desk.pairSheet(engineConsole.operation);
    const passing = fleet.oracle.filter(
      (truth) =>
        attemptOf(truth, 1).status === 'pass' && !attemptOf(truth, 1).contested && truth.answersAfterMs < CLOSES_BEFORE_MS,
    );
    expect(sheet.serials.toSorted()).toEqual(passing.map(({ serial }) => serial).toSorted());
    await engineConsole.desk.confirmPair(engineConsole.operation, sheet.digest);
    await untilDone(engineConsole);
    const [pair, ...again] = factory.received('pairs');
    expect(again).toEqual([]);
    expect(JSON.parse(pair?.raw ?? '{}')).toEqual({ snArray: sheet.serials, operationId: 'thousand' });
    const after = engineConsole.desk.pairSheet(engineConsole.operation);
    expect(
      after.sent
        .filter(({ outcome }) => outcome === 'rejected')
        .map(({ sn }) => sn)
        .toSorted(),
    ).toEqual(
      fleet.oracle
        .filter(({ pairRejected }) => pairRejected)
        .map(({ serial }) => serial)
        .toSorted(),
    );
  });
});
