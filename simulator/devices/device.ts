import type { Collected } from '../../agent/collect/collected';
import type { MesRecord } from '../factory/device-database';

/** One simulated device: what is built in, and what MES expects. Both say the same until a fault is applied. */
export interface SimulatedDevice {
  /** As on its label and on the roster. */
  readonly serial: string;
  readonly ip: string;
  /** A UUID. */
  readonly bootId: string;
  /** What a reading of its hardware gives. */
  readonly hardware: Collected;
  /** What MES holds for it. */
  readonly mes: MesRecord;
}
