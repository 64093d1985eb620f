import type { OperationId } from '../../../protocol/ids';
import { scanLog } from '../../domain/records/scan-log';
import type { RawAnswer, ScanEvent } from '../../domain/scan/events';
import type { ScanSession } from '../../domain/scan/state';
import { deviceDetails, sessionView } from '../../domain/scan/views';
import { attemptInWords, interfaceInWords, verdictWords } from '../scan/verdict-words';
import { auditInWords } from './audit-words';

/** What one scan's events and raw reports are, and the session that they fold to. */
export interface RecordedScan {
  readonly session: ScanSession;
  readonly events: readonly RecordedEvent[];
  readonly reports: readonly RecordedReport[];
}

export interface RecordedEvent {
  readonly seq: number;
  readonly operationId: OperationId;
  readonly at: number;
  readonly event: ScanEvent;
}

interface RecordedReport {
  readonly id: string;
  readonly sn: string;
  readonly at: number;
}

/** What of a bundle follows from its events and raw reports: a bundle is made of it, and a replay compares it. */
export function evidenceParts({ session, events, reports }: RecordedScan) {
  return {
    operation: operationInBundle(session),
    scanLog: scanLog(session),
    devices: devicesOf(session, events, reports),
    actions: events.flatMap((event) => auditInWords(event) ?? []),
  };
}

/** Without what the window alone is told: a bundle has the keys that it had before. */
function operationInBundle(session: ScanSession) {
  const view = sessionView(session, 0);
  const { onlyNamesFail: _only, silenceExplained: _silence, interruptedAt: _interrupted, counts: all, ...operation } = view;
  const { contestedExpected: _contested, pairedExpected: _paired, ...counts } = all;
  return { ...operation, counts };
}

function devicesOf(session: ScanSession, events: readonly RecordedEvent[], reports: readonly RecordedReport[]) {
  const reportsBySerial = grouped(reports, ({ sn }) => sn);
  const answers = events.flatMap(({ at, event }) => (event.kind === 'mesAnswered' ? [{ ...event, at }] : []));
  const answersBySerial = grouped(answers, ({ sn }) => sn);
  return Array.from(session.devices.values(), (device) => {
    const { row, interfaces, attempts, nextAction, claimants, agentVersion, bootId, warnings } = deviceDetails(device);
    const { id, sn, status, attempt, reason, guest, contested, product, ip, pair, at } = row;
    const head = { id, sn, status, attempt, ...verdictWords({ reason, nextAction }), guest, contested, product, ip, pair };
    return {
      ...head,
      decidedAt: at,
      interfaces: interfaces.map(interfaceInWords),
      attempts: attempts.map(attemptInWords),
      claimants,
      agentVersion,
      bootId,
      warnings,
      reports: (reportsBySerial.get(sn) ?? []).map((report) => ({ id: report.id, at: report.at })),
      mes: (answersBySerial.get(sn) ?? []).map(
        (answer): MesEvidence => ({
          at: answer.at,
          attempt: answer.attempt,
          answer: answer.answer,
          raw: answer.raw ?? null,
        }),
      ),
    };
  });
}

interface MesEvidence {
  readonly at: number;
  readonly attempt: number;
  readonly answer: unknown;
  readonly raw: RawAnswer | null;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
