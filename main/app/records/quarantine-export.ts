import { english } from '../../../messages/english';
import type { Store } from '../../domain/ports/store';
import { simulationMark } from './practice-records';

/** So many messages are in memory at once; each may have 1 MiB. */
const TOGETHER = 8;

/** Every message of the quarantine as one JSON list, read and given out in pieces: oldest first, with its bytes as base64, reason and properties. */
export class QuarantineExport {
  readonly #store: Store;
  #count = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  /** How many messages were given out so far. */
  get count(): number {
    return this.#count;
  }

  async *text(): AsyncGenerator<string, void> {
    yield '[';
    const mark = await simulationMark(this.#store);
    for (let last = 0; ; ) {
      const messages = await this.#store.quarantinedAfter(last, TOGETHER);
      for (const { position, id, at, reason, bytes, properties } of messages) {
        const bytesBase64 = Buffer.from(bytes).toString('base64');
        const words = { reason: english(reason), reasonCodes: reason };
        const entry = { ...mark, id, at: new Date(at).toISOString(), ...words, properties, bytesBase64 };
        yield `${this.#count === 0 ? '' : ','}\n${JSON.stringify(entry, null, 2)}`;
        this.#count += 1;
        last = position;
      }
      if (messages.length < TOGETHER) break;
    }
    yield '\n]\n';
  }
}
