import type { DeviceRow } from '../../protocol/model';

/** Whether it failed, or shares a serial number, and no person has acknowledged that. */
export function isUnacknowledged({ sn, guest, status, acknowledged }: DeviceRow): boolean {
  return sn !== '' && !guest && (status === 'fail' || status === 'conflict') && acknowledged === undefined;
}
