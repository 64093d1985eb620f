import type { BurnInResult } from '../protocol/wire/inventory';

/** One message that the broker has not confirmed yet. */
export interface Answer {
  /** The question and the place among the messages that answer it; a later answer with the same key replaces it. */
  readonly key: string;
  /** The same on every try, so that a receiver can tell a repetition. */
  readonly messageId: string;
  readonly correlationId: string;
  readonly body: Uint8Array;
  /** Burn-in results in the body. */
  readonly burnIn: readonly BurnInResult[];
  readonly dialect: 'current' | 'legacy';
  /** Where it goes; changes to the work queue when the reply queue does not exist (any more). */
  queue: string;
}

/** Answers on their way, in memory: the latest per key, and not more than a bound. */
export interface Answers {
  /** @returns the oldest answer, when it had to give way. */
  add(answer: Answer): Answer | null;
  /** Forgets this answer, unless a later one has replaced it. */
  settle(answer: Answer): void;
  waiting(): readonly Answer[];
}

const MAX_WAITING = 32;

export function createAnswers(mostWaiting: number = MAX_WAITING): Answers {
  const byKey = new Map<string, Answer>();
  return {
    add(answer) {
      byKey.delete(answer.key);
      byKey.set(answer.key, answer);
      if (byKey.size <= mostWaiting) return null;
      const [oldest] = byKey.values();
      if (oldest === undefined) return null;
      byKey.delete(oldest.key);
      return oldest;
    },
    settle(answer) {
      if (byKey.get(answer.key) === answer) byKey.delete(answer.key);
    },
    waiting() {
      return [...byKey.values()];
    },
  };
}
