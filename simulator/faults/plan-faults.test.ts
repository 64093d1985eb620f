import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InterfaceVerdict } from '../../protocol/model';
import { InterfaceRow } from '../../protocol/wire/v1';
import type { SimulatedDevice } from '../devices/device';
import { generateDevices } from '../devices/generate-devices';
import { devicesPerFault } from './choose-devices';
import { FAULT_NAMES, type FaultName, type FaultRequest } from './fault';
import { countOracle, type DeviceOracle } from './oracle';
import { type FaultPlan, planFaults } from './plan-faults';
import { realisticFaults } from './realistic-mix';

const RACK = generateDevices({ count: 40, seed: 11 });

function planOf(faults: FaultRequest, devices: readonly SimulatedDevice[] = RACK): FaultPlan {
  return planFaults(devices, { faults, seed: 11, lateMs: 15_000 });
}

/** The one device that carries the fault, as it was, as it is, and what holds of it. */
function only(
  fault: FaultName,
  plan = planOf({ [fault]: 1 }),
): {
  readonly before: SimulatedDevice;
  readonly after: FaultPlan['devices'][number];
  readonly bad: readonly { readonly interface: string; readonly verdict: InterfaceVerdict }[];
} {
  const index = plan.devices.findIndex(({ oracle }) => oracle.fault === fault);
  const after = plan.devices[index];
  const before = RACK[index];
  if (after === undefined || before === undefined) throw new Error(`No device has the fault ${fault}.`);
  return { before, after, bad: (after.oracle.attempts[0].interfaces ?? []).filter(({ verdict }) => verdict !== 'match') };
}

function macOf(device: SimulatedDevice, name: string): string | undefined {
  return device.hardware.interfaces.find((row) => row.interface === name)?.macaddr;
}

function allMacs(devices: readonly SimulatedDevice[]): readonly string[] {
  return devices.flatMap(({ hardware }) =>
    hardware.interfaces.filter(({ kind }) => kind === 'physical').map(({ macaddr }) => macaddr),
  );
}

describe('faults of one port', () => {
  it.each([
    ['wrongMac', 'mismatch'],
    ['unprogrammed', 'unprogrammed'],
    ['softwareMac', 'softwareMac'],
    ['overridden', 'overridden'],
    ['unreadableMac', 'malformed'],
  ] as const)('%s: one port, verdict %s, the others match', (fault, verdict) => {
    const { before, after, bad } = only(fault);
    expect(bad.map((row) => row.verdict)).toEqual([verdict]);
    expect(after.oracle.attempts[0]).toMatchObject({ status: 'fail', contested: false });
    const changed = after.device.hardware.interfaces.filter((row, index) => row !== before.hardware.interfaces[index]);
    expect(changed.map((row) => row.interface)).toEqual(bad.map((row) => row.interface));
    expect(after.device.mes).toEqual(before.mes);
  });

  it('wrongMac: an address that no device and no MES record has', () => {
    const { after, bad } = only('wrongMac');
    expect(allMacs(RACK)).not.toContain(macOf(after.device, bad[0]?.interface ?? ''));
  });

  it('unprogrammed reports zeros; softwareMac a local address; overridden keeps the right one on top', () => {
    const zero = only('unprogrammed');
    expect(macOf(zero.after.device, zero.bad[0]?.interface ?? '')).toBe('00:00:00:00:00:00');
    const software = only('softwareMac');
    expect(macOf(software.after.device, software.bad[0]?.interface ?? '')).toMatch(/^02:/u);
    const overridden = only('overridden');
    const name = overridden.bad[0]?.interface ?? '';
    expect(macOf(overridden.after.device, name)).toBe(macOf(overridden.before, name));
    const row = overridden.after.device.hardware.interfaces.find((one) => one.interface === name);
    expect(row?.permaddr).not.toBe(row?.macaddr);
  });
});

describe('faults of ports and cards', () => {
  it('swapped: two ports have each other’s address', () => {
    const { before, after, bad } = only('swapped');
    expect(bad.map(({ verdict }) => verdict)).toEqual(['swapped', 'swapped']);
    const [one = '', other = ''] = bad.map((row) => row.interface);
    expect([macOf(after.device, one), macOf(after.device, other)]).toEqual([macOf(before, other), macOf(before, one)]);
  });

  it('absent: all ports of one card are gone, and stand last', () => {
    const { before, after, bad } = only('absent');
    const gone = bad.map((row) => row.interface);
    expect(bad.map(({ verdict }) => verdict)).toEqual(gone.map(() => 'absent'));
    expect(after.device.hardware.interfaces.map((row) => row.interface)).toEqual(
      before.hardware.interfaces.map((row) => row.interface).filter((name) => !gone.includes(name)),
    );
    expect(after.oracle.attempts[0].interfaces?.slice(-gone.length)).toEqual(bad);
  });

  it('portWithoutDriver: the card stands on PCI where its ports were', () => {
    const { before, after, bad } = only('portWithoutDriver');
    const places = before.hardware.interfaces
      .filter((row) => bad.some((one) => one.interface === row.interface))
      .map((row) => row.pciAddress);
    expect(after.device.hardware.idlePorts.map(({ pciAddress }) => pciAddress)).toEqual(places);
  });

  it('extra: a port that MES does not list', () => {
    const { after, bad } = only('extra');
    expect(bad.map(({ verdict }) => verdict)).toEqual(['unexpected']);
    expect(after.device.mes.interfaces.map((row) => row.interface)).not.toContain(bad[0]?.interface);
  });
});

describe('faults of two devices', () => {
  const changedIn = (plan: FaultPlan): readonly FaultPlan['devices'][number][] =>
    plan.devices.filter(({ device, oracle }, index) => device !== RACK[index] || oracle.attempts[0].contested);

  it('duplicate: as in the known case, one reports the other’s address: foreign there, contested here', () => {
    const plan = planOf({ duplicate: 1 });
    const { after, bad } = only('duplicate', plan);
    expect(bad.map(({ verdict }) => verdict)).toEqual(['foreign']);
    const mac = macOf(after.device, bad[0]?.interface ?? '') ?? '';
    const owner = plan.devices.find(({ device }) => device !== after.device && allMacs([device]).includes(mac));
    expect(owner?.oracle).toMatchObject({ fault: null, attempts: [{ status: 'pass', contested: true }] });
  });

  it('foreign: two ports have changed places', () => {
    const plan = planOf({ foreign: 1 });
    const two = changedIn(plan);
    expect(two.map(({ oracle }) => oracle.attempts[0].status)).toEqual(['fail', 'fail']);
    expect(allMacs(plan.devices.map(({ device }) => device)).toSorted()).toEqual(allMacs(RACK).toSorted());
  });

  it('sharedMac and doubleInMes: both report one address, given to neither or to both', () => {
    for (const [fault, expectedBy] of [
      ['sharedMac', 0],
      ['doubleInMes', 2],
    ] as const) {
      const plan = planOf({ [fault]: 1 });
      const two = plan.devices.filter(({ oracle }) =>
        oracle.attempts[0].interfaces?.some(({ verdict }) => verdict === 'duplicate'),
      );
      expect(two).toHaveLength(2);
      const [mac] = two.map(({ device, oracle }) =>
        macOf(device, oracle.attempts[0].interfaces?.find(({ verdict }) => verdict === 'duplicate')?.interface ?? ''),
      );
      const known = plan.mes.flatMap(({ interfaces }) => interfaces).filter(({ macaddr }) => macaddr === mac);
      expect([fault, known.length]).toEqual([fault, expectedBy]);
    }
  });
});

describe('faults of answering', () => {
  it.each([
    ['silent', 'off', 'noAnswer', {}],
    ['mute', 'mute', 'noAnswer', {}],
    ['late', 'late', 'pass', {}],
    ['twice', 'twice', 'pass', { duplicates: 1 }],
    ['conflict', 'conflict', 'conflict', {}],
    ['malformed', 'malformed', 'noAnswer', { quarantined: 1 }],
    ['wrongOperation', 'wrongOperation', 'noAnswer', { stale: 1 }],
    ['placeholderSerial', 'placeholderSerial', 'noAnswer', { noSerial: 1 }],
    ['legacy', 'legacy', 'pass', {}],
    ['unregistered', 'answers', 'notRegistered', {}],
    ['mesDown', 'answers', 'couldNotCheck', {}],
    ['pairRejected', 'answers', 'pass', {}],
  ] as const)('%s: behaves as %s, counts as %s', (fault, behaviour, status, beside) => {
    const { before, after } = only(fault);
    expect(after.device).toBe(before);
    expect(after.behaviour.kind).toBe(behaviour);
    expect(after.oracle.attempts).toMatchObject([{ status, beside }]);
    expect(after.oracle.attempts[0].interfaces === null).toBe(status !== 'pass');
  });

  it('recovering: a card is missing at first and all is well later', () => {
    const { after, bad } = only('recovering');
    expect(bad.every(({ verdict }) => verdict === 'absent')).toBe(true);
    expect(after.oracle.attempts.map(({ status }) => status)).toEqual(['fail', 'pass']);
    expect(after.device.hardware.interfaces.length).toBe(
      after.behaviour.kind === 'recovering' ? after.behaviour.broken.interfaces.length + bad.length : Number.NaN,
    );
  });

  it('takes turns with the ways of being unreadable and with the old names of the serial number', () => {
    const plan = planOf({ malformed: 5, legacy: 2, placeholderSerial: 3 });
    const shapes = plan.devices.flatMap(({ behaviour }) => (behaviour.kind === 'malformed' ? [behaviour.shape] : []));
    expect(shapes.toSorted()).toEqual(['notJson', 'notJson', 'tooDeep', 'tooLarge', 'withoutSerial']);
    const keys = plan.devices.flatMap(({ behaviour }) => (behaviour.kind === 'legacy' ? [behaviour.serialKey] : []));
    expect(keys.toSorted()).toEqual(['serialno', 'sn']);
  });

  it('tells the factory what lies there', () => {
    const plan = planOf({ mesDown: 1, pairRejected: 1, unregistered: 1 });
    const serialOf = (fault: FaultName): string | undefined =>
      plan.devices.find(({ oracle }) => oracle.fault === fault)?.oracle.serial;
    expect(plan.factoryControls).toHaveLength(2);
    expect(plan.factoryControls).toContainEqual({
      kind: 'status',
      status: 503,
      route: 'deviceInfo',
      serials: [serialOf('mesDown')],
    });
    expect(plan.factoryControls).toContainEqual({ kind: 'rejectPair', serials: [serialOf('pairRejected')] });
    expect(plan.mes.map(({ serialNo }) => serialNo)).not.toContain(serialOf('unregistered'));
    expect(plan.mes).toHaveLength(39);
  });
});

describe('a whole rack', () => {
  const anyFaults = fc.dictionary(fc.constantFrom(...FAULT_NAMES), fc.integer({ min: 0, max: 2 })) as fc.Arbitrary<
    Partial<Record<FaultName, number>>
  >;
  const anyRack = fc.record({
    faults: anyFaults,
    seed: fc.integer({ min: 0, max: 1000 }),
    macs: fc.integer({ min: 2, max: 12 }),
  });

  function statuses({ attempts }: DeviceOracle): readonly string[] {
    return attempts.map(({ status }) => status);
  }

  it('adds up, carries every fault as often as asked, and is the same for the same seed', () => {
    fc.assert(
      fc.property(anyRack, fc.integer({ min: 0, max: 30_000 }), ({ faults, seed, macs }, closesAfterMs) => {
        const devices = generateDevices({ count: 60, seed, macs });
        const plan = planFaults(devices, { faults, seed, lateMs: 15_000 });
        expect(planFaults(devices, { faults, seed, lateMs: 15_000 })).toEqual(plan);
        const oracle = plan.devices.map((device) => device.oracle);
        for (const fault of FAULT_NAMES)
          expect([fault, oracle.filter((one) => one.fault === fault).length]).toEqual([fault, faults[fault] ?? 0]);
        const counts = countOracle(oracle, closesAfterMs);
        expect(counts.expected).toBe(60);
        const { pass, fail, couldNotCheck, notRegistered, conflict, noAnswer } = counts;
        expect(pass + fail + couldNotCheck + notRegistered + conflict + noAnswer).toBe(60);
        const untouched = 60 - FAULT_NAMES.reduce((sum, fault) => sum + (faults[fault] ?? 0) * devicesPerFault(fault), 0);
        expect(pass).toBeGreaterThanOrEqual(untouched);
        expect(oracle.every((one) => statuses(one).length >= 1)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('shares no address between two devices by accident, and every report fits the contract', () => {
    fc.assert(
      fc.property(anyRack, ({ faults, seed, macs }) => {
        const { duplicate: _1, sharedMac: _2, doubleInMes: _3, unprogrammed: _4, ...lone } = faults;
        const plan = planFaults(generateDevices({ count: 60, seed, macs }), { faults: lone, seed, lateMs: 0 });
        const twins = plan.devices.flatMap(({ device, behaviour }) =>
          behaviour.kind === 'conflict' ? [{ ...device, ...behaviour.twin }] : [],
        );
        const devices = [...plan.devices.map(({ device }) => device), ...twins];
        // Two devices may well report the same text that is no address.
        const addresses = allMacs(devices).filter((mac) => /^(?:[\da-f]{2}:){5}[\da-f]{2}$/i.test(mac));
        expect(new Set(addresses).size).toBe(addresses.length);
        for (const row of devices.flatMap(({ hardware }) => hardware.interfaces)) InterfaceRow.parse(row);
      }),
      { numRuns: 30 },
    );
  });

  it('names the devices that were asked for', () => {
    const [first, second] = RACK.map(({ serial }) => serial);
    const plan = planOf({ late: [second ?? ''], wrongMac: [first ?? ''], silent: 3 });
    expect(plan.devices.slice(0, 2).map(({ oracle }) => oracle.fault)).toEqual(['wrongMac', 'late']);
    expect(plan.devices.filter(({ oracle }) => oracle.fault === 'silent')).toHaveLength(3);
  });

  it.each([
    [{ late: ['NOBODY'] }, 'The fault late is asked for NOBODY, which is no device of this fleet.'],
    [
      { late: [RACK[0]?.serial ?? ''], silent: [RACK[0]?.serial ?? ''] },
      `${RACK[0]?.serial} is to have the faults silent and late; a device can have one.`,
    ],
    [{ silent: 41 }, 'The faults need 41 devices, and this fleet has 40; ask for fewer faults, or --agents 41.'],
    [{ duplicate: 20, silent: 2 }, 'The faults need 42 devices, and this fleet has 40; ask for fewer faults, or --agents 42.'],
  ])('refuses %j with a sentence', (faults, sentence) => {
    expect(() => planOf(faults)).toThrow(sentence);
  });

  it('does not swap the ports of a device that has one', () => {
    const lonely = generateDevices({ count: 1, macs: 1, seed: 1 });
    expect(() => planOf({ swapped: [lonely[0]?.serial ?? ''] }, lonely)).toThrow(
      /has one port; swapped ports need a device with two\.$/u,
    );
  });
});

describe('realisticFaults', () => {
  it.each([1, 2, 5, 24, 100, 1000, 5000])('fits a rack of %i and leaves most of it in order', (count) => {
    const faults = realisticFaults(count);
    const plan = planFaults(generateDevices({ count, seed: 2 }), { faults, seed: 2, lateMs: 15_000 });
    expect(
      countOracle(
        plan.devices.map(({ oracle }) => oracle),
        10_000,
      ).pass,
    ).toBeGreaterThan(count * 0.5);
  });

  it('shows a small rack the commonest faults and a large one all of them', () => {
    expect(Object.keys(realisticFaults(24))).toEqual(
      expect.arrayContaining(['wrongMac', 'absent', 'silent', 'swapped', 'duplicate', 'recovering', 'unregistered']),
    );
    expect(Object.keys(realisticFaults(1000)).length).toBeGreaterThan(20);
  });
});
