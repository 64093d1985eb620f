import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBootId } from '../../agent/collect/boot';
import { createLinuxCollector } from '../../agent/collect/linux';
import { findSerial } from '../../agent/collect/serial';
import { layOutMachine } from '../../agent/fixtures/lay-out-machine';
import { RECORDED_MACHINES, type RecordedMachine } from '../devices/recorded-machines';
import type { Behaviour } from '../faults/behaviour';
import { type AttemptOracle, NOTHING_BESIDE } from '../faults/oracle';
import type { PlannedDevice } from '../faults/plan-faults';

/** Recorded machines laid out on disk, where real agents read them. */
export interface RecordedDevices {
  readonly devices: readonly PlannedDevice[];
  /** Removes their files. */
  readonly remove: () => Promise<void>;
}

/** Lays out every recorded machine in a temporary folder of its own and reads it once. */
export async function layOutRecordedDevices(): Promise<RecordedDevices> {
  const folder = await mkdtemp(join(tmpdir(), 'burnin-recorded-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    return {
      devices: await Promise.all(RECORDED_MACHINES.map((machine) => toDevice(machine, join(folder, machine.name)))),
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function toDevice(machine: RecordedMachine, root: string): Promise<PlannedDevice> {
  await layOutMachine(machine.manifest, root);
  const collect = createLinuxCollector({ root });
  const { sn } = machine.serialFrom === 'set' ? { sn: machine.serial } : await findSerial(root);
  const behaviour: Behaviour = sn === machine.serial ? { kind: 'answers' } : { kind: 'placeholderSerial', text: sn };
  return {
    device: {
      serial: machine.serial,
      ip: machine.ip,
      bootId: await readBootId(root),
      hardware: await collect(),
      mes: { serialNo: machine.serial, product: machine.product, interfaces: machine.expected },
    },
    collect,
    behaviour,
    oracle: { serial: machine.serial, fault: null, attempts: [attemptFor(machine)], answersAfterMs: 0, pairRejected: false },
  };
}

function attemptFor({ interfaces, ignored }: RecordedMachine): AttemptOracle {
  if (interfaces === null) {
    return { status: 'noAnswer', contested: false, interfaces, ignored, beside: { ...NOTHING_BESIDE, noSerial: 1 } };
  }
  const passes = interfaces.every(({ verdict }) => verdict === 'match');
  return { status: passes ? 'pass' : 'fail', contested: false, interfaces, ignored, beside: NOTHING_BESIDE };
}
