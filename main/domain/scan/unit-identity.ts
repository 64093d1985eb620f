import type { DeviceId } from '../../../protocol/ids';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import { isPlaceholderSerial } from '../../../protocol/serial';
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

  constructor(report: HardwareReport, rules: number) {
    this.#report = report;
    this.bootId = rules >= 9 && report.bootId !== null && tellsNothing(report.bootId) ? null : report.bootId;
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

/** What an agent sends that cannot read its boot id (`unknown`, zeros), or a short number of its own: it may be the same on every device of an image. */
function tellsNothing(bootId: string): boolean {
  return /^\d{1,7}$/.test(bootId) || isPlaceholderSerial(bootId);
}

/** The unit that sent a report. @param rules by which the scan was begun */
export function unitOf(report: HardwareReport, rules: number): Unit {
  return new Unit(report, rules);
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
export function claimsSameUnit(a: HardwareReport, b: HardwareReport, rules: number): boolean {
  return isSameUnit(unitOf(a, rules), unitOf(b, rules));
}

const MAX_NAME = 160;

/** A longer name is cut and carries the hash of the whole: then it is longer than any that is not cut. */
function bounded(name: string): string {
  return name.length <= MAX_NAME ? name : `${name.slice(0, MAX_NAME)} ${sha256OfText(name)}`;
}

/** A key for a unit that has no serial number. */
export function unitWithoutSerialId(report: HardwareReport, rules: number): DeviceId {
  return `?${unitOf(report, rules).name}` as DeviceId;
}

/** The key that it had in the events of version 0.1.0, where units with one IP address, and ones with a long boot id, shared a key. */
export function formerUnitWithoutSerialId(report: HardwareReport): DeviceId {
  const { bootId, ip, inventory } = unitOf(report, 1);
  return `?${(bootId ?? ip ?? inventory).slice(0, 250)}` as DeviceId;
}

export function macsOf(report: HardwareReport): string[] {
  return report.interfaces.filter(({ kind }) => kind === 'physical').map((row) => comparedAddress(row).address?.text ?? row.mac);
}
