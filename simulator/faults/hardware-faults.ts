import type { Collected, IdlePort } from '../../agent/collect/collected';
import type { InterfaceVerdict } from '../../protocol/model';
import type { InterfaceRow } from '../../protocol/wire/v1';
import type { SimulatedDevice } from '../devices/device';
import { interfaceName, pciAddress, X710 } from '../devices/network-cards';
import type { Random } from '../random';

/** A device's hardware after a fault, and what must be found about each interface that is not a plain match. */
export interface FaultyHardware {
  readonly hardware: Collected;
  /** By interface name; every other port of the device matches. */
  readonly verdicts: ReadonlyMap<string, InterfaceVerdict>;
}

/** What a fault needs beside the device. */
export interface FaultTools {
  readonly random: Random;
  /** An address of the same maker that no device has. */
  readonly stray: (oui: string) => string;
}

/** The faults that lie in one device's own hardware. */
export const HARDWARE_FAULTS = {
  wrongMac: (device, { random, stray }) => {
    const port = random.pick(portsOf(device));
    return changePort(device, { ...port, ...addressOf(stray(ouiOf(port))) }, 'mismatch');
  },
  swapped: (device, { random }) => {
    const [one, other] = random.shuffle(portsOf(device));
    if (one === undefined || other === undefined)
      throw new Error(`${device.serial} has one port; swapped ports need a device with two.`);
    const swap = (row: InterfaceRow): InterfaceRow => {
      if (row === one) return { ...row, ...addressOf(other.macaddr) };
      return row === other ? { ...row, ...addressOf(one.macaddr) } : row;
    };
    return {
      hardware: { ...device.hardware, interfaces: device.hardware.interfaces.map(swap) },
      verdicts: new Map([
        [one.interface, 'swapped'],
        [other.interface, 'swapped'],
      ]),
    };
  },
  absent: (device, { random }) => {
    const gone = pickCard(device, random);
    return { hardware: withoutPorts(device.hardware, gone), verdicts: verdictOnAll(gone, 'absent') };
  },
  portWithoutDriver: (device, { random }) => {
    const gone = pickCard(device, random);
    const hardware = withoutPorts(device.hardware, gone);
    return {
      hardware: { ...hardware, idlePorts: [...hardware.idlePorts, ...gone.map(idlePort)] },
      verdicts: verdictOnAll(gone, 'portWithoutDriver'),
    };
  },
  extra: (device, { stray }) => {
    const slot = { card: X710, bus: 200, ports: 1 };
    const row: InterfaceRow = {
      interface: interfaceName(slot, 0),
      ifindex: Math.max(...device.hardware.interfaces.map(({ ifindex }) => ifindex)) + 1,
      ...addressOf(stray(X710.oui)),
      addrAssignType: 0,
      kind: 'physical',
      bus: 'pci',
      pciAddress: pciAddress(slot, 0),
      driver: X710.driver,
      description: X710.description,
      vendorId: X710.vendorId,
      deviceId: X710.deviceId,
      operState: 'down',
    };
    return {
      hardware: { ...device.hardware, interfaces: [...device.hardware.interfaces, row] },
      verdicts: new Map([[row.interface, 'unexpected']]),
    };
  },
  unprogrammed: (device, { random }) => {
    const { permaddr: _, ...port } = random.pick(portsOf(device));
    return changePort(device, { ...port, macaddr: '00:00:00:00:00:00' }, 'unprogrammed');
  },
  softwareMac: (device, { random }) => {
    const { permaddr: _, ...port } = random.pick(portsOf(device));
    const octets = Array.from({ length: 5 }, () => random.below(256).toString(16).padStart(2, '0'));
    return changePort(device, { ...port, macaddr: ['02', ...octets].join(':'), addrAssignType: 1 }, 'softwareMac');
  },
  overridden: (device, { random, stray }) => {
    const port = random.pick(portsOf(device));
    return changePort(device, { ...port, permaddr: stray(ouiOf(port)), addrAssignType: 3 }, 'overridden');
  },
  unreadableMac: (device, { random }) => {
    const { permaddr: _, ...port } = random.pick(portsOf(device));
    return changePort(device, { ...port, macaddr: `${port.macaddr.slice(0, -1)}O` }, 'malformed');
  },
} as const satisfies Record<string, (device: SimulatedDevice, tools: FaultTools) => FaultyHardware>;

export type HardwareFault = keyof typeof HARDWARE_FAULTS;

export function isHardwareFault(fault: string): fault is HardwareFault {
  return Object.hasOwn(HARDWARE_FAULTS, fault);
}

/** The ports of a device that MES lists, in order. */
export function portsOf(device: SimulatedDevice): readonly InterfaceRow[] {
  return device.hardware.interfaces.filter(({ kind }) => kind === 'physical');
}

/** The device with one port changed (the one of that name). */
export function changePort(device: SimulatedDevice, changed: InterfaceRow, verdict: InterfaceVerdict): FaultyHardware {
  const interfaces = device.hardware.interfaces.map((row) => (row.interface === changed.interface ? changed : row));
  return { hardware: { ...device.hardware, interfaces }, verdicts: new Map([[changed.interface, verdict]]) };
}

/** Current and permanent address alike, as a card has it that nobody touched. */
export function addressOf(mac: string): { readonly macaddr: string; readonly permaddr: string } {
  return { macaddr: mac, permaddr: mac };
}

export function ouiOf(port: InterfaceRow): string {
  return port.macaddr.slice(0, 8);
}

/** All ports of one card; of a device with a single card only its last port, so that the device keeps some. */
function pickCard(device: SimulatedDevice, random: Random): readonly InterfaceRow[] {
  const ports = portsOf(device);
  const cards = [...new Set(ports.map(cardOf))];
  if (cards.length < 2) return ports.slice(-1);
  const card = random.pick(cards);
  return ports.filter((port) => cardOf(port) === card);
}

/** The PCI address without its function: `0000:02:00`. */
function cardOf(port: InterfaceRow): string {
  return (port.pciAddress ?? '').replace(/\.\d+$/u, '');
}

function withoutPorts(hardware: Collected, gone: readonly InterfaceRow[]): Collected {
  return { ...hardware, interfaces: hardware.interfaces.filter((row) => !gone.includes(row)) };
}

function idlePort(row: InterfaceRow): IdlePort {
  return {
    pciAddress: row.pciAddress ?? '',
    driver: null,
    description: row.description ?? null,
    vendorId: row.vendorId ?? null,
    deviceId: row.deviceId ?? null,
  };
}

function verdictOnAll(rows: readonly InterfaceRow[], verdict: InterfaceVerdict): ReadonlyMap<string, InterfaceVerdict> {
  return new Map(rows.map((row) => [row.interface, verdict]));
}
