import { BCM5720, I210, I350, type Slot, X550, X710 } from './network-cards';

/** A product of the factory: what stands on its label and which network cards it has. */
export interface Product {
  readonly name: string;
  readonly slots: readonly Slot[];
  /** The serial number of the n-th unit ever made. */
  readonly serial: (n: number) => string;
}

const digits = (n: number, width: number): string => String(n).padStart(width, '0');
const boardSerial = (n: number): string => `Q186I${digits(n, 5)}`;
const applianceSerial = (n: number): string => `V1238${digits(n, 5)}SDF`;
const coreSerial = (n: number): string => `CX7-${digits(n, 6)}`;

const NAMED_PRODUCTS: readonly Product[] = [
  { name: 'NB-300 network board', slots: [single(4), single(5), single(6)], serial: boardSerial },
  { name: 'FA-400 firewall appliance', slots: [{ card: I350, bus: 2, ports: 4 }], serial: applianceSerial },
  { name: 'FA-600 firewall appliance', slots: [{ card: I350, bus: 2, ports: 4 }, single(5), single(8)], serial: boardSerial },
  {
    name: 'FA-800 firewall appliance',
    slots: [{ card: I350, bus: 1, ports: 4 }, single(4), single(5), single(6), single(7)],
    serial: applianceSerial,
  },
  {
    name: 'CX-1000 core appliance',
    slots: [
      { card: BCM5720, bus: 1, ports: 2 },
      { card: X710, bus: 3, ports: 4 },
      { card: X550, bus: 23, ports: 2 },
      { card: X550, bus: 24, ports: 2 },
    ],
    serial: coreSerial,
  },
];

/** The most ports that a made-up product may have. */
export const MAX_PORTS = 64;

/** All products that are made when no number of ports is asked for. */
export function allProducts(): readonly Product[] {
  return NAMED_PRODUCTS;
}

/** A product with exactly so many ports (1 to 64): the named one, or one put together from single ports and cards of four. */
export function productWithPorts(ports: number): Product {
  const named = NAMED_PRODUCTS.find((product) => portsOf(product) === ports);
  if (named !== undefined) return named;
  const singles = Array.from({ length: ports % 4 }, (_, index) => single(4 + index));
  const quads = Array.from({ length: Math.floor(ports / 4) }, (_, index): Slot => ({ card: I350, bus: 16 + index, ports: 4 }));
  return { name: `FA-${ports}00 firewall appliance`, slots: [...singles, ...quads], serial: boardSerial };
}

function portsOf(product: Product): number {
  return product.slots.reduce((sum, slot) => sum + slot.ports, 0);
}

function single(bus: number): Slot {
  return { card: I210, bus, ports: 1 };
}
