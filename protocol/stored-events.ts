import * as z from 'zod';
import { MesAnswer } from './device-info';
import { DeliveryKey, DeviceId, OperationId, OperatorId, SerialNumber } from './ids';
import type { Immutable } from './immutable';
import { CloseReason, DeliveryState, PairSettlement } from './model';
import { StoredRack } from './racks';
import { readAs } from './read-as';
import { err, ok, type Result } from './result';
import { SelfTestOfScan } from './self-test';
import { DEFAULT_SETTINGS, Settings } from './settings';
import { parseJsonObject } from './wire/body';
import { fault, firstFaultText } from './wire/issue-text';
import { withoutSentences } from './stored-sentences';
import { SaidSchema, StoredTextsSchema } from './texts/schema';
import { text, type Text, type Texts } from './texts/text';
import { ScanMode } from './wire/v1';

/**
 * Every entry of the event log, in one schema: the console writes what fits these types; its records, its evidence bundles and
 * the replay of a bundle are read with the one reader below. What was ever written stays readable: a kind keeps its name and its
 * keys for ever, a new key is `exactOptional`, and keys that a reader does not know are passed over.
 */

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, { error: fault('value.noSha') });

/** An HTTP answer as it came; at most 64 Ki characters of its body. */
export const RawAnswer = z.object({ status: z.int(), body: z.string() });
export type RawAnswer = Immutable<z.infer<typeof RawAnswer>>;

/** Where a card was before, as the device registry knows it. */
export const CardStay = z.object({
  /** In normal form. */
  mac: z.string(),
  /** Serial number of the device that it was in, or its number in the registry where it has none. */
  sn: z.string(),
  /** Whether it was taken out of there, or is there as far as the registry knows. */
  ended: z.boolean(),
  /** When it was taken out or came there, as a person reads it. */
  at: z.string(),
});
export type CardStay = Immutable<z.infer<typeof CardStay>>;

/** What may be entered became stricter, what was entered stays on record: an entry that stands for nothing matches nothing. */
const entriesOf = (list: 'serviceNics' | 'vendorDefaultMacs' | 'unseenPorts' | 'placeholderSerials') =>
  z.array(z.string()).default([...DEFAULT_SETTINGS.scan[list]]);

/**
 * The plant's rules that verdicts depend on, fixed when a scan starts. A rule that an older version did not have gets the default of
 * today, which therefore must leave the verdicts of old scans as they were.
 */
const ScanPolicy = z.object({
  ...Settings.shape.scan.unwrap().shape,
  serviceNics: entriesOf('serviceNics'),
  vendorDefaultMacs: entriesOf('vendorDefaultMacs'),
  unseenPorts: entriesOf('unseenPorts'),
  placeholderSerials: entriesOf('placeholderSerials'),
});
export type ScanPolicy = Immutable<z.infer<typeof ScanPolicy>>;

/** A record would pass over a device that calls itself `__proto__`. */
export const TextsByName = z.custom<Record<string, string>>(
  (value) => typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string'),
  { error: fault('value.noTextsByName') },
);

const report = { reportId: z.string(), sha256: z.exactOptional(Sha256) };
const byPerson = { devices: z.array(DeviceId), operatorId: OperatorId };

/**
 * What happened in one operation, in order; the session is what these fold to. A raw report stays in the report table and is named
 * here by its id and the SHA-256 of its bytes, so that it is as tamper-evident as the event.
 */
export const ScanEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('scanStarted'),
    operationId: OperationId,
    operatorId: OperatorId,
    scanMode: ScanMode,
    /** Null: the scan takes whoever answers. */
    roster: z.array(SerialNumber).nullable(),
    policy: ScanPolicy,
    /** The rack that it was started on, with who was in which slot; its units are the roster. */
    rack: z.exactOptional(StoredRack),
    /** Line and station by the settings; absent where they name none, and in scans of versions that did not write it. */
    station: z.exactOptional(z.string()),
    /** Number of the rules by which its events are folded (`main/domain/scan/rules.ts`); absent in scans of before they were numbered. */
    rules: z.exactOptional(z.int()),
    /** Whether a self-test caught its unit in the shift; absent where none was run and none was asked for. */
    selfTest: z.exactOptional(SelfTestOfScan),
  }),
  z.object({ kind: z.literal('reportReceived'), ...report }),
  /** A message under the serial number of a device that was still to answer could not be used and went to quarantine. */
  z.object({ kind: z.literal('reportUnusable'), sn: SerialNumber, reason: StoredTextsSchema }),
  z.object({
    kind: z.literal('mesAnswered'),
    sn: SerialNumber,
    attempt: z.int(),
    answer: MesAnswer,
    /** What MES really sent, for evidence; absent when there was no whole answer. */
    raw: z.exactOptional(RawAnswer),
    /** Where cards were that MES does not give to this device, as the registry knew it then. */
    stays: z.exactOptional(z.array(CardStay)),
  }),
  /** The console was started again, or its computer woke up, while the scan was open. */
  z.object({ kind: z.literal('reopened') }),
  z.object({ kind: z.literal('rescanAsked'), ...byPerson }),
  /** The scan would have ended by silence: the console asked whoever had not answered once more (`scan.noAnswerRetries`). */
  z.object({ kind: z.literal('askedAgain'), devices: z.array(DeviceId) }),
  /** A person scanned the label of a slot, and then that of the unit in it. */
  z.object({ kind: z.literal('unitPlaced'), device: DeviceId, slot: z.string(), operatorId: OperatorId }),
  /** A person looked at devices that pass but share a MAC or a serial number, and lets them be paired. */
  z.object({
    kind: z.literal('contestCleared'),
    ...byPerson,
    /** Keys of the contests that stood on the screen; absent in events of version 0.1.0, which cleared what there was. */
    seen: z.exactOptional(z.array(z.object({ device: DeviceId, keys: z.array(z.string()) }))),
  }),
  /** A person has seen that these devices failed, or share a serial number, in this attempt: they are quiet. */
  z.object({ kind: z.literal('failureAcknowledged'), ...byPerson }),
  /** A supervisor lets failed devices go on; they are never green, and not paired. */
  z.object({ kind: z.literal('waived'), reason: z.string(), ...byPerson }),
  /** `operatorId` is there when a person ended it, `unread` when reports were waiting that could not be judged, `unheard` when nothing could come: why. */
  z.object({
    kind: z.literal('scanClosed'),
    reason: CloseReason,
    operatorId: z.exactOptional(OperatorId),
    unread: z.exactOptional(StoredTextsSchema),
    unheard: z.exactOptional(StoredTextsSchema),
    /** Somebody ended it that did not go on: the program was killed. */
    interrupted: z.exactOptional(z.literal(true)),
    /** The program was asked to end (Ctrl+C, a signal), and ended the scan first. */
    bySignal: z.exactOptional(z.literal(true)),
  }),
  z.object({
    kind: z.literal('pairConfirmed'),
    digest: z.string(),
    serials: z.array(SerialNumber),
    key: DeliveryKey,
    operatorId: OperatorId,
  }),
  z.object({
    kind: z.literal('pairAnswered'),
    key: DeliveryKey,
    state: DeliveryState,
    /** Serials that the API named as rejected, with its reasons. */
    rejected: TextsByName,
    /** Why it was not taken; a sentence in events of older versions (`stored-sentences.ts`). */
    reason: StoredTextsSchema,
    /** The console kept it back: a device of it was not as it had been confirmed any more. */
    withdrawn: z.exactOptional(z.boolean()),
  }),
  /** A person settled what became of devices that Pair refused, or of which nobody knows whether it took them. */
  z.object({ kind: z.literal('pairSettled'), as: PairSettlement.shape.as, reason: z.string(), ...byPerson }),
  /** A report of an operation that nobody knows, filed here after no console claimed it. */
  z.object({ kind: z.literal('staleFiled'), ...report }),
  /** A console claimed one after it was filed so: it is of that console's operation, and counted there. */
  z.object({ kind: z.literal('staleClaimed'), claimed: z.string() }),
  /** A device that had not answered this scan answered another one of this console, `of`, and its report is filed there. */
  z.object({ kind: z.literal('answeredOther'), sn: SerialNumber, of: OperationId }),
]);
export type ScanEvent = Immutable<z.infer<typeof ScanEvent>>;

/** What an act was about, or changed: data as it is (a path, the JSON of a setting), or a text. Versions before wrote English words here, too. */
export type AuditDetail = string | Texts;

/** What a person did that belongs to no operation, or changes nothing in one. In the same chain as the scan events. */
export const AuditEntry = z.object({
  kind: z.literal('audited'),
  /** Badge or typed operator number; empty when nobody was signed in. */
  person: z.string(),
  action: z.enum([
    'signedIn',
    'signedOut',
    'signInRefused',
    'personSaved',
    'personRemoved',
    'settingsChanged',
    'secretChanged',
    'settingsExported',
    'settingsImported',
    'scanLogExported',
    'evidenceExported',
    'quarantineExported',
    'supportBundleMade',
    'deliveryResent',
    'deliveryEdited',
    'deliverySettled',
    'deliveriesReaddressed',
    'registryChanged',
    'rackSaved',
    'rackRemoved',
    'reportExported',
    'selfTested',
  ]),
  subject: SaidSchema,
  before: SaidSchema.nullable(),
  after: SaidSchema.nullable(),
});
export type AuditEntry = Immutable<z.infer<typeof AuditEntry>>;

/** Entries that stood one after the other in the chain and were removed; the entry after them follows from `lastHash`, the hash of the last one. */
const PrunedRange = z.object({ from: z.int(), to: z.int(), lastHash: Sha256 });
export type PrunedRange = Immutable<z.infer<typeof PrunedRange>>;

/** Seals a removal: an entry of the chain like every other, through which the chain holds over the gaps. */
export const PruneCheckpoint = z.object({
  kind: z.literal('pruned'),
  /** Who had it done: a person at a terminal, or `policy` for the console's own setting. */
  person: z.string(),
  olderThanDays: z.number(),
  operationIds: z.array(OperationId),
  ranges: z.array(PrunedRange),
  events: z.int(),
  reports: z.int(),
  deliveries: z.int(),
});
export type PruneCheckpoint = Immutable<z.infer<typeof PruneCheckpoint>>;

/** Every kind of entry that the event log can hold. */
export const StoredEntry = z.discriminatedUnion('kind', [...ScanEvent.options, AuditEntry, PruneCheckpoint]);
export type StoredEntry = ScanEvent | AuditEntry | PruneCheckpoint;

/** Kinds of what happened in an operation. */
export const SCAN_EVENT_KINDS: ReadonlySet<string> = new Set(ScanEvent.options.map(({ shape }) => shape.kind.value));
const KINDS: ReadonlySet<unknown> = new Set([...SCAN_EVENT_KINDS, AuditEntry.shape.kind.value, PruneCheckpoint.shape.kind.value]);

/** An entry as it is kept: its place in the chain and its JSON. */
interface EntryText {
  readonly seq: number;
  readonly body: string;
}

/** What an entry of the event log says, or why it cannot be read. */
export function readStoredEntry({ seq, body }: EntryText): Result<StoredEntry, Text> {
  const entry = String(seq);
  const json = parseJsonObject(body, text('subject.entry'));
  if (!json.ok) return err(text('entry.noJson', { entry, why: json.error.reason }));
  const kind = Object.hasOwn(json.value, 'kind') ? json.value['kind'] : undefined;
  if (typeof kind === 'string' && /^[A-Za-z]{1,40}$/.test(kind) && !KINDS.has(kind))
    return err(text('entry.newer', { entry, kind }));
  const parsed = readAs(StoredEntry, withoutSentences(json.value));
  return parsed.success
    ? ok(parsed.data)
    : err(text('entry.noShape', { entry, fault: firstFaultText(parsed.error, [], text('subject.theEntry')) }));
}

/** The same for an entry of an operation. */
export function readScanEvent(entry: EntryText): Result<ScanEvent, Text> {
  const read = readStoredEntry(entry);
  if (!read.ok || isScanEvent(read.value)) return read as Result<ScanEvent, Text>;
  return err(text('entry.ofNoOperation', { entry: String(entry.seq) }));
}

function isScanEvent(entry: StoredEntry): entry is ScanEvent {
  return SCAN_EVENT_KINDS.has(entry.kind);
}
