import { english } from '../../messages/english';
import reports from '../../protocol/fixtures/hardware-reports.json';
import { csvText } from '../../main/domain/records/csv';
import { readMac } from '../../protocol/mac-address';
import { scanLog } from '../../main/domain/records/scan-log';
import { applyEvent, startSession } from '../../main/domain/scan/fold';
import { resultTable } from '../../main/domain/scan/result-table';
import type { DeviceState, ScanSession } from '../../main/domain/scan/state';
import { deviceDetails, sessionView } from '../../main/domain/scan/views';
import { summaryText } from '../../main/cli/terminal-text';
import { readDeviceInfo, type MesAnswer } from '../../protocol/device-info';
import { ScanLog } from '../../protocol/http';
import { OperationId, OperatorId, SerialNumber } from '../../protocol/ids';
import { DeviceDetails, SessionView } from '../../protocol/model';
import { DEFAULT_SETTINGS } from '../../protocol/settings';
import { readHardwareReport, type HardwareReport } from '../../protocol/wire/read-report';
import type { Target } from '../engine/target';
import { about, hasUnseen, keep, keepStorable } from './checks';
import { keepCsv } from './csv-cells';
import { jsonBytes, jsonValue, lenientText } from './input-text';
import { REPORT_KEYS } from './wire-report';

/**
 * From the wire to the screen, the terminal and the files: a report and what MES says of its device go through one whole scan, and
 * whatever they hold must neither pass wrongly nor come out unescaped.
 */
export const scanOutputs: Target = {
  name: 'scan-outputs',
  reads: 'a report and an answer of MES, through a whole scan into terminal text, CSV and scan log',
  tokens: ['report', 'mes', 'operation', 'again', ...REPORT_KEYS, 'info', 'macInfo', 'serialNo', 'vpdInfo', 'productName'],
  seeds: () => reports.flatMap(({ message }) => [jsonBytes(scanOf(message)), jsonBytes({ ...scanOf(message), again: message })]),
  run(bytes) {
    const input = new Map<string, unknown>(Object.entries(Object(jsonValue(lenientText(bytes))) as Record<string, unknown>));
    const session = sessionOf(input.get('operation'));
    const first = reportIn(input.get('report'));
    if (first === null) return 'no report';
    const answer = play(session, first, input.get('mes'));
    const second = reportIn(input.get('again'));
    if (second !== null) play(session, second, input.get('mes'));
    applyEvent(session, { kind: 'scanClosed', reason: 'operator' }, 5_000, null);
    for (const device of session.devices.values()) keepVerdict(device);
    keepOutputs(session);
    const devices = [...session.devices.values()];
    const verdicts = new Set(
      devices.flatMap(({ comparison }) =>
        comparison?.kind === 'judged' ? comparison.interfaces.map(({ verdict }) => verdict) : [],
      ),
    );
    return `${devices.map(({ status }) => status).join()} ${answer?.kind ?? 'no answer'} ${[...verdicts].toSorted().join()} ${about(devices.length)}`;
  },
};

/** A report together with an answer of MES that agrees with it. */
function scanOf(message: object): object {
  const report = readHardwareReport(message as Parameters<typeof readHardwareReport>[0]);
  if (!report.ok) return { report: message };
  const { sn, interfaces } = report.value;
  const macInfo = interfaces
    .filter(({ kind }) => kind === 'physical')
    .map(({ name, mac, permanentMac }) => ({ interface: name, macaddr: (permanentMac ?? mac).toUpperCase() }));
  return { operation: '17', report: message, mes: { info: [{ serialNo: sn, macInfo, vpdInfo: { productName: 'CX-4100' } }] } };
}

function sessionOf(operation: unknown): ScanSession {
  const operationId = OperationId.safeParse(operation);
  return startSession(
    {
      kind: 'scanStarted',
      operationId: operationId.success ? operationId.data : OperationId.parse('17'),
      operatorId: OperatorId.parse('E-1047'),
      scanMode: 0,
      roster: null,
      policy: DEFAULT_SETTINGS.scan,
    },
    1_000,
  ).session;
}

function reportIn(value: unknown): HardwareReport | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const read = readHardwareReport(value as Parameters<typeof readHardwareReport>[0]);
  return read.ok ? read.value : null;
}

/** One report, and the answer to each look-up that it asks for. */
function play(session: ScanSession, report: HardwareReport, mes: unknown): MesAnswer | null {
  const { effects } = applyEvent(session, { kind: 'reportReceived', reportId: 'r1' }, 2_000, report);
  let last: MesAnswer | null = null;
  for (const effect of effects) {
    if (effect.kind !== 'lookUp') continue;
    keep(SerialNumber.safeParse(effect.sn).success, 'only a serial number is looked up', () => effect.sn);
    const read = readDeviceInfo(mes, effect.sn);
    last = read.ok ? read.value : read.error;
    applyEvent(session, { kind: 'mesAnswered', sn: effect.sn, attempt: effect.attempt, answer: last }, 3_000, null);
  }
  return last;
}

/** No wrong pass: every address that MES expects was reported by the device itself, and none besides them is judged. */
function keepVerdict({ status, answer, report, sn }: DeviceState): void {
  if (status !== 'pass') return;
  keep(answer?.kind === 'expected' && report !== null && sn !== null, 'nothing passes that MES does not know');
  const found = new Set(report.interfaces.flatMap(({ mac, permanentMac }) => [normal(mac), normal(permanentMac ?? mac)]));
  for (const { mac } of answer.interfaces)
    keep(
      normal(mac) !== null && found.has(normal(mac)),
      'nothing passes with an address that MES expects and the device does not have',
      () => mac,
    );
}

function normal(mac: string): string | null {
  const read = readMac(mac);
  return read.kind === 'mac' ? read.text : null;
}

function keepOutputs(session: ScanSession): void {
  keepCsv(csvText(resultTable(session, english)));
  const terminal = summaryText(session, session.counts, []);
  keep(!hasUnseen(terminal.replaceAll('\n', '')), 'every character on the terminal can be seen', () => JSON.stringify(terminal));
  const log = scanLog(session);
  keepStorable(log);
  const checked = ScanLog.safeParse(log);
  keep(checked.success, 'a scan log has the shape that the factory reads', () => (checked.success ? '' : checked.error.message));
  for (const device of session.devices.values()) {
    const details = DeviceDetails.safeParse(deviceDetails(device));
    keep(details.success, 'the window can read what it is told of a device', () =>
      details.success ? '' : details.error.message,
    );
  }
  const view = SessionView.safeParse(sessionView(session, 0));
  keep(view.success, 'the window can read what it is told of a scan', () => (view.success ? '' : view.error.message));
}
