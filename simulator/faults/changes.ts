import type { SimulatedDevice } from '../devices/device';
import type { Behaviour } from './behaviour';
import type { FaultyHardware } from './hardware-faults';
import type { AttemptOracle } from './oracle';

/** What a fault changes about a device that would answer and pass otherwise, and about the truth of it. */
export interface Changes {
  readonly device?: SimulatedDevice;
  readonly behaviour?: Behaviour;
  /** Set where the device is not judged. */
  readonly status?: Exclude<AttemptOracle['status'], 'pass' | 'fail'>;
  /** Ports that do not match. */
  readonly verdicts?: FaultyHardware['verdicts'];
  readonly contested?: boolean;
  /** The second scan finds everything in order. */
  readonly recovers?: boolean;
  /** False: loopback and bridges are not in the report. */
  readonly reportsVirtual?: boolean;
  readonly beside?: Partial<AttemptOracle['beside']>;
  readonly answersAfterMs?: number;
  readonly pairRejected?: boolean;
}

export function withHardware(device: SimulatedDevice, { hardware, verdicts }: FaultyHardware): Changes {
  return { device: { ...device, hardware }, verdicts };
}
