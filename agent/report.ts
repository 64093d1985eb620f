import { english } from '../messages/english';
import { err, ok, type Result } from '../protocol/result';
import { firstFaultText } from '../protocol/wire/issue-text';
import type { ScanCommand } from '../protocol/wire/read-command';
import { HardwareReportMessage, type InterfaceRow, type PciRow } from '../protocol/wire/v1';
import type { Collected } from './collect/collected';

/** What a report echoes of the command. */
type AnsweredCommand = Omit<ScanCommand, 'issuedAt'>;

/** Who answers. */
export interface ReportIdentity {
  readonly sn: string;
  readonly bootId: string;
  readonly agentVersion: string;
  readonly ip: string;
}

/** Where `attempt` 1 stands for "asked by nobody": the `hwinfo` subcommand prints such a report. */
export const NO_COMMAND: AnsweredCommand = { operationId: '', operatorId: '', scanMode: 0, attempt: 1, targets: null };

/**
 * The report of one reading, as it goes over the wire.
 * @returns a sentence when it does not fit the contract (for example an operation id longer than the console reads).
 */
export function buildReport(
  identity: ReportIdentity,
  collected: Collected,
  command: AnsweredCommand,
  collectedAt: Date,
): Result<HardwareReportMessage, string> {
  const report = HardwareReportMessage.safeParse({
    operationId: command.operationId,
    operatorId: command.operatorId,
    scanMode: command.scanMode,
    attempt: command.attempt,
    sn: identity.sn,
    ip: identity.ip,
    macinfo: macInfo(collected.interfaces),
    pciinfo: pciInfo(collected),
    interfaces: collected.interfaces,
    bootId: identity.bootId,
    ...(collected.inventory === undefined ? {} : { inventory: collected.inventory }),
    ...(collected.burnIn === undefined ? {} : { burnIn: [...collected.burnIn] }),
    ...(collected.uptimeS === null ? {} : { uptimeS: collected.uptimeS }),
    agentVersion: identity.agentVersion,
    ...(collected.warnings.length === 0 ? {} : { warnings: collected.warnings }),
    collectedAt: collectedAt.toISOString(),
  });
  return report.success ? ok(report.data) : err(english(firstFaultText(report.error)));
}

/** What a legacy server reads: current addresses of the interfaces that are compared. */
function macInfo(rows: readonly InterfaceRow[]): HardwareReportMessage['macinfo'] {
  return Object.fromEntries(
    rows.filter((row) => row.kind === 'physical').map((row) => [row.interface, { macaddr: row.macaddr }]),
  );
}

/** By PCI address; of several interfaces on one function the first port stands here, all of them stand in `interfaces`. */
function pciInfo(collected: Collected): HardwareReportMessage['pciinfo'] {
  const byAddress: Record<string, PciRow> = {};
  const rows = collected.interfaces.filter(ownsPciFunction).toSorted((a, b) => (a.devPort ?? 0) - (b.devPort ?? 0));
  for (const row of rows) {
    if (row.pciAddress === undefined || byAddress[row.pciAddress] !== undefined) continue;
    byAddress[row.pciAddress] = {
      interface: row.interface,
      macaddr: row.macaddr,
      permaddr: row.permaddr ?? null,
      driver: row.driver ?? null,
      description: row.description ?? null,
      vendorId: row.vendorId ?? null,
      deviceId: row.deviceId ?? null,
    };
  }
  for (const port of collected.idlePorts) {
    byAddress[port.pciAddress] = {
      interface: null,
      macaddr: null,
      permaddr: null,
      driver: port.driver,
      description: port.description,
      vendorId: port.vendorId,
      deviceId: port.deviceId,
    };
  }
  return byAddress;
}

/** Behind USB the last PCI function is the host controller, not the network card. */
function ownsPciFunction(row: InterfaceRow): boolean {
  return row.bus === 'pci' || row.bus === 'virtio';
}
