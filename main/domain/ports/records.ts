import type { OperationId } from '../../../protocol/ids';
import type { LeftOver } from '../../../protocol/model';
import type { AttemptRecord } from '../statistics/attempt-record';

export interface DeviceResult {
  readonly operationId: OperationId;
  readonly sn: string;
  readonly status: string;
  readonly attempt: number;
  readonly at: number;
}

/** What the records say of a serial number. */
export interface DeviceVerdict {
  readonly sn: string;
  /** The verdict that was made last, in whichever operation. What only was not found out is none. */
  readonly latest: Pick<DeviceResult, 'operationId' | 'status'> | null;
  /** The verdict that was made from its newest report, in whichever operation; an older report may have been judged since. */
  readonly newest: Pick<DeviceResult, 'operationId' | 'status'> | null;
  /** Its result in the operation that was asked about. */
  readonly stored: Pick<DeviceResult, 'status' | 'attempt'> | null;
}

export interface OperationRecord {
  readonly operationId: OperationId;
  readonly startedAt: number;
  readonly operatorId: string;
  readonly closedAt: number | null;
  /** Null while it is open, and for one of an earlier version until it was counted. */
  readonly leftOver: LeftOver | null;
  /** Its events, reports and messages were removed then. */
  readonly prunedAt?: number;
}

/** One operation in numbers. */
export interface OperationCounts {
  readonly operationId: string;
  readonly startedAt: number;
  readonly closedAt: number | null;
  readonly leftOver: LeftOver | null;
  /** Raw reports filed under it. */
  readonly reports: number;
  /** Devices by status. */
  readonly devices: Readonly<Record<string, number>>;
}

/** What the records say of operations and devices. */
export interface Records {
  /** The operation started last, or null in an empty store. Removed ones are not listed, here and below. */
  latestOperation(): Promise<OperationRecord | null>;
  /** Also a removed one. */
  findOperation(operationId: string): Promise<OperationRecord | null>;
  listOperations(limit: number): Promise<readonly OperationRecord[]>;
  /** Closed operations of which nobody counted what is not paired, the newest first. */
  listUncounted(limit: number): Promise<readonly OperationId[]>;
  /** Puts on record what was counted of a scan up to this event, with its attempts; nothing where another commit said it meanwhile, or an event came since. */
  fillLeftOver(operationId: OperationId, leftOver: LeftOver, attempts: readonly AttemptRecord[], upTo: number): Promise<void>;
  /** Of the latest operations, newest first: how many devices ended in which status. */
  countResults(limit: number): Promise<readonly OperationCounts[]>;
  /** What is known of these serial numbers, in their order. @param alsoIn an operation of which the stored results are wanted, too */
  verdictsOn(serials: readonly string[], alsoIn: OperationId | null): Promise<readonly DeviceVerdict[]>;
}
