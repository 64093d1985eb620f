import { english } from '../../messages/english';
import { counted } from '../../protocol/counted';
import type { DeliveryView, Elsewhere } from '../../protocol/model';
import { visibleText } from '../../protocol/visible-text';
import { deliveryView } from '../app/delivery/delivery-view';
import type { DeliveryKey } from '../../protocol/ids';
import { isPair } from '../domain/delivery/outbox-policy';
import type { Store } from '../domain/ports/store';
import { countByKind, isUnrecorded } from './next-steps';

const MAX_LISTED = 40;

/** What was still queued of earlier scans when this one began. */
export async function earlierMessages(store: Pick<Store, 'pendingDeliveries'>): Promise<readonly DeliveryKey[]> {
  return (await store.pendingDeliveries()).map(({ key }) => key);
}

/** How far these are by now. */
export async function standing(store: Pick<Store, 'loadDelivery'>, keys: readonly DeliveryKey[]): Promise<DeliveryView[]> {
  const views: DeliveryView[] = [];
  for (const key of keys) {
    const stored = await store.loadDelivery(key);
    if (stored !== null) views.push(deliveryView(stored));
  }
  return views;
}

/** Whether somebody must see to one of them: it was refused, as a whole or in part, or nobody knows what became of it. */
export function needSomebody(earlier: readonly DeliveryView[]): boolean {
  return earlier.some((one) => isForSomebody(one));
}

/**
 * What became of the messages of earlier scans, worst news first; nothing where there were none.
 * @param base of the factory APIs, to which this scan sent
 */
export function earlierText(
  earlier: readonly DeliveryView[],
  elsewhere: readonly (Elsewhere & { readonly count: number })[],
  db: string,
  base: string,
): readonly string[] {
  if (earlier.length === 0) return [];
  const lines = ['', 'Messages of earlier scans that were still queued:'];
  const bad = earlier.filter((one) => isForSomebody(one));
  for (const { state, summary, operationId, problem } of bad.slice(0, MAX_LISTED))
    lines.push(`  ${state.padEnd(9)} ${visibleText(`${english(summary)} of operation ${operationId}`)} – ${english(problem)}`);
  if (bad.length > MAX_LISTED) lines.push(`  … and ${bad.length - MAX_LISTED} more; --json FILE has them all`);
  const taken = earlier.filter((one) => one.state === 'accepted' && !isForSomebody(one));
  if (taken.length > 0) lines.push(`  accepted  ${told(taken)}`);
  const queued = earlier.filter((one) => (one.state === 'queued' || one.state === 'sending') && !isForSomebody(one));
  if (queued.length > 0) lines.push(`  queued    ${told(queued)}`);
  if (bad.length > 0)
    lines.push(
      '  → Open these records in the console: ask the factory what it took of a list that is in doubt, settle each serial number, and send what was refused again.',
    );
  for (const { made, set, count } of elsewhere) {
    const [wait, are, them] = count === 1 ? ['waits', 'is', 'it'] : ['wait', 'are', 'them'];
    // Where paths differ, no other base alone leads there.
    const there = set === base ? `A scan with --api ${made} sends ${them}; to` : 'To';
    lines.push(
      `  → ${visibleText(`${counted(count, 'message')} of these ${wait} for ${made} and ${are} not sent to ${set}. ${there} have ${them} sent to ${set}: burnin deliveries readdress --db ${db} --from ${made} --to ${set}`)}`,
    );
  }
  return lines;
}

function told(deliveries: readonly DeliveryView[]): string {
  const operations = [...new Set(deliveries.map(({ operationId }) => operationId))];
  const shown = operations.slice(0, 3).map((operation) => visibleText(operation));
  const more = operations.length > shown.length ? ` and ${operations.length - shown.length} more` : '';
  return `${countByKind(deliveries)} of operation${operations.length === 1 ? '' : 's'} ${shown.join(', ')}${more}`;
}

function isForSomebody(one: DeliveryView): boolean {
  const { state, kind, problem } = one;
  return (
    state === 'rejected' ||
    state === 'unknown' ||
    isUnrecorded(one) ||
    (state === 'accepted' && isPair(kind) && problem.length > 0)
  );
}
