import type { Elsewhere } from '../../../protocol/model';
import { NO_TEXT, text, type Text, type Texts } from '../../../protocol/texts/text';
import type { DeliveryHead, NewDelivery } from '../ports/deliveries';
import type { FactoryAddress } from '../ports/factory';

export type AddressOf = (kind: NewDelivery['kind']) => FactoryAddress;

/** Messages as they go on record: made for the address that is set at this moment, unless they were made for one. */
export function addressed(deliveries: readonly NewDelivery[], addressOf: AddressOf): readonly NewDelivery[] {
  return deliveries.map((one) => ({ ...one, madeFor: one.madeFor ?? addressOf(one.kind) }));
}

/** Null, or for which other address a message was made: its base where only that differs, else all of it. Of one that does not say nobody knows: it goes wherever the settings say. */
export function elsewhere({ kind, madeFor }: Pick<NewDelivery, 'kind' | 'madeFor'>, addressOf: AddressOf): Elsewhere | null {
  if (madeFor === undefined) return null;
  const set = addressOf(kind);
  const [made, present] = [whole(madeFor), whole(set)];
  if (made === present) return null;
  return madeFor.path === set.path ? { made: madeFor.base, set: set.base } : { made, set: present };
}

/** The same for one URL, wherever it is parted into base and path. */
function whole({ base, path }: FactoryAddress): string {
  return `${base}${path}`;
}

/** Why a message stays here that was made for another address. */
export function heldText({ made, set }: Elsewhere): Text {
  return text('delivery.otherAddress', { made, set });
}

/** Whether this is what stands beside a message as its problem. */
export function saysHeld(problem: Texts, { made, set }: Elsewhere): boolean {
  const [said] = problem;
  return isHeldText(said) && said.params?.['made'] === made && said.params['set'] === set;
}

/** What stood in the way of a message that goes out now, without that it was made for another address. */
export function withoutHeld(problem: Texts): Texts {
  return isHeldText(problem[0]) ? NO_TEXT : problem;
}

function isHeldText(said: Text | undefined): said is Text {
  return said?.code === 'delivery.otherAddress';
}

/** How many of these wait for each other address. */
export function countElsewhere(
  deliveries: readonly Pick<DeliveryHead, 'kind' | 'madeFor' | 'state'>[],
  addressOf: AddressOf,
): (Elsewhere & { readonly count: number })[] {
  const groups = new Map<string, Elsewhere & { readonly count: number }>();
  for (const delivery of deliveries) {
    const other = delivery.state === 'queued' ? elsewhere(delivery, addressOf) : null;
    if (other === null) continue;
    const name = JSON.stringify([other.made, other.set]);
    groups.set(name, { ...other, count: (groups.get(name)?.count ?? 0) + 1 });
  }
  return [...groups.values()];
}
