import { deviceIdOf, type DeviceId, type SerialNumber } from '../../../protocol/ids';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import type { Commit } from '../../domain/ports/journal';
import type { DeviceResult } from '../../domain/ports/records';
import { leftOver } from '../../domain/delivery/pair-sheet';
import type { ScanSession } from '../../domain/scan/state';

/** The store's projection of the devices that an event changed; devices that only wait have no result yet. */
export function resultsOf(session: ScanSession, ids: ReadonlySet<DeviceId>): readonly DeviceResult[] {
  const results: DeviceResult[] = [];
  for (const id of ids) {
    const device = session.devices.get(id);
    if (device === undefined || device.sn === null || device.status === 'reported' || device.status === 'waiting') continue;
    results.push({
      operationId: session.operationId,
      sn: device.sn,
      status: device.status,
      attempt: device.attempt,
      at: device.at,
    });
  }
  return results;
}

/** Whose report an event brought, if it counts: it decides, or makes a conflict. */
export function answeredBy({ operationId, devices }: ScanSession, report: HardwareReport | null): Pick<Commit, 'answered'> {
  const device = report === null ? undefined : devices.get(deviceIdOf(report.sn as SerialNumber));
  if (report === null || device === undefined || device.sn === null) return {};
  return device.report === report || device.claimants.includes(report) ? { answered: { operationId, sn: device.sn } } : {};
}

/** The store's projection of what a closed scan leaves, to be written with the event that changed it. */
export function leftOverOf(session: ScanSession): Pick<Commit, 'leftOver'> {
  const counts = leftOver(session);
  return counts === null ? {} : { leftOver: { operationId: session.operationId, counts } };
}
