import { readScanEvent, readStoredEntry } from '../../../protocol/stored-events';
import { AppError } from '../../domain/errors';
import type { PruneCheckpoint, ScanEvent } from '../../domain/scan/events';
import type { StoredAudit } from '../../domain/ports/journal';

/** An entry of the event log as its table holds it. */
interface EntryRow {
  readonly seq: number;
  readonly body: string;
}

/** @throws AppError `recordsDamaged` for an entry that is none of an operation: without it nobody can say what the operation came to */
export function scanEventOf(row: EntryRow): ScanEvent {
  const read = readScanEvent(row);
  if (!read.ok) throw new AppError('recordsDamaged', read.error);
  return read.value;
}

/** An entry for the audit trail, which is shown also where one of its entries cannot be read. */
export function auditedOf(row: EntryRow): StoredAudit['event'] {
  const read = readStoredEntry(row);
  return read.ok ? read.value : { kind: 'unreadable', why: read.error };
}

/** Null for an entry that is no checkpoint of what was pruned, or cannot be read. */
export function checkpointOf(row: EntryRow): PruneCheckpoint | null {
  const read = readStoredEntry(row);
  return read.ok && read.value.kind === 'pruned' ? read.value : null;
}
