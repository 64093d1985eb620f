import type { Patch, Snapshot } from '../../protocol/window-state';
import type { DeliveryView, DeviceRow, SessionView } from '../../protocol/model';

/** What stands on the screen: one snapshot, and the patches after it, as the window puts them together. */
export class Window {
  readonly #askForSnapshot: () => Promise<Snapshot | null>;
  #seq = 0;
  #waiting = false;
  session: SessionView | null = null;
  readonly rows = new Map<string, DeviceRow>();
  readonly deliveries = new Map<string, DeliveryView>();
  settings: Snapshot['settings'] | null = null;
  signIn: Snapshot['signIn'] = { required: false, person: null };

  constructor(askForSnapshot: () => Promise<Snapshot | null>) {
    this.#askForSnapshot = askForSnapshot;
  }

  /** @param seq of the last patch that was sent */
  isUpToDate(seq: number): boolean {
    return !this.#waiting && this.#seq === seq;
  }

  async open(): Promise<void> {
    this.#waiting = true;
    const snapshot = await this.#askForSnapshot();
    this.#waiting = false;
    if (snapshot === null) return;
    const { seq, session, devices, deliveries, settings, signIn } = snapshot;
    this.#seq = seq;
    this.session = session;
    this.rows.clear();
    for (const row of devices) this.rows.set(row.id, row);
    this.deliveries.clear();
    for (const delivery of deliveries) this.deliveries.set(delivery.key, delivery);
    this.settings = settings;
    this.signIn = signIn;
  }

  /** @returns resolves when a snapshot was asked for and is there */
  patched({ seq, session, reset, devices, deliveries, settings, signIn }: Patch): Promise<void> | null {
    if (this.#waiting) return null;
    if (seq !== this.#seq + 1) return this.open();
    this.#seq = seq;
    if (session !== undefined) this.session = session;
    if (reset === true) this.rows.clear();
    for (const row of devices ?? []) this.rows.set(row.id, row);
    for (const delivery of deliveries ?? []) this.deliveries.set(delivery.key, delivery);
    if (settings !== undefined) this.settings = settings;
    if (signIn !== undefined) this.signIn = signIn;
    return null;
  }
}
