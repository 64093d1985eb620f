import type { DeliveryView, Elsewhere } from './model';

/** For which other address a message was made that waits; null where it waits for something else. */
export function elsewhereOf({ state, problem: [said] }: Pick<DeliveryView, 'state' | 'problem'>): Elsewhere | null {
  if (state !== 'queued' || said?.code !== 'delivery.otherAddress') return null;
  const { made, set } = said.params ?? {};
  return typeof made === 'string' && typeof set === 'string' ? { made, set } : null;
}

/** The messages that wait for exactly this. */
export function heldElsewhere(deliveries: readonly DeliveryView[], { made, set }: Elsewhere): readonly DeliveryView[] {
  return deliveries.filter((one) => {
    const other = elsewhereOf(one);
    return other?.made === made && other.set === set;
  });
}

/** What the messages here wait for, each once, with how many they are. */
export function allElsewhere(deliveries: readonly DeliveryView[]): readonly (Elsewhere & { readonly count: number })[] {
  const groups = new Map<string, Elsewhere & { readonly count: number }>();
  for (const delivery of deliveries) {
    const other = elsewhereOf(delivery);
    if (other === null) continue;
    const name = JSON.stringify(other);
    groups.set(name, { ...other, count: (groups.get(name)?.count ?? 0) + 1 });
  }
  return [...groups.values()];
}
