import { operationId, OperatorId, serialNumber } from '../../../protocol/ids';
import type { MesAnswer } from '../../../protocol/device-info';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import { plainInterface, type ReportedInterface } from '../../../protocol/wire/reported-interface';
import type { ScanEvent, ScanPolicy } from '../scan/events';
import { SCAN_RULES } from '../scan/rules';

/** Small builders for the domain's tests: only what a test says differs from a plain device. */

export const POLICY: ScanPolicy = DEFAULT_SETTINGS.scan;

export function port(name: string, mac: string, more: Partial<ReportedInterface> = {}): ReportedInterface {
  return { ...plainInterface(name, mac), bus: 'pci', ...more };
}

export function reportOf(
  sn: string,
  interfaces: readonly ReportedInterface[],
  more: Partial<HardwareReport> = {},
): HardwareReport {
  return {
    operationId: operationId('1'),
    sn,
    attempt: null,
    ip: null,
    bootId: null,
    agentVersion: null,
    collectedAt: null,
    warnings: [],
    interfaces,
    portsWithoutDriver: [],
    inventory: null,
    burnIn: [],
    ...more,
  };
}

export function expects(...pairs: readonly (readonly [name: string, mac: string])[]): Extract<MesAnswer, { kind: 'expected' }> {
  return { kind: 'expected', product: 'CX-4100', interfaces: pairs.map(([name, mac]) => ({ name, mac })) };
}

export function scanStarted(
  roster: readonly string[] | null,
  policy: Partial<ScanPolicy> = {},
  rules = SCAN_RULES,
): Extract<ScanEvent, { kind: 'scanStarted' }> {
  return {
    kind: 'scanStarted',
    operationId: operationId('1'),
    operatorId: OperatorId.parse('op-7'),
    scanMode: 0,
    roster: roster === null ? null : roster.map(serialNumber),
    policy: { ...POLICY, ...policy },
    rules,
  };
}
