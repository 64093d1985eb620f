import type { SetAside } from '../../domain/ports/set-aside';

/** How many messages are in quarantine, as the window is told beside the devices. */
export class QuarantineCount {
  readonly #store: Pick<SetAside, 'countQuarantined'>;
  readonly #onChange: () => void;
  #count = 0;

  constructor(store: Pick<SetAside, 'countQuarantined'>, onChange: () => void) {
    this.#store = store;
    this.#onChange = onChange;
  }

  get current(): number {
    return this.#count;
  }

  /** Reads it from the records. */
  async load(): Promise<void> {
    this.#count = await this.#store.countQuarantined();
    this.#onChange();
  }

  /** One more is on record. */
  add(): void {
    this.#count += 1;
    this.#onChange();
  }
}
