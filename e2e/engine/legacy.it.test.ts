import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import seedDeviceInfo from '../../protocol/fixtures/seed-device-info.json';
import seedReports from '../../protocol/fixtures/seed-reports.json';
import { startFactory, type Factory } from '../../simulator/factory/factory-server';
import { startFleet, type Fleet } from '../../simulator/fleet/start-fleet';
import { brokerUrl, startEngineConsole, until, untilDone, type EngineConsole } from '../support/engine-console';
import { startPython, type PythonPeer } from '../support/python-peer';

const SEED_DEVICES = seedReports.map(({ sn, macinfo }) => JSON.stringify({ sn, macinfo }));
const SEED_MES = Object.values(seedDeviceInfo).flatMap(({ info }) =>
  info.map(({ serialNo, macInfo }) => ({ serialNo, interfaces: macInfo })),
);

let peer: PythonPeer | undefined;
let factory: Factory | undefined;
let fleet: Fleet | undefined;
let engineConsole: EngineConsole | undefined;

afterEach(async () => {
  await peer?.stop();
  await engineConsole?.stop();
  await fleet?.stop();
  await factory?.close();
  [peer, engineConsole, fleet, factory] = [undefined, undefined, undefined, undefined];
});

describe('legacy devices (Python, pika)', () => {
  it("reproduces the requirement's sample scan log byte for byte, through broker, MES and log API", async () => {
    factory = await startFactory({ devices: SEED_MES });
    peer = await startPython('legacy_agent.py', [brokerUrl(), ...SEED_DEVICES]);
    engineConsole = await startEngineConsole({ amqpUrl: brokerUrl(), apiBase: factory.baseUrl });
    await engineConsole.scan({ operationId: '1', roster: ['Q186I15901', 'Q186I15815'] });
    await untilDone(engineConsole);
    const sample = await readFile('protocol/fixtures/seed-scan-log.json', 'utf8');
    const [log] = factory.received('logs');
    expect(log?.raw).toBe(JSON.stringify(JSON.parse(sample)));
    expect(`${JSON.stringify(JSON.parse(log?.raw ?? ''), null, 4)}\n`).toBe(sample);
    expect(factory.received('notifications').map(({ raw }) => raw)).toEqual(['{"id":"1","status":"1 device passed scanning"}']);
    expect(engineConsole.desk.pairSheet(engineConsole.operation).heldBack.map(({ sn }) => sn)).toEqual([
      'Q186I15901',
      'Q186I15815',
    ]);
  });

  it('a rescan of one legacy device sets the answers of the others aside', async () => {
    factory = await startFactory({ devices: SEED_MES });
    peer = await startPython('legacy_agent.py', [brokerUrl(), ...SEED_DEVICES]);
    engineConsole = await startEngineConsole({ amqpUrl: brokerUrl(), apiBase: factory.baseUrl });
    const session = await engineConsole.scan({ operationId: 'legacy-rescan', roster: ['Q186I15901', 'Q186I15815'] });
    await untilDone(engineConsole);
    const [first] = session.devices.keys();
    if (first === undefined) throw new Error('no devices');
    await engineConsole.desk.rescan(engineConsole.operation, [first]);
    await untilDone(engineConsole);
    expect(session.devices.get(first)).toMatchObject({ attempt: 2, status: 'fail' });
    await until('the other answer to be set aside', () => session.counts.duplicates + session.counts.late === 1);
    expect(session.counts).toMatchObject({ expected: 2, pass: 1, fail: 1 });
    expect(factory.received('logs')).toHaveLength(2);
  });
});

describe('a legacy server (Python, pika, prefetch 1)', () => {
  it('is answered by our agents, with its own operation number as it sent it', async () => {
    fleet = await startFleet({ amqpUrl: brokerUrl(), count: 3, macs: 4, seed: 3 });
    peer = await startPython('legacy_server.py', [brokerUrl(), '4711', '3']);
    expect(await peer.exited).toBe(0);
    const reports = peer.lines.map(
      (line) => JSON.parse(line) as { sn: string; operationId: unknown; macinfo: Record<string, { macaddr: string }> },
    );
    expect(reports.map(({ sn }) => sn).toSorted()).toEqual([...fleet.roster].toSorted());
    for (const report of reports) {
      expect(report.operationId).toBe(4711);
      expect(Object.keys(report.macinfo)).toHaveLength(4);
      for (const { macaddr } of Object.values(report.macinfo)) expect(macaddr).toMatch(/^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/);
    }
  });
});
