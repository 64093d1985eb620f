import { counted } from '../../../protocol/counted';
import type { NotificationBody, ScanLog, ScanLogDevice } from '../../../protocol/http';
import type { JudgedInterface } from '../../../protocol/model';
import type { ScanPolicy } from '../scan/events';
import type { DeviceState, ScanSession } from '../scan/state';

/**
 * The scan log of a closed scan, in the shape and key order of the requirement: everyone who answered and was judged, in
 * the order of the rows. Only a match is `"1"`; a device is `"1"` when it passed.
 */
export function scanLog(session: ScanSession): ScanLog {
  const scaninfo: ScanLogDevice[] = [];
  for (const device of session.devices.values()) {
    const entry = scanLogDevice(device);
    if (entry !== null) scaninfo.push(entry);
  }
  return { operationid: wireOperationId(session.operationId, session.policy.operationIdType), pairInfo: [], scaninfo };
}

/** The notification that closes a scan: how many devices passed, as the window counts them, and how many guests beside them. */
export function closingNotification({ operationId, counts, devices }: ScanSession, interrupted = false): NotificationBody {
  let guests = 0;
  for (const { guest, status } of devices.values()) if (guest && status === 'pass') guests += 1;
  const beside = guests === 0 ? '' : `, ${counted(guests, 'guest')}`;
  return {
    id: operationId,
    status: `${counted(counts.pass, 'device')} passed scanning${beside}${interrupted ? ' (the scan was interrupted)' : ''}`,
  };
}

/** What an exported scan log is called where nobody names it otherwise: nothing of the operation's text leads out of a folder. */
export function scanLogFileName(operationId: string): string {
  return exportFileName('scan-log', operationId);
}

export function evidenceFileName(operationId: string): string {
  return exportFileName('evidence', operationId);
}

function exportFileName(what: string, operationId: string): string {
  return `${what}-${operationId.replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(0, 80)}.json`;
}

/** A number when the id is a canonical integer (`17`, not `017`), unless the setting says otherwise. */
export function wireOperationId(operationId: string, type: ScanPolicy['operationIdType']): number | string {
  const canonical = /^(?:0|-?[1-9]\d*)$/.test(operationId) && Number.isSafeInteger(Number(operationId));
  if (type === 'string' || !canonical) return operationId;
  return Number(operationId);
}

function scanLogDevice(device: DeviceState): ScanLogDevice | null {
  if (device.sn === null || device.comparison?.kind !== 'judged') return null;
  if (device.status !== 'pass' && device.status !== 'fail' && device.status !== 'waived') return null;
  return {
    macinfo: device.comparison.interfaces.map((row) => ({
      interface: row.name,
      macaddr: macOf(row),
      scanstatus: row.verdict === 'match' ? '1' : '0',
    })),
    sn: device.sn,
    result: device.status === 'pass' ? '1' : '0',
  };
}

function macOf(row: JudgedInterface): string {
  return row.foundMac ?? row.expectedMac ?? '';
}
