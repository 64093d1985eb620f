import { isDeepStrictEqual } from 'node:util';
import { english } from '../../../messages/english';
import { readEvidence, type Evidence, type EvidenceDevice, type EvidenceEntry } from '../../../protocol/evidence';
import { err, ok, type Result } from '../../../protocol/result';
import { readScanEvent } from '../../../protocol/stored-events';
import type { Texts } from '../../../protocol/texts/text';
import { visibleText } from '../../../protocol/visible-text';
import { duplicateKey, duplicateLines } from '../../../protocol/wire/duplicate-key';
import { chainText } from '../../domain/records/chain-text';
import { scanLog } from '../../domain/records/scan-log';
import { applyEvent, startSession } from '../../domain/scan/fold';
import type { ScanSession } from '../../domain/scan/state';
import { deviceDetails } from '../../domain/scan/views';
import { fingerprint } from '../files/fingerprint';
import { readReportBytes } from '../scan/load-session';

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
 * Folds the events and raw reports of an evidence bundle anew and compares: the same code that judged the scan must come to the
 * same verdicts, reasons and scan log. Fails with one sentence on a text that is no bundle.
 *
 * @param appVersion of this program: a bundle that it made itself has its words, too
 */
export function replay(text: string, appVersion: string): Result<Replay, string> {
  const evidence = readEvidence(text);
  if (!evidence.ok) return err(evidence.error);
  const folded = fold(evidence.value);
  if (!folded.ok) return err(folded.error);
  const { operation, devices, entries, reports } = evidence.value;
  return ok({
    operationId: operation.operationId,
    devices: devices.length,
    entries: entries.length,
    reports: reports.length,
    simulated: Object.hasOwn(evidence.value.hashed, 'simulation'),
    altered: [...keyTwice(text), ...alterations(evidence.value)],
    differences: differences(evidence.value, folded.value, evidence.value.hashed['appVersion'] === appVersion),
  });
}

function fold({ entries, reports }: Evidence): Result<ScanSession, string> {
  const bytes = new Map(reports.map(({ id, bytesBase64 }) => [id, bytesBase64]));
  let session: ScanSession | null = null;
  for (const entry of entries) {
    const event = readScanEvent(entry);
    if (!event.ok) return err(event.error);
    if (event.value.kind === 'scanStarted') {
      if (session !== null) return err(`Entry ${entry.seq} starts the scan a second time.`);
      ({ session } = startSession(event.value, entry.at));
      continue;
    }
    if (session === null) return err('The first entry does not start a scan.');
    const raw = 'reportId' in event.value ? bytes.get(event.value.reportId) : undefined;
    const report = raw === undefined ? null : readReportBytes(Buffer.from(raw, 'base64'));
    applyEvent(session, event.value, entry.at, report);
  }
  return session === null ? err('The bundle holds no events.') : ok(session);
}

const ALTERED = 'The bundle was altered after it was made:';

/** Of a key that stands twice a parser takes the last, and so do the hashes; whoever looks at the file may see the first. */
function keyTwice(text: string): string[] {
  const twice = duplicateKey(text);
  return twice === null ? [] : [`${ALTERED} \`${twice.path}\` stands twice, ${duplicateLines(twice)}.`];
}

function alterations({ hashed, sha256, entries, reports, operation }: Evidence): string[] {
  const found: string[] = [];
  if (sha256 === undefined) found.push(`${ALTERED} its own hash is missing.`);
  else if (fingerprint(JSON.stringify(hashed)) !== sha256) found.push(`${ALTERED} its own hash does not fit.`);
  const contents = new Map(reports.map(({ id, bytesBase64 }) => [id, fingerprint(Buffer.from(bytesBase64, 'base64'))]));
  for (const { id, sha256: named } of reports)
    if (contents.get(id) !== named) found.push(`Report ${id} is not the one whose hash stands beside it.`);
  let before: EvidenceEntry | null = null;
  for (const entry of entries) {
    const { seq, previousHash, hash, operationId } = entry;
    if (operationId !== undefined && operationId !== entries[0]?.operationId)
      found.push(`Entry ${seq} of the event log is one of operation ${operationId}.`);
    if (hash !== fingerprint(chainText(previousHash, { operationId: operation.operationId, ...entry })))
      found.push(`Entry ${seq} of the event log was altered after it was written.`);
    if (before !== null && seq <= before.seq) found.push(`Entry ${seq} stands behind entry ${before.seq}.`);
    else if (before?.seq === seq - 1 && before.hash !== previousHash)
      found.push(`Entry ${seq} does not follow from entry ${before.seq}: one of the two was exchanged.`);
    const event = readScanEvent(entry);
    if (event.ok && 'reportId' in event.value) found.push(...wrongReport(seq, event.value, contents));
    before = entry;
  }
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

function differences({ operation, devices, scanLog: told }: Evidence, session: ScanSession, sameVersion: boolean): string[] {
  const found: string[] = [];
  if (operation.operationId !== session.operationId)
    found.push(
      `The bundle is called one of operation ${operation.operationId}, its events are those of operation ${session.operationId}.`,
    );
  const left = new Map(Array.from(session.devices.values(), (device) => [device.id, device]));
  for (const device of devices) {
    const own = left.get(device.id);
    left.delete(device.id);
    if (own === undefined) found.push(`${device.id}: is in the bundle, but nothing that it reported is.`);
    else found.push(...differencesOf(device, deviceDetails(own), sameVersion));
  }
  for (const id of left.keys()) found.push(`${id}: reported, but the bundle has no verdict on it.`);
  if (told === undefined) found.push('The bundle has no scan log.');
  else if (JSON.stringify(told) !== JSON.stringify(scanLog(session)))
    found.push('The scan log of the bundle is not the one that the verdicts come to.');
  return found;
}

function differencesOf(
  told: EvidenceDevice,
  { row, interfaces }: ReturnType<typeof deviceDetails>,
  sameVersion: boolean,
): string[] {
  const found: string[] = [];
  const say = (what: string, was: unknown, is: unknown): void => {
    if (was !== is) found.push(`${told.id}: ${what} is ${String(was)} in the bundle, the replay comes to ${String(is)}.`);
  };
  say('status', told.status, row.status);
  say('attempt', told.attempt, row.attempt);
  const sayReason = (what: string, was: SaidReason, is: Texts): void => {
    if (!isSaid(was, is, sameVersion))
      found.push(`${told.id}: ${what} is "${was.reason}" in the bundle, the replay comes to "${english(is)}".`);
  };
  sayReason('reason', told, row.reason);
  say('number of interfaces', told.interfaces.length, interfaces.length);
  for (const [index, is] of interfaces.entries()) {
    const was = told.interfaces[index];
    if (was === undefined) continue;
    for (const part of ['name', 'verdict', 'expectedMac', 'foundMac'] as const) say(`${part} of ${is.name}`, was[part], is[part]);
    sayReason(`reason of ${is.name}`, was, is.reason);
  }
  return found;
}

type SaidReason = Pick<EvidenceDevice, 'reason' | 'reasonCodes'>;

/** Whether a bundle gives this reason. Another version may put the same codes into other words. */
function isSaid({ reason, reasonCodes }: SaidReason, is: Texts, sameVersion: boolean): boolean {
  if (reasonCodes === undefined) return wordsOfBefore(reason) === wordsOfBefore(english(is));
  return isDeepStrictEqual(reasonCodes, is) && (!sameVersion || reason === english(is));
}

/** Versions that wrote no codes began some reasons with a small letter, left some characters as they were, and put no comma into numbers. */
function wordsOfBefore(reason: string): string {
  return visibleText(reason)
    .replaceAll(/\b(?:A(?= port )|R(?=ight MAC)|S(?=ame MAC))/g, (letter) => letter.toLowerCase())
    .replaceAll(/(?<=\d),(?=\d{3}\b)/g, '');
}
