import type { OperationId } from '../../../protocol/ids';
import type { Text } from '../../../protocol/texts/text';
import type { Journal } from '../../domain/ports/journal';
import type { ScanSession } from '../../domain/scan/state';

/** What became of the records of a scan, so that nobody can tell what stands in it. */
type Lost = 'damaged' | 'removed';
export type Folded = ScanSession | Lost;

/** What is asked of a scan, by a name under which the answer is kept: the same scan gives the same name the same answer. */
export type Questions = ReadonlyMap<string, (scan: Folded) => Text | null>;

interface Known {
  readonly seq: number | null;
  readonly answers: Map<string, Text | null>;
}

/** Of so many scans answers are kept, those asked last. */
const MOST_SCANS = 50;

/**
 * Answers about scans that are not open. To fold one takes tens of milliseconds, and the same is asked at every look at a Pair sheet: an answer
 * is kept until an entry of its scan is written.
 */
export class FoldedAnswers {
  readonly #store: Pick<Journal, 'lastEntryOf'>;
  readonly #open: () => ScanSession | null;
  readonly #known = new Map<OperationId, Known>();

  /** @param open the open scan, which is folded already and may be ahead of the records */
  constructor(store: Pick<Journal, 'lastEntryOf'>, open: () => ScanSession | null) {
    this.#store = store;
    this.#open = open;
  }

  /** @param fold reads the scan; it is read at most once, and no entry of it is written meanwhile */
  async ask(
    operationId: OperationId,
    questions: Questions,
    fold: () => Promise<Folded>,
  ): Promise<ReadonlyMap<string, Text | null>> {
    const open = this.#open();
    if (open?.operationId === operationId) return new Map(Array.from(questions, ([name, answer]) => [name, answer(open)]));
    const { seq, answers } = await this.#knownOf(operationId);
    const missing = [...questions].filter(([name]) => !answers.has(name));
    if (missing.length > 0) {
      const scan = await fold();
      for (const [name, answer] of missing) answers.set(name, answer(scan));
      // What is damaged may be put right from a copy, and what is not there has no entry that could tell of a change.
      if (typeof scan !== 'string' && seq !== null) this.#keep(operationId, { seq, answers });
    }
    return answers;
  }

  async #knownOf(operationId: OperationId): Promise<Known> {
    const seq = await this.#store.lastEntryOf(operationId);
    const known = this.#known.get(operationId);
    if (known === undefined || known.seq !== seq) return { seq, answers: new Map() };
    this.#keep(operationId, known);
    return known;
  }

  #keep(operationId: OperationId, known: Known): void {
    this.#known.delete(operationId);
    this.#known.set(operationId, known);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST_SCANS && oldest !== undefined) this.#known.delete(oldest);
  }
}
