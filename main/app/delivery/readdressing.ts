import type { Elsewhere } from '../../../protocol/model';
import type { AddressOf } from '../../domain/delivery/made-for';
import { messagesText } from '../../domain/delivery/message-acts';
import { isPair, waitingAs } from '../../domain/delivery/outbox-policy';
import type { Deliveries, DeliveryHead } from '../../domain/ports/deliveries';
import type { Commit } from '../../domain/ports/journal';
import type { AuditEntry } from '../../domain/scan/events';
import { NO_TEXT } from '../../../protocol/texts/text';

const MAX_NAMED = 20;

/** Without pairs and burns that may have been taken where they were sent before: another address does not know their keys, and would take them again. */
export async function withoutDoubt<D extends Pick<DeliveryHead, 'key' | 'kind'>>(
  { listTries }: Pick<Deliveries, 'listTries'>,
  deliveries: readonly D[],
): Promise<readonly D[]> {
  const free: D[] = [];
  for (const one of deliveries)
    if (!isPair(one.kind) || !(await listTries(one.key)).some(({ outcome }) => outcome === 'unknown')) free.push(one);
  return free;
}

/** Waiting messages as they are once they go to the address that is set, at once. */
export function madeForHere(deliveries: readonly DeliveryHead[], addressOf: AddressOf): readonly DeliveryHead[] {
  return deliveries.map((one) => ({ ...one, madeFor: addressOf(one.kind), nextTryAt: null, problem: NO_TEXT }));
}

/** Writes down where these go now, and who has it so. */
export function readdressingCommit(going: readonly DeliveryHead[], entry: AuditEntry, at: number): Commit {
  return {
    readdressed: going.flatMap(({ key, madeFor }) => (madeFor === undefined ? [] : [{ key, madeFor }])),
    deliveryUpdates: going.map((one) => waitingAs(one)),
    audit: [{ at, entry }],
  };
}

export function readdressedEntry(person: string, deliveries: readonly DeliveryHead[], { made, set }: Elsewhere): AuditEntry {
  return {
    kind: 'audited',
    person,
    action: 'deliveriesReaddressed',
    subject: messagesText(deliveries, MAX_NAMED),
    before: made,
    after: set,
  };
}
