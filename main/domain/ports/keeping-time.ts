import type { OperationId } from '../../../protocol/ids';
import type { RecordsRoom } from '../records/records-room';
import type { PruneCheckpoint } from '../scan/events';
import type { DeliveryHead } from './deliveries';

/** A closed operation that is old enough to be removed. */
export interface OldOperation {
  readonly operationId: OperationId;
  /** Its place in the order in which scans were begun. */
  readonly position: number;
  readonly closedAt: number;
  readonly events: number;
  readonly reports: number;
  readonly deliveries: number;
  /** Messages that neither were accepted as a whole nor were replaced by an edited one. */
  readonly unsettled: readonly DeliveryHead[];
}

/** What tells whether a clock can be believed by which scans are old. */
export interface KeepingFacts {
  /** Scans that are there. */
  readonly scans: number;
  /** When the last entry of the event log was made; null when there is none. */
  readonly newestEntryAt: number | null;
  /** When the oldest scan was closed that is not old; null when all are. */
  readonly nextClosedAt: number | null;
  /** The place of the first scan that was begun then or later and not after now. */
  readonly firstYoung: number | null;
  /** The longest time between two scans begun then or later, one after the other, or between the newest scan and now, ms. */
  readonly longestPause: number;
  /** Where the records lie. */
  readonly file: string;
}

/** What is to be removed, and what the checkpoint says of it. */
export interface PruneRequest {
  readonly operationIds: readonly OperationId[];
  readonly at: number;
  readonly person: string;
  readonly olderThanDays: number;
}

export interface StoredCheckpoint extends PruneCheckpoint {
  readonly seq: number;
  readonly at: number;
}

/** The room that records take, and the end of the time for which they are kept. */
export interface KeepingTime {
  /** Operations that were closed before then, oldest first, behind the one given. */
  listOld(closedBefore: number, after: OldOperation | null, limit: number): Promise<readonly OldOperation[]>;
  /** Of records in which what was before then is old. */
  keepingFacts(oldBefore: number, now: number): Promise<KeepingFacts>;
  /** Removes closed operations with their reports and messages, and seals the gap with a checkpoint, in one transaction. */
  prune(request: PruneRequest): Promise<void>;
  /** Oldest first, behind the one of this entry; 0: from the first. */
  listCheckpoints(after: number, limit: number): Promise<readonly StoredCheckpoint[]>;
  /**
   * Packs some of what closed scans and the registry hold; whatever was done is whole and on disk, so this may be the last step for
   * as long as you like. Resolves with whether there is more.
   */
  pack(at: number): Promise<boolean>;
  /** What the records take of their disk. */
  room(): Promise<RecordsRoom>;
  /** Writes the file again without what is free in it; needs as much room again while it does. */
  compact(): Promise<void>;
  /** Gives some free room back to the file system; resolves with whether there was any to give. */
  shrink(): Promise<boolean>;
}
