import { readMultiStatus, type MultiStatus } from '../../../protocol/multi-status';
import { textOfMarked } from '../../../protocol/marked-text';
import { deniesTaking, isDeciding, messageIn, readSays } from '../../../protocol/post-answer';
import { NO_PLANT_WORDS, plantWordsReader, type PlantWords, type PlantWordsReader } from '../../../protocol/plant-words';
import { isPlainYes } from '../../../protocol/plain-yes';
import { saysSomeTaken } from '../../../protocol/says-taken';
import { type Sent, sentWords } from '../../../protocol/sent-words';
import { isWholeNo, tookNothing } from '../../../protocol/whole-no';
import { withJsonUnpacked } from '../../../protocol/json-inside';
import type { UnreadableBody } from './body-text';
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
  received: string | UnreadableBody,
  waitMs: number | null,
  sent: string,
  words: PlantWords = NO_PLANT_WORDS,
): PostOutcome {
  const answer = { status, text: typeof received === 'string' ? received.slice(0, MAX_KEPT_CHARACTERS) : received.begins };
  return { ...meaningOf(kind, status, received, waitMs, sent, plantWordsReader(words)), answer };
}

function meaningOf(
  kind: DeliveryKind,
  status: number,
  received: string | UnreadableBody,
  waitMs: number | null,
  message: string,
  plant: PlantWordsReader,
): PostMeaning {
  const { value: told, isTwofold } = typeof received === 'string' ? parsed(received, plant) : UNREAD;
  const begins = typeof received === 'string' ? visibleText(received.trimStart(), MAX_SHOWN_CHARACTERS) : received.begins;
  if (told === BROKEN && status >= 200 && status < 300)
    return { kind: 'unknown', reason: [text('delivery.unreadable', { status, begins })] };
  const body = plant.inKnownWords(told);
  const sent = sentWords(message, isPair(kind));
  if (status >= 200 && status < 300) return meaningOfSuccess(kind, status, { body, told, isTwofold }, sent);
  if (BUSY.has(status)) {
    const reason = text('delivery.busy', { status });
    return meaningFor(kind, {
      kind: 'busy',
      status,
      reason,
      retryAfterMs: waitMs,
      tookNothing: !isTwofold && tookNothing(body, sent),
    });
  }
  if (status >= 500) return { kind: 'unknown', reason: [text('delivery.failed', { status })] };
  const said = told !== BROKEN ? body : typeof received === 'string' ? textOfMarked(received) : null;
  const isSomeTaken = (): boolean => isTwofold || (said === null ? sent.count > 1 : leavesSomeOpen(said, sent));
  const mayBeTaken = isPair(kind) && ((status < 400 && !ELSEWHERE.has(status)) || isSomeTaken());
  if (mayBeTaken && status >= 400) return { kind: 'unknown', reason: [text('delivery.refusedAndTaken', { status })] };
  const elsewhere = pointsElsewhere(status);
  if (elsewhere !== null && mayBeTaken) return { kind: 'unknown', reason: [elsewhere, text('delivery.mayHaveTaken')] };
  if (elsewhere !== null) return { kind: 'rejected', status, reason: [elsewhere] };
  return { kind: 'rejected', status, reason: [withItsWords('delivery.refused', status, told)] };
}

/** Whether an answer that refuses a list leaves open that some of it was taken. Of one device a refusal is one, unless it says that it took it. */
function leavesSomeOpen(body: unknown, sent: Sent): boolean {
  return sent.count > 1 || deniesTaking(body) ? !isWholeNo(body, sent) : saysSomeTaken(body, sent);
}

/** What is said of an answer that sends elsewhere, which is not followed; null for any other. */
export function pointsElsewhere(status: number): Text | null {
  return status >= 300 && status < 400 ? text('delivery.pointsElsewhere', { status }) : null;
}

/** An answer as it is read, and as it came. */
interface Answered {
  readonly body: unknown;
  readonly told: unknown;
  readonly isTwofold: boolean;
}

function meaningOfSuccess(kind: DeliveryKind, status: number, { body, told, isTwofold }: Answered, sent: Sent): PostMeaning {
  const each = status === MULTI_STATUS && !isTwofold ? readMultiStatus(body, sent) : null;
  if (each !== null) return meaningOfEach(kind, status, each, told);
  const says = isTwofold ? 'unclear' : readSays(body, sent);
  const isOpen = isPair(kind) && !tookNothing(body, sent) && !isPlainYes(body, sent);
  const isUncounted = status === MULTI_STATUS && !saysSomeTaken(body, sent);
  switch (says === 'yes' && (isOpen || isUncounted) ? 'unclear' : says) {
    case 'yes':
      return { kind: 'accepted', status, body: typeof body === 'string' ? null : body };
    case 'no':
      return isPair(kind) && leavesSomeOpen(body, sent)
        ? { kind: 'unknown', reason: [withItsWords('delivery.unclear', status, told)] }
        : { kind: 'rejected', status, reason: [withItsWords('delivery.saysNo', status, told)], body };
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

interface Parsed {
  readonly value: unknown;
  /** A field stands twice in one object with different values: parsers keep the last without a word. */
  readonly isTwofold: boolean;
}

/** A page, such as a proxy's that wants a log-in, JSON that does not end, or bytes that are no text, such as packed ones. */
const BROKEN = Symbol('broken');
const UNREAD: Parsed = { value: BROKEN, isTwofold: false };
const LOOKS_BROKEN = /^[\s\uFEFF]*[<{[]|(?!\s)\p{Cc}/u;

/** JSON, also where it stands in texts, or the text itself: the plain word, or the nothing, that some receivers answer. */
function parsed(received: string, plant: PlantWordsReader): Parsed {
  const texts: string[] = [];
  const whole = json(received);
  const value = whole === undefined ? received : withJsonUnpacked(whole, (inner) => texts.push(inner));
  if (typeof value === 'string' && LOOKS_BROKEN.test(value)) return UNREAD;
  const isTwofold = typeof value === 'object' && value !== null && [received, ...texts].some((one) => saysTwice(one, plant));
  return { value, isTwofold };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

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
