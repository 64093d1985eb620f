import type { DeliveryKey, DeviceId, OperationId, OperatorId, SerialNumber } from '../../protocol/ids';
import type { MesAnswer } from '../../protocol/http';
import type { CloseReason, DeliveryState, PairSettlement } from '../../protocol/model';
import type { Settings } from '../../protocol/settings';
import type { ScanMode } from '../../protocol/wire/v1';
import type { CardStay } from './compare/card-stay';

/** The plant's rules that verdicts depend on; fixed when a scan starts, so that it folds to the same verdicts for ever. */
export type ScanPolicy = Settings['scan'];

/**
 * What happened in one operation, in order. These are stored; the session is what they fold to. A raw report stays in the
 * report table and is named here by its id.
 */
export type ScanEvent =
  | {
      readonly kind: 'scanStarted';
      readonly operationId: OperationId;
      readonly operatorId: OperatorId;
      readonly scanMode: ScanMode;
      /** Null: the scan takes whoever answers. */
      readonly roster: readonly SerialNumber[] | null;
      readonly policy: ScanPolicy;
    }
  /** `sha256`: of the raw bytes, in hexadecimal, so that the report is as tamper-evident as the event. */
  | { readonly kind: 'reportReceived'; readonly reportId: string; readonly sha256?: string }
  | {
      readonly kind: 'mesAnswered';
      readonly sn: SerialNumber;
      readonly attempt: number;
      readonly answer: MesAnswer;
      /** What MES really sent, for evidence; absent when there was no whole answer. */
      readonly raw?: RawAnswer;
      /** Where cards were that MES does not give to this device, as the registry knew it then. */
      readonly stays?: readonly CardStay[];
    }
  /** The console was started again, or its computer woke up, while the scan was open. */
  | { readonly kind: 'reopened' }
  | { readonly kind: 'rescanAsked'; readonly devices: readonly DeviceId[]; readonly operatorId: OperatorId }
  /** A person looked at devices that pass but share a MAC or a serial number, and lets them be paired. */
  | { readonly kind: 'contestCleared'; readonly devices: readonly DeviceId[]; readonly operatorId: OperatorId }
  /** A supervisor lets failed devices go on; they are never green, and not paired. */
  | { readonly kind: 'waived'; readonly devices: readonly DeviceId[]; readonly reason: string; readonly operatorId: OperatorId }
  /** `operatorId` is there when a person ended it. */
  | { readonly kind: 'scanClosed'; readonly reason: CloseReason; readonly operatorId?: OperatorId }
  | {
      readonly kind: 'pairConfirmed';
      readonly digest: string;
      readonly serials: readonly SerialNumber[];
      readonly key: DeliveryKey;
      readonly operatorId: OperatorId;
    }
  | {
      readonly kind: 'pairAnswered';
      readonly key: DeliveryKey;
      readonly state: DeliveryState;
      /** Serials that the API named as rejected, with its reasons. */
      readonly rejected: Readonly<Record<string, string>>;
      readonly sentence: string;
    }
  /** A person settled what became of devices that Pair refused, or of which nobody knows whether it took them. */
  | {
      readonly kind: 'pairSettled';
      readonly devices: readonly DeviceId[];
      readonly as: PairSettlement['as'];
      readonly reason: string;
      readonly operatorId: OperatorId;
    }
  /** A report of an operation that nobody knows, filed here after no console claimed it. */
  | { readonly kind: 'staleFiled'; readonly reportId: string; readonly sha256?: string };

/** An HTTP answer as it came. */
export interface RawAnswer {
  readonly status: number;
  /** At most 64 Ki characters of the body. */
  readonly body: string;
}

export type ScanEventKind = ScanEvent['kind'];

/** What a person did that belongs to no operation, or changes nothing in one. Stored in the same chain as the scan events. */
export interface AuditEntry {
  readonly kind: 'audited';
  /** Badge or typed operator number; empty when nobody was signed in. */
  readonly person: string;
  readonly action:
    | 'signedIn'
    | 'signedOut'
    | 'signInRefused'
    | 'personSaved'
    | 'personRemoved'
    | 'settingsChanged'
    | 'secretChanged'
    | 'scanLogExported'
    | 'evidenceExported'
    | 'quarantineExported'
    | 'supportBundleMade'
    | 'deliveryResent'
    | 'deliveryEdited'
    | 'registryChanged';
  readonly subject: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Entries that stood one after the other in the chain and were removed; the entry after them follows from `lastHash`. */
export interface PrunedRange {
  readonly from: number;
  readonly to: number;
  /** Hash of the last removed entry. */
  readonly lastHash: string;
}

/** Seals a removal: an entry of the chain like every other, through which the chain holds over the gaps. */
export interface PruneCheckpoint {
  readonly kind: 'pruned';
  /** Who had it done: a person at a terminal, or `policy` for the console's own setting. */
  readonly person: string;
  readonly olderThanDays: number;
  readonly operationIds: readonly OperationId[];
  readonly ranges: readonly PrunedRange[];
  readonly events: number;
  readonly reports: number;
  readonly deliveries: number;
}
