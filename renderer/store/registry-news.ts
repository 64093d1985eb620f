import { createStore, type StoreApi } from 'zustand/vanilla';

/** Reads of the registry follow its changes at most this often, ms: a scan may write hundreds of devices in a second. */
const EVERY_MS = 500;

export interface RegistryNews {
  /** Grows when what is shown of the registry must be read again. */
  readonly store: StoreApi<{ readonly version: number }>;
  /** Main told of a change. */
  readonly changed: () => void;
}

/** Counts the changes of the registry: the first at once, those that follow closely together. */
export function createRegistryNews(): RegistryNews {
  const store = createStore(() => ({ version: 0 }));
  let last = Number.NEGATIVE_INFINITY;
  let planned = false;
  const count = (): void => {
    planned = false;
    last = Date.now();
    store.setState(({ version }) => ({ version: version + 1 }));
  };
  return {
    store,
    changed: () => {
      if (planned) return;
      const wait = last + EVERY_MS - Date.now();
      if (wait <= 0) {
        count();
        return;
      }
      planned = true;
      setTimeout(count, wait);
    },
  };
}
