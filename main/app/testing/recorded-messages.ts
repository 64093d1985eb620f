import type { DeliveryKey } from '../../../protocol/ids';
import type { DeliveryUpdate, NewDelivery } from '../../domain/ports/deliveries';
import type { ScanEvent } from '../../domain/scan/events';
import { applyEvent, startSession } from '../../domain/scan/fold';
import type { ScanSession } from '../../domain/scan/state';
import { closingDeliveries, pairDelivery } from '../delivery/deliveries-of-scan';
import { readReportBytes } from '../scan/load-session';

/** What the console puts on record with these events: the messages that they call for, and what became of them. */
export function recordedMessages(
  events: readonly { readonly at: number; readonly event: ScanEvent }[],
  reports: readonly { readonly id: string; readonly bytes: Uint8Array }[],
): { readonly deliveries: readonly NewDelivery[]; readonly deliveryUpdates: readonly DeliveryUpdate[] } {
  const bytes = new Map(reports.map((report) => [report.id, report.bytes]));
  const deliveries: NewDelivery[] = [];
  const deliveryUpdates: DeliveryUpdate[] = [];
  let session: ScanSession | null = null;
  for (const { at, event } of events) {
    if (event.kind === 'scanStarted') {
      ({ session } = startSession(event, at));
      continue;
    }
    if (session === null) throw new Error('The first event starts the scan.');
    const raw = 'reportId' in event ? bytes.get(event.reportId) : undefined;
    applyEvent(session, event, at, raw === undefined ? null : readReportBytes(raw));
    const { operationId } = session;
    const newKey = () => `${operationId} ${deliveries.length} ${Math.random()}` as DeliveryKey;
    if (event.kind === 'scanClosed') deliveries.push(...closingDeliveries(session, newKey, at));
    else if (event.kind === 'pairConfirmed') deliveries.push(pairDelivery(session, event.serials, event.key, at));
    else if (event.kind === 'pairAnswered' && deliveries.some(({ key }) => key === event.key))
      deliveryUpdates.push({
        key: event.key,
        state: event.state,
        attempts: 1,
        nextTryAt: null,
        problem: event.reason,
        settledAt: event.state === 'queued' ? null : at,
      });
  }
  return { deliveries, deliveryUpdates };
}
