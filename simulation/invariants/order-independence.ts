import { createRandom, type Random } from '../../simulator/random';
import { applyEvent, startSession } from '../../main/domain/scan/fold';
import type { ScanSession } from '../../main/domain/scan/state';
import { deviceDetails } from '../../main/domain/scan/views';
import type { Written } from '../world/written';

/** Acts and ends divide a history: what comes before one of them comes before it in every order. */
const KINDS_IN_ANY_ORDER: ReadonlySet<string> = new Set(['reportReceived', 'mesAnswered', 'staleFiled']);

/**
 * Null, or how a session differs when the same reports and answers come in another order. An answer of MES comes after the report
 * that it was asked for, and reports of one unit stay in their order: its first answer counts.
 * @param session what the history comes to in its own order
 */
export function otherOrderDiffers(history: readonly Written[], session: ScanSession, seed: string): string | null {
  const order = reordered(history, createRandom(seed));
  if (order.every((one, index) => one === history[index])) return null;
  const [as, then] = [verdictsOf(session), verdictsOf(fold(order))];
  if (as === then) return null;
  return `in the order ${order.map(({ seq }) => seq).join(' ')} it is ${then}, and in their own it is ${as}`;
}

function fold(history: readonly Written[]): ScanSession | null {
  let session: ScanSession | null = null;
  for (const { event, at, report } of history) {
    if (event.kind === 'scanStarted') ({ session } = startSession(event, at));
    else if (session !== null) applyEvent(session, event, at, report);
  }
  return session;
}

/** Verdicts, contests and counts, without the order of rows and without times. */
function verdictsOf(session: ScanSession | null): string {
  if (session === null) return '';
  const devices = Array.from(session.devices.values(), (device) => {
    const { row, interfaces, contests, claimants } = deviceDetails(device);
    const { status, contested, attempt, pair, id } = row;
    const verdicts = interfaces.map(({ name, verdict, contested: held }) => [name, verdict, held]);
    const units = claimants.map(({ bootId, ip }) => bootId ?? ip ?? '').toSorted(alphabetically);
    return JSON.stringify([id, status, contested, attempt, pair, verdicts, contests.map(({ key }) => key), units]);
  });
  return `${JSON.stringify(session.counts)} ${devices.toSorted(alphabetically).join(' ')}`;
}

function alphabetically(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function reordered(history: readonly Written[], random: Random): readonly Written[] {
  const order: Written[] = [];
  for (let from = 0; from < history.length; ) {
    const stretch = history.slice(from).findIndex(({ event }) => !KINDS_IN_ANY_ORDER.has(event.kind));
    const length = stretch === -1 ? history.length - from : stretch;
    order.push(...shuffled(history.slice(from, from + length), random), ...history.slice(from + length, from + length + 1));
    from += length + 1;
  }
  return order;
}

/** Takes again and again one of those before which nothing has to come. */
function shuffled(stretch: readonly Written[], random: Random): Written[] {
  const left = [...stretch];
  const order: Written[] = [];
  while (left.length > 0) {
    const free = left.filter((one, index) => !left.slice(0, index).some((before) => hasToComeBefore(before, one)));
    const next = random.pick(free);
    left.splice(left.indexOf(next), 1);
    order.push(next);
  }
  return order;
}

function hasToComeBefore(before: Written, after: Written): boolean {
  const [one, other] = [subjectOf(before), subjectOf(after)];
  if (one.sn !== other.sn) return false;
  // An answer of MES counts for the report that it was asked for, whoever else claims the serial number later.
  if (before.event.kind === 'mesAnswered' || after.event.kind === 'mesAnswered') return true;
  return one.unit === other.unit;
}

function subjectOf({ event, report }: Written): { readonly sn: string; readonly unit: string } {
  if (event.kind === 'mesAnswered') return { sn: event.sn, unit: '' };
  return { sn: report?.sn ?? '', unit: report?.bootId ?? report?.ip ?? '' };
}
