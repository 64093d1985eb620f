import { english } from '../../messages/english';
import { carriesSerials } from '../../protocol/delivery-kinds';
import { counted } from '../../protocol/counted';
import type { DeliveryKind, DeliveryView, ScanCounts } from '../../protocol/model';

/** Whether the factory refused the scan log, a notification or the like for good. Devices that Pair refused are `allPassed`'s matter. */
export function wasRefused(deliveries: readonly Pick<DeliveryView, 'kind' | 'state'>[]): boolean {
  return deliveries.some(({ kind, state }) => state === 'rejected' && !carriesSerials(kind));
}

/** Whether it is a list of devices that was sent, and what became of it could not be written down. */
export function isUnrecorded({ kind, state }: Pick<DeliveryView, 'kind' | 'state'>): boolean {
  return state === 'sending' && carriesSerials(kind);
}

/** Whether somebody has to see to one of them: it was refused, or nobody knows what became of it. */
export function isOpenEnded(deliveries: readonly Pick<DeliveryView, 'kind' | 'state'>[]): boolean {
  return wasRefused(deliveries) || deliveries.some((one) => isUnrecorded(one));
}

const QUEUED: Readonly<Record<DeliveryKind, readonly [one: string, several: string]>> = {
  log: ['scan log', 'scan logs'],
  notification: ['notification', 'notifications'],
  pair: ['list for Pair', 'lists for Pair'],
  burn: ['list for burn', 'lists for burn'],
};

/** `1 scan log, 2 lists for Pair`. */
export function countByKind(deliveries: readonly Pick<DeliveryView, 'kind'>[]): string {
  const kinds = (Object.keys(QUEUED) as DeliveryKind[]).flatMap((kind) => {
    const count = deliveries.filter((one) => one.kind === kind).length;
    const [one, several] = QUEUED[kind];
    return count === 0 ? [] : [counted(count, one, several)];
  });
  return kinds.join(', ');
}

/** What the factory has not taken yet; empty where it has answered everything. */
export function stillQueued(deliveries: readonly Pick<DeliveryView, 'kind' | 'state'>[]): readonly string[] {
  const inDoubt = deliveries.filter((one) => isUnrecorded(one));
  const waiting = deliveries.filter((one) => isWaiting(one));
  const sent = `Sent, and nobody knows what became of it: ${countByKind(inDoubt)}. Ask there which serial numbers were taken; the next scan with these records says it, too.`;
  if (waiting.length === 0) return inDoubt.length === 0 ? [] : [sent];
  return [
    ...(inDoubt.length === 0 ? [] : [sent]),
    `Still queued: ${countByKind(waiting)}. The next scan with these records goes on trying to send ${waiting.length === 1 ? 'it' : 'them'} to the same address.`,
  ];
}

/** Whether the factory has not taken it yet, and the next scan goes on trying. */
export function isWaiting(one: Pick<DeliveryView, 'kind' | 'state'>): boolean {
  return (one.state === 'queued' || one.state === 'sending') && !isUnrecorded(one);
}

/** What was not taken, where it was to go, why, and what to do, as one sentence; null where nothing waits. */
export function notTakenText(
  deliveries: readonly Pick<DeliveryView, 'kind' | 'state' | 'problem'>[],
  { base, db }: { readonly base: string; readonly db: string },
): string | null {
  const waiting = deliveries.filter((one) => isWaiting(one));
  if (waiting.length === 0) return null;
  const [it, waits] = waiting.length === 1 ? ['it', 'waits'] : ['them', 'wait'];
  const why = [...new Set(waiting.map(({ problem }) => english(problem)).filter((one) => one !== ''))].map((one) =>
    one.replace(/\.$/, ''),
  );
  return `Not taken yet by ${base}: ${countByKind(waiting)}${why.length === 0 ? '' : ` (${why.join('; ')})`}; ${waiting.length === 1 ? 'it' : 'they'} ${waits} in ${db}, and the next scan with --api ${base} sends ${it}, or, if that address is wrong, burnin deliveries readdress --db ${db} --from ${base} --to BASE and then a scan with --api BASE.`;
}

/** What a person does about that which is no matter of one device, one sentence each. @param db the file of the records */
export function nextSteps(counts: ScanCounts, deliveries: readonly DeliveryView[], db: string): readonly string[] {
  const steps: string[] = [];
  if (counts.quarantined > 0)
    steps.push(`Unreadable messages: see each with its reason in burnin export --db ${db} --format quarantine`);
  if (counts.pairRefused > 0)
    steps.push(
      'Refused by Pair: fix the cause, then open these records in the console, settle each serial number and confirm again.',
    );
  if (counts.pairUnknown > 0)
    steps.push(
      'Perhaps paired: ask there which serial numbers were taken, then open these records in the console and settle each. Nothing is sent again by itself.',
    );
  if (wasRefused(deliveries))
    steps.push(
      'Rejected: fix what the receiver complains of, then open these records in the console and send the message again, as it is or corrected.',
    );
  return [...steps, ...stillQueued(deliveries)];
}
