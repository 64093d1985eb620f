import type { DeliveryKey, OperationId, SerialNumber } from '../../protocol/ids';
import type { MesAnswer } from '../../protocol/device-info';
import type { DeliveryKind, DeliveryState, LeftOver } from '../../protocol/model';
import type { ReportSignature } from '../../protocol/wire/report-signature';
import type { HelloMessage, ScanCommandMessage } from '../../protocol/wire/v1';
import type { Role } from '../../protocol/people';
import type { RecordsRoom } from './records-room';
import type { AuditEntry, PruneCheckpoint, RawAnswer, ScanEvent } from './events';

/**
 * What the engine needs from the outside world. Each interface has one real implementation in `main/adapters/` and is
 * handed in by whoever composes the product (Electron main, the `burnin` command, tests, bench).
 * All methods reject only with `AppError` (see `errors.ts`), unless said otherwise.
 */

// ---------------------------------------------------------------- clock

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `callback` once after `delayMs`; returns the function that cancels it. */
  after(delayMs: number, callback: () => void): () => void;
}

// ---------------------------------------------------------------- log

export interface Log {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

// ---------------------------------------------------------------- message bus

/** One message as it came from a report queue, whatever is in it. */
export interface IncomingMessage {
  readonly bytes: Uint8Array;
  /** AMQP properties and headers, JSON-safe, for evidence (`messageId`, `correlationId`, `redelivered`, `exchange`, …). */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly source: 'work' | 'reply' | 'strays';
  /** On `strays` only: the id under which another console offers this report (`publishStray`); null elsewhere. */
  readonly strayId: string | null;
  /** Of a body that is larger than any that is read: its size in bytes and SHA-256 (hexadecimal); `bytes` is its beginning then. */
  readonly whole?: { readonly size: number; readonly sha256: string };
  /** Why this message cannot be used, whatever its bytes say; one sentence. */
  readonly problem?: string;
}

export interface BusHandlers {
  /**
   * Called for each message from the work queue, this console's reply queue, and the strays exchange. The message is acked when the promise
   * resolves; when it rejects, it stays unacked and comes again, as the same object. Many calls run at once (prefetch in the hundreds).
   */
  onReport(message: IncomingMessage): Promise<void>;
  onHello(hello: HelloMessage): void;
  /** Another console took the report that this one offered under that id. */
  onStrayClaimed(strayId: string): void;
  onState(state: BusState): void;
  /** Whether a message could be stored and judged now; while it could not, none is asked of the broker. Never rejects. */
  canTake(): Promise<boolean>;
  /** Something about the broker that can lose reports or hold them up; one sentence. Told whenever it is found, at each connect at most. */
  onWarning(sentence: string): void;
  /**
   * Another program has connected under this console's id, as one with copied records does. `this` console must take another id: its replies
   * go to the other one; or the `other` will. May be told again and again.
   */
  onTwin(whoYields: 'this' | 'other'): void;
}

/** `blocked`: the broker is up but takes no messages (memory or disk alarm). */
export type BusState =
  | { readonly kind: 'connecting'; readonly sentence: string }
  | { readonly kind: 'up' }
  | { readonly kind: 'blocked'; readonly sentence: string }
  | { readonly kind: 'down'; readonly sentence: string; readonly retryInMs: number };

export type CommandTarget = { readonly kind: 'everyone' } | { readonly kind: 'agent'; readonly queue: string };

/** RabbitMQ as the console uses it; recovers for ever until stopped. */
export interface MessageBus {
  /** Connects in the background; the state arrives through the handlers. */
  start(handlers: BusHandlers): void;
  /**
   * Publishes by publisher confirm, `replyTo` = this console's reply queue. Resolves when the broker confirmed; `unroutable` when no queue took it
   * (nobody listens). Rejects with code `brokerUnavailable` when there is no connection.
   */
  publishCommand(command: ScanCommandMessage, target: CommandTarget): Promise<'delivered' | 'unroutable'>;
  /** Offers a report of an unknown operation to the other consoles. A console's own offers and claims never come back to it. */
  publishStray(message: IncomingMessage, strayId: string): Promise<void>;
  /** Tells the console that offered a report that it is taken. */
  publishClaim(strayId: string): Promise<void>;
  /** Stops consuming, settles what is in flight, closes. */
  stop(): Promise<void>;
}

// ---------------------------------------------------------------- device keys

/** What the known keys say of one report. */
export interface KeyCheck {
  /** A key is known for the serial number that the report names. */
  readonly serialHasKey: boolean;
  /**
   * `good`: made by a key of this serial number. `wrong`: by none, though it names one of its keys. `otherDevice`: it names a
   * key of another serial number. `unknownKey`: it names a key that is not known.
   */
  readonly signature: 'none' | 'good' | 'wrong' | 'otherDevice' | 'unknownKey';
}

/** The public keys of devices. Each method rejects with `badSettings` when they cannot be read: then no report can be judged. */
export interface DeviceKeys {
  /** How many keys are known. */
  load(): Promise<number>;
  /** @param sn the serial number that the report names, trimmed */
  check(sn: string, signature: ReportSignature | null, body: Uint8Array): Promise<KeyCheck>;
}

// ---------------------------------------------------------------- factory APIs

/** MES device_info. Never rejects: what cannot be found out is an answer of its own. Retries inside, with back-off. */
export interface DeviceInfoApi {
  /** @param onAnswer is given every whole answer as it came, the one that counts last */
  lookUp(sn: SerialNumber, signal: AbortSignalLike, onAnswer?: (raw: RawAnswer) => void): Promise<MesAnswer>;
}

/** The part of AbortSignal that is needed here; this folder knows no runtime. */
interface AbortSignalLike {
  readonly aborted: boolean;
}

/** What a receiver answered, as it came: status and the beginning of the body. */
interface PostAnswer {
  readonly status: number;
  readonly text: string;
}

/** What one POST came to; `answer` is there when there was a whole one. */
export type PostOutcome = PostMeaning & { readonly answer?: PostAnswer };

/** What an answer to a POST, or its absence, means. */
export type PostMeaning =
  /** 2xx; `body` is the parsed JSON answer, or null. */
  | { readonly kind: 'accepted'; readonly status: number; readonly body: unknown }
  /** The receiver refused it for good (4xx except 408, 425, 429; a 2xx that says so): sending the same again does not help. */
  | { readonly kind: 'rejected'; readonly status: number; readonly sentence: string }
  /** It never left (no connection, name not found), or is a log or notification that met a busy receiver: try again later. */
  | { readonly kind: 'notSent'; readonly sentence: string; readonly retryAfterMs: number | null }
  /** It may have been processed (time-out or connection lost after sending, other 5xx, unreadable answer). */
  | { readonly kind: 'unknown'; readonly sentence: string };

export interface FactoryApi {
  /** One POST, once, with the key as `Idempotency-Key`. Never rejects. */
  post(kind: DeliveryKind, key: DeliveryKey, body: string): Promise<PostOutcome>;
}

// ---------------------------------------------------------------- store

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

/** A report with the event that took it in. */
export interface ReceivedReport {
  readonly seq: number;
  readonly operationId: OperationId;
  readonly report: StoredReport;
}

export interface QuarantinedMessage {
  readonly id: string;
  readonly at: number;
  readonly reason: string;
  readonly bytes: Uint8Array;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** One as a list shows it. */
export interface QuarantinedHead extends Omit<QuarantinedMessage, 'bytes'> {
  /** The first bytes of what is kept of it. */
  readonly beginning: Uint8Array;
  /** How many bytes are kept of it. */
  readonly size: number;
}

export interface QuarantinedRow extends QuarantinedMessage {
  readonly position: number;
}

/** A message of an operation that is not known here, kept until it is found out whose it is. */
export interface HeldMessage {
  readonly id: string;
  readonly operationId: string;
  readonly at: number;
  readonly bytes: Uint8Array;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface NewDelivery {
  readonly key: DeliveryKey;
  readonly kind: DeliveryKind;
  readonly operationId: OperationId;
  /** Exact bytes of the POST, as text. */
  readonly body: string;
  readonly summary: string;
  /** Serial numbers inside, for pair and burn. */
  readonly serials: readonly string[];
  readonly createdAt: number;
  /** The rejected delivery that this one goes out in place of. */
  readonly replaces?: DeliveryKey;
}

/** One try to send a delivery. */
export interface DeliveryTry {
  readonly key: DeliveryKey;
  readonly at: number;
  readonly outcome: PostOutcome['kind'];
  readonly status: number | null;
  readonly sentence: string;
  readonly answer: string;
}

export interface StoredDelivery extends NewDelivery {
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextTryAt: number | null;
  readonly problem: string;
  readonly settledAt: number | null;
  /** The edited delivery that goes out in place of this one. */
  readonly replacedBy?: DeliveryKey;
}

/** A delivery without its body, which may be large and is needed only when it is sent or looked at. */
export type DeliveryHead = Omit<StoredDelivery, 'body'>;

/** How many deliveries of one kind are in one state. */
export interface DeliveryCount {
  readonly kind: DeliveryKind;
  readonly state: DeliveryState;
  readonly count: number;
}

export interface DeliveryUpdate {
  readonly key: DeliveryKey;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextTryAt: number | null;
  readonly problem: string;
  readonly settledAt: number | null;
}

export interface StoredEvent {
  readonly seq: number;
  readonly operationId: OperationId;
  readonly at: number;
  readonly event: ScanEvent;
}

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
  /** Its result in the operation that was asked about. */
  readonly stored: Pick<DeviceResult, 'status' | 'attempt'> | null;
}

/** Everything that belongs together: written in one transaction or not at all. */
export interface Commit {
  /**
   * Names commits that are built on one another: when one of them cannot be written, every later one of the same name is
   * refused, so that nothing stands on what is not there.
   */
  readonly sequence?: string;
  /** Present when this commit opens an operation. Fails with code `operationExists` when its id is taken. */
  readonly operation?: { readonly operationId: OperationId; readonly startedAt: number; readonly operatorId: string };
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
  readonly deliveryTries?: readonly DeliveryTry[];
  readonly settings?: readonly { readonly name: string; readonly value: string }[];
  readonly deviceResults?: readonly DeviceResult[];
  /** What of a closed operation is not paired, as the events of this commit leave it; null: it is to be counted anew, which is not done here. */
  readonly leftOver?: { readonly operationId: OperationId; readonly counts: LeftOver | null };
}

/** Someone who may sign in. */
export interface StoredPerson {
  readonly badge: string;
  readonly name: string;
  readonly role: Role;
  /** As `PinHasher` made it. */
  readonly pinHash: string;
  /** Wrong PINs since the last right one. */
  readonly wrongPins: number;
  readonly lockedUntil: number | null;
}

/** One entry of the chain that a person caused. */
export interface StoredAudit {
  readonly seq: number;
  /** Empty for what belongs to no operation. */
  readonly operationId: string;
  readonly at: number;
  readonly event: ScanEvent | AuditEntry | PruneCheckpoint | UnreadableEntry;
}

/** An entry that this version cannot read, as one sentence. */
interface UnreadableEntry {
  readonly kind: 'unreadable';
  readonly sentence: string;
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

/** A closed operation that is old enough to be removed. */
export interface OldOperation {
  readonly operationId: OperationId;
  readonly closedAt: number;
  readonly events: number;
  readonly reports: number;
  readonly deliveries: number;
  /** Messages that neither were accepted nor were replaced by an edited one. */
  readonly unsettled: readonly DeliveryHead[];
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

/** The embedded database. One writer; commits are grouped and durable on disk when their promise resolves. */
export interface Store {
  /** Resolves after the data is on disk. Rejects with `storeFailed` (disk full, damaged file) or `operationExists`. */
  commit(commit: Commit): Promise<void>;
  /** The operation started last, or null in an empty store. Removed ones are not listed, here and below. */
  latestOperation(): Promise<OperationRecord | null>;
  /** Also a removed one. */
  findOperation(operationId: string): Promise<OperationRecord | null>;
  listOperations(limit: number): Promise<readonly OperationRecord[]>;
  /** Closed operations of which nobody counted what is not paired, the newest first. */
  listUncounted(limit: number): Promise<readonly OperationId[]>;
  /** Puts on record what was counted of a scan up to this event; nothing where another commit said it meanwhile, or an event came since. */
  fillLeftOver(operationId: OperationId, leftOver: LeftOver, upTo: number): Promise<void>;
  /** Of the latest operations, newest first: how many devices ended in which status. */
  countResults(limit: number): Promise<readonly OperationCounts[]>;
  /** The entries of one operation in the hash chain, as they are stored, in order. */
  loadChain(operationId: OperationId): Promise<readonly ChainEntry[]>;
  /** Whether an operation is there with all its events and reports, none of them damaged; none is handed over for that. */
  canBeRead(operationId: OperationId): Promise<boolean>;
  /** All events of one operation in order. */
  loadEvents(operationId: OperationId): Promise<readonly StoredEvent[]>;
  /** The raw reports named by the events of one operation. */
  loadReports(operationId: OperationId): Promise<readonly StoredReport[]>;
  loadReport(id: string): Promise<StoredReport | null>;
  /** Reports that came in for their operation, of events after `seq`, in that order; 0 for all. */
  loadReceivedAfter(seq: number, limit: number): Promise<readonly ReceivedReport[]>;
  /** Where a signed report came under this nonce, first of all; null when none did. */
  findNonce(nonce: string): Promise<{ readonly operationId: string; readonly at: number } | null>;
  /** Newest first, without what comes after the beginning of each. */
  listQuarantined(limit: number): Promise<readonly QuarantinedHead[]>;
  /** Whole, oldest first, behind the one given (0 for all). */
  quarantinedAfter(position: number, limit: number): Promise<readonly QuarantinedRow[]>;
  countQuarantined(): Promise<number>;
  loadHeld(id: string): Promise<HeldMessage | null>;
  /** In the order of coming. */
  listHeld(): Promise<readonly Pick<HeldMessage, 'id' | 'operationId'>[]>;
  /** Those of one operation, or of all (for tools), with their bodies. */
  listDeliveries(operationId: OperationId | null): Promise<readonly StoredDelivery[]>;
  /** Of an operation, and the newest of any that neither were accepted nor replaced; in the order in which they were made. */
  openDeliveries(operationId: OperationId | null, mostOfOthers: number): Promise<readonly DeliveryHead[]>;
  /** All that were ever made. */
  countDeliveries(): Promise<readonly DeliveryCount[]>;
  loadDelivery(key: DeliveryKey): Promise<StoredDelivery | null>;
  /** Every try to send a delivery, oldest first. */
  listTries(key: DeliveryKey): Promise<readonly DeliveryTry[]>;
  /** Everything that is `queued` or `sending`, oldest first, across operations. */
  pendingDeliveries(): Promise<readonly DeliveryHead[]>;
  /** Every pair or burn that is `queued`, `sending` or `unknown` and was not edited, oldest first, across operations. */
  unsettledPairs(): Promise<readonly DeliveryHead[]>;
  /** What is known of these serial numbers, in their order. @param alsoIn an operation of which the stored results are wanted, too */
  verdictsOn(serials: readonly string[], alsoIn: OperationId | null): Promise<readonly DeviceVerdict[]>;
  listPeople(): Promise<readonly StoredPerson[]>;
  /** What people did, newest first, across operations. */
  listAudit(limit: number): Promise<readonly StoredAudit[]>;
  /** Operations that were closed before then, oldest first, behind the one given. */
  listOld(closedBefore: number, after: OldOperation | null, limit: number): Promise<readonly OldOperation[]>;
  /** Removes closed operations with their reports and messages, and seals the gap with a checkpoint, in one transaction. */
  prune(request: PruneRequest): Promise<void>;
  /**
   * Packs some of what closed scans and the registry hold; whatever was done is whole and on disk, so this may be the last step for
   * as long as you like. Resolves with whether there is more.
   */
  pack(at: number): Promise<boolean>;
  /** What the records take of their disk. */
  room(): Promise<RecordsRoom>;
  /** Writes the file anew without what is free in it; needs as much room again while it does. */
  compact(): Promise<void>;
  /** Gives some free room back to the file system; resolves with whether there was any to give. */
  shrink(): Promise<boolean>;
  /** Oldest first. */
  listCheckpoints(): Promise<readonly StoredCheckpoint[]>;
  readSetting(name: string): Promise<string | null>;
  writeSetting(name: string, value: string): Promise<void>;
  /** Recomputes the hash chain of all events; null when it holds, otherwise one sentence naming the first bad entry. */
  verifyChain(): Promise<string | null>;
  close(): Promise<void>;
}

// ---------------------------------------------------------------- PINs

/** Turns PINs into something that is no PIN, slowly on purpose. */
export interface PinHasher {
  hash(pin: string): Promise<string>;
  matches(pin: string, hash: string): Promise<boolean>;
}

// ---------------------------------------------------------------- secrets

/** Passwords and tokens; never in settings, logs or exports. */
export interface Secrets {
  read(name: string): Promise<string | null>;
  /** Null removes it. Rejects with code `secretsUnavailable` where nothing safe exists to keep them. */
  write(name: string, value: string | null): Promise<void>;
  /** One sentence on how they are kept here. */
  describe(): string;
}
