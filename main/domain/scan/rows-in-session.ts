import type { DeviceDetails, DeviceRow } from '../../../protocol/model';
import { text } from '../../../protocol/texts/text';
import { nearEntry } from './near-entries';
import type { DeviceState, ScanSession } from './state';
import { deviceDetails, deviceRow } from './views';

/** A grid row; a guest that may be a roster entry which has not answered is named beside it. */
export function rowIn(session: ScanSession, device: DeviceState): DeviceRow {
  const row = deviceRow(device);
  return { ...row, reason: [...row.reason, ...nearEntry(session, device)] };
}

/** All about one device, as `rowIn` shows it. */
export function detailsIn(session: ScanSession, device: DeviceState): DeviceDetails {
  const details = deviceDetails(device);
  const near = nearEntry(session, device);
  if (near.length === 0) return details;
  return {
    ...details,
    row: { ...details.row, reason: [...details.row.reason, ...near] },
    nextAction: [text('next.compareLabel'), ...details.nextAction],
  };
}
