import type { DeliveryKey, DeviceId, OperationId, OperatorId, SerialNumber } from '../../../protocol/ids';
import type { MesAnswer } from '../../../protocol/device-info';
import type {
  AttemptView,
  CloseReason,
  Contest,
  DeviceStatus,
  PairOutcome,
  PairSettlement,
  ScanCounts,
} from '../../../protocol/model';
import type { RackShape } from '../../../protocol/racks';
import type { SelfTestOfScan } from '../../../protocol/self-test';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import type { ScanMode } from '../../../protocol/wire/v1';
import type { CardStay } from '../compare/card-stay';
import type { Comparison } from '../compare/compare-device';
import type { ScanPolicy } from './events';
import type { MacIndex } from './mac-index';
import type { Texts } from '../../../protocol/texts/text';

/** What it is judged by was altered in the records: neither pass nor fail. */
interface AlteredRecord {
  readonly kind: 'altered';
  readonly reason: Texts;
  readonly nextAction: Texts;
}

/** One device of an operation. Owned by the fold in `fold.ts`; everyone else only reads. */
export interface DeviceState {
  readonly id: DeviceId;
  /** Null for a unit without serial number. */
  readonly sn: SerialNumber | null;
  readonly guest: boolean;
  /** Slot of the scan's rack where it is expected; null where that is not known. */
  readonly slot: string | null;
  /** Slot in which a person found it last. */
  foundIn: string | null;
  status: DeviceStatus;
  /** The attempt that was asked for last, from 1. */
  attempt: number;
  /** How many attempts of these began by themselves since a person asked last. */
  retries: number;
  /** Attempts before this one. */
  readonly earlier: AttemptView[];
  report: HardwareReport | null;
  /** Under which `report` is in the store. */
  reportId: string | null;
  answer: MesAnswer | null;
  /** What the registry knew of its strange cards when MES answered. */
  stays: readonly CardStay[];
  comparison: Comparison | AlteredRecord | null;
  /** Every report that claims this serial number, when two different units do. */
  claimants: HardwareReport[];
  /**
   * Reports of units that claimed this serial number in conflict or late, at any attempt, by `unitOf`: each that tells of other cards or
   * another address under one boot id. Under rules before 3 the last only.
   */
  readonly claims: Map<string, readonly HardwareReport[]>;
  /** Why a message under its serial number could not be used in this attempt; null when there was none before it answered. */
  unusable: Texts | null;
  /** Why reports could not be judged when the scan ended without its answer; null when they could. */
  unread: Texts | null;
  /** Why nobody was heard when the scan ended; null when the line to the broker was up. */
  unheard: Texts | null;
  /** An answer under its serial number came too late for this attempt. */
  late: boolean;
  /** Operations other than this one that reports under its serial number answered in this attempt. */
  readonly elsewhere: Set<string>;
  /** Why a supervisor let it go on although it failed. */
  waiver: string | null;
  /** Who has seen that it failed in this attempt, and when; null while nobody has. */
  acknowledged: { readonly operatorId: OperatorId; readonly at: number } | null;
  /** All that speaks against it while it passes; kept by the fold. */
  contests: readonly Contest[];
  /** Keys of the contests that a person has looked at and let pass in this attempt; another one counts again. */
  clearedContests: ReadonlySet<string>;
  /** As it was when it was asked again after its last pass, which stands until another verdict is made. */
  lastPass: Pick<DeviceState, 'comparison' | 'report' | 'clearedContests'> | null;
  /** What became of it at Pair (or burn). A rescan leaves it as it is. */
  pair: DevicePair | null;
  at: number;
}

/** One serial number at the Pair (or burn) API. */
export interface DevicePair {
  readonly outcome: PairOutcome;
  /** Why it was not taken, or may not have been. */
  readonly reason: Texts;
  readonly key: DeliveryKey;
  /** The attempt that was sent. */
  readonly attempt: number;
  /** A try under this key, or an earlier one, may have arrived, whatever became of it later. */
  readonly inDoubt: boolean;
  /** What a person made of a refused or unknown outcome. */
  readonly settled: PairSettlement | null;
}

/** A report that was set aside; the raw bytes are in the store under `reportId`. */
interface SetAside {
  readonly kind: 'late' | 'stale' | 'duplicate';
  readonly reportId: string;
  readonly sn: string;
  readonly operationId: string;
  readonly at: number;
  readonly reason: Texts;
}

/** One operation: what its events fold to. */
export interface ScanSession {
  readonly operationId: OperationId;
  readonly operatorId: OperatorId;
  readonly scanMode: ScanMode;
  readonly policy: ScanPolicy;
  /** Number of the rules by which its events are folded. @see `rules.ts` */
  readonly rules: number;
  readonly rosterSize: number | null;
  /** The rack that it was started on. */
  readonly rack: RackShape | null;
  /** The self-test of its shift; null where none was run and none was asked for. */
  readonly selfTest: SelfTestOfScan | null;
  readonly startedAt: number;
  phase: 'scanning' | 'closed';
  round: number;
  roundStartedAt: number;
  /** When something came last that belongs to this round. */
  lastActivityAt: number;
  /** How often time began again for a round, and for the silence that ends it: a clock that is set back says a moment twice. */
  beginnings: number;
  activities: number;
  closedAt: number | null;
  closeReason: CloseReason | null;
  /** Where it was ended because its program was killed: when the last thing happened in it. */
  interruptedAt: number | null;
  /** When anything happened in it last. */
  lastEventAt: number;
  /** In the order in which rows stand. */
  readonly devices: Map<DeviceId, DeviceState>;
  readonly macs: MacIndex;
  /** Keys that version 0.1.0 gave to units without serial number, to theirs of today. */
  readonly formerIds: Map<DeviceId, DeviceId>;
  /** How many devices reported and wait for MES. */
  lookUps: number;
  /** Devices with ports that MES knows by another name. */
  readonly renamed: Set<DeviceId>;
  /** Devices that pass but may not be paired until a person has looked. */
  readonly contested: Set<DeviceId>;
  /** Devices that failed, or share a serial number, and that nobody has acknowledged. */
  readonly unacknowledged: Set<DeviceId>;
  readonly aside: SetAside[];
  /** SHA-256 of the reports that came and say to which attempt they answer; since rules 3. */
  readonly came: Set<string>;
  /** SHA-256 of the reports that counted and say to which attempt they answer; under rules 2 only. */
  readonly counted: Set<string>;
  /** Late reports of serial numbers that the scan has no device of; since rules 3. */
  readonly claimed: Map<DeviceId, HardwareReport[]>;
  /** SHA-256 of the reports that were set aside as late and that `came` does not have: since rules 3 those that name no attempt. */
  readonly late: Set<string>;
  /** How many of its entries on record are not as they were filed. */
  altered: number;
  /** Kept up to date by the fold; `recount` in the tests derives the same from the devices. */
  readonly counts: { -readonly [K in keyof ScanCounts]: ScanCounts[K] };
  /** Causes of internal-error notifications that went out already, so that each goes once. */
  readonly notified: Set<string>;
}

/** What the outside has to do because of an event; carried out by `main/app/`. */
export type Effect =
  | { readonly kind: 'askEveryone' }
  | { readonly kind: 'askDevice'; readonly device: DeviceId; readonly sn: SerialNumber | null; readonly attempt: number }
  | { readonly kind: 'lookUp'; readonly sn: SerialNumber; readonly attempt: number }
  /** An internal error that the notification API is told at once. */
  | { readonly kind: 'notify'; readonly id: string; readonly what: Texts };

/** Which devices look different after an event, and what follows from it. */
export interface Change {
  readonly devices: ReadonlySet<DeviceId>;
  readonly effects: readonly Effect[];
}

/** Whether nothing that counts has come of a device in this attempt. */
export function isSilent({ status }: DeviceState): boolean {
  return status === 'waiting' || status === 'noAnswer';
}

/** What speaks against a device that passes and no person has looked at yet. */
export function openContests(device: DeviceState): readonly Contest[] {
  return device.contests.length === 0 ? device.contests : device.contests.filter(({ key }) => !device.clearedContests.has(key));
}

/** The outcome at Pair that waits for a person; null when there is none, or a person has settled it. */
export function unsettledPair({ pair }: DeviceState): 'rejected' | 'unknown' | null {
  if (pair === null || pair.settled !== null) return null;
  return pair.outcome === 'rejected' || pair.outcome === 'unknown' ? pair.outcome : null;
}

/** Whether Pair may have it, or gets it now: then it is neither scanned nor sent again. */
export function mayBePaired({ pair }: DeviceState): boolean {
  if (pair === null || pair.outcome === 'rejected') return false;
  return pair.outcome !== 'unknown' || pair.settled?.as !== 'sendAgain';
}

/** Passed, but something speaks against it, and it is held out of Pair until a person has looked. */
export function isContested(device: DeviceState): boolean {
  return device.contests.some(({ key }) => !device.clearedContests.has(key));
}

/** An expected device that failed, or shares a serial number, and that no person has acknowledged in this attempt. */
export function isUnacknowledged({ sn, guest, status, acknowledged }: DeviceState): boolean {
  return sn !== null && !guest && (status === 'fail' || status === 'conflict') && acknowledged === null;
}

/** A device that answered although the roster does not name it. A unit without serial number may be one of the roster. */
export function isOffTheList({ guest, sn }: DeviceState): boolean {
  return guest && sn !== null;
}
