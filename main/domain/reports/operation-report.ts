import type { AuditLine } from '../../../protocol/people';
import type {
  ChainPlace,
  ConfirmedList,
  OperationReport,
  ReportedDelivery,
  ReportedDevice,
  ReportHead,
} from '../../../protocol/report';
import { NO_TEXT } from '../../../protocol/texts/text';
import { storedSummary } from '../delivery/summary';
import type { DeliveryHead } from '../ports/deliveries';
import type { StoredEvent } from '../ports/journal';
import { reasonFor } from '../scan/session-changes';
import { isContested, type DeviceState, type ScanSession } from '../scan/state';

/** What is on record of one operation. */
export interface OperationParts {
  readonly session: ScanSession;
  readonly events: readonly StoredEvent[];
  readonly deliveries: readonly DeliveryHead[];
  readonly decisions: readonly AuditLine[];
  readonly lastEntry: ChainPlace | null;
  readonly station: string | null;
  /** Of a scan that never ended and that no program runs: when the last thing happened in it. */
  readonly diedAt: number | null;
}

/** One operation for a printed page: every device, why it did not pass, what people decided, and what became of it outside. */
export function operationReport(
  { session, events, deliveries, decisions, lastEntry, station, diedAt }: OperationParts,
  head: ReportHead,
): OperationReport {
  const { operationId, operatorId, scanMode, rack, startedAt, closedAt, closeReason, interruptedAt, rosterSize, altered } =
    session;
  return {
    kind: 'operation',
    head,
    operation: {
      operationId,
      operatorId,
      target: scanMode === 1 ? 'burn' : 'pair',
      rack: rack?.name ?? null,
      station,
      startedAt,
      closedAt,
      closeReason,
      interruptedAt: interruptedAt ?? diedAt,
      rosterSize,
      selfTest: session.selfTest,
      lastEntry,
      altered,
    },
    counts: { ...session.counts, quarantined: 0 },
    devices: Array.from(session.devices.values(), reportedDevice),
    lists: confirmedLists(session, events),
    decisions,
    deliveries: deliveries.map(reportedDelivery),
  };
}

function reportedDevice(device: DeviceState): ReportedDevice {
  const { comparison, pair } = device;
  const judged = comparison?.kind === 'judged' ? comparison.interfaces : [];
  const faults = judged.filter(({ verdict }) => verdict !== 'match');
  return {
    sn: device.sn ?? '',
    slot: device.slot,
    foundIn: device.foundIn,
    status: device.status,
    guest: device.guest,
    held: device.status === 'pass' && isContested(device),
    product: device.answer?.kind === 'expected' ? device.answer.product : null,
    attempt: device.attempt,
    reason: reasonFor(device),
    waiver: device.waiver,
    ports: judged.length,
    matching: judged.length - faults.length,
    faults: faults.map(({ name, verdict, expectedMac, foundMac }) => ({ name, verdict, expectedMac, foundMac })),
    pair: pair?.outcome ?? null,
    pairReason: pair?.reason ?? NO_TEXT,
    pairSettled: pair?.settled ?? null,
  };
}

/** Whatever was not answered for each of its devices is open. */
function confirmedLists({ devices }: ScanSession, events: readonly StoredEvent[]): ConfirmedList[] {
  const answers = new Map(events.flatMap(({ event }) => (event.kind === 'pairAnswered' ? [[event.key, event] as const] : [])));
  const current = new Map(Array.from(devices.values(), ({ sn, pair }) => [sn, pair] as const));
  return events.flatMap(({ at, event }) => {
    if (event.kind !== 'pairConfirmed') return [];
    const { digest, operatorId, serials, key } = event;
    const answer = answers.get(key);
    const outcomeOf = (sn: (typeof serials)[number]) => {
      const pair = current.get(sn);
      // A later list has the device by now: what became of it here stands in the answer to this one.
      if (pair?.key === key) return pair.outcome;
      if (answer?.state === 'accepted') return answer.rejected[sn] === undefined ? 'accepted' : 'rejected';
      return answer?.state ?? 'queued';
    };
    const outcomes = serials.map(outcomeOf);
    const accepted = outcomes.filter((outcome) => outcome === 'accepted').length;
    const rejected = outcomes.filter((outcome) => outcome === 'rejected').length;
    const open = serials.length - accepted - rejected;
    return [{ at, operatorId, digest, devices: serials.length, accepted, rejected, open }];
  });
}

function reportedDelivery({ kind, state, summary, problem, createdAt, replacedBy }: DeliveryHead): ReportedDelivery {
  return {
    kind,
    state,
    summary: storedSummary(kind, summary),
    problem,
    createdAt,
    replaced: replacedBy !== undefined,
  };
}
