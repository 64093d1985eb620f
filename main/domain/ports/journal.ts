import type { Text } from '../../../protocol/texts/text';
import type { OperationId } from '../../../protocol/ids';
import type { LeftOver } from '../../../protocol/model';
import type { ChainPlace } from '../../../protocol/report';
import type { AuditEntry, PruneCheckpoint, ScanEvent } from '../scan/events';
import type { QuarantinedMessage, HeldMessage } from './set-aside';
import type { NewDelivery, DeliveryTry, DeliveryUpdate, Readdressed } from './deliveries';
import type { DeviceResult } from './records';
import type { StoredPerson } from './people';
import type { AttemptRecord } from '../statistics/attempt-record';

export interface StoredReport {
  /** Made at the edge, unique for ever. */
  readonly id: string;
  readonly operationId: string;
  readonly sn: string;
  readonly at: number;
  readonly bytes: Uint8Array;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Of a report whose signature was checked: what no other report may come under. */
  readonly nonce?: string;
}

/** A report as the records have it. */
export interface FiledReport {
  /** Null where it is missing. */
  readonly report: StoredReport | null;
  /** It, or the entry that it came with, is not as it was filed, or it is missing: nobody knows what it said. */
  readonly altered: boolean;
}

/** A report with the event that took it in. */
export interface ReceivedReport extends FiledReport {
  readonly seq: number;
  readonly operationId: OperationId;
}

export interface StoredEvent {
  readonly seq: number;
  readonly operationId: OperationId;
  readonly at: number;
  readonly event: ScanEvent;
  /** Present where its hash says that it is not as it was written. */
  readonly altered?: true;
}

/** Everything that belongs together: written in one transaction or not at all. */
export interface Commit {
  /**
   * Names commits that are built on one another: when one of them cannot be written, every later one of the same name is
   * refused, so that nothing stands on what is not there.
   */
  readonly sequence?: string;
  /** Present when this commit opens an operation. Fails with code `operationExists` when its id is taken. */
  readonly operation?: {
    readonly operationId: OperationId;
    readonly startedAt: number;
    readonly operatorId: string;
    readonly station?: string;
  };
  /** Appended in order; the store chains their hashes. */
  readonly events?: readonly { readonly operationId: OperationId; readonly at: number; readonly event: ScanEvent }[];
  /** What people did outside of operations; chained with the events. */
  readonly audit?: readonly { readonly at: number; readonly entry: AuditEntry }[];
  readonly people?: { readonly saved?: readonly StoredPerson[]; readonly removed?: readonly string[] };
  readonly reports?: readonly StoredReport[];
  readonly quarantined?: readonly QuarantinedMessage[];
  readonly held?: readonly HeldMessage[];
  /** Ids of held messages that have found their place, in this commit or with another console; one that is not there is none. */
  readonly released?: readonly string[];
  /** One that `replaces` another fails with `notAllowedNow` unless that one is rejected and not replaced yet. */
  readonly deliveries?: readonly NewDelivery[];
  readonly deliveryUpdates?: readonly DeliveryUpdate[];
  readonly readdressed?: readonly Readdressed[];
  readonly deliveryTries?: readonly DeliveryTry[];
  readonly settings?: readonly { readonly name: string; readonly value: string }[];
  readonly deviceResults?: readonly DeviceResult[];
  /** The attempts that these results belong to, for history and statistics. */
  readonly attempts?: readonly AttemptRecord[];
  /** Whose report is among the events of this commit and counts: its next verdicts in that operation are made from it. */
  readonly answered?: Pick<DeviceResult, 'operationId' | 'sn'>;
  /** What of a closed operation is not paired, as the events of this commit leave it; null: it is to be counted again, which is not done here. */
  readonly leftOver?: { readonly operationId: OperationId; readonly counts: LeftOver | null };
}

/** An entry of the chain with what its hash covers. */
export interface ChainEntry {
  readonly seq: number;
  /** As it is hashed: without what cannot be stored as text. */
  readonly operationId: string;
  readonly at: number;
  /** Canonical JSON of the event: exactly what is hashed. */
  readonly body: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** One entry of the chain that a person caused. */
export interface StoredAudit {
  readonly seq: number;
  /** Empty for what belongs to no operation. */
  readonly operationId: string;
  readonly at: number;
  readonly event: ScanEvent | AuditEntry | PruneCheckpoint | UnreadableEntry;
}

/** An entry that this version cannot read. */
interface UnreadableEntry {
  readonly kind: 'unreadable';
  readonly why: Text;
}

/**
 * The events of scans and what people did, in one chain of hashes, with the reports that came in. One writer; commits are grouped
 * and durable on disk when their promise resolves.
 */
export interface Journal {
  /** Resolves after the data is on disk. Rejects with `storeFailed` (disk full, damaged file) or `operationExists`. */
  commit(commit: Commit): Promise<void>;
  /** All events of one operation in order. */
  loadEvents(operationId: OperationId): Promise<readonly StoredEvent[]>;
  /** The number of the last entry of one operation; null where it has none. */
  lastEntryOf(operationId: OperationId): Promise<number | null>;
  /** The raw reports named by the events of one operation. */
  loadReports(operationId: OperationId): Promise<readonly StoredReport[]>;
  loadReport(id: string): Promise<StoredReport | null>;
  /** Reports that came in for their operation, of events after `seq`, in that order; 0 for all. */
  loadReceivedAfter(seq: number, limit: number): Promise<readonly ReceivedReport[]>;
  /** Where a signed report came under this nonce, first of all; null when none did. */
  findNonce(nonce: string): Promise<{ readonly operationId: string; readonly at: number } | null>;
  /** The last entry of the hash chain; null while there is none. */
  chainHead(): Promise<ChainPlace | null>;
  /** The entry with this number; null where there is none, or it was removed with its scan. */
  chainPlace(seq: number): Promise<ChainPlace | null>;
  /** The entries of one operation in the hash chain, as they are stored, in order. */
  loadChain(operationId: OperationId): Promise<readonly ChainEntry[]>;
  /** Whether an operation is there with all its events and reports, none of them damaged; none is handed over for that. */
  canBeRead(operationId: OperationId): Promise<boolean>;
  /** Recomputes the hash chain of all events; null when it holds, otherwise one sentence naming the first bad entry. */
  verifyChain(): Promise<string | null>;
  /** What people did, newest first, across operations. @param before only what came before this entry */
  listAudit(limit: number, before?: number): Promise<readonly StoredAudit[]>;
}
