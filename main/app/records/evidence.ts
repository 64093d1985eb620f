import { EVIDENCE_FORMAT, EVIDENCE_REVISION } from '../../../protocol/evidence';
import type { OperationId } from '../../../protocol/ids';
import { text } from '../../../protocol/texts/text';
import { AppError } from '../../domain/errors';
import type { StoredDelivery } from '../../domain/ports/deliveries';
import type { Store } from '../../domain/ports/store';
import { deliveryInWords, tryInWords } from '../delivery/delivery-words';
import { evidenceParts } from './evidence-parts';
import { fingerprint } from '../files/fingerprint';
import { simulationMark } from './practice-records';
import { readScan } from './read-scan';

/** Who makes a bundle, when and with what. */
export interface EvidenceMaker {
  readonly person: string;
  /** ms since 1970. */
  readonly at: number;
  readonly appVersion: string;
}

/**
 * The evidence bundle of one operation as JSON text: scan log, every device with its verdict and what it was made from (raw
 * report, raw answer of MES, attempts, times), what people did, what was sent, and the operation's entries of the event chain.
 * Folded again from the records, so that it shows what is on disk. Rejects with `notFound` for an operation without events.
 */
export async function evidenceBundle(store: Store, operationId: OperationId, maker: EvidenceMaker): Promise<string> {
  const { session, entries, events, reports, deliveries: heads } = await readScan(store, operationId);
  if (session === null) throw new AppError('notFound', text('records.nothingOf', { operation: operationId }));
  const deliveries = await withTries(store, heads);
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
    eventLogHead: await store.chainHead(),
  };
  return `${JSON.stringify({ ...bundle, sha256: fingerprint(JSON.stringify(bundle)) }, null, 2)}\n`;
}

async function withTries(store: Store, deliveries: readonly StoredDelivery[]) {
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
