import type { DeviceRow } from '../../protocol/model';

/** What one flush brought: numbers of rows that are new, and of rows that changed. `reset` means all earlier rows went. */
export interface RowChanges {
  readonly reset: boolean;
  readonly added: readonly number[];
  readonly changed: readonly number[];
}

type Listener = () => void;

/**
 * All devices of the open scan, changed in place. A row keeps its slot (its number, in the order of arrival) until a reset. Whoever shows
 * one row subscribes to that slot alone. Changes are collected and told together: `schedule` runs its callback a little later.
 */
export class RowTable {
  #rows: DeviceRow[] = [];
  #slots = new Map<string, number>();
  readonly #rowListeners = new Map<number, Set<Listener>>();
  readonly #changeListeners = new Set<(changes: RowChanges) => void>();
  readonly #schedule: (flush: () => void) => void;
  #added: number[] = [];
  #changed = new Set<number>();
  #reset = false;
  #scheduled = false;

  constructor(schedule: (flush: () => void) => void) {
    this.#schedule = schedule;
  }

  get size(): number {
    return this.#rows.length;
  }

  row(slot: number): DeviceRow | undefined {
    return this.#rows[slot];
  }

  /** All rows in order of arrival, as they are now. */
  all(): readonly DeviceRow[] {
    return this.#rows;
  }

  slotOf(id: string): number | undefined {
    return this.#slots.get(id);
  }

  /** Takes changed and new rows; with `reset` all earlier ones go first. */
  apply(rows: readonly DeviceRow[], reset: boolean): void {
    if (reset) this.#clear();
    for (const row of rows) {
      const slot = this.#slots.get(row.id);
      if (slot === undefined) {
        this.#slots.set(row.id, this.#rows.length);
        this.#added.push(this.#rows.length);
        this.#rows.push(row);
      } else {
        this.#rows[slot] = row;
        this.#changed.add(slot);
      }
    }
    if (reset || rows.length > 0) this.#plan();
  }

  subscribeRow(slot: number, listener: Listener): () => void {
    const listeners = this.#rowListeners.get(slot) ?? new Set();
    this.#rowListeners.set(slot, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#rowListeners.get(slot) === listeners) this.#rowListeners.delete(slot);
    };
  }

  subscribeChanges(listener: (changes: RowChanges) => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  #clear(): void {
    this.#rows = [];
    this.#slots = new Map();
    this.#added = [];
    this.#changed = new Set();
    this.#reset = true;
  }

  #plan(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#schedule(() => this.#flush());
  }

  #flush(): void {
    this.#scheduled = false;
    const changes: RowChanges = { reset: this.#reset, added: this.#added, changed: [...this.#changed] };
    this.#added = [];
    this.#changed = new Set();
    this.#reset = false;
    for (const listener of this.#changeListeners) listener(changes);
    const slots = changes.reset ? [...this.#rowListeners.keys()] : changes.changed;
    for (const slot of slots) for (const listener of this.#rowListeners.get(slot) ?? []) listener();
  }
}
