import type { OperationId } from '../../../protocol/ids';
import { readJsonObject } from '../../../protocol/wire/body';
import { readHardwareReport, type HardwareReport } from '../../../protocol/wire/read-report';
import type { StoredEvent, StoredReport } from '../../domain/ports/journal';
import type { Store } from '../../domain/ports/store';
import { applyAltered } from '../../domain/scan/altered-records';
import { applyEvent, startSession } from '../../domain/scan/fold';
import type { Change, ScanSession } from '../../domain/scan/state';
import { fingerprint } from '../files/fingerprint';

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
  const reportById = new Map(reports.map((report) => [report.id, report]));
  let session: ScanSession | null = null;
  for (const stored of events) {
    const { event, at, altered } = stored;
    if (event.kind === 'scanStarted') {
      session = startSession(event, at).session;
      if (altered === true) session.altered += 1;
    } else if (session !== null) {
      const change = applyStored(session, stored, 'reportId' in event ? reportById.get(event.reportId) : undefined);
      onChange?.(session, change);
    }
  }
  return { session, seq: events.at(-1)?.seq ?? 0 };
}

/** Applies an event as it stands in the records, if they are as they were filed. */
function applyStored(
  session: ScanSession,
  { event, at, altered }: StoredEvent,
  stored: Pick<StoredReport, 'sn' | 'bytes'> | undefined,
): Change {
  const report = stored === undefined ? null : readReportBytes(stored.bytes);
  const filed = 'reportId' in event ? event.sha256 : undefined;
  // Entries of before name no hash, and their reports are taken as they are.
  const isAsFiled = filed === undefined || (stored !== undefined && fingerprint(stored.bytes) === filed);
  if (isAsFiled && altered !== true) return applyEvent(session, event, at, report);
  // A stale report decides nothing.
  if (event.kind === 'staleFiled') return applyEvent(session, event, at, null);
  const named = event.kind === 'mesAnswered' ? [event.sn] : 'reportId' in event ? [stored?.sn ?? '', report?.sn ?? ''] : [];
  return applyAltered(session, event, at, named);
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
