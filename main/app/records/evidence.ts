import { EVIDENCE_FORMAT, EVIDENCE_REVISION } from '../../../protocol/evidence';
import type { OperationId } from '../../../protocol/ids';
import { text } from '../../../protocol/texts/text';
import { AppError } from '../../domain/errors';
import type { Store } from '../../domain/ports/store';
import { deliveryInWords, tryInWords } from '../delivery/delivery-words';
import { loadFolded } from '../scan/load-session';
import { evidenceParts } from './evidence-parts';
import { fingerprint } from '../files/fingerprint';
import { simulationMark } from './practice-records';

/** Who makes a bundle, when and with what. */
export interface EvidenceMaker {
  readonly person: string;
  /** ms since 1970. */
  readonly at: number;
  readonly appVersion: string;
}

/** A scan that goes on is read anew when something happened meanwhile, so that all of a bundle is of one moment; so often at most. */
const MAX_READS = 5;

/**
 * The evidence bundle of one operation as JSON text: scan log, every device with its verdict and what it was made from (raw
 * report, raw answer of MES, attempts, times), what people did, what was sent, and the operation's entries of the event chain.
 * Folded anew from the records, so that it shows what is on disk. Rejects with `notFound` for an operation without events.
 */
export async function evidenceBundle(store: Store, operationId: OperationId, maker: EvidenceMaker): Promise<string> {
  const { session, entries, events, reports, deliveries } = await readScan(store, operationId);
  if (session === null) throw new AppError('notFound', text('records.nothingOf', { operation: operationId }));
  const { operation, scanLog, devices, actions } = evidenceParts({ session, events, reports });
  const bundle = {
    ...(await simulationMark(store)),
    format: EVIDENCE_FORMAT,
    revision: EVIDENCE_REVISION,
    madeAt: iso(maker.at),
    madeBy: maker.person,
    appVersion: maker.appVersion,
    operation,
    scanLog,
    devices,
    actions,
    deliveries,
    reports: reports.map(({ id, at, sn, bytes, properties }) => ({
      id,
      at,
      sn,
      // As text: headers may nest deeper than a bundle's reader goes.
      properties: JSON.stringify(properties),
      sha256: fingerprint(bytes),
      bytesBase64: Buffer.from(bytes).toString('base64'),
    })),
    entries,
  };
  return `${JSON.stringify({ ...bundle, sha256: fingerprint(JSON.stringify(bundle)) }, null, 2)}\n`;
}

/** All that is on record of one scan, as it was at one moment. */
async function readScan(store: Store, operationId: OperationId) {
  for (let read = 1; ; read += 1) {
    const { session, seq } = await loadFolded(store, operationId);
    const events = await store.loadEvents(operationId);
    const reports = await store.loadReports(operationId);
    const deliveries = await deliveriesOf(store, operationId);
    const entries = await store.loadChain(operationId);
    const last = [events.at(-1)?.seq ?? 0, entries.at(-1)?.seq ?? 0];
    if (read === MAX_READS || last.every((one) => one === seq)) return { session, events, reports, deliveries, entries };
  }
}

async function deliveriesOf(store: Store, operationId: OperationId) {
  const deliveries = await store.listDeliveries(operationId);
  return Promise.all(
    deliveries.map(async (delivery) => ({
      ...deliveryInWords(delivery),
      tries: (await store.listTries(delivery.key)).map(tryInWords),
    })),
  );
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
