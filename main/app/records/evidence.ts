import { text } from '../../../protocol/texts/text';
import { EVIDENCE_FORMAT } from '../../../protocol/evidence';
import type { OperationId } from '../../../protocol/ids';
import { AppError } from '../../domain/errors';
import type { RawAnswer, ScanEvent } from '../../domain/scan/events';
import type { Store } from '../../domain/ports/store';
import type { StoredReport } from '../../domain/ports/journal';
import { scanLog } from '../../domain/records/scan-log';
import type { ScanSession } from '../../domain/scan/state';
import { deviceDetails, sessionView } from '../../domain/scan/views';
import { auditLine } from './audit-words';
import { fingerprint } from '../files/fingerprint';
import { loadSession } from '../scan/load-session';
import { simulationMark } from './practice-records';
import { attemptInWords, interfaceInWords, verdictWords } from '../scan/verdict-words';

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
 * Folded anew from the records, so that it shows what is on disk. Rejects with `notFound` for an operation without events.
 */
export async function evidenceBundle(store: Store, operationId: OperationId, maker: EvidenceMaker): Promise<string> {
  const session = await loadSession(store, operationId);
  if (session === null) throw new AppError('notFound', text('records.nothingOf', { operation: operationId }));
  const entries = await store.loadChain(operationId);
  const events = await store.loadEvents(operationId);
  const reports = await store.loadReports(operationId);
  const bundle = {
    ...(await simulationMark(store)),
    format: EVIDENCE_FORMAT,
    madeAt: iso(maker.at),
    madeBy: maker.person,
    appVersion: maker.appVersion,
    operation: sessionView(session, 0),
    scanLog: scanLog(session),
    devices: devicesOf(session, events, reports),
    actions: events.flatMap((event) => auditLine(event) ?? []),
    deliveries: await deliveriesOf(store, operationId),
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

type TimedEvent = { readonly at: number; readonly event: ScanEvent };

function devicesOf(session: ScanSession, events: readonly TimedEvent[], reports: readonly StoredReport[]) {
  const reportsBySerial = grouped(reports, ({ sn }) => sn);
  const answers = events.flatMap(({ at, event }) => (event.kind === 'mesAnswered' ? [{ ...event, at }] : []));
  const answersBySerial = grouped(answers, ({ sn }) => sn);
  return Array.from(session.devices.values(), (device) => {
    const { row, interfaces, attempts, nextAction, claimants, agentVersion, bootId, warnings } = deviceDetails(device);
    const { id, sn, status, attempt, reason, guest, contested, product, ip, pair, at } = row;
    const head = { id, sn, status, attempt, ...verdictWords({ reason, nextAction }), guest, contested, product, ip, pair };
    return {
      ...head,
      decidedAt: at,
      interfaces: interfaces.map(interfaceInWords),
      attempts: attempts.map(attemptInWords),
      claimants,
      agentVersion,
      bootId,
      warnings,
      reports: (reportsBySerial.get(sn) ?? []).map((report) => ({ id: report.id, at: report.at })),
      mes: (answersBySerial.get(sn) ?? []).map(
        (answer): MesEvidence => ({
          at: answer.at,
          attempt: answer.attempt,
          answer: answer.answer,
          raw: answer.raw ?? null,
        }),
      ),
    };
  });
}

interface MesEvidence {
  readonly at: number;
  readonly attempt: number;
  readonly answer: unknown;
  readonly raw: RawAnswer | null;
}

async function deliveriesOf(store: Store, operationId: OperationId) {
  const deliveries = await store.listDeliveries(operationId);
  return Promise.all(deliveries.map(async (delivery) => ({ ...delivery, tries: await store.listTries(delivery.key) })));
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
