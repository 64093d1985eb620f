import type { OperationId } from '../../../protocol/ids';
import type { Store } from '../../domain/ports/store';
import { loadFolded } from '../scan/load-session';

/** A scan that goes on is read again when something happened meanwhile, so that all of a bundle is of one moment; so often at most. */
const MAX_READS = 5;

/** All that is on record of one scan, as it was at one moment. */
export async function readScan(store: Store, operationId: OperationId) {
  for (let read = 1; ; read += 1) {
    const { session, seq } = await loadFolded(store, operationId);
    const events = await store.loadEvents(operationId);
    const reports = await store.loadReports(operationId);
    const deliveries = await store.listDeliveries(operationId);
    const entries = await store.loadChain(operationId);
    const last = [events.at(-1)?.seq ?? 0, entries.at(-1)?.seq ?? 0];
    if (read === MAX_READS || last.every((one) => one === seq)) return { session, events, reports, deliveries, entries };
  }
}
