import * as z from 'zod';
import { CloseReason, DeliveryState, PairSettlement } from './model';
import { DeliveryKey, DeviceId, OperationId, OperatorId, SerialNumber } from './ids';
import { err, ok, type Result } from './result';
import { Settings } from './settings';
import { readAs } from './read-as';
import { parseJsonObject, type JsonObject } from './wire/body';
import { describeFirstIssue } from './wire/describe-issue';
import { ScanMode } from './wire/v1';

/** Evidence bundles: all that one scan's verdicts were made from, as one JSON file. The reader is tolerant: it takes what a replay needs. */

export const EVIDENCE_FORMAT = 'burnin-evidence/1';
/** The largest bundle that is read, in characters. */
export const MOST_EVIDENCE_CHARACTERS = 400 * 1024 * 1024;

const Hash = z.string().regex(/^[0-9a-f]{64}$/, { error: 'is no SHA-256 in hexadecimal' });
const Instant = z.number().min(0).max(8.64e15);

/** An entry of the event chain; its hash is SHA-256 over the hash before it, a line feed, and the entry's canonical JSON. */
const EvidenceEntry = z.object({ seq: z.int().min(1), at: Instant, body: z.string(), previousHash: Hash, hash: Hash });
export type EvidenceEntry = z.infer<typeof EvidenceEntry>;

const EvidenceReport = z.object({
  id: z.string().max(300),
  sn: z.string().catch(''),
  at: Instant.catch(0),
  sha256: Hash,
  bytesBase64: z.string(),
});
export type EvidenceReport = z.infer<typeof EvidenceReport>;

/** A verdict as it was when the bundle was made; a replay must come to the same. */
const EvidenceDevice = z.object({
  id: DeviceId,
  status: z.string().max(64),
  attempt: z.int(),
  reason: z.string(),
  interfaces: z.array(
    z.object({
      name: z.string(),
      verdict: z.string().max(64),
      expectedMac: z.string().nullable(),
      foundMac: z.string().nullable(),
      reason: z.string(),
    }),
  ),
});
export type EvidenceDevice = z.infer<typeof EvidenceDevice>;

const EvidenceFile = z.object({
  format: z.literal(EVIDENCE_FORMAT),
  operation: z.object({ operationId: OperationId }),
  scanLog: z.unknown().optional(),
  devices: z.array(EvidenceDevice).max(100_000),
  reports: z.array(EvidenceReport).max(1_000_000),
  entries: z.array(EvidenceEntry).max(5_000_000),
  sha256: Hash.optional(),
});

/** What a replay needs of a bundle. */
export interface Evidence extends z.infer<typeof EvidenceFile> {
  /** The file without its own hash: what that hash is over, as JSON without whitespace. */
  readonly hashed: JsonObject;
}

/** A bundle's text, or why it is none, in one sentence. Keys that are not known are passed over. */
export function readEvidence(text: string): Result<Evidence, string> {
  if (text.length > MOST_EVIDENCE_CHARACTERS) return err('This file is too large for an evidence bundle.');
  const json = parseJsonObject(text.replace(/^\uFEFF/, ''));
  if (!json.ok) return err(`This is no evidence bundle. ${json.error.sentence.replace('The message', 'The file')}`);
  const format = Object.hasOwn(json.value, 'format') ? json.value['format'] : undefined;
  if (typeof format === 'string' && /^burnin-evidence\/\d+$/.test(format) && format !== EVIDENCE_FORMAT)
    return err('This evidence bundle was made by a newer version of this program. Use that version to replay it.');
  const parsed = readAs(EvidenceFile, json.value);
  if (!parsed.success)
    return err(`This is no evidence bundle: ${describeFirstIssue(parsed.error).replace('the message', 'the file')}`);
  const { sha256: _own, ...hashed } = json.value;
  return ok({ ...parsed.data, hashed });
}

const Key = DeliveryKey;
const Interface = z.object({ name: z.string(), mac: z.string() });
const Answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('expected'), product: z.string().nullable(), interfaces: z.array(Interface).max(4096) }),
  z.object({ kind: z.literal('notRegistered') }),
  z.object({ kind: z.literal('couldNotCheck'), sentence: z.string() }),
]);
const People = { devices: z.array(DeviceId).max(100_000), operatorId: OperatorId };

/** The events of an operation as a bundle holds them; the same shapes as the console stores. */
const EvidenceEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('scanStarted'),
    operationId: OperationId,
    operatorId: OperatorId,
    scanMode: ScanMode,
    roster: z.array(SerialNumber).max(100_000).nullable(),
    policy: Settings.shape.scan,
  }),
  z.object({ kind: z.literal('reportReceived'), reportId: z.string(), sha256: Hash.optional() }),
  z.object({ kind: z.literal('staleFiled'), reportId: z.string(), sha256: Hash.optional() }),
  z.object({ kind: z.literal('mesAnswered'), sn: SerialNumber, attempt: z.int(), answer: Answer }),
  z.object({ kind: z.literal('reopened') }),
  z.object({ kind: z.literal('rescanAsked'), ...People }),
  z.object({ kind: z.literal('contestCleared'), ...People }),
  z.object({ kind: z.literal('waived'), reason: z.string(), ...People }),
  z.object({ kind: z.literal('scanClosed'), reason: CloseReason }),
  z.object({
    kind: z.literal('pairConfirmed'),
    digest: z.string(),
    serials: z.array(SerialNumber).max(100_000),
    key: Key,
    operatorId: OperatorId,
  }),
  z.object({
    kind: z.literal('pairAnswered'),
    key: Key,
    state: DeliveryState,
    rejected: z.record(z.string(), z.string()),
    sentence: z.string(),
  }),
  z.object({ kind: z.literal('pairSettled'), as: PairSettlement.shape.as, reason: z.string(), ...People }),
]);
export type EvidenceEvent = z.infer<typeof EvidenceEvent>;

/** The event in an entry's body, or why it cannot be replayed, in one sentence. */
export function readEvidenceEvent({ seq, body }: EvidenceEntry): Result<EvidenceEvent, string> {
  const json = parseJsonObject(body);
  if (!json.ok) return err(`Entry ${seq} cannot be read. ${json.error.sentence.replace('The message', 'It')}`);
  const parsed = readAs(EvidenceEvent, json.value);
  return parsed.success ? ok(parsed.data) : err(`Entry ${seq} cannot be replayed: ${describeFirstIssue(parsed.error)}`);
}
