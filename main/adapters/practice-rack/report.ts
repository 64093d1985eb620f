import { LOOPBACK_ROW } from '../../../protocol/wire/loopback-row';
import { HardwareReportMessage, type InterfaceRow, type ScanCommandMessage } from '../../../protocol/wire/v1';
import { portsAt, PRODUCT, type Port, type Unit } from './units';

const CARD = {
  driver: 'igb',
  description: 'Simulated Ethernet card',
  vendorId: '8086',
  deviceId: '1521',
} as const;

export const AGENT_VERSION = 'simulated';

/** The answer of a unit to a command, as the bytes that an agent would send. @param at ms since 1970 */
export function reportBytes(unit: Unit, command: ScanCommandMessage, at: number): Uint8Array {
  const { operationId, operatorId, scanMode, attempt } = command;
  const rows = portsAt(unit, attempt).map(rowOf);
  const report = HardwareReportMessage.parse({
    operationId,
    operatorId,
    scanMode,
    attempt,
    sn: unit.says,
    ip: unit.ip,
    macinfo: Object.fromEntries(rows.map((row) => [row.interface, { macaddr: row.macaddr }])),
    pciinfo: Object.fromEntries(
      rows.map((row) => [row.pciAddress, { interface: row.interface, macaddr: row.macaddr, permaddr: row.macaddr, ...CARD }]),
    ),
    interfaces: [LOOPBACK_ROW, ...rows],
    inventory: { manufacturer: 'Simulated', model: PRODUCT, form: 'server' },
    bootId: unit.bootId,
    uptimeS: 3_600 + unit.pace,
    agentVersion: AGENT_VERSION,
    collectedAt: new Date(at).toISOString(),
  } satisfies HardwareReportMessage);
  return new TextEncoder().encode(JSON.stringify(report));
}

function rowOf({ name, mac }: Port, index: number): InterfaceRow & { readonly pciAddress: string } {
  const [, bus = '0', port = '0'] = /^enp(\d+)s0f(\d+)/.exec(name) ?? [];
  return {
    interface: name,
    ifindex: index + 2,
    macaddr: mac,
    permaddr: mac,
    addrAssignType: 0,
    kind: 'physical',
    bus: 'pci',
    pciAddress: `0000:${bus.padStart(2, '0')}:00.${port}`,
    ...CARD,
    operState: index === 0 ? 'up' : 'down',
  };
}
