import * as z from 'zod';
import { DeviceId, OperationId } from './ids';
import { readAs } from './read-as';
import { err, ok, type Result } from './result';
import { text as textOf, type Text } from './texts/text';
import { Sha256 } from './stored-events';
import { parseJsonObject, type JsonObject } from './wire/body';
import { firstFaultText } from './wire/issue-text';

/** Evidence bundles: all that one scan's verdicts were made from, as one JSON file. The reader is tolerant: it takes what a replay needs. */

export const EVIDENCE_FORMAT = 'burnin-evidence/1';
/** Of a bundle of this revision every key follows from its events, or is one of those that docs/records.md names; a bundle without one is older. */
export const EVIDENCE_REVISION = 4;
/** The largest bundle that is read, in characters. */
const MAX_EVIDENCE_CHARACTERS = 400 * 1024 * 1024;

const Instant = z.number().min(0).max(8.64e15);

/** An entry of the event chain; its hash is SHA-256 over the hash before it, a line feed, and the entry's canonical JSON. */
const EvidenceEntry = z.object({
  seq: z.int().min(1),
  /** As it is hashed; absent in bundles of older versions, where it is the operation's id. */
  operationId: z.exactOptional(z.string()),
  at: Instant,
  body: z.string(),
  previousHash: Sha256,
  hash: Sha256,
});
export type EvidenceEntry = z.infer<typeof EvidenceEntry>;

const EvidenceReport = z.object({
  id: z.string().max(300),
  sn: z.string().catch(''),
  at: Instant.catch(0),
  sha256: Sha256,
  bytesBase64: z.string(),
});
type EvidenceReport = z.infer<typeof EvidenceReport>;

/** In words, and in codes with parameters, which are what a replay compares where a bundle has them. */
const Reason = { reason: z.string(), reasonCodes: z.exactOptional(z.unknown()) };

const EvidenceDelivery = z.object({
  key: z.string(),
  kind: z.string(),
  operationId: z.string(),
  body: z.string(),
  summary: z.string(),
  serials: z.array(z.string()),
  state: z.string(),
  problem: z.string(),
  problemCodes: z.exactOptional(z.unknown()),
  replaces: z.exactOptional(z.string()),
  replacedBy: z.exactOptional(z.string()),
});
/** A message that went out, as far as it follows from events. */
export type EvidenceDelivery = z.infer<typeof EvidenceDelivery>;

/** A verdict as it was when the bundle was made; a replay must come to the same. */
const EvidenceDevice = z.object({
  id: DeviceId,
  status: z.string().max(64),
  attempt: z.int(),
  ...Reason,
  interfaces: z.array(
    z.object({
      name: z.string(),
      verdict: z.string().max(64),
      expectedMac: z.string().nullable(),
      foundMac: z.string().nullable(),
      ...Reason,
    }),
  ),
});

const EvidenceFile = z.object({
  format: z.literal(EVIDENCE_FORMAT),
  operation: z.object({ operationId: OperationId }),
  scanLog: z.unknown().optional(),
  devices: z.array(EvidenceDevice).max(100_000),
  deliveries: z.exactOptional(z.array(EvidenceDelivery)),
  reports: z.array(EvidenceReport).max(1_000_000),
  entries: z.array(EvidenceEntry).max(5_000_000),
  sha256: Sha256.optional(),
});

/** What a replay needs of a bundle. */
export interface Evidence extends z.infer<typeof EvidenceFile> {
  /** The file without its own hash: what that hash is over, as JSON without whitespace. */
  readonly hashed: JsonObject;
}

/** A bundle's text, or why it is none. Keys that are not known are passed over. */
export function readEvidence(text: string): Result<Evidence, Text> {
  if (text.length > MAX_EVIDENCE_CHARACTERS) return err(textOf('evidence.tooLarge'));
  const json = parseJsonObject(text.replace(/^\uFEFF/, ''), textOf('subject.file'));
  if (!json.ok) return err(textOf('evidence.noJson', { why: json.error.reason }));
  const format = Object.hasOwn(json.value, 'format') ? json.value['format'] : undefined;
  if (typeof format === 'string' && /^burnin-evidence\/\d+$/.test(format) && format !== EVIDENCE_FORMAT)
    return err(textOf('evidence.newer'));
  const parsed = readAs(EvidenceFile, json.value);
  if (!parsed.success)
    return err(textOf('evidence.noShape', { fault: firstFaultText(parsed.error, [], textOf('subject.theFile')) }));
  const { sha256: _own, ...hashed } = json.value;
  return ok({ ...parsed.data, hashed });
}
