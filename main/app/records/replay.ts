import { text as textOf, type Text } from '../../../protocol/texts/text';
import { readEvidence, EVIDENCE_REVISION, type Evidence, type EvidenceEntry } from '../../../protocol/evidence';
import { english } from '../../../messages/english';
import { OperationId, unitWithoutSerial } from '../../../protocol/ids';
import { err, ok, type Result } from '../../../protocol/result';
import { readScanEvent } from '../../../protocol/stored-events';
import { duplicateKey, duplicateLines } from '../../../protocol/wire/duplicate-key';
import { chainText } from '../../domain/records/chain-text';
import { storedText } from '../../domain/records/stored-text';
import { applyEvent, startSession } from '../../domain/scan/fold';
import { newerScanRules } from '../../domain/scan/rules';
import type { ScanSession } from '../../domain/scan/state';
import { readReportBytes } from '../scan/load-session';
import { differencesBetween, type Comparability, type Difference } from './differences';
import { evidenceParts, type RecordedEvent } from './evidence-parts';
import { fingerprint } from '../files/fingerprint';
import { expectMessages, messageDifferences, noMessages, type ExpectedMessages } from './replay-messages';

/** What replaying a bundle came to. */
export interface Replay {
  readonly operationId: string;
  readonly devices: number;
  readonly entries: number;
  readonly reports: number;
  /** What in the bundle is not as it was written, one sentence each. */
  readonly altered: readonly string[];
  /** The scan was one of a simulated rack. */
  readonly simulated: boolean;
  /** Where the verdicts of the bundle are not those that its reports and answers come to, one sentence each. */
  readonly differences: readonly string[];
}

/**
 * Folds the events and raw reports of an evidence bundle again and compares: the same code that judged the scan must come to all that
 * follows from them. Fails on a text that is no bundle.
 *
 * @param appVersion of this program: a bundle that it made itself has its words, too
 */
export function replay(text: string, appVersion: string): Result<Replay, Text> {
  const evidence = readEvidence(text);
  if (!evidence.ok) return err(evidence.error);
  const folded = fold(evidence.value);
  if (!folded.ok) return err(folded.error);
  const { operation, devices, entries, reports, hashed } = evidence.value;
  const how = { whole: hashed['appVersion'] === appVersion && hashed['revision'] === EVIDENCE_REVISION };
  return ok({
    operationId: operation.operationId,
    devices: devices.length,
    entries: entries.length,
    reports: reports.length,
    simulated: Object.hasOwn(hashed, 'simulation'),
    altered: [...keyTwice(text), ...alterations(evidence.value, how)],
    differences: differences(evidence.value, folded.value, how),
  });
}

/** What the entries of a bundle fold to. */
interface Folded {
  readonly session: ScanSession;
  readonly events: readonly RecordedEvent[];
  readonly messages: ExpectedMessages;
}

function fold({ entries, reports }: Evidence): Result<Folded, Text> {
  const bytes = new Map(reports.map(({ id, bytesBase64 }) => [id, bytesBase64]));
  let session: ScanSession | null = null;
  const events: RecordedEvent[] = [];
  const messages = noMessages();
  for (const entry of entries) {
    const read = readScanEvent(entry);
    if (!read.ok) return err(read.error);
    const event = read.value;
    const { seq, at } = entry;
    if (event.kind === 'scanStarted') {
      if (session !== null) return err(textOf('evidence.startsTwice', { entry: String(seq) }));
      const newer = newerScanRules(event);
      if (newer !== null) return err(newer);
      ({ session } = startSession(event, at));
    } else {
      if (session === null) return err(textOf('evidence.startsLate'));
      const raw = 'reportId' in event ? bytes.get(event.reportId) : undefined;
      applyEvent(session, event, at, raw === undefined ? null : readReportBytes(Buffer.from(raw, 'base64')));
      expectMessages(messages, session, event, at);
    }
    // As it is stored, which is not always as the scan has it.
    events.push({ seq, operationId: (entry.operationId ?? session.operationId) as OperationId, at, event });
  }
  return session === null ? err(textOf('evidence.noEvents')) : ok({ session, events, messages });
}

const ALTERED = 'The bundle was altered after it was made:';

/** Of a key that stands twice a parser takes the last, and so do the hashes; whoever looks at the file may see the first. */
function keyTwice(text: string): string[] {
  const twice = duplicateKey(text);
  return twice === null ? [] : [`${ALTERED} \`${twice.path}\` stands twice, ${english(duplicateLines(twice))}.`];
}

function alterations({ hashed, sha256, entries, reports, operation }: Evidence, { whole }: Comparability): string[] {
  const found: string[] = [];
  if (sha256 === undefined) found.push(`${ALTERED} its own hash is missing.`);
  else if (fingerprint(JSON.stringify(hashed)) !== sha256) found.push(`${ALTERED} its own hash does not fit.`);
  const contents = new Map(reports.map(({ id, bytesBase64 }) => [id, fingerprint(Buffer.from(bytesBase64, 'base64'))]));
  for (const { id, sha256: named } of reports)
    if (contents.get(id) !== named) found.push(`Report ${id} is not the one whose hash stands beside it.`);
  for (const { id, bytesBase64 } of reports)
    if (Buffer.from(bytesBase64, 'base64').toString('base64') !== bytesBase64)
      found.push(`${ALTERED} the bytes of report ${id} were written otherwise.`);
  if (contents.size < reports.length) found.push(`${ALTERED} two raw reports have one id.`);
  const unnamed = new Set(contents.keys());
  let before: EvidenceEntry | null = null;
  for (const entry of entries) {
    const { seq, previousHash, hash, operationId } = entry;
    if (whole && operationId === undefined) found.push(`Entry ${seq} of the event log does not name its operation.`);
    if (operationId !== undefined && operationId !== entries[0]?.operationId)
      found.push(`Entry ${seq} of the event log is one of operation ${operationId}.`);
    if (hash !== fingerprint(chainText(previousHash, { operationId: operation.operationId, ...entry })))
      found.push(`Entry ${seq} of the event log was altered after it was written.`);
    if (before !== null && seq <= before.seq) found.push(`Entry ${seq} stands behind entry ${before.seq}.`);
    else if (before?.seq === seq - 1 && before.hash !== previousHash)
      found.push(`Entry ${seq} does not follow from entry ${before.seq}: one of the two was exchanged.`);
    const event = readScanEvent(entry);
    if (event.ok && 'reportId' in event.value) {
      unnamed.delete(event.value.reportId);
      found.push(...wrongReport(seq, event.value, contents));
    }
    before = entry;
  }
  for (const id of unnamed) found.push(`Report ${id} is named by no entry of the event log.`);
  return found;
}

function wrongReport(
  seq: number,
  { reportId, sha256 }: { readonly reportId: string; readonly sha256?: string },
  contents: ReadonlyMap<string, string>,
): string[] {
  const content = contents.get(reportId);
  if (content === undefined) return [`The raw report of entry ${seq} is missing.`];
  return sha256 !== undefined && sha256 !== content ? [`The raw report of entry ${seq} was altered.`] : [];
}

function differences(evidence: Evidence, { session, events, messages }: Folded, how: Comparability): string[] {
  const { hashed, operation, reports, deliveries } = evidence;
  const is = evidenceParts({ session, events, reports });
  const found: string[] = [];
  if (operation.operationId !== session.operationId)
    found.push(
      `The bundle is called one of operation ${operation.operationId}, its events are those of operation ${session.operationId}.`,
    );
  // Named above, in words of its own.
  const named = { ...is.operation, operationId: OperationId.parse(operation.operationId) };
  found.push(...said('Operation', differencesBetween(hashed['operation'], named, how)));
  found.push(...deviceDifferences(hashed['devices'], is.devices, how));
  if (hashed['scanLog'] === undefined) found.push('The bundle has no scan log.');
  else if (JSON.stringify(hashed['scanLog']) !== JSON.stringify(is.scanLog))
    found.push('The scan log of the bundle is not the one that the verdicts come to.');
  found.push(...actionDifferences(hashed['actions'], is.actions, how));
  if (deliveries !== undefined) found.push(...messageDifferences(deliveries, messages, session.operationId, how));
  else if (how.whole) found.push('The bundle does not have what was sent.');
  for (const { id, sn, bytesBase64 } of reports) {
    const own = readReportBytes(Buffer.from(bytesBase64, 'base64'))?.sn ?? '';
    if (storedText(own) !== sn) found.push(`Report ${id}: sn is ${shown(sn)} in the bundle, the report says ${shown(own)}.`);
  }
  return found;
}

type Parts = ReturnType<typeof evidenceParts>;

function deviceDifferences(told: unknown, devices: Parts['devices'], how: Comparability): string[] {
  const found: string[] = [];
  const left = new Map<string, Parts['devices'][number]>(devices.map((device) => [device.id, device]));
  const list = Array.isArray(told) ? (told as readonly { readonly id: string }[]) : [];
  for (const device of list) {
    const own = left.get(device.id);
    left.delete(device.id);
    if (own === undefined) found.push(`${nameOf(device.id)}: is in the bundle, but nothing that it reported is.`);
    else found.push(...said(nameOf(device.id), differencesBetween(device, own, how), own.interfaces));
  }
  for (const id of left.keys()) found.push(`${nameOf(id)}: reported, but the bundle has no verdict on it.`);
  if (found.length === 0 && list.some(({ id }, index) => id !== devices[index]?.id))
    found.push('The devices of the bundle stand in another order.');
  return found;
}

/** As the window names it, with what tells it from other such units. */
function nameOf(id: string): string {
  const unit = unitWithoutSerial(id);
  return unit === null ? id : `no serial number (${unit})`;
}

/** Another version may put what was done into other words. */
function actionDifferences(told: unknown, actions: Parts['actions'], how: Comparability): string[] {
  if (told === undefined) return how.whole ? ['The bundle does not have what people did.'] : [];
  const wanted = how.whole ? actions : actions.map(({ seq, at, person }) => ({ seq, at, person }));
  return said('What people did', differencesBetween(told, wanted, how));
}

function said(what: string, found: readonly Difference[], interfaces: readonly { readonly name: string }[] = []): string[] {
  return found.map(
    ({ path, was, is }) =>
      `${what}: ${placeIn(path, interfaces)} is ${shown(was)} in the bundle, the replay comes to ${shown(is)}.`,
  );
}

/** `verdict of eth0`, `number of attempts`, `counts.pass`, `2nd`. */
function placeIn(path: Difference['path'], interfaces: readonly { readonly name: string }[]): string {
  const [list, index, ...rest] = path;
  if (path.at(-1) === 'length') return `the number of ${dotted(path.slice(0, -1)) || 'entries'}`;
  const port = list === 'interfaces' && typeof index === 'number' ? interfaces[index]?.name : undefined;
  return port === undefined ? dotted(path) : `${dotted(rest)} of ${port}`;
}

function dotted(path: Difference['path']): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part + 1}]` : index === 0 ? part : `.${part}`)).join('');
}

const MAX_SHOWN = 300;

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string' && /^[\w.:-]+$/.test(value)) return value;
  const text = typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`;
}
