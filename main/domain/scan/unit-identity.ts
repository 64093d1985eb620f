import type { DeviceId } from '../../../protocol/ids';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import { comparedAddress } from '../compare/compare-device';
import { sha256OfText } from '../sha-256';

/** What tells the sender of a report from others. */
export class Unit {
  /** The same for reports of one boot: its boot id, or its IP and what is in it. Bounded; different units have different names. */
  readonly name: string;
  readonly bootId: string | null;
  readonly ip: string | null;
  readonly #report: HardwareReport;
  #inventory: string | null = null;

  constructor(report: HardwareReport) {
    this.#report = report;
    this.bootId = report.bootId;
    this.ip = report.ip;
    // A boot id is trimmed, so none begins with a blank.
    this.name = bounded(this.bootId ?? ` ${this.ip ?? ''} ${this.inventory}`);
  }

  /** The addresses of its physical ports, in one text that does not depend on their order; needed where a boot id is missing only. */
  get inventory(): string {
    this.#inventory ??= macsOf(this.#report).toSorted().join(' ');
    return this.#inventory;
  }
}

/** The unit that sent a report. */
export function unitOf(report: HardwareReport): Unit {
  return new Unit(report);
}

/**
 * Whether two reports come from the same unit. Boot ids decide where both sent one; otherwise the addresses and the IP, as far as
 * both are known.
 */
export function isSameUnit(a: Unit, b: Unit): boolean {
  if (a.bootId !== null && b.bootId !== null) return a.bootId === b.bootId;
  if (a.ip !== null && b.ip !== null && a.ip !== b.ip) return false;
  return a.inventory === b.inventory;
}

/** The same for reports. */
export function claimsSameUnit(a: HardwareReport, b: HardwareReport): boolean {
  return isSameUnit(unitOf(a), unitOf(b));
}

const MAX_NAME = 160;

/** A longer name is cut and carries the hash of the whole: then it is longer than any that is not cut. */
function bounded(name: string): string {
  return name.length <= MAX_NAME ? name : `${name.slice(0, MAX_NAME)} ${sha256OfText(name)}`;
}

/** A key for a unit that has no serial number. */
export function unitWithoutSerialId(report: HardwareReport): DeviceId {
  return `?${unitOf(report).name}` as DeviceId;
}

/** The key that it had in the events of version 0.1.0, where units with one IP address, and ones with a long boot id, shared a key. */
export function formerUnitWithoutSerialId(report: HardwareReport): DeviceId {
  const { bootId, ip, inventory } = unitOf(report);
  return `?${(bootId ?? ip ?? inventory).slice(0, 250)}` as DeviceId;
}

export function macsOf(report: HardwareReport): string[] {
  return report.interfaces.filter(({ kind }) => kind === 'physical').map((row) => comparedAddress(row).address?.text ?? row.mac);
}
