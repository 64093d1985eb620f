import type { InterfaceVerdict } from '../../protocol/model';
import type { InterfaceRow } from '../../protocol/wire/v1';
import type { SimulatedDevice } from '../devices/device';
import { type Changes, withHardware } from './changes';
import { addressOf, changePort, type FaultTools, ouiOf, portsOf } from './hardware-faults';

/** The device that carries a fault and the one that it touches, each with the port that is concerned. */
interface Meeting {
  readonly device: SimulatedDevice;
  readonly mine: InterfaceRow;
  readonly partner: SimulatedDevice;
  readonly theirs: InterfaceRow;
  readonly stray: FaultTools['stray'];
}

interface ChangesOfTwo {
  readonly device: Changes;
  readonly partner: Changes;
}

/** The faults that two devices have with each other. */
const FAULTS_OF_TWO = {
  duplicate: ({ device, mine, theirs }) => ({
    device: withAddress(device, mine, theirs.macaddr, 'foreign'),
    partner: { contested: true },
  }),
  foreign: ({ device, mine, partner, theirs }) => ({
    device: withAddress(device, mine, theirs.macaddr, 'foreign'),
    partner: withAddress(partner, theirs, mine.macaddr, 'foreign'),
  }),
  sharedMac: ({ device, mine, partner, theirs, stray }) => {
    const mac = stray(ouiOf(mine));
    return { device: withAddress(device, mine, mac, 'duplicate'), partner: withAddress(partner, theirs, mac, 'duplicate') };
  },
  doubleInMes: ({ device, mine, partner, theirs }) => {
    const expected = device.mes.interfaces.find((row) => row.interface === mine.interface)?.macaddr ?? mine.macaddr;
    const interfaces = partner.mes.interfaces.map((row) =>
      row.interface === theirs.interface ? { ...row, macaddr: expected } : row,
    );
    return {
      device: withAddress(device, mine, mine.macaddr, 'duplicate'),
      partner: withAddress({ ...partner, mes: { ...partner.mes, interfaces } }, theirs, mine.macaddr, 'duplicate'),
    };
  },
} as const satisfies Record<string, (meeting: Meeting) => ChangesOfTwo>;

export type FaultOfTwo = keyof typeof FAULTS_OF_TWO;

export function isFaultOfTwo(fault: string): fault is FaultOfTwo {
  return Object.hasOwn(FAULTS_OF_TWO, fault);
}

/** Makes two devices meet at the ports of one name where they can, and gives what changes about each. */
export function applyToTwo(
  fault: FaultOfTwo,
  device: SimulatedDevice,
  partner: SimulatedDevice,
  { random, stray }: FaultTools,
): ChangesOfTwo {
  const mine = random.pick(portsOf(device));
  const theirs = portsOf(partner).find((port) => port.interface === mine.interface) ?? random.pick(portsOf(partner));
  return FAULTS_OF_TWO[fault]({ device, mine, partner, theirs, stray });
}

function withAddress(device: SimulatedDevice, port: InterfaceRow, mac: string, verdict: InterfaceVerdict): Changes {
  return withHardware(device, changePort(device, { ...port, ...addressOf(mac) }, verdict));
}
