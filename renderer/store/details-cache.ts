import type { OperationId } from '../../protocol/ids';
import type { DeviceDetails, DeviceRow } from '../../protocol/model';
import type { Ask } from '../console-api';
import type { RowTable } from './row-table';

type DeviceIdText = DeviceRow['id'];
type Listener = () => void;

/** As many ids as one request may name. */
const BATCH = 500;
/** Details that nobody looks at are kept up to this many. */
const KEPT = 1_000;

/**
 * Details of the devices that are looked at: fetched in batches, one request at a time, and again when the row's `at` changes.
 * Subscribing to a device is asking for it.
 */
export class DetailsCache {
  readonly #ask: Ask;
  readonly #rows: RowTable;
  readonly #shown: () => OperationId | undefined;
  readonly #schedule: (run: () => void) => void;
  readonly #details = new Map<DeviceIdText, DeviceDetails>();
  /** The row's `at` when its details were last asked for. */
  readonly #askedAt = new Map<DeviceIdText, number>();
  readonly #listeners = new Map<DeviceIdText, Set<Listener>>();
  readonly #wanted = new Set<DeviceIdText>();
  #planned = false;
  #asking = false;
  #generation = 0;

  constructor(ask: Ask, rows: RowTable, shown: () => OperationId | undefined, schedule: (run: () => void) => void) {
    this.#ask = ask;
    this.#rows = rows;
    this.#shown = shown;
    this.#schedule = schedule;
    rows.subscribeChanges(({ reset, changed }) => {
      if (reset) this.#clear();
      for (const slot of changed) {
        const row = rows.row(slot);
        if (row !== undefined && this.#listeners.has(row.id)) this.#want(row.id);
      }
    });
  }

  get(id: DeviceIdText): DeviceDetails | undefined {
    return this.#details.get(id);
  }

  subscribe(id: DeviceIdText, listener: Listener): () => void {
    const listeners = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, listeners.add(listener));
    this.#want(id);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      if (this.#listeners.get(id) === listeners) this.#listeners.delete(id);
      this.#wanted.delete(id);
    };
  }

  #clear(): void {
    this.#generation += 1;
    this.#details.clear();
    this.#askedAt.clear();
    this.#wanted.clear();
    for (const id of this.#listeners.keys()) this.#want(id);
  }

  #want(id: DeviceIdText): void {
    const row = this.#rowOf(id);
    if (row === undefined || this.#askedAt.get(id) === row.at) return;
    this.#wanted.add(id);
    this.#plan();
  }

  #rowOf(id: DeviceIdText): DeviceRow | undefined {
    const slot = this.#rows.slotOf(id);
    return slot === undefined ? undefined : this.#rows.row(slot);
  }

  #plan(): void {
    if (this.#planned || this.#asking || this.#wanted.size === 0) return;
    this.#planned = true;
    this.#schedule(() => {
      this.#planned = false;
      void this.#load();
    });
  }

  async #load(): Promise<void> {
    const ids = [...this.#wanted].filter((id) => this.#rowOf(id) !== undefined).slice(0, BATCH);
    for (const id of ids) {
      this.#wanted.delete(id);
      this.#askedAt.set(id, this.#rowOf(id)?.at ?? 0);
    }
    const operation = this.#shown();
    if (ids.length === 0 || operation === undefined) return;
    this.#asking = true;
    const generation = this.#generation;
    const reply = await this.#ask('device.details', { operation, ids });
    this.#asking = false;
    if (generation === this.#generation) {
      if (reply.ok) this.#keep(reply.value);
      else for (const id of ids) this.#askedAt.delete(id);
    }
    this.#plan();
  }

  #keep(all: readonly DeviceDetails[]): void {
    for (const details of all) {
      this.#details.delete(details.row.id);
      this.#details.set(details.row.id, details);
    }
    for (const id of this.#details.keys()) {
      if (this.#details.size <= KEPT) break;
      if (this.#listeners.has(id)) continue;
      this.#details.delete(id);
      this.#askedAt.delete(id);
    }
    for (const details of all) for (const listener of this.#listeners.get(details.row.id) ?? []) listener();
  }
}
