import { readMultiStatus, type MultiStatus } from '../../../protocol/multi-status';
import { claimsTaken, isDeciding, messageIn, readSays, tookNothing } from '../../../protocol/post-answer';
import { NO_PLANT_WORDS, plantWordsReader, type PlantWords, type PlantWordsReader } from '../../../protocol/plant-words';
import { sentWords } from '../../../protocol/sent-words';
import { keyOfTwoValues } from '../../../protocol/wire/duplicate-key';
import { visibleText } from '../../../protocol/visible-text';
import type { DeliveryKind } from '../../../protocol/model';
import { text, type Text } from '../../../protocol/texts/text';
import { isPair, meaningFor } from '../../domain/delivery/outbox-policy';
import type { PostMeaning, PostOutcome } from '../../domain/ports/factory';

const MAX_SAID_CHARACTERS = 200;
/** Of an answer that cannot be read. */
const MAX_SHOWN_CHARACTERS = 60;
/** As much of an answer as is kept for people to look at. */
const MAX_KEPT_CHARACTERS = 4096;
/** Take it later: said by the receiver, or by something before it after the receiver got it. */
const BUSY: ReadonlySet<number> = new Set([408, 425, 429, 503]);
/** Its body says what became of each. */
const MULTI_STATUS = 207;
/** Send the same elsewhere. Every other 3xx may be the answer of one that did what it was asked. */
const ELSEWHERE: ReadonlySet<number> = new Set([301, 307, 308]);

/**
 * What an answer to a POST means: taken, refused, to be tried again, or nobody knows.
 * @param waitMs from its `Retry-After`, null without
 * @param sent the message, which an answer may repeat
 * @param words the plant's own
 */
export function readPostOutcome(
  kind: DeliveryKind,
  status: number,
  received: string,
  waitMs: number | null,
  sent = '',
  words: PlantWords = NO_PLANT_WORDS,
): PostOutcome {
  const meaning = meaningOf(kind, status, received, waitMs, sent, plantWordsReader(words));
  return { ...meaning, answer: { status, text: received.slice(0, MAX_KEPT_CHARACTERS) } };
}

function meaningOf(
  kind: DeliveryKind,
  status: number,
  received: string,
  waitMs: number | null,
  sent: string,
  plant: PlantWordsReader,
): PostMeaning {
  const told = parsed(received);
  const isTwofold = typeof told === 'object' && told !== null && saysTwice(received, plant);
  if (told === BROKEN && status >= 200 && status < 300) return broken(status, received);
  const body = plant.inKnownWords(told);
  if (status >= 200 && status < 300) return meaningOfSuccess(kind, status, { body, told }, isTwofold, sent);
  if (BUSY.has(status)) {
    const reason = text('delivery.busy', { status });
    return meaningFor(kind, { kind: 'busy', status, reason, retryAfterMs: waitMs, tookNothing: !isTwofold && tookNothing(body) });
  }
  if (status >= 500) return { kind: 'unknown', reason: [text('delivery.failed', { status })] };
  const mayBeTaken = isPair(kind) && (claimsTaken(body) || isTwofold || (status < 400 && !ELSEWHERE.has(status)));
  if (mayBeTaken && status >= 400) return { kind: 'unknown', reason: [text('delivery.refusedAndTaken', { status })] };
  const elsewhere = pointsElsewhere(status);
  if (elsewhere !== null && mayBeTaken) return { kind: 'unknown', reason: [elsewhere, text('delivery.mayHaveTaken')] };
  if (elsewhere !== null) return { kind: 'rejected', status, reason: [elsewhere] };
  return { kind: 'rejected', status, reason: [withItsWords('delivery.refused', status, told)] };
}

/** What is said of an answer that sends elsewhere, which is not followed; null for any other. */
export function pointsElsewhere(status: number): Text | null {
  return status >= 300 && status < 400 ? text('delivery.pointsElsewhere', { status }) : null;
}

function broken(status: number, received: string): PostMeaning {
  const begins = visibleText(received.trimStart(), MAX_SHOWN_CHARACTERS);
  return { kind: 'unknown', reason: [text('delivery.unreadable', { status, begins })] };
}

/** An answer as it is read, and as it came. */
interface Answered {
  readonly body: unknown;
  readonly told: unknown;
}

function meaningOfSuccess(
  kind: DeliveryKind,
  status: number,
  { body, told }: Answered,
  isTwofold: boolean,
  sent: string,
): PostMeaning {
  const words = sentWords(sent, isPair(kind));
  const each = status === MULTI_STATUS && !isTwofold ? readMultiStatus(body, words) : null;
  if (each !== null) return meaningOfEach(kind, status, each, told);
  const says = isTwofold ? 'unclear' : readSays(body, words);
  switch (says === 'yes' && status === MULTI_STATUS && !claimsTaken(body) ? 'unclear' : says) {
    case 'yes':
      return { kind: 'accepted', status, body: typeof body === 'string' ? null : body };
    case 'no':
      return { kind: 'rejected', status, reason: [withItsWords('delivery.saysNo', status, told)], body };
    case 'unclear':
      return meaningFor(kind, { kind: 'doubtful', status, reason: withItsWords('delivery.unclear', status, told) });
  }
}

/** By what its entries say: a Pair by each, another message only as a whole. */
function meaningOfEach(kind: DeliveryKind, status: number, each: MultiStatus, told: unknown): PostMeaning {
  const { around, accepted, rejected, isOpen } = each;
  const isUnclear = isPair(kind) ? accepted.length === 0 && isOpen : isOpen || rejected.length > 0;
  if (isUnclear) return meaningFor(kind, { kind: 'doubtful', status, reason: withItsWords('delivery.unclear', status, told) });
  const taken = accepted.length === 0 ? {} : { accepted };
  return { kind: 'accepted', status, body: { ...around, rejected, ...taken } };
}

/** A page, such as a proxy's that wants a log-in, JSON that does not end, or bytes that are no text, such as packed ones. Words in an old encoding are words. */
const BROKEN = Symbol('broken');
const LOOKS_BROKEN = /^[\s\uFEFF]*[<{[]|(?!\s)\p{Cc}/u;

/** JSON, also as a text in JSON, or the text itself: the plain word, or the nothing, that some receivers answer. */
function parsed(received: string): unknown {
  try {
    const body: unknown = JSON.parse(received);
    return typeof body === 'string' && LOOKS_BROKEN.test(body) ? parsed(body) : body;
  } catch {
    return LOOKS_BROKEN.test(received) ? BROKEN : received;
  }
}

/** Whether a field that decides stands twice in one object with different values: parsers keep the last without a word. */
function saysTwice(received: string, { isNamed }: PlantWordsReader): boolean {
  const decides = (key: string | number): boolean => typeof key === 'string' && (isDeciding(key) || isNamed(key));
  return keyOfTwoValues(received, (path) => path.some(decides)) !== null;
}

/** With the receiver's own words behind it, where it has some. */
const SAYING = {
  'delivery.refused': 'delivery.refusedSaying',
  'delivery.saysNo': 'delivery.saysNoSaying',
  'delivery.unclear': 'delivery.unclearSaying',
} as const;

function withItsWords(code: keyof typeof SAYING, status: number, body: unknown): Text {
  const said = visibleText(messageIn(body), MAX_SAID_CHARACTERS);
  return said === '' ? text(code, { status }) : text(SAYING[code], { status, said });
}
