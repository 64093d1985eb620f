import { text as textOf, type Text, NO_TEXT, type TextParam, type Texts } from '../../../protocol/texts/text';
import { readEvidence, EVIDENCE_REVISION, type Evidence, type EvidenceEntry } from '../../../protocol/evidence';
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
import { keyFaults } from './bundle-keys';
import { differencesBetween, type Comparability, type Difference } from './differences';
import { evidenceParts, type RecordedEvent } from './evidence-parts';
import { fingerprint } from '../files/fingerprint';
import { expectMessages, messageDifferences, noMessages, type ExpectedMessages } from './replay-messages';

const NAMED_WHERE_MISSING: ReadonlySet<string> = new Set(['scanLog', 'actions', 'deliveries']);

/** What replaying a bundle came to. */
export interface Replay {
  readonly operationId: string;
  readonly devices: number;
  readonly entries: number;
  readonly reports: number;
  /** What in the bundle is not as it was written. */
  readonly altered: Texts;
  /** The scan was one of a simulated rack. */
  readonly simulated: boolean;
  /** Where the verdicts of the bundle are not those that its reports and answers come to. */
  readonly differences: Texts;
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

/** Of a key that stands twice a parser takes the last, and so do the hashes; whoever looks at the file may see the first. */
function keyTwice(text: string): Texts {
  const twice = duplicateKey(text);
  return twice === null ? NO_TEXT : [textOf('replay.keyTwice', { key: twice.path, lines: duplicateLines(twice) })];
}

function alterations({ hashed, sha256, entries, reports, operation }: Evidence, { whole }: Comparability): Text[] {
  const found: Text[] = [];
  if (sha256 === undefined) found.push(textOf('replay.noHash'));
  else if (fingerprint(JSON.stringify(hashed)) !== sha256) found.push(textOf('replay.hashDiffers'));
  const contents = new Map(reports.map(({ id, bytesBase64 }) => [id, fingerprint(Buffer.from(bytesBase64, 'base64'))]));
  for (const { id, sha256: named } of reports)
    if (contents.get(id) !== named) found.push(textOf('replay.reportHash', { report: id }));
  for (const { id, bytesBase64 } of reports)
    if (Buffer.from(bytesBase64, 'base64').toString('base64') !== bytesBase64)
      found.push(textOf('replay.reportBytes', { report: id }));
  if (contents.size < reports.length) found.push(textOf('replay.reportIdTwice'));
  const unnamed = new Set(contents.keys());
  let before: EvidenceEntry | null = null;
  for (const entry of entries) {
    const { seq, previousHash, hash, operationId } = entry;
    const named = String(seq);
    if (whole && operationId === undefined) found.push(textOf('replay.entryNamesNone', { entry: named }));
    if (operationId !== undefined && operationId !== entries[0]?.operationId)
      found.push(textOf('replay.entryOfOther', { entry: named, operation: operationId }));
    if (hash !== fingerprint(chainText(previousHash, { operationId: operation.operationId, ...entry })))
      found.push(textOf('replay.entryAltered', { entry: named }));
    if (before !== null && seq <= before.seq)
      found.push(textOf('replay.entryBehind', { entry: named, before: String(before.seq) }));
    else if (before?.seq === seq - 1 && before.hash !== previousHash)
      found.push(textOf('replay.entryExchanged', { entry: named, before: String(before.seq) }));
    const event = readScanEvent(entry);
    if (event.ok && 'reportId' in event.value) {
      unnamed.delete(event.value.reportId);
      found.push(...wrongReport(seq, event.value, contents));
    }
    before = entry;
  }
  for (const id of unnamed) found.push(textOf('replay.reportUnnamed', { report: id }));
  return found;
}

function wrongReport(
  seq: number,
  { reportId, sha256 }: { readonly reportId: string; readonly sha256?: string },
  contents: ReadonlyMap<string, string>,
): Texts {
  const content = contents.get(reportId);
  if (content === undefined) return [textOf('replay.reportMissing', { entry: String(seq) })];
  return sha256 !== undefined && sha256 !== content ? [textOf('replay.reportAltered', { entry: String(seq) })] : NO_TEXT;
}

function differences(evidence: Evidence, { session, events, messages }: Folded, how: Comparability): Text[] {
  const { hashed, operation, reports, deliveries } = evidence;
  const is = evidenceParts({ session, events, reports });
  const found: Text[] = [];
  if (operation.operationId !== session.operationId)
    found.push(textOf('replay.bundleOfOther', { named: operation.operationId, operation: session.operationId }));
  // Named above, in words of its own.
  const named = { ...is.operation, operationId: OperationId.parse(operation.operationId) };
  found.push(...said(textOf('replay.operation'), differencesBetween(hashed['operation'], named, how)));
  found.push(...deviceDifferences(hashed['devices'], is.devices, how));
  if (hashed['scanLog'] === undefined) found.push(textOf('replay.noScanLog'));
  else if (JSON.stringify(hashed['scanLog']) !== JSON.stringify(is.scanLog)) found.push(textOf('replay.otherScanLog'));
  found.push(...actionDifferences(hashed['actions'], is.actions, how));
  if (deliveries !== undefined) found.push(...messageDifferences(deliveries, messages, session.operationId, how));
  else if (how.whole) found.push(textOf('replay.noMessages'));
  if (how.whole) found.push(...otherKeys(hashed));
  for (const { id, sn, bytesBase64 } of reports) {
    const own = readReportBytes(Buffer.from(bytesBase64, 'base64'))?.sn ?? '';
    if (storedText(own) !== sn) found.push(textOf('replay.otherSerial', { report: id, was: shown(sn), is: shown(own) }));
  }
  return found;
}

/** Where a part is missing that is named above in words of its own, its key is not named again. */
function otherKeys(bundle: Evidence['hashed']): Text[] {
  return keyFaults(bundle).flatMap(({ kind, place }) => {
    if (NAMED_WHERE_MISSING.has(place)) return [];
    return textOf(kind === 'missing' ? 'replay.keyMissing' : 'replay.keyAdded', { key: shown(place) });
  });
}

type Parts = ReturnType<typeof evidenceParts>;

function deviceDifferences(told: unknown, devices: Parts['devices'], how: Comparability): Text[] {
  const found: Text[] = [];
  const left = new Map<string, Parts['devices'][number]>(devices.map((device) => [device.id, device]));
  const list = Array.isArray(told) ? (told as readonly { readonly id: string }[]) : [];
  for (const device of list) {
    const own = left.get(device.id);
    left.delete(device.id);
    if (own === undefined) found.push(textOf('replay.deviceUnreported', { device: nameOf(device.id) }));
    else found.push(...said(nameOf(device.id), differencesBetween(device, own, how), own.interfaces));
  }
  for (const id of left.keys()) found.push(textOf('replay.deviceMissing', { device: nameOf(id) }));
  if (found.length === 0 && list.some(({ id }, index) => id !== devices[index]?.id)) found.push(textOf('replay.otherOrder'));
  return found;
}

/** As the window names it, with what tells it from other such units. */
function nameOf(id: string): TextParam {
  const unit = unitWithoutSerial(id);
  return unit === null ? id : textOf('replay.unit', { unit });
}

/** Another version may put what was done into other words. */
function actionDifferences(told: unknown, actions: Parts['actions'], how: Comparability): Texts {
  if (told === undefined) return how.whole ? [textOf('replay.noActions')] : NO_TEXT;
  const wanted = how.whole ? actions : actions.map(({ seq, at, person }) => ({ seq, at, person }));
  return said(textOf('replay.actions'), differencesBetween(told, wanted, how));
}

function said(what: TextParam, found: readonly Difference[], interfaces: readonly { readonly name: string }[] = []): Texts {
  return found.map(({ path, was, is }) =>
    textOf('replay.differs', { what, place: placeIn(path, interfaces), was: shown(was), is: shown(is) }),
  );
}

/** `verdict of eth0`, `number of attempts`, `counts.pass`, `2nd`. */
function placeIn(path: Difference['path'], interfaces: readonly { readonly name: string }[]): TextParam {
  const [list, index, ...rest] = path;
  if (path.at(-1) === 'length') {
    const of = dotted(path.slice(0, -1));
    return of === '' ? textOf('replay.numberOfEntries') : textOf('replay.numberOf', { list: of });
  }
  const port = list === 'interfaces' && typeof index === 'number' ? interfaces[index]?.name : undefined;
  return port === undefined ? dotted(path) : textOf('replay.ofPort', { place: dotted(rest), port });
}

function dotted(path: Difference['path']): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part + 1}]` : index === 0 ? part : `.${part}`)).join('');
}

const MAX_SHOWN = 300;

function shown(value: unknown): TextParam {
  if (value === undefined) return textOf('replay.nothing');
  if (typeof value === 'string' && /^[\w.:-]+$/.test(value)) return value;
  const text = typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`;
}
