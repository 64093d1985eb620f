/** What happened, by the names that the domain uses. What is stored of it, and how it is read, is `protocol/stored-events.ts`. */
export type {
  AuditDetail,
  AuditEntry,
  CardStay,
  PruneCheckpoint,
  PrunedRange,
  RawAnswer,
  ScanEvent,
  ScanPolicy,
} from '../../../protocol/stored-events';
