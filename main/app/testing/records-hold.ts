import { deviceIdOf, type OperationId } from '../../../protocol/ids';
import type { LeftOver } from '../../../protocol/model';
import { pairSheet } from '../../domain/delivery/pair-sheet';
import type { NewDelivery } from '../../domain/ports/deliveries';
import type { Store } from '../../domain/ports/store';
import { scanLog } from '../../domain/records/scan-log';
import { applyEvent, startSession } from '../../domain/scan/fold';
import type { ScanSession } from '../../domain/scan/state';
import { readReportBytes } from '../scan/load-session';

/** A serial number goes to Pair once more only after it was refused or unknown and a person settled that. */
export async function doublePairs(store: Store, operationId: OperationId): Promise<string[]> {
  const doubled: string[] = [];
  const standing = new Map<string, 'sent' | 'open' | 'settled'>();
  const keyOf = new Map<string, string>();
  for (const { event } of await store.loadEvents(operationId)) {
    if (event.kind === 'pairConfirmed')
      for (const sn of event.serials) {
        if (standing.get(sn) === 'sent' || standing.get(sn) === 'open') doubled.push(`${sn} is paired twice`);
        standing.set(sn, 'sent');
        keyOf.set(sn, event.key);
      }
    if (event.kind === 'pairAnswered')
      for (const [sn, key] of keyOf) if (key === event.key) standing.set(sn, event.state === 'accepted' ? 'sent' : 'open');
    if (event.kind === 'pairSettled')
      for (const id of event.devices) if (standing.get(id) === 'open') standing.set(id, 'settled');
  }
  const pairs: readonly NewDelivery[] = (await store.listDeliveries(operationId)).filter(({ kind }) => kind === 'pair');
  const confirmed = (await store.loadEvents(operationId)).filter(({ event }) => event.kind === 'pairConfirmed');
  if (pairs.length !== confirmed.length) doubled.push(`${pairs.length} Pairs for ${confirmed.length} confirmations`);
  return doubled;
}

/** What went out at each moment is what the records said at that moment; one sentence for each thing that is not. */
export async function untrueMessages(store: Store, operationId: OperationId): Promise<string[]> {
  const untrue: string[] = [];
  const logs = (await store.listDeliveries(operationId)).filter(({ kind }) => kind === 'log').map(({ body }) => body);
  let session: ScanSession | null = null;
  for (const { event, at } of await store.loadEvents(operationId)) {
    if (event.kind === 'scanStarted') {
      ({ session } = startSession(event, at));
      continue;
    }
    if (session === null) return ['Something is on record before the scan was started.'];
    const stored = 'reportId' in event ? await store.loadReport(event.reportId) : null;
    if (event.kind === 'pairConfirmed')
      for (const sn of event.serials)
        if (session.phase !== 'closed' || session.devices.get(deviceIdOf(sn))?.status !== 'pass') untrue.push(`${sn} is paired`);
    applyEvent(session, event, at, stored === null ? null : readReportBytes(stored.bytes));
    if (event.kind === 'scanClosed' && logs.shift() !== JSON.stringify(scanLog(session))) untrue.push('a log says otherwise');
  }
  return [...untrue, ...logs.map(() => 'a log of no closing')];
}

/** What the list of operations must say: what the sheet would send, and what stands apart on it. */
export function leftBySheet(session: ScanSession): LeftOver {
  const { target, serials, refused } = pairSheet(session, String);
  const ended = (as: 'rejected' | 'unknown') => refused.filter(({ outcome }) => outcome === as).length;
  return { target, notPaired: serials.length, refused: ended('rejected'), unknown: ended('unknown') };
}
