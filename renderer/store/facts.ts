import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Connections } from '../../protocol/connection-state';
import type { Patch, Snapshot } from '../../protocol/window-state';
import type { DeliveryView, SessionView } from '../../protocol/model';
import type { SignInView } from '../../protocol/people';
import type { EditionChoices } from '../../protocol/registry/editions';
import type { SecretsView, Settings } from '../../protocol/settings';

/** Everything that main tells except the device rows, which have a table of their own. */
export interface Facts {
  readonly appVersion: string;
  readonly editions: EditionChoices;
  readonly session: SessionView | null;
  /** Newest first. */
  readonly deliveries: readonly DeliveryView[];
  readonly connections: Connections;
  readonly settings: Settings;
  readonly secrets: SecretsView;
  readonly signIn: SignInView;
  /** There in practice: the labels of the simulated rack. */
  readonly practice?: Snapshot['practice'];
}

/** `opening` until the first snapshot; `broken` when it could not be had. */
type FactsState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'broken'; readonly sentence: string }
  | { readonly kind: 'ready'; readonly facts: Facts };

export type FactsStore = StoreApi<FactsState>;

export function createFactsStore(): FactsStore {
  return createStore<FactsState>(() => ({ kind: 'opening' }));
}

export function factsOfSnapshot(snapshot: Snapshot): Facts {
  const { seq: _seq, devices: _devices, deliveries, ...told } = snapshot;
  return { ...told, deliveries: newestFirst(deliveries) };
}

/** The facts after a patch; what the patch does not name stays. */
export function patchFacts(facts: Facts, patch: Patch): Facts {
  return {
    ...facts,
    ...(patch.session === undefined ? {} : { session: patch.session }),
    ...(patch.connections === undefined ? {} : { connections: patch.connections }),
    ...(patch.settings === undefined ? {} : { settings: patch.settings }),
    ...(patch.secrets === undefined ? {} : { secrets: patch.secrets }),
    ...(patch.signIn === undefined ? {} : { signIn: patch.signIn }),
    ...(patch.deliveries === undefined ? {} : { deliveries: mergeDeliveries(facts.deliveries, patch.deliveries) }),
  };
}

function mergeDeliveries(known: readonly DeliveryView[], changed: readonly DeliveryView[]): readonly DeliveryView[] {
  const byKey = new Map(known.map((delivery) => [delivery.key, delivery]));
  for (const delivery of changed) byKey.set(delivery.key, delivery);
  return newestFirst([...byKey.values()]);
}

function newestFirst(deliveries: readonly DeliveryView[]): readonly DeliveryView[] {
  return deliveries.toSorted((a, b) => b.createdAt - a.createdAt);
}
