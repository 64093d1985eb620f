import { inCopy, isPair } from '../../domain/delivery/outbox-policy';
import type { DeliveryHead, DeliveryUpdate } from '../../domain/ports/deliveries';
import type { Log } from '../../domain/ports/log';
import type { RecordsPlace } from '../../domain/ports/records-place';
import type { Store } from '../../domain/ports/store';

export interface GuardDeps {
  readonly store: Pick<Store, 'commit' | 'readSetting'>;
  readonly log: Log;
  /** Null where the records have no copies. */
  readonly place: RecordsPlace | null;
  /** So many lists are in doubt, because these records are a copy. */
  readonly onCopy: (lists: number) => void;
}

const SETTING = 'recordsPlace';

/** Sees to it that of records and their copies only those send a pair or burn in which it was begun: a copy does not know what the others sent since. */
export class ListGuard {
  readonly #deps: GuardDeps;

  constructor(deps: GuardDeps) {
    this.#deps = deps;
  }

  /**
   * What an earlier run left, as it counts now: in a copy, each list of it as one that was under way, on record at once. From here on, every
   * copy that was made before is one.
   */
  async arrive(pending: readonly DeliveryHead[]): Promise<readonly DeliveryHead[]> {
    const { place, log, onCopy } = this.#deps;
    if (place === null) return pending;
    const inDoubt = new Map((await this.#isCopy(place)) ? pending.flatMap(doubtIn) : []);
    await this.#mark(place, [...inDoubt.values()]).catch((error: unknown) =>
      log.error('The place of the records could not be marked.', { error }),
    );
    if (inDoubt.size > 0) onCopy(inDoubt.size);
    return pending.map((delivery) => ({ ...delivery, ...inDoubt.get(delivery.key) }));
  }

  /** Puts on record that a delivery is being sent. Every copy that was made before it is one from then on. */
  async sending(update: DeliveryUpdate, { kind }: Pick<DeliveryHead, 'kind'>): Promise<void> {
    const { store, place } = this.#deps;
    if (place === null || !isPair(kind)) await store.commit({ deliveryUpdates: [update] });
    else await this.#mark(place, [update]);
  }

  #mark(place: RecordsPlace, deliveryUpdates: readonly DeliveryUpdate[]): Promise<void> {
    const { store } = this.#deps;
    return place.mark((note) => store.commit({ deliveryUpdates, settings: [{ name: SETTING, value: note }] }));
  }

  /** Where that cannot be found out, they may be one. */
  async #isCopy(place: RecordsPlace): Promise<boolean> {
    const { store, log } = this.#deps;
    const note = await store.readSetting(SETTING);
    return place.isElsewhere(note).catch((error: unknown) => {
      log.error('Whether the records are a copy could not be found out.', { error });
      return true;
    });
  }
}

function doubtIn(delivery: DeliveryHead): readonly (readonly [DeliveryHead['key'], DeliveryUpdate])[] {
  return isPair(delivery.kind) ? [[delivery.key, inCopy(delivery)]] : [];
}
