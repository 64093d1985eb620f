import type { ScanEvent } from '../../main/domain/scan/events';
import type { HardwareReport } from '../../protocol/wire/read-report';

/** One event as it was written, with the report that it names. */
export interface Written {
  readonly seq: number;
  readonly at: number;
  readonly event: ScanEvent;
  readonly bytes: Uint8Array | null;
  /** Read once: it is looked at again and again. */
  readonly report: HardwareReport | null;
}
