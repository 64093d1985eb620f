import type { DeviceId } from '../../../protocol/ids';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import { comparedAddress } from '../compare/compare-device';

/**
 * Whether two reports under one serial number come from the same unit. Boot ids decide where both sent one; otherwise the
 * addresses and the IP, as far as both are known.
 */
export function claimsSameUnit(a: HardwareReport, b: HardwareReport): boolean {
  if (a.bootId !== null && b.bootId !== null) return a.bootId === b.bootId;
  if (a.ip !== null && b.ip !== null && a.ip !== b.ip) return false;
  return inventoryOf(a) === inventoryOf(b);
}

const MAX_UNIT_CHARACTERS = 400;

/** A name for the unit that sent a report, the same for reports of one boot: its boot id, or its IP and what is in it. */
export function unitOf(report: HardwareReport): string {
  const name = report.bootId ?? `${report.ip ?? ''} ${inventoryOf(report)}`;
  return name.length <= MAX_UNIT_CHARACTERS ? name : `${name.slice(0, MAX_UNIT_CHARACTERS)} (${name.length})`;
}

/** A key for a unit that has no serial number: what it boots as, where it is, or what is in it. */
export function unitWithoutSerialId(report: HardwareReport): DeviceId {
  const unit = report.bootId ?? report.ip ?? inventoryOf(report);
  return `?${unit.slice(0, 250)}` as DeviceId;
}

/** The judged-for addresses of a report, in one text that does not depend on their order. */
export function inventoryOf(report: HardwareReport): string {
  return macsOf(report).toSorted().join(' ');
}

export function macsOf(report: HardwareReport): string[] {
  return report.interfaces.filter(({ kind }) => kind === 'physical').map((row) => comparedAddress(row).address?.text ?? row.mac);
}
