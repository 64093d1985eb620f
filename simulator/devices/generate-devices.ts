import { LOOPBACK_ROW } from '../../protocol/wire/loopback-row';
import type { InterfaceRow } from '../../protocol/wire/v1';
import type { MesInterfaceRecord } from '../factory/device-database';
import { createRandom, type Random } from '../random';
import type { SimulatedDevice } from './device';
import { createMacAddresses, type MacAddresses } from './mac-addresses';
import { interfaceName, pciAddress } from './network-cards';
import { allProducts, MAX_PORTS, type Product, productWithPorts } from './products';

/** Which devices to make. */
export interface DevicesToMake {
  /** 0 to 100,000. */
  readonly count: number;
  /** Ports of each device, 1 to 64; left out: all products in turn by chance, 3 to 10 ports. */
  readonly macs?: number;
  /** The same seed gives the same devices. */
  readonly seed: number;
  /** How MES writes addresses: always `aa:bb:…`, or in all the forms that people and systems write them. `colons` unless given. */
  readonly mesMacText?: 'colons' | 'mixed';
}

export const MAX_DEVICES = 100_000;

/** Makes faultless devices: no address stands on two of them, and MES expects what is built in. Pure. */
export function generateDevices({ count, macs, seed, mesMacText = 'colons' }: DevicesToMake): readonly SimulatedDevice[] {
  if (!Number.isInteger(count) || count < 0 || count > MAX_DEVICES) {
    throw new Error(`Cannot make ${count} devices; the number must be a whole one from 0 to ${MAX_DEVICES}.`);
  }
  if (macs !== undefined && (!Number.isInteger(macs) || macs < 1 || macs > MAX_PORTS)) {
    throw new Error(`Cannot make devices with ${macs} MAC addresses; the number must be a whole one from 1 to ${MAX_PORTS}.`);
  }
  const random = createRandom(`devices ${seed}`);
  const addresses = createMacAddresses(random);
  // Clear of the serial numbers of the recorded machines.
  const firstUnit = 20_000 + random.below(50_000);
  return Array.from({ length: count }, (_, index) => {
    const product = macs === undefined ? random.pick(allProducts()) : productWithPorts(macs);
    return makeDevice(product, { index, unit: firstUnit + index, random, addresses, mixed: mesMacText === 'mixed' });
  });
}

interface Making {
  readonly index: number;
  readonly unit: number;
  readonly random: Random;
  readonly addresses: MacAddresses;
  readonly mixed: boolean;
}

function makeDevice(product: Product, { index, unit, random, addresses, mixed }: Making): SimulatedDevice {
  const serial = product.serial(unit);
  const ports = makePorts(product, addresses);
  const writeMac = mixed ? random.pick(MAC_TEXTS) : plainMac;
  return {
    serial,
    ip: ipAddress(index),
    bootId: uuid(random),
    hardware: {
      interfaces: [LOOPBACK_ROW, ...ports, ...virtualInterfaces(random, ports.length)],
      idlePorts: [],
      warnings: [],
      uptimeS: 3600 + random.below(200_000),
    },
    mes: {
      serialNo: serial,
      product: product.name,
      interfaces: ports.map(
        ({ interface: name, macaddr }): MesInterfaceRecord => ({ interface: name, macaddr: writeMac(macaddr) }),
      ),
    },
  };
}

function makePorts(product: Product, addresses: MacAddresses): readonly InterfaceRow[] {
  const rows: InterfaceRow[] = [];
  for (const slot of product.slots) {
    const { oui, driver, description, vendorId, deviceId } = slot.card;
    for (let port = 0; port < slot.ports; port += 1) {
      const mac = addresses.next(oui);
      const cabled = rows.length === 0;
      rows.push({
        interface: interfaceName(slot, port),
        ifindex: rows.length + 2,
        macaddr: mac,
        permaddr: mac,
        addrAssignType: 0,
        kind: 'physical',
        bus: 'pci',
        pciAddress: pciAddress(slot, port),
        driver,
        description,
        vendorId,
        deviceId,
        ...(cabled ? { carrier: true } : {}),
        operState: cabled ? 'up' : 'down',
      });
    }
  }
  return rows;
}

/** One device in eight runs containers and so has a bridge, which nobody compares. */
function virtualInterfaces(random: Random, ports: number): readonly InterfaceRow[] {
  const tail = random.below(0x1_0000).toString(16).padStart(4, '0');
  if (random.below(8) !== 0) return [];
  const bridge: InterfaceRow = {
    interface: 'docker0',
    ifindex: ports + 2,
    macaddr: `02:42:ac:11:${tail.slice(0, 2)}:${tail.slice(2)}`,
    addrAssignType: 1,
    kind: 'bridge',
    bus: 'none',
    operState: 'down',
  };
  return [bridge];
}

const plainMac = (mac: string): string => mac;
const bare = (mac: string): string => mac.replaceAll(':', '');
const MAC_TEXTS: readonly ((mac: string) => string)[] = [
  plainMac,
  plainMac,
  (mac) => mac.toUpperCase(),
  (mac) => mac.replaceAll(':', '-').toUpperCase(),
  bare,
  (mac) => bare(mac).replaceAll(/(.{4})(?=.)/gu, '$1.'),
  (mac) => ` ${mac} `,
];

/** 10.20.0.1 and on. */
function ipAddress(index: number): string {
  const host = index + 1;
  return `10.${20 + (host >> 16)}.${(host >> 8) & 0xff}.${host & 0xff}`;
}

/** A random UUID (version 4). */
export function uuid(random: Random): string {
  const hex = Array.from({ length: 32 }, (_, index) => {
    const digit = random.below(16);
    if (index === 12) return '4';
    return (index === 16 ? (digit & 0x3) | 0x8 : digit).toString(16);
  }).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
