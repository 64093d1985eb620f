import { deviceIdOf, type SerialNumber } from '../../protocol/ids';
import { isPlaceholderSerial } from '../../protocol/serial';
import type { JsonObject } from '../../protocol/wire/body';
import type { HardwareReport } from '../../protocol/wire/read-report';
import { comparedAddress } from './compare/compare-device';
import { isLocallyAdministered, isOnMacList, isUnprogrammed } from './compare/mac-address';
import type { ScanPolicy } from './events';
import type { ScanSession } from './session/state';

/** Of how a report is turned into a Snapshot; another way gets another version. */
const VERSION = '1.0';
const MAX_TEXT = 64;

/** A stored report with what its Snapshot is named and dated by. */
export interface ReportOfScan {
  /** UUID of the stored report: the same report never gives two Snapshots. */
  readonly id: string;
  /** When it came, ms since 1970. */
  readonly at: number;
  readonly report: HardwareReport;
}

/**
 * The Snapshot that a hardware report of a scan stands for, as it is submitted to the device registry; null when the report says
 * nothing sure of a device: no serial number, two units that claim one, or an answer that was set aside.
 */
export function scanSnapshot({ id, at, report }: ReportOfScan, session: ScanSession): JsonObject | null {
  if (isPlaceholderSerial(report.sn) || !isSure(id, report, session)) return null;
  return {
    type: 'Snapshot',
    uuid: id,
    software: 'BurnInConsole',
    version: VERSION,
    endTime: new Date(at).toISOString(),
    device: { type: 'Computer', serialNumber: report.sn.slice(0, MAX_TEXT) },
    components: networkAdapters(report, session.policy),
    completeFor: ['NetworkAdapter'],
  };
}

/** A late answer shows what is in a device as well as one in time; one of two units under one serial number does not. */
function isSure(id: string, report: HardwareReport, { aside, devices }: ScanSession): boolean {
  const kind = aside.find(({ reportId }) => reportId === id)?.kind;
  if (kind === 'stale' || kind === 'duplicate') return false;
  const device = devices.get(deviceIdOf(report.sn as SerialNumber));
  return device === undefined || !(device.status === 'conflict' || device.claimedLate);
}

/** Told by their MAC address; left out are those whose address is nobody's, made up, or of the plant's own service adapters. */
function networkAdapters(report: HardwareReport, policy: ScanPolicy): readonly JsonObject[] {
  const adapters = new Map<string, JsonObject>();
  for (const row of report.interfaces) {
    if (row.kind !== 'physical' && row.kind !== 'wireless') continue;
    const { address } = comparedAddress(row);
    if (address === null || adapters.has(address.text) || address.text.length > MAX_TEXT) continue;
    if (isUnprogrammed(address, policy.vendorDefaultMacs) || isLocallyAdministered(address) || row.addrAssignType === 1) continue;
    if (isOnMacList(address, policy.serviceNics)) continue;
    adapters.set(address.text, {
      type: 'NetworkAdapter',
      serialNumber: address.text,
      wireless: row.kind === 'wireless',
      ...(row.description === null ? {} : { variant: row.description.slice(0, MAX_TEXT) }),
    });
  }
  return [...adapters.values()];
}
