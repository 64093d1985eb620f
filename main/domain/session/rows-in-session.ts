import type { DeviceDetails, DeviceRow } from '../../../protocol/model';
import { nearSentence } from './near-entries';
import type { DeviceState, ScanSession } from './state';
import { deviceDetails, deviceRow } from './views';

/** A grid row; a guest that may be a roster entry which has not answered is named beside it. */
export function rowIn(session: ScanSession, device: DeviceState): DeviceRow {
  const row = deviceRow(device);
  const near = nearSentence(session, device);
  return near === '' ? row : { ...row, reason: joined(row.reason, near) };
}

/** All about one device, as `rowIn` shows it. */
export function detailsIn(session: ScanSession, device: DeviceState): DeviceDetails {
  const details = deviceDetails(device);
  const near = nearSentence(session, device);
  if (near === '') return details;
  return {
    ...details,
    row: { ...details.row, reason: joined(details.row.reason, near) },
    nextAction: joined(
      'Compare the label with the roster; if it is the same device, correct the roster and scan again.',
      details.nextAction,
    ),
  };
}

function joined(one: string, other: string): string {
  return [one, other].filter((sentence) => sentence !== '').join(' ');
}
