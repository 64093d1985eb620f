import { isDeepStrictEqual } from 'node:util';
import { deviceIdOf, type DeviceId, type SerialNumber } from '../../protocol/ids';
import type { DeviceState, ScanSession } from '../../main/domain/scan/state';
import type { Written } from '../world/written';

/**
 * Every device whose report is an answer to another attempt than the present one, or whose answer of MES is not the first one that came
 * to it, one sentence each. Told from the history alone: which attempt is the present one is counted here.
 */
export function wrongAnswers(session: ScanSession, history: readonly Written[]): readonly string[] {
  const wrong: string[] = [];
  for (const device of session.devices.values()) {
    const why = device.sn === null ? null : whyWrong(device, history);
    if (why !== null) wrong.push(`${device.id}: ${why}`);
  }
  return wrong;
}

/** Whether a device is asked once more by this: a person had it scanned again, or the console asked whoever was silent. */
export function asksAnew(event: Written['event'], id: DeviceId): boolean {
  return (event.kind === 'rescanAsked' || event.kind === 'askedAgain') && event.devices.includes(id);
}

/** The first attempt that asks the same as the present one: what the console asked again by itself is no other question. */
function askedSince({ id }: Pick<DeviceState, 'id'>, history: readonly Written[]): number {
  const asked = history.filter(({ event }) => asksAnew(event, id));
  return 2 + asked.findLastIndex(({ event }) => event.kind === 'rescanAsked');
}

/** Null, or whom a report is of that was waited for, and whom it leaves waiting although it answers what was asked. */
export function stillAwaited(session: ScanSession, history: readonly Written[], { event, report }: Written): DeviceState | null {
  if (event.kind !== 'reportReceived' || report === null || session.phase === 'closed') return null;
  const device = session.devices.get(deviceIdOf(report.sn as SerialNumber));
  if (device?.status !== 'waiting' || history.some(({ event: one }) => isSameMessage(one, event))) return null;
  const { attempt } = report;
  return attempt === null || (attempt >= askedSince(device, history) && attempt <= device.attempt) ? device : null;
}

function isSameMessage(one: Written['event'], other: Written['event']): boolean {
  return one.kind === 'reportReceived' && other.kind === 'reportReceived' && one.sha256 === other.sha256;
}

function whyWrong(device: DeviceState, history: readonly Written[]): string | null {
  const { sn, attempt, answer, status, report } = device;
  const rescans = history.filter(({ event }) => sn !== null && asksAnew(event, deviceIdOf(sn)));
  const present = 1 + rescans.length;
  if (attempt !== present) return `it was scanned again ${rescans.length} times, and its attempt is ${attempt}.`;
  const answered = report?.attempt ?? null;
  const since = askedSince(device, history);
  if (answered !== null && (answered < since || answered > present))
    return `what counts is its answer to scan ${answered}, and scan ${present} was asked for, as since scan ${since}.`;
  // Two units share the serial number, or nobody has answered: nothing counts.
  if (answer === null || status === 'conflict') return null;
  const asked = history.filter(({ event }) => event.kind === 'mesAnswered' && event.sn === sn && event.attempt === present);
  const first = asked.find(({ seq }) => seq > (rescans.at(-1)?.seq ?? 0))?.event;
  const counts = first?.kind === 'mesAnswered' ? first.answer : null;
  if (isDeepStrictEqual(answer, counts)) return null;
  const closing = history.find(({ event, seq }) => event.kind === 'scanClosed' && seq > (rescans.at(-1)?.seq ?? 0));
  // What comes after the scan has ended counts no more.
  const isEarly = asked.some(({ seq }) => seq < (closing?.seq ?? Number.POSITIVE_INFINITY));
  return !isEarly && answer.kind === 'couldNotCheck'
    ? null
    : `what counts is ${JSON.stringify(answer)}, and MES said first ${JSON.stringify(counts)}.`;
}
