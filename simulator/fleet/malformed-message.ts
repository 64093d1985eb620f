import { MAX_MESSAGE_BYTES, MAX_MESSAGE_DEPTH } from '../../protocol/topology';
import type { HardwareReportMessage } from '../../protocol/wire/v1';
import type { MalformedShape } from '../faults/behaviour';

/** A report that no console can use, broken in one way and right in every other. */
export function malformedMessage(report: HardwareReportMessage, shape: MalformedShape): Uint8Array {
  const text = JSON.stringify(report);
  switch (shape) {
    case 'notJson':
      return Buffer.from(text.slice(0, Math.floor(text.length / 2)));
    case 'withoutSerial': {
      const { sn: _, ...rest } = report;
      return Buffer.from(JSON.stringify(rest));
    }
    case 'tooDeep': {
      const depth = MAX_MESSAGE_DEPTH * 4;
      return Buffer.from(`${text.slice(0, -1)},"extra":${'['.repeat(depth)}${']'.repeat(depth)}}`);
    }
    case 'tooLarge':
      return Buffer.from(`${text.slice(0, -1)},"extra":"${'x'.repeat(MAX_MESSAGE_BYTES)}"}`);
    default:
      return shape satisfies never;
  }
}
