import { english } from '../../messages/english';
import { randomUUID } from 'node:crypto';
import type { ConsumeMessage } from 'amqplib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTestConsole, type TestConsole } from '../../agent/fixtures/test-console';
import { err } from '../../protocol/result';
import { readJsonObject } from '../../protocol/wire/body';
import { type HardwareReport, readHardwareReport } from '../../protocol/wire/read-report';
import { HardwareReportMessage } from '../../protocol/wire/v1';
import { RECORDED_MACHINES } from '../devices/recorded-machines';
import type { FaultName } from '../faults/fault';
import { type Fleet, type FleetOptions, startFleet } from './start-fleet';

const amqpUrl = process.env['BURNIN_AMQP_URL'] ?? '';
let console_: TestConsole;
let fleet: Fleet | null = null;

beforeEach(async () => {
  console_ = await openTestConsole(amqpUrl);
});

afterEach(async () => {
  await fleet?.stop();
  fleet = null;
  await console_.close();
});

async function start(options: Omit<FleetOptions, 'amqpUrl'>): Promise<Fleet> {
  fleet = await startFleet({ amqpUrl, seed: 4, ...options });
  return fleet;
}

function serialWith(fault: FaultName): string {
  const serial = fleet?.oracle.find((device) => device.fault === fault)?.serial;
  if (serial === undefined) throw new Error(`No device has the fault ${fault}.`);
  return serial;
}

/** What came in so far, whoever it was for. */
function arrivals(): readonly ConsumeMessage[] {
  return [...console_.onReplyQueue, ...console_.onReportQueue];
}

/** What came in for one operation. */
function arrivalsOf(operationId: string): readonly ConsumeMessage[] {
  return arrivals().filter(({ content }) => content.includes(operationId));
}

/** Sends a start command to all. */
function command(fields: Readonly<Record<string, unknown>> = {}): string {
  const operationId = `op-${randomUUID()}`;
  const body = {
    action: 1,
    operationId,
    operatorId: 'kim',
    scanMode: 0,
    attempt: 1,
    issuedAt: new Date().toISOString(),
    ...fields,
  };
  void console_.command(body, { replyTo: console_.replyQueue });
  return operationId;
}

function read({ content }: ConsumeMessage): ReturnType<typeof readHardwareReport> {
  const body = readJsonObject(content, (raw) => new TextDecoder('utf-8', { fatal: true }).decode(raw));
  return body.ok ? readHardwareReport(body.value) : err(body.error);
}

function reportsFrom(serial: string, operationId: string): readonly HardwareReport[] {
  return arrivalsOf(operationId).flatMap((arrival) => {
    const report = read(arrival);
    return report.ok && report.value.sn === serial ? [report.value] : [];
  });
}

/** Sends a command and waits until so many messages came for it. */
async function scan(messages: number, fields?: Readonly<Record<string, unknown>>): Promise<string> {
  const operationId = command(fields);
  await vi.waitFor(() => expect(arrivalsOf(operationId)).toHaveLength(messages), { timeout: 10_000, interval: 10 });
  return operationId;
}

describe('a fleet without faults', () => {
  it('says hello and answers with what is built in, on the reply queue, by the contract', async () => {
    const { devices, roster } = await start({ count: 12 });
    await vi.waitFor(() =>
      expect(
        console_.hellos
          .filter(({ state }) => state === 'hello')
          .map(({ sn }) => sn)
          .toSorted(),
      ).toEqual(roster.toSorted()),
    );
    const operationId = await scan(12);
    for (const { device } of devices) {
      const [report] = reportsFrom(device.serial, operationId);
      expect(report).toMatchObject({ ip: device.ip, bootId: device.bootId, attempt: 1, portsWithoutDriver: [] });
      expect(report?.interfaces.map(({ name, mac, permanentMac }) => [name, mac, permanentMac])).toEqual(
        device.hardware.interfaces.map((row) => [row.interface, row.macaddr, row.permaddr ?? null]),
      );
    }
    expect(console_.onReportQueue).toEqual([]);
    for (const { content, properties } of console_.onReplyQueue) {
      expect(HardwareReportMessage.safeParse(JSON.parse(content.toString('utf8'))).success).toBe(true);
      expect(properties).toMatchObject({ deliveryMode: 2, correlationId: operationId, contentType: 'application/json' });
    }
  });

  it('answers only where it is named', async () => {
    const { roster } = await start({ count: 5 });
    const operationId = await scan(2, { targets: roster.slice(1, 3) });
    const fence = await scan(5);
    expect(arrivalsOf(fence)).toHaveLength(5);
    expect(roster.filter((serial) => reportsFrom(serial, operationId).length > 0)).toEqual(roster.slice(1, 3));
  });

  it('shares connections, counts, spreads its answers, and says goodbye', async () => {
    const { counters, roster } = await start({ count: 25, agentsPerConnection: 10, spreadMs: 400 });
    expect(counters()).toMatchObject({ agents: 25, connections: 3, commandsHeard: 0, answers: 0 });
    const began = performance.now();
    await scan(25);
    expect(performance.now() - began).toBeGreaterThan(200);
    await vi.waitFor(() => expect(counters()).toMatchObject({ commandsHeard: 25, answers: 25, pendingAnswers: 0 }));
    await fleet?.stop();
    await vi.waitFor(() =>
      expect(
        console_.hellos
          .filter(({ state }) => state === 'goodbye')
          .map(({ sn }) => sn)
          .toSorted(),
      ).toEqual(roster.toSorted()),
    );
  });

  it('says in a sentence when the broker cannot be reached, or its URL not be read', async () => {
    const unreachable = startFleet({ amqpUrl: 'amqp://127.0.0.1:1/', count: 3, readyTimeoutMs: 300 });
    await expect(unreachable).rejects.toThrow(
      'Only 0 of 3 agents reached the broker within 0.3 s; is it running at that address?',
    );
    await expect(startFleet({ amqpUrl: 'http://127.0.0.1/' })).rejects.toThrow(
      /^Cannot start the fleet: the broker URL begins with "http:"/u,
    );
  });
});

describe('faults on the wire', () => {
  it.each([
    'wrongMac',
    'swapped',
    'absent',
    'portWithoutDriver',
    'extra',
    'unprogrammed',
    'softwareMac',
    'overridden',
    'unreadableMac',
  ] as const)('%s: the report shows the faulty hardware', async (fault) => {
    const { devices } = await start({ count: 3, faults: { [fault]: 1 } });
    const operationId = await scan(3);
    const device = devices.find(({ oracle }) => oracle.fault === fault)?.device;
    const [report] = reportsFrom(serialWith(fault), operationId);
    expect(report?.interfaces.map(({ name, mac, permanentMac }) => [name, mac, permanentMac])).toEqual(
      device?.hardware.interfaces.map((row) => [row.interface, row.macaddr, row.permaddr ?? null]),
    );
    expect(report?.portsWithoutDriver.map(({ pciAddress }) => pciAddress)).toEqual(
      device?.hardware.idlePorts.map(({ pciAddress }) => pciAddress),
    );
  });

  it('duplicate: one address comes from two devices', async () => {
    const { roster } = await start({ count: 4, faults: { duplicate: 1 } });
    const operationId = await scan(4);
    const macs = roster.flatMap((serial) =>
      reportsFrom(serial, operationId).flatMap(({ interfaces }) =>
        interfaces.filter(({ kind }) => kind === 'physical').map(({ mac }) => mac),
      ),
    );
    expect(macs.length - new Set(macs).size).toBe(1);
  });

  it('silent: never there. mute: there, and never answers', async () => {
    await start({ count: 4, faults: { silent: 1, mute: 1 } });
    const first = await scan(2);
    await scan(2);
    expect(console_.hellos.map(({ sn }) => sn)).toContain(serialWith('mute'));
    expect(console_.hellos.map(({ sn }) => sn)).not.toContain(serialWith('silent'));
    expect([...reportsFrom(serialWith('mute'), first), ...reportsFrom(serialWith('silent'), first)]).toEqual([]);
    expect(fleet?.roster).toContain(serialWith('silent'));
  });

  it('late: after its time', async () => {
    await start({ count: 3, faults: { late: 1 }, lateMs: 500 });
    const operationId = await scan(2);
    const began = performance.now();
    expect(reportsFrom(serialWith('late'), operationId)).toEqual([]);
    await vi.waitFor(() => expect(reportsFrom(serialWith('late'), operationId)).toHaveLength(1), { timeout: 5000, interval: 10 });
    expect(performance.now() - began).toBeGreaterThan(300);
  });

  it('twice: the same report two times', async () => {
    await start({ count: 2, faults: { twice: 1 } });
    const operationId = await scan(3);
    const [first, second] = reportsFrom(serialWith('twice'), operationId);
    expect(second).toEqual(first);
    expect(first).toBeDefined();
  });

  it('conflict: two devices claim one serial number, with other cards, address and boot', async () => {
    await start({ count: 2, faults: { conflict: 1 } });
    const operationId = await scan(3);
    const [one, other] = reportsFrom(serialWith('conflict'), operationId);
    for (const key of ['bootId', 'ip'] as const) expect(one?.[key]).not.toBe(other?.[key]);
    const macs = [one, other].flatMap(
      (report) => report?.interfaces.filter(({ kind }) => kind === 'physical').map(({ mac }) => mac) ?? [],
    );
    expect(new Set(macs).size).toBe(macs.length);
    expect(console_.hellos.filter(({ sn }) => sn === serialWith('conflict'))).toHaveLength(2);
  });

  it('malformed: every way of being unreadable is there', async () => {
    await start({ count: 5, faults: { malformed: 4 } });
    command();
    await vi.waitFor(() => expect(arrivals()).toHaveLength(5), { timeout: 10_000, interval: 10 });
    const errors = arrivals()
      .map(read)
      .flatMap((report) => (report.ok ? [] : [`${report.error.code}: ${english(report.error.reason)}`]));
    expect(errors.toSorted()).toEqual([
      expect.stringMatching(/^notJson: The message is not JSON: it breaks at .+, where it ends; it begins "/u),
      'tooDeep: The message nests more than 32 levels deep.',
      expect.stringMatching(/^tooLarge: The message has 10\d{5} bytes/u),
      expect.stringMatching(/^wrongShape: The report carries no serial number \(`sn`\); its keys are `operationId`, /u),
    ]);
  });

  it('wrongOperation: a report for an operation that nobody started', async () => {
    await start({ count: 2, faults: { wrongOperation: 1 } });
    const operationId = await scan(2);
    expect(reportsFrom(serialWith('wrongOperation'), operationId).map((report) => report.operationId)).toEqual([
      `${operationId}-of-another-rack`,
    ]);
  });

  it('placeholderSerial: the roster has a serial number that the report has not', async () => {
    await start({ count: 2, faults: { placeholderSerial: 1 } });
    const operationId = await scan(2);
    expect(reportsFrom(serialWith('placeholderSerial'), operationId)).toEqual([]);
    expect(reportsFrom('To be filled by O.E.M.', operationId)).toHaveLength(1);
  });

  it('legacy: sn and macinfo, to hwinfo_queue, without properties, without hello, whoever is named', async () => {
    const { devices, roster } = await start({ count: 4, faults: { legacy: 2 } });
    const legacy = devices.filter(({ oracle }) => oracle.fault === 'legacy').map(({ device }) => device);
    const operationId = await scan(3, {
      targets: roster.filter((serial) => legacy.every((device) => device.serial !== serial)).slice(0, 1),
    });
    const old = console_.onReportQueue;
    expect(old).toHaveLength(2);
    for (const { properties } of old)
      expect(properties).toMatchObject({ deliveryMode: undefined, messageId: undefined, contentType: undefined });
    const bodies = old.map(({ content }) => JSON.parse(content.toString('utf8')) as unknown);
    for (const [index, key] of ['sn', 'serialno'].entries()) {
      const device = legacy.find(({ serial }) => JSON.stringify(bodies).includes(`"${key}":"${serial}"`));
      const macinfo = Object.fromEntries(device?.mes.interfaces.map((row) => [row.interface, { macaddr: row.macaddr }]) ?? []);
      expect([index, bodies]).toEqual([index, expect.arrayContaining([{ operationId, [key]: device?.serial, macinfo }])]);
    }
    const seen = new Set(console_.hellos.map(({ sn }) => sn));
    expect(legacy.filter(({ serial }) => seen.has(serial))).toEqual([]);
    expect(legacy.every(({ serial }) => reportsFrom(serial, operationId).length === 1)).toBe(true);
  });

  it('recovering: broken on attempt 1, whole on attempt 2 and from then on', async () => {
    const { devices } = await start({ count: 1, faults: { recovering: 1 } });
    const ports = (operationId: string): number => reportsFrom(serialWith('recovering'), operationId)[0]?.interfaces.length ?? 0;
    const whole = devices[0]?.device.hardware.interfaces.length ?? 0;
    expect(ports(await scan(1))).toBeLessThan(whole);
    expect(ports(await scan(1))).toBeLessThan(whole);
    expect(ports(await scan(1, { attempt: 2 }))).toBe(whole);
    expect(ports(await scan(1))).toBe(whole);
  });
});

describe('recorded machines', () => {
  it('are read by the real collection code and give what was written down by hand', async () => {
    const { devices, roster, mes } = await start({ count: 2, recorded: true });
    expect(roster).toHaveLength(2 + RECORDED_MACHINES.length);
    const operationId = await scan(roster.length);
    for (const { device, oracle } of devices) {
      const names =
        oracle.attempts[0].interfaces
          ?.filter(({ verdict }) => !['absent', 'portWithoutDriver'].includes(verdict))
          .map((row) => row.interface) ?? [];
      const reported = reportsFrom(device.serial, operationId)[0]?.interfaces.map(({ name }) => name) ?? [];
      expect([device.serial, reported.toSorted()]).toEqual([device.serial, [...names, ...oracle.attempts[0].ignored].toSorted()]);
      expect(mes.map(({ serialNo }) => serialNo)).toContain(device.serial);
    }
    // The known placeholder comes from the firmware of the board that has no serial number.
    expect(reportsFrom('System Serial Number', operationId)).toHaveLength(1);
  });
});
