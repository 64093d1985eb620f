import type { DeliveryKind } from '../../protocol/model';
import type { DeliveryHead, DeliveryUpdate, PostOutcome } from './ports';

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;
/** A receiver may ask for more patience than that, but not for so much that nobody comes back to it. */
export const LONGEST_RETRY_AFTER_MS = 3_600_000;

/**
 * What becomes of a delivery after one try. Logs and notifications are safe to repeat under their key, so doubt means try
 * again; a pair or burn that may have arrived becomes `unknown` and waits for a person.
 * @param random 0 to 1, spreads retries of many consoles
 */
export function afterTry(delivery: DeliveryHead, outcome: PostOutcome, at: number, random: number): DeliveryUpdate {
  const attempts = delivery.attempts + 1;
  const base = { key: delivery.key, attempts };
  const again = (problem: string, floorMs: number): DeliveryUpdate => ({
    ...base,
    state: 'queued',
    nextTryAt: at + Math.max(Math.min(floorMs, LONGEST_RETRY_AFTER_MS), retryDelayMs(attempts, random)),
    problem,
    settledAt: null,
  });
  switch (outcome.kind) {
    case 'accepted':
      return { ...base, state: 'accepted', nextTryAt: null, problem: '', settledAt: at };
    case 'rejected':
      return { ...base, state: 'rejected', nextTryAt: null, problem: outcome.sentence, settledAt: at };
    case 'notSent':
      return again(outcome.sentence, outcome.retryAfterMs ?? 0);
    case 'unknown':
      if (mayRepeat(delivery.kind)) return again(outcome.sentence, 0);
      return { ...base, state: 'unknown', nextTryAt: null, problem: outcome.sentence, settledAt: at };
  }
}

/** A delivery that was under way when the program ended: nobody knows whether it arrived. */
export function afterCrash(delivery: DeliveryHead, at: number): DeliveryUpdate {
  const problem = 'The console stopped while this was being sent.';
  return mayRepeat(delivery.kind)
    ? { key: delivery.key, state: 'queued', attempts: delivery.attempts, nextTryAt: at, problem, settledAt: null }
    : { key: delivery.key, state: 'unknown', attempts: delivery.attempts, nextTryAt: null, problem, settledAt: at };
}

/** Whether the receiver may get the same thing twice without harm. */
function mayRepeat(kind: DeliveryKind): boolean {
  return kind === 'log' || kind === 'notification';
}

/** 1 s doubling to 60 s, spread by up to a quarter. */
export function retryDelayMs(attempts: number, random: number): number {
  const delay = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 10));
  return Math.round(delay * (0.875 + random * 0.25));
}
