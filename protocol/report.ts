import type { Handover } from './handover';
import type { Grouping, StatisticsView, UnitAttempt } from './history';
import type {
  CloseReason,
  DeliveryKind,
  DeliveryState,
  DeviceStatus,
  InterfaceVerdict,
  PairOutcome,
  PairSettlement,
  ScanCounts,
} from './model';
import type { AuditLine } from './people';
import type { SelfTestOfScan } from './self-test';
import type { Texts } from './texts/text';

/** What a printed report says, in codes: main makes it of the records, the page that is printed puts it into words. docs/reports.md */
export type Report = OperationReport | UnitReport | PeriodReport | HandoverReport;

/** What stands on each of them. */
export interface ReportHead {
  /** ms since 1970. */
  readonly madeAt: number;
  readonly madeBy: string;
  readonly appVersion: string;
  /** Name of the station in the settings; empty where it has none. */
  readonly station: string;
  /** Null in records that no console has opened yet. */
  readonly consoleId: string | null;
  /** From records of practice. */
  readonly simulated: boolean;
  /** The last entry of the event log when the report was made; null while there is none. */
  readonly chainHead: ChainPlace | null;
}

/** One entry of the event log: whoever has its hash can tell later that nothing before it was changed. */
export interface ChainPlace {
  readonly seq: number;
  readonly hash: string;
}

export interface OperationReport {
  readonly kind: 'operation';
  readonly head: ReportHead;
  readonly operation: {
    readonly operationId: string;
    readonly operatorId: string;
    readonly target: 'pair' | 'burn';
    readonly rack: string | null;
    /** Name of the station when it was started; null where that is not on record. */
    readonly station: string | null;
    readonly startedAt: number;
    /** Null while it runs, and where it never ended: then `interruptedAt` is there. */
    readonly closedAt: number | null;
    readonly closeReason: CloseReason | null;
    /** When a scan that died last had something on record, or a signal ended it; null for one that runs, or ended by itself or by a person. */
    readonly interruptedAt: number | null;
    /** Null: whoever answered was taken. */
    readonly rosterSize: number | null;
    /** The self-test of its shift; null where none was run and none was asked for. */
    readonly selfTest: SelfTestOfScan | null;
    /** Its own last entry in the event log. */
    readonly lastEntry: ChainPlace | null;
    /** How many of its entries are not as they were filed. */
    readonly altered: number;
  };
  readonly counts: ScanCounts;
  readonly devices: readonly ReportedDevice[];
  /** The lists that were confirmed, oldest first. */
  readonly lists: readonly ConfirmedList[];
  /** What people did, oldest first. */
  readonly decisions: readonly AuditLine[];
  readonly deliveries: readonly ReportedDelivery[];
}

export interface ReportedDevice {
  /** Empty for a unit without serial number. */
  readonly sn: string;
  readonly slot: string | null;
  readonly foundIn: string | null;
  readonly status: DeviceStatus;
  readonly guest: boolean;
  /** Passed, and held out of Pair. */
  readonly held: boolean;
  readonly product: string | null;
  readonly attempt: number;
  readonly reason: Texts;
  /** Why a supervisor let it go on. */
  readonly waiver: string | null;
  /** Ports that were judged, and how many of them match. */
  readonly ports: number;
  readonly matching: number;
  /** Those that do not. */
  readonly faults: readonly ReportedPort[];
  readonly pair: PairOutcome | null;
  readonly pairReason: Texts;
  readonly pairSettled: PairSettlement | null;
}

export interface ReportedPort {
  readonly name: string;
  readonly verdict: InterfaceVerdict;
  readonly expectedMac: string | null;
  readonly foundMac: string | null;
}

/** A list that a person confirmed for Pair (or burn). */
export interface ConfirmedList {
  readonly at: number;
  readonly operatorId: string;
  /** Names exactly this list. */
  readonly digest: string;
  readonly devices: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Sent, or waiting, and nobody knows yet. */
  readonly open: number;
}

export interface ReportedDelivery {
  readonly kind: DeliveryKind;
  readonly state: DeliveryState;
  readonly summary: Texts;
  readonly problem: Texts;
  readonly createdAt: number;
  readonly replaced: boolean;
}

export interface UnitReport {
  readonly kind: 'unit';
  readonly head: ReportHead;
  readonly sn: string;
  /** Oldest first. */
  readonly attempts: readonly UnitAttempt[];
  /** Its cards over the years, by address. */
  readonly cards: readonly SeenCard[];
  /** Reports that are not as they were filed, and are left out. */
  readonly altered: number;
}

/** An address that a device reported, and the card that had it. */
export interface SeenCard {
  readonly address: string;
  /** As the last report names the port. */
  readonly port: string;
  readonly model: string | null;
  readonly pciAddress: string | null;
  readonly firstAt: number;
  readonly lastAt: number;
  /** In so many reports. */
  readonly reports: number;
}

export interface PeriodReport {
  readonly kind: 'period';
  readonly head: ReportHead;
  readonly from: number | null;
  /** Began before; null: until the report was made. */
  readonly to: number | null;
  readonly by: Grouping;
  readonly view: StatisticsView;
}

/** What a shift leaves to the next. */
export interface HandoverReport {
  readonly kind: 'handover';
  readonly head: ReportHead;
  readonly handover: Handover;
}
