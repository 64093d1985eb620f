import type { OperationId } from '../../../protocol/ids';
import { readJsonObject } from '../../../protocol/wire/body';
import { readHardwareReport, type HardwareReport } from '../../../protocol/wire/read-report';
import type { Store } from '../../domain/ports/store';
import { applyEvent, startSession } from '../../domain/scan/fold';
import type { Change, ScanSession } from '../../domain/scan/state';

/** Folds the stored events and raw reports of an operation to its session; null when it has none. */
export async function loadSession(store: Store, operationId: OperationId): Promise<ScanSession | null> {
  return (await loadFolded(store, operationId)).session;
}

/**
 * The same, with the number of the last event in it; 0 where there is none.
 * @param onChange is told of each event what it changed, while the session stands as that left it
 */
export async function loadFolded(
  store: Store,
  operationId: OperationId,
  onChange?: (session: ScanSession, change: Change) => void,
): Promise<{ readonly session: ScanSession | null; readonly seq: number }> {
  const [events, reports] = await Promise.all([store.loadEvents(operationId), store.loadReports(operationId)]);
  const rawById = new Map(reports.map((report) => [report.id, report.bytes]));
  let session: ScanSession | null = null;
  for (const { event, at } of events) {
    if (event.kind === 'scanStarted') {
      session = startSession(event, at).session;
    } else if (session !== null) {
      const bytes = 'reportId' in event ? rawById.get(event.reportId) : undefined;
      const change = applyEvent(session, event, at, bytes === undefined ? null : readReportBytes(bytes));
      onChange?.(session, change);
    }
  }
  return { session, seq: events.at(-1)?.seq ?? 0 };
}

/** The report in stored bytes; null when they cannot be read, which the intake does not let happen. */
export function readReportBytes(bytes: Uint8Array): HardwareReport | null {
  const body = readJsonObject(bytes, decodeUtf8);
  if (!body.ok) return null;
  const report = readHardwareReport(body.value);
  return report.ok ? report.value : null;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Throws on bytes that are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
