import { type Backoff, backoffMs } from '../../../protocol/backoff';
import { DELIVERY_KINDS, type ListKind } from '../../../protocol/delivery-kinds';
import { readPairAnswer } from '../../../protocol/pair-answer';
import type { DeliveryKind, Elsewhere } from '../../../protocol/model';
import { NO_TEXT, text, type Text, type Texts } from '../../../protocol/texts/text';
import { AppError } from '../errors';
import type { DeliveryHead, DeliveryUpdate } from '../ports/deliveries';
import type { PostMeaning, PostOutcome } from '../ports/factory';

/** 1 s doubling to 60 s, spread by up to a quarter. */
const RETRIES: Backoff = { firstMs: 1_000, maxMs: 60_000, spread: [0.875, 1.125] };
/** A receiver may ask for more patience than that, but not for so much that nobody comes back to it. */
export const MAX_RETRY_AFTER_MS = 3_600_000;
const MAX_NAMED = 10;

/** An answer that came and is neither a plain yes nor a plain no. */
export type HalfAnswer =
  /** 408, 425, 429 or 503. `tookNothing`: the answer proves that nothing of the message was taken. */
  | {
      readonly kind: 'busy';
      readonly status: number;
      readonly reason: Text;
      readonly retryAfterMs: number | null;
      readonly tookNothing: boolean;
    }
  /** A 2xx whose body does not say yes, and leaves open what was taken. */
  | { readonly kind: 'doubtful'; readonly status: number; readonly reason: Text };

/** A pair or burn must not have its effect twice; logs and notifications may safely be repeated under their key. */
export function isPair(kind: DeliveryKind): kind is ListKind {
  return !DELIVERY_KINDS[kind].repeatable;
}

/**
 * What half an answer means for a kind of message. A log or notification that met a busy receiver is tried again. A pair or
 * burn that was answered is never sent again by itself: it is `rejected` when the answer proves that nothing was taken, and
 * otherwise `unknown`.
 */
export function meaningFor(kind: DeliveryKind, half: HalfAnswer): PostMeaning {
  const { status } = half;
  const reason = [half.reason];
  if (half.kind === 'doubtful')
    return isPair(kind)
      ? { kind: 'unknown', reason: [...reason, text('delivery.ownWords')] }
      : { kind: 'rejected', status, reason };
  if (!isPair(kind)) return { kind: 'notSent', reason, retryAfterMs: half.retryAfterMs };
  return half.tookNothing
    ? { kind: 'rejected', status, reason: [...reason, text('delivery.tookNone')] }
    : { kind: 'unknown', reason: [...reason, text('delivery.mayHaveTaken')] };
}

/**
 * The same outcome, but for a Pair that a 2xx answered: `rejected` where the answer proves that nothing was taken, and `unknown` where it does
 * not say of every serial number which became of it.
 */
export function withEachSerial(outcome: PostOutcome, { kind, serials }: Pick<DeliveryHead, 'kind' | 'serials'>): PostOutcome {
  if (!isPair(kind)) return outcome;
  const answer = outcome.answer === undefined ? {} : { answer: outcome.answer };
  if (outcome.kind === 'rejected' && outcome.body !== undefined) {
    const { rejected: refused } = readPairAnswer(outcome.body);
    if (refused.size === 0 || serials.every((sn) => refused.has(sn))) return outcome;
    return { kind: 'unknown', reason: [text('delivery.unclear', { status: outcome.status })], ...answer };
  }
  if (outcome.kind !== 'accepted') return outcome;
  const { status } = outcome;
  const sent = new Set<string>(serials);
  const answered = readPairAnswer(outcome.body, (sn) => sent.has(sn));
  const { rejected, accepted, unreadable, tookNothing } = answered;
  const named = [...rejected.keys(), ...(accepted ?? [])];
  if (unreadable || !named.every((sn) => sent.has(sn)))
    return { kind: 'unknown', reason: [text('delivery.rejectsUnreadably', { status })], ...answer };
  if (serials.every((sn) => rejected.has(sn)) && accepted === null) return outcome;
  if (tookNothing === true) {
    const reason = [text('delivery.saysNo', { status }), text('delivery.tookNone')];
    return serials.every((sn) => rejected.has(sn)) ? outcome : { kind: 'rejected', status, reason, ...answer };
  }
  if (tookNothing === 'unsure') return { kind: 'unknown', reason: [text('delivery.unclear', { status })], ...answer };
  const open = accepted === null ? [] : serials.filter((sn) => !accepted.has(sn) && !rejected.has(sn));
  const taken = serials.length - rejected.size;
  const isMiscounted =
    answered.acceptedCounts.some((count) => count !== taken) ||
    answered.leastCounts.some((count) => count !== taken && count <= serials.length);
  if (open.length > 0) return { kind: 'unknown', reason: [leftOpen(status, open)], ...answer };
  if (!isMiscounted) return outcome;
  return { kind: 'unknown', reason: [text('delivery.namesNotAll', { status })], ...answer };
}

function leftOpen(status: number, open: readonly string[]): Text {
  const named = open.slice(0, MAX_NAMED).join(', ');
  const more = open.length - MAX_NAMED;
  return more > 0 ? text('delivery.leavesMoreOpen', { status, named, more }) : text('delivery.leavesOpen', { status, named });
}

/**
 * What becomes of a delivery after one try. Logs and notifications are safe to repeat under their key, so doubt means try
 * again; a pair or burn that may have arrived becomes `unknown` and waits for a person.
 * @param random 0 to 1, spreads retries of many consoles
 */
export function afterTry(delivery: DeliveryHead, outcome: PostOutcome, at: number, random: number): DeliveryUpdate {
  const attempts = delivery.attempts + 1;
  const base = { key: delivery.key, attempts };
  const again = (problem: Texts, floorMs: number): DeliveryUpdate => ({
    ...base,
    state: 'queued',
    nextTryAt: at + Math.max(Math.min(floorMs, MAX_RETRY_AFTER_MS), retryDelayMs(attempts, random)),
    problem,
    settledAt: null,
  });
  switch (outcome.kind) {
    case 'accepted':
      return { ...base, state: 'accepted', nextTryAt: null, problem: refusedOf(delivery, outcome.body), settledAt: at };
    case 'rejected':
      return { ...base, state: 'rejected', nextTryAt: null, problem: outcome.reason, settledAt: at };
    case 'notSent':
      return again(outcome.reason, outcome.retryAfterMs ?? 0);
    case 'unknown':
      if (!isPair(delivery.kind)) return again(outcome.reason, 0);
      return { ...base, state: 'unknown', nextTryAt: null, problem: outcome.reason, settledAt: at };
  }
}

/**
 * A pair or burn that waited, or was under way, in records that are a copy, or older than those that were open here since: whoever has the
 * others may have sent it. It counts as under way until that is on record.
 */
export function inCopy({ key, attempts }: DeliveryHead): DeliveryUpdate {
  return { key, state: 'sending', attempts, nextTryAt: null, problem: [text('delivery.inCopy')], settledAt: null };
}

/** A delivery that was under way when the program ended: nobody knows whether it arrived. */
export function afterCrash(delivery: DeliveryHead, at: number): DeliveryUpdate {
  const isOfCopy = delivery.problem.some(({ code }) => code === 'delivery.inCopy');
  const problem = isOfCopy ? delivery.problem : [text('delivery.interrupted')];
  return !isPair(delivery.kind)
    ? { key: delivery.key, state: 'queued', attempts: delivery.attempts, nextTryAt: at, problem, settledAt: null }
    : { key: delivery.key, state: 'unknown', attempts: delivery.attempts, nextTryAt: null, problem, settledAt: at };
}

/**
 * A pair or burn that this console keeps back, because its devices are not as they were confirmed: it waits for a person, like one that
 * was refused, or, where an earlier try may have arrived, like one of which nobody knows.
 */
export function afterWithdrawal(
  { key, attempts }: DeliveryHead,
  { reason, mayBeTaken }: { readonly reason: Texts; readonly mayBeTaken: boolean },
  at: number,
): DeliveryUpdate {
  return { key, state: mayBeTaken ? 'unknown' : 'rejected', attempts, nextTryAt: null, problem: reason, settledAt: at };
}

/** A pair or burn that may have been taken at one address is not sent to another, where its key is not known: it waits for a person again. */
export function afterMove({ key, attempts }: DeliveryHead, { made, set }: Elsewhere, at: number): DeliveryUpdate {
  const problem = [text('delivery.mayBeTakenThere', { made, set })];
  return { key, state: 'unknown', attempts, nextTryAt: null, problem, settledAt: at };
}

/** What a person found out about a pair or burn of which nobody knew. @param who the person's badge or operator number */
export function afterSettlement(
  { key, attempts }: DeliveryHead,
  { taken, reason, who }: { readonly taken: boolean; readonly reason: string; readonly who: string },
  at: number,
): DeliveryUpdate {
  const found = taken ? 'taken' : 'notTaken';
  const problem = [who === '' ? text('delivery.settled', { found, reason }) : text('delivery.settledBy', { who, found, reason })];
  return { key, state: taken ? 'accepted' : 'rejected', attempts, nextTryAt: null, problem, settledAt: at };
}

/** A pair or burn of which nobody can tell now whether its devices are still as they were confirmed: it is not sent, and waits for the next look. */
export function afterFailedLook({ key, attempts, operationId }: DeliveryHead, error: unknown, nextTryAt: number): DeliveryUpdate {
  const why = error instanceof AppError ? error.texts : [text('delivery.recordsUnread')];
  const problem = [text('delivery.lookFailed', { operation: operationId, why })];
  return { key, state: 'queued', attempts, nextTryAt, problem, settledAt: null };
}

/**
 * A delivery that waited for its next try when the program ended: the clock may have been set since, so nobody knows how long it has
 * waited, and it waits no longer than a minute more.
 */
export function afterStart(delivery: DeliveryHead, at: number): DeliveryHead {
  const latest = at + RETRIES.maxMs;
  return delivery.nextTryAt === null || delivery.nextTryAt <= latest ? delivery : { ...delivery, nextTryAt: latest };
}

/** What is on record of a delivery that waits. */
export function waitingAs({ key, attempts, nextTryAt, problem }: DeliveryHead): DeliveryUpdate {
  return { key, state: 'queued', attempts, nextTryAt, problem, settledAt: null };
}

/** Which devices of a pair or burn were refused although it was accepted; nothing when none was. */
function refusedOf({ kind, serials }: DeliveryHead, body: unknown): Texts {
  if (!isPair(kind)) return NO_TEXT;
  const { rejected } = readPairAnswer(body);
  if (rejected.size === 0) return NO_TEXT;
  const shown = [...rejected].slice(0, MAX_NAMED).map(([sn, why]) => (why === '' ? sn : `${sn} (${why})`));
  const params = { refused: rejected.size, sent: serials.length, named: shown.join(', ') };
  const more = rejected.size - shown.length;
  return [more === 0 ? text('delivery.someRefused', params) : text('delivery.moreRefused', { ...params, more })];
}

export function retryDelayMs(attempts: number, random: number): number {
  return backoffMs(RETRIES, attempts, random);
}
