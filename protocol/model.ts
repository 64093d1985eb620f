import { DELIVERY_KIND_NAMES } from './delivery-kinds';
import * as z from 'zod';
import { DeliveryKey, DeviceId, OperationId } from './ids';
import { RackShape } from './racks';
import { Bus, InterfaceKind, ScanMode } from './wire/v1';
import { TextsSchema } from './texts/schema';

/** The words that main and the window share: verdicts, states, counts. Meanings: docs/verdicts.md. */

export const InterfaceVerdict = z.enum([
  'match',
  'mismatch',
  'swapped',
  'renamed',
  'absent',
  'portWithoutDriver',
  'unexpected',
  'duplicate',
  'foreign',
  'overridden',
  'unprogrammed',
  'softwareMac',
  'malformed',
  'ignored',
]);
export type InterfaceVerdict = z.infer<typeof InterfaceVerdict>;

/** `waiting` for a report, `reported` and waiting for MES, then a verdict; `noSerial` units have no serial number to look up. */
export const DeviceStatus = z.enum([
  'waiting',
  'reported',
  'pass',
  'fail',
  'waived',
  'notRegistered',
  'couldNotCheck',
  'conflict',
  'noAnswer',
  'noSerial',
]);
export type DeviceStatus = z.infer<typeof DeviceStatus>;

/**
 * How many devices stand where. At every instant
 * `expected = pass + fail + waived + couldNotCheck + notRegistered + conflict + noAnswer + waiting`
 * (`waiting` includes devices that reported and wait for MES). The rest is counted beside it.
 */
export const ScanCounts = z.strictObject({
  expected: z.int(),
  pass: z.int(),
  fail: z.int(),
  waived: z.int(),
  couldNotCheck: z.int(),
  notRegistered: z.int(),
  conflict: z.int(),
  noAnswer: z.int(),
  waiting: z.int(),
  /** Answered but not on the roster. */
  guests: z.int(),
  /** Answered with a placeholder instead of a serial number. */
  noSerial: z.int(),
  /** Answered this operation after it had closed. */
  late: z.int(),
  /** Repeated answers and answers that nobody asked for, set aside. */
  duplicates: z.int(),
  /** Reports of operations that no console here knows. */
  stale: z.int(),
  /** Messages that could not be read. */
  quarantined: z.int(),
  /** Devices that pass but share a MAC, held out of Pair; guests too. */
  contested: z.int(),
  /** Those of `contested` that are expected: no guests. */
  contestedExpected: z.int(),
  /** Devices that Pair (or burn) refused, and nobody has settled; guests too. */
  pairRefused: z.int(),
  /** Devices of which nobody knows whether Pair (or burn) took them, and nobody has settled; guests too. */
  pairUnknown: z.int(),
  /** Devices that Pair (or burn) took; guests too. */
  paired: z.int(),
  /** Those of `paired` that are expected: no guests. */
  pairedExpected: z.int(),
});
export type ScanCounts = z.infer<typeof ScanCounts>;

/** How many devices of a closed scan wait for a person after all: they can go to Pair (or burn), or it did not take them. */
export const LeftOver = z.strictObject({
  target: z.enum(['pair', 'burn']),
  /** Passed, and would be sent if somebody confirmed it. */
  notPaired: z.int(),
  /** Refused, and nobody has settled it. */
  refused: z.int(),
  /** Nobody knows whether it was taken, and nobody has settled it. */
  unknown: z.int(),
});
export type LeftOver = z.infer<typeof LeftOver>;

/** One interface of one device: what MES expects beside what was found, and what it means. */
export const JudgedInterface = z.strictObject({
  /** Reported name, or the expected one where nothing was reported. */
  name: z.string(),
  verdict: InterfaceVerdict,
  /** Normalised (`e0:18:7d:2e:ca:68`), or the raw text where it cannot be read; null: MES expects none here. */
  expectedMac: z.string().nullable(),
  /** The address that was compared (permanent where there is one); null: nothing was reported. */
  foundMac: z.string().nullable(),
  /** Current address where it differs from the permanent one. */
  currentMac: z.string().nullable(),
  /** Nothing for a plain match. */
  reason: TextsSchema,
  /** What the operator does next. */
  nextAction: TextsSchema,
  /** A match that another device claims too. */
  contested: z.boolean(),
  kind: InterfaceKind.nullable(),
  bus: Bus.nullable(),
  pciAddress: z.string().nullable(),
  driver: z.string().nullable(),
  description: z.string().nullable(),
  carrier: z.boolean().nullable(),
});
export type JudgedInterface = z.infer<typeof JudgedInterface>;

/** What became of one serial number at the Pair (or burn) API. */
export const PairOutcome = z.enum(['queued', 'sending', 'accepted', 'rejected', 'unknown']);
export type PairOutcome = z.infer<typeof PairOutcome>;

/**
 * What a person made of a refused or unknown outcome. `sendAgain`: its cause is corrected, or it surely was not taken, so it may
 * go out under a new key. `done`: it was dealt with otherwise, and is not sent again.
 */
export const PairSettlement = z.strictObject({
  as: z.enum(['sendAgain', 'done']),
  reason: z.string(),
  operatorId: z.string(),
  /** ms since 1970. */
  at: z.number(),
});
export type PairSettlement = z.infer<typeof PairSettlement>;

/** One thing that speaks against a device that passes; a person clears exactly the keys that stood on the screen. */
export const Contest = z.strictObject({
  key: z.string().max(1_024),
  /** What it is. */
  what: TextsSchema,
  nextAction: TextsSchema,
});
export type Contest = z.infer<typeof Contest>;

/** One device as the grid shows it. `interfaces` has one letter per judged or expected interface, see `INTERFACE_LETTERS`. */
export const DeviceRow = z.strictObject({
  id: DeviceId,
  /** Empty for a unit without serial number. */
  sn: z.string(),
  status: DeviceStatus,
  guest: z.boolean(),
  /** Where the scan expects it; there where it was started on a rack and knows. */
  slot: z.exactOptional(z.string()),
  /** Where a person found it last, by the labels of slot and unit. */
  foundIn: z.exactOptional(z.string()),
  contested: z.boolean(),
  /** Who has seen that it failed in this attempt, and when, ms since 1970; absent while nobody has. */
  acknowledged: z.exactOptional(z.strictObject({ operatorId: z.string(), at: z.number() })),
  product: z.string().nullable(),
  ip: z.string().nullable(),
  /** One letter per interface row, ignored ones left out. */
  interfaces: z.string(),
  /** Attempt that counts now, from 1. */
  attempt: z.int(),
  /** The worst thing about this device; nothing for a plain pass. */
  reason: TextsSchema,
  pair: PairOutcome.nullable(),
  /** Why Pair refused it, or nobody knows; empty otherwise. */
  pairReason: TextsSchema,
  /** Null while a refused or unknown outcome waits for a person, and for every other. */
  pairSettled: PairSettlement.nullable(),
  /** When it last changed, ms since 1970; 0 before anything was heard. */
  at: z.number(),
});
export type DeviceRow = z.infer<typeof DeviceRow>;

/** One scan of one device; earlier attempts are kept beside the one that counts. */
export const AttemptView = z.strictObject({
  attempt: z.int(),
  status: DeviceStatus,
  at: z.number(),
  reason: TextsSchema,
});
export type AttemptView = z.infer<typeof AttemptView>;

/** All about one device: what the review panel and the opened grid row show. */
export const DeviceDetails = z.strictObject({
  row: DeviceRow,
  /** Judged and expected interfaces in the order of `row.interfaces`, then the ignored ones. */
  interfaces: z.array(JudgedInterface),
  attempts: z.array(AttemptView),
  nextAction: TextsSchema,
  /** Who claims this serial number, when more than one device does. */
  claimants: z.array(z.strictObject({ ip: z.string().nullable(), bootId: z.string().nullable(), macs: z.array(z.string()) })),
  agentVersion: z.string().nullable(),
  bootId: z.string().nullable(),
  /** Sentences from the agent about what it could not read. */
  warnings: z.array(z.string()),
  /** What holds it out of Pair until a person has looked. */
  contests: z.array(Contest),
  /** It has not answered, but a message under its serial number is in quarantine. */
  inQuarantine: z.boolean(),
});
export type DeviceDetails = z.infer<typeof DeviceDetails>;

export const DeliveryKind = z.enum(DELIVERY_KIND_NAMES);
export type DeliveryKind = z.infer<typeof DeliveryKind>;

/** `unknown`: it may have arrived; only a person decides to send a pair or burn again. */
export const DeliveryState = z.enum(['queued', 'sending', 'accepted', 'rejected', 'unknown']);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** One outgoing message to a factory API and how far it got. */
export const DeliveryView = z.strictObject({
  key: DeliveryKey,
  kind: DeliveryKind,
  operationId: z.string(),
  state: DeliveryState,
  /** What it carries, in words: `scan log, 24 devices`. */
  summary: TextsSchema,
  attempts: z.int(),
  /** When the next try is due, ms since 1970; null when none is planned. */
  nextTryAt: z.number().nullable(),
  /** What the last failure was; nothing when there was none. */
  problem: TextsSchema,
  createdAt: z.number(),
  settledAt: z.number().nullable(),
  /** The key of the edited message that went out in place of this one. */
  replacedBy: DeliveryKey.optional(),
  /**
   * Of a list of another operation than the open one: how many devices of that operation were refused, or may have been taken, and were not
   * settled. Absent where that is not counted.
   */
  unsettled: z.int().optional(),
});
export type DeliveryView = z.infer<typeof DeliveryView>;

/** For which address messages were made, and which one is set. */
export const Elsewhere = z.strictObject({ made: z.string().max(2_000), set: z.string().max(2_000) });
export type Elsewhere = z.infer<typeof Elsewhere>;

/** One try to send a message, and what came of it. */
export const DeliveryTryView = z.strictObject({
  at: z.number(),
  outcome: z.enum(['accepted', 'rejected', 'notSent', 'unknown']),
  /** Null: there was no whole answer. */
  status: z.int().nullable(),
  /** Why it was not taken; nothing when it was. */
  reason: TextsSchema,
  /** The answer's beginning, as it came. */
  answer: z.string(),
});
export type DeliveryTryView = z.infer<typeof DeliveryTryView>;

/** All about one message: what was sent, what was answered, and what may be changed. */
export const DeliveryDetails = z.strictObject({
  view: DeliveryView,
  /** The POST's body, or its first MiB. */
  body: z.string(),
  /** Serial numbers inside, for pair and burn. */
  serials: z.array(z.string()),
  /** Oldest first. */
  tries: z.array(DeliveryTryView),
  /** `body`: the JSON text. `takeOut`: serial numbers can be taken out, none added. `no`: see `whyNot`. */
  editable: z.enum(['body', 'takeOut', 'no']),
  whyNot: TextsSchema,
  /** A pair or burn of which nobody knows, and whose devices cannot be settled: the records of its scan are damaged. */
  mayBeSettled: z.boolean(),
  /** The key of the message that this one went out in place of. */
  replaces: DeliveryKey.nullable(),
});
export type DeliveryDetails = z.infer<typeof DeliveryDetails>;

/** Why a scan ended. */
export const CloseReason = z.enum(['complete', 'idle', 'maxTime', 'operator']);
export type CloseReason = z.infer<typeof CloseReason>;

/** Something that concerns many devices of a scan at once. */
export const ScanNotice = z.strictObject({
  /**
   * `renamedPorts`: right MACs on ports that MES knows by another name. `notFound`: status 404 for every device, so that the address of
   * MES may be wrong. `noSelfTest`: it was started without a self-test in its shift.
   */
  kind: z.enum(['renamedPorts', 'notFound', 'noSelfTest']),
  /** How many devices it is about. */
  devices: z.int(),
  what: TextsSchema,
  nextAction: TextsSchema,
});
export type ScanNotice = z.infer<typeof ScanNotice>;

export const SessionView = z.strictObject({
  operationId: OperationId,
  operatorId: z.string(),
  scanMode: ScanMode,
  phase: z.enum(['scanning', 'closed']),
  /** 1 for the first scan; each rescan after a close opens one more round. */
  round: z.int(),
  startedAt: z.number(),
  /** When this round began: the start, the last rescan after a close, or the console's restart. */
  roundStartedAt: z.number(),
  closedAt: z.number().nullable(),
  closeReason: CloseReason.nullable(),
  /** Where its program was killed: when the last thing happened in it. Where a signal ended it: when it closed. */
  interruptedAt: z.exactOptional(z.number()),
  /** How many serials the roster names; null when the scan takes whoever answers. */
  rosterSize: z.int().nullable(),
  /** The rack that it was started on; `slot` and `foundIn` of its rows name its slots. */
  rack: z.exactOptional(RackShape),
  /** When this round ends if nothing more comes, and when it ends at the latest; ms since 1970, null when closed. */
  idleEndsAt: z.number().nullable(),
  endsAt: z.number().nullable(),
  counts: ScanCounts,
  /** Expected devices that failed, or share a serial number, and that nobody has acknowledged; absent: none. */
  unacknowledged: z.exactOptional(z.int()),
  /** Said once for the whole rack. */
  notices: z.array(ScanNotice),
  /** Some failed, and of all that failed (guests and waived ones too) nothing but names of ports is wrong. */
  onlyNamesFail: z.boolean(),
  /** Of some devices without answer more is known, and their rows say what to do. */
  silenceExplained: z.exactOptional(z.boolean()),
});
export type SessionView = z.infer<typeof SessionView>;
