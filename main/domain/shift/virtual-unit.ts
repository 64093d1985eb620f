import type { ExpectedInterface } from '../../../protocol/expected-interface';
import { deviceIdOf, OperationId, OperatorId, SerialNumber } from '../../../protocol/ids';
import type { InterfaceVerdict } from '../../../protocol/model';
import { SELF_TEST_SERIAL, type SelfTestFault } from '../../../protocol/self-test';
import { NO_TEXT, type Texts } from '../../../protocol/texts/text';
import { LOOPBACK_ROW } from '../../../protocol/wire/loopback-row';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import type { HardwareReportMessage, InterfaceRow } from '../../../protocol/wire/v1';
import type { ScanPolicy } from '../scan/events';
import { applyEvent, startSession } from '../scan/fold';
import { SCAN_RULES } from '../scan/rules';
import { reasonFor } from '../scan/session-changes';

/** Addresses of the block that is set apart for documentation: no card has them. */
const FIRST: ExpectedInterface = { name: 'selftest0', mac: '00:00:5e:00:53:10' };
const SECOND: ExpectedInterface = { name: 'selftest1', mac: '00:00:5e:00:53:11' };
const THIRD: ExpectedInterface = { name: 'selftest2', mac: '00:00:5e:00:53:12' };
const PORTS = [FIRST, SECOND, THIRD];
const OTHER: ExpectedInterface = { name: 'selftest3', mac: '00:00:5e:00:53:20' };

interface VirtualFault {
  /** What the unit says that it has. */
  readonly ports: readonly ExpectedInterface[];
  /** Which port it is about, and what that must come to. */
  readonly port: string;
  readonly verdict: InterfaceVerdict;
}

const FAULTS: Readonly<Record<SelfTestFault, VirtualFault>> = {
  missingPort: { ports: [FIRST, SECOND], port: THIRD.name, verdict: 'absent' },
  wrongMac: { ports: [{ ...FIRST, mac: OTHER.mac }, SECOND, THIRD], port: FIRST.name, verdict: 'mismatch' },
  extraPort: { ports: [...PORTS, OTHER], port: OTHER.name, verdict: 'unexpected' },
};

const PREFIX = 'SELF-TEST-';

/** The operation of one self-test. @param id names it */
export function testOperation(id: string): OperationId {
  return OperationId.parse(`${PREFIX}${id}`);
}

export function isTestOperation(operation: string): boolean {
  return operation.startsWith(PREFIX) && operation.length > PREFIX.length;
}

/** What an agent on the virtual unit would send. @param at ms since 1970 */
export function testReport(fault: SelfTestFault, operationId: OperationId, at: number): HardwareReportMessage {
  const rows = FAULTS[fault].ports.map(rowOf);
  return {
    operationId,
    operatorId: PREFIX,
    scanMode: 0,
    attempt: 1,
    sn: SELF_TEST_SERIAL,
    ip: '192.0.2.1',
    macinfo: Object.fromEntries(rows.map(({ interface: name, macaddr }) => [name, { macaddr }])),
    pciinfo: {},
    interfaces: [LOOPBACK_ROW, ...rows],
    bootId: operationId.slice(0, 64),
    agentVersion: 'self-test',
    collectedAt: new Date(at).toISOString(),
  };
}

function rowOf({ name, mac }: ExpectedInterface, index: number): InterfaceRow {
  return {
    interface: name,
    ifindex: index + 2,
    macaddr: mac,
    permaddr: mac,
    addrAssignType: 0,
    kind: 'physical',
    bus: 'pci',
    pciAddress: `0000:0${index + 1}:00.0`,
    operState: 'up',
  };
}

export interface JudgedTestUnit {
  /** It failed, for its fault and nothing else. */
  readonly caught: boolean;
  /** Why it did not pass; nothing where it passed. */
  readonly reason: Texts;
  /** Of its ports, as they are judged. */
  readonly verdicts: readonly InterfaceVerdict[];
}

/** Judges the virtual unit as a scan of it would: by the same events, against an expectation that is fixed. */
export function judgeTestUnit(fault: SelfTestFault, report: HardwareReport, policy: ScanPolicy): JudgedTestUnit {
  const sn = SerialNumber.parse(SELF_TEST_SERIAL);
  const { session } = startSession(
    {
      kind: 'scanStarted',
      operationId: report.operationId,
      operatorId: OperatorId.parse(PREFIX),
      scanMode: 0,
      roster: [sn],
      policy,
      rules: SCAN_RULES,
    },
    0,
  );
  applyEvent(session, { kind: 'reportReceived', reportId: PREFIX }, 1, report);
  const answer = { kind: 'expected', product: null, interfaces: [...PORTS] } as const;
  applyEvent(session, { kind: 'mesAnswered', sn, attempt: 1, answer }, 2, null);
  const device = session.devices.get(deviceIdOf(sn));
  const judged = device?.comparison?.kind === 'judged' ? device.comparison : null;
  if (device === undefined || judged === null) return { caught: false, reason: NO_TEXT, verdicts: [] };
  const { port, verdict } = FAULTS[fault];
  const known = new Map(judged.interfaces.map((one) => [one.name, one.verdict]));
  const mustBe = new Map([...PORTS.map(({ name }) => [name, 'match'] as const), [port, verdict]]);
  return {
    caught:
      device.status === 'fail' && known.size === mustBe.size && [...mustBe].every(([name, must]) => known.get(name) === must),
    reason: reasonFor(device),
    verdicts: judged.interfaces.map((one) => one.verdict),
  };
}
