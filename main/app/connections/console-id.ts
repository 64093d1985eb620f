import type { Store } from '../../domain/ports/store';
import type { Identities } from '../../domain/ports/identities';

/** What this console is called for ever; it stands in its records. */
export class ConsoleId {
  readonly #store: Store;
  readonly #ids: Identities;
  #id = '';

  constructor(store: Store, ids: Identities) {
    this.#store = store;
    this.#ids = ids;
  }

  /** Empty until it was loaded. */
  get current(): string {
    return this.#id;
  }

  /** Reads it, or names this console. */
  async load(): Promise<string> {
    const known = (await this.#store.readSetting('consoleId')) ?? '';
    this.#id = known === '' ? await this.renew() : known;
    return this.#id;
  }

  /** Gives this console another one, for ever. */
  async renew(): Promise<string> {
    const made = this.#ids.unique();
    await this.#store.writeSetting('consoleId', made);
    this.#id = made;
    return made;
  }
}
