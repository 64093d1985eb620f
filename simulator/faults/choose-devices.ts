import type { SimulatedDevice } from '../devices/device';
import type { Random } from '../random';
import { FAULT_NAMES, type FaultName, type FaultRequest } from './fault';
import { type FaultOfTwo, isFaultOfTwo } from './faults-of-two';
import { portsOf } from './hardware-faults';

/** Which device gets which fault; `partner` is the second device of a fault that involves two. */
export type ChosenDevice =
  | { readonly fault: FaultOfTwo; readonly device: SimulatedDevice; readonly partner: SimulatedDevice }
  | { readonly fault: Exclude<FaultName, FaultOfTwo>; readonly device: SimulatedDevice; readonly partner: null };

/** How many devices a fault takes away from the faultless ones. */
export function devicesPerFault(fault: FaultName): 1 | 2 {
  return isFaultOfTwo(fault) ? 2 : 1;
}

/** How many devices all the faults asked for take. */
function devicesFor(faults: FaultRequest): number {
  let needed = 0;
  for (const fault of FAULT_NAMES) {
    const request = faults[fault] ?? 0;
    needed += (typeof request === 'number' ? request : request.length) * devicesPerFault(fault);
  }
  return needed;
}

/** Named devices first, then the counted ones by chance among the rest; no device is chosen twice. */
export function chooseDevices(
  devices: readonly SimulatedDevice[],
  faults: FaultRequest,
  random: Random,
): readonly ChosenDevice[] {
  const bySerial = new Map(devices.map((device) => [device.serial, device]));
  const faultOf = new Map<SimulatedDevice, FaultName>();
  const named: { readonly fault: FaultName; readonly device: SimulatedDevice }[] = [];
  for (const fault of FAULT_NAMES) {
    const request = faults[fault] ?? 0;
    for (const serial of typeof request === 'number' ? [] : request) {
      const device = bySerial.get(serial);
      if (device === undefined) throw new Error(`The fault ${fault} is asked for ${serial}, which is no device of this fleet.`);
      const other = faultOf.get(device);
      if (other !== undefined) throw new Error(`${serial} is to have the faults ${other} and ${fault}; a device can have one.`);
      faultOf.set(device, fault);
      named.push({ fault, device });
    }
  }
  const free = random.shuffle(devices.filter((device) => !faultOf.has(device)));
  const takeFree = (fault: FaultName): SimulatedDevice => {
    const index = free.findIndex((device) => fault !== 'swapped' || portsOf(device).length > 1);
    const [device] = index === -1 ? [] : free.splice(index, 1);
    if (device === undefined)
      throw new Error(
        index === -1 && free.length > 0
          ? `The fault ${fault} needs a device with two ports or more, and no more of the ${devices.length} has that many; ask for more devices, or more ports (--macs).`
          : `The faults need ${devicesFor(faults)} devices, and this fleet has ${devices.length}; ask for fewer faults, or --agents ${devicesFor(faults)}.`,
      );
    return device;
  };
  const choose = (fault: FaultName, device: SimulatedDevice): ChosenDevice =>
    isFaultOfTwo(fault) ? { fault, device, partner: takeFree(fault) } : { fault, device, partner: null };
  const chosen = named.map(({ fault, device }) => choose(fault, device));
  for (const fault of FAULT_NAMES) {
    const request = faults[fault] ?? 0;
    if (typeof request !== 'number') continue;
    for (let count = 0; count < request; count += 1) chosen.push(choose(fault, takeFree(fault)));
  }
  return chosen;
}
