import type { Collected } from '../../agent/collect/collected';
import type { InterfaceVerdict } from '../../protocol/model';
import type { SimulatedDevice } from '../devices/device';
import { createMacAddresses } from '../devices/mac-addresses';
import type { ControlInput } from '../factory/control-request';
import type { MesRecord } from '../factory/device-database';
import { createRandom } from '../random';
import { ANSWER_FAULTS } from './answer-faults';
import type { Behaviour } from './behaviour';
import { type Changes, withHardware } from './changes';
import { chooseDevices } from './choose-devices';
import type { FaultName, FaultRequest } from './fault';
import { applyToTwo } from './faults-of-two';
import { type FaultTools, HARDWARE_FAULTS, isHardwareFault } from './hardware-faults';
import { type AttemptOracle, type DeviceOracle, type InterfaceOracle, NOTHING_BESIDE } from './oracle';

/** One device as it will act, with the truth about it. */
export interface PlannedDevice {
  /** With its fault built in, in hardware and in MES. */
  readonly device: SimulatedDevice;
  /** How its hardware is read, where that is more than looking at `device.hardware`. */
  readonly collect?: () => Promise<Collected>;
  readonly behaviour: Behaviour;
  readonly oracle: DeviceOracle;
}

/** A rack with its faults. */
export interface FaultPlan {
  /** In the order of the devices given. */
  readonly devices: readonly PlannedDevice[];
  /** The MES database: without the devices that are not registered. */
  readonly mes: readonly MesRecord[];
  /** What the factory must be told for the faults that lie there. */
  readonly factoryControls: readonly ControlInput[];
}

export interface FaultSettings {
  readonly faults: FaultRequest;
  readonly seed: number;
  /** After how long a late device answers, ms. */
  readonly lateMs: number;
}

/** Gives devices their faults. Pure; throws an `Error` with one sentence when the request does not fit the devices. */
export function planFaults(devices: readonly SimulatedDevice[], { faults, seed, lateMs }: FaultSettings): FaultPlan {
  const random = createRandom(`faults ${seed}`);
  const addresses = createMacAddresses(random);
  const tools: FaultTools = { random, stray: (oui) => addresses.stray(oui) };
  const planned = new Map<SimulatedDevice, PlannedDevice>();
  const turns = new Map<FaultName, number>();
  for (const { fault, device, partner } of chooseDevices(devices, faults, random)) {
    const turn = turns.get(fault) ?? 0;
    turns.set(fault, turn + 1);
    if (partner !== null) {
      const changes = applyToTwo(fault, device, partner, tools);
      planned.set(device, plan(device, fault, changes.device));
      planned.set(partner, plan(partner, null, changes.partner));
    } else if (isHardwareFault(fault)) {
      planned.set(device, plan(device, fault, withHardware(device, HARDWARE_FAULTS[fault](device, tools))));
    } else planned.set(device, plan(device, fault, ANSWER_FAULTS[fault]({ device, turn, tools, lateMs })));
  }
  const all = devices.map((device) => planned.get(device) ?? plan(device, null, {}));
  return {
    devices: all,
    mes: all.filter(({ oracle }) => oracle.fault !== 'unregistered').map(({ device }) => device.mes),
    factoryControls: all.flatMap(controlsFor),
  };
}

function controlsFor({ oracle: { fault, serial } }: PlannedDevice): readonly ControlInput[] {
  if (fault === 'mesDown') return [{ kind: 'status', status: 503, route: 'deviceInfo', serials: [serial] }];
  return fault === 'pairRejected' ? [{ kind: 'rejectPair', serials: [serial] }] : [];
}

function plan(original: SimulatedDevice, fault: FaultName | null, changes: Changes): PlannedDevice {
  const device = changes.device ?? original;
  const behaviour = changes.behaviour ?? { kind: 'answers' };
  const first = attempt(device, behaviour.kind === 'recovering' ? behaviour.broken : device.hardware, changes);
  return {
    device,
    behaviour,
    oracle: {
      serial: device.serial,
      fault,
      attempts: changes.recovers === true ? [first, attempt(device, device.hardware, {})] : [first],
      answersAfterMs: changes.answersAfterMs ?? 0,
      pairRejected: changes.pairRejected ?? false,
    },
  };
}

function attempt(device: SimulatedDevice, hardware: SimulatedDevice['hardware'], changes: Changes): AttemptOracle {
  const verdicts = changes.verdicts ?? new Map<string, InterfaceVerdict>();
  const found = (name: string): InterfaceOracle => ({ interface: name, verdict: verdicts.get(name) ?? 'match' });
  const reported = hardware.interfaces.filter(({ kind }) => kind === 'physical').map((row) => row.interface);
  const virtual = hardware.interfaces.filter(({ kind }) => kind !== 'physical').map((row) => row.interface);
  const missing = device.mes.interfaces.map((row) => row.interface).filter((name) => !reported.includes(name));
  const judged = changes.status === undefined;
  return {
    status: changes.status ?? (verdicts.size === 0 ? 'pass' : 'fail'),
    contested: changes.contested ?? false,
    interfaces: judged ? [...reported, ...missing].map(found) : null,
    ignored: judged && changes.reportsVirtual !== false ? virtual : [],
    beside: { ...NOTHING_BESIDE, ...changes.beside },
  };
}
