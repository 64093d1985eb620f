import { messageIn, readSays, tookNothing } from '../../../protocol/post-answer';
import { visibleText } from '../../../protocol/visible-text';
import type { DeliveryKind } from '../../../protocol/model';
import { meaningFor } from '../../domain/delivery/outbox-policy';
import type { PostMeaning, PostOutcome } from '../../domain/ports/factory';

const MAX_SAID_CHARACTERS = 200;
/** Of an answer that cannot be read, in a sentence. */
const MAX_SHOWN_CHARACTERS = 60;
/** As much of an answer as is kept for people to look at. */
const MAX_KEPT_CHARACTERS = 4096;
/** Take it later: said by the receiver, or by something before it after the receiver got it. */
const BUSY: ReadonlySet<number> = new Set([408, 425, 429, 503]);

/** What an answer to a POST means: taken, refused, to be tried again, or nobody knows. @param waitMs from its `Retry-After`, null without */
export function readPostOutcome(kind: DeliveryKind, status: number, text: string, waitMs: number | null): PostOutcome {
  return { ...meaningOf(kind, status, text, waitMs), answer: { status, text: text.slice(0, MAX_KEPT_CHARACTERS) } };
}

function meaningOf(kind: DeliveryKind, status: number, text: string, waitMs: number | null): PostMeaning {
  const body = parsed(text);
  if (status >= 200 && status < 300) return body === BROKEN ? broken(status, text) : meaningOfSuccess(kind, status, body);
  if (BUSY.has(status)) {
    const sentence = `The receiver is busy (status ${status}).`;
    return meaningFor(kind, { kind: 'busy', status, sentence, retryAfterMs: waitMs, tookNothing: tookNothing(body) });
  }
  if (status >= 500) return { kind: 'unknown', sentence: `The receiver failed (status ${status}).` };
  if (status >= 300 && status < 400)
    return {
      kind: 'rejected',
      status,
      sentence: `The receiver points elsewhere (status ${status}); check its address in the settings, or for the burnin command in --api.`,
    };
  return { kind: 'rejected', status, sentence: `The receiver refused it (status ${status})${wordsOf(body)}` };
}

function broken(status: number, text: string): PostMeaning {
  const begins = visibleText(text.trimStart(), MAX_SHOWN_CHARACTERS);
  return {
    kind: 'unknown',
    sentence: `Its answer (status ${status}) cannot be read, it begins "${begins}"; another program may have given it.`,
  };
}

function meaningOfSuccess(kind: DeliveryKind, status: number, body: unknown): PostMeaning {
  switch (readSays(body)) {
    case 'yes':
      return { kind: 'accepted', status, body: typeof body === 'string' ? null : body };
    case 'no':
      return {
        kind: 'rejected',
        status,
        sentence: `The receiver says that it did not take it (status ${status})${wordsOf(body)}`,
      };
    case 'unclear':
      return meaningFor(kind, {
        kind: 'doubtful',
        status,
        sentence: `The receiver does not say clearly whether it took it (status ${status})${wordsOf(body)}`,
      });
  }
}

/** A page, such as a proxy's that wants a log-in, JSON that does not end, or bytes that are no text, such as packed ones. Words in an old encoding are words. */
const BROKEN = Symbol('broken');
const LOOKS_BROKEN = /^[\s\uFEFF]*[<{[]|(?!\s)\p{Cc}/u;

/** JSON, or the text itself: the plain word, or the nothing, that some receivers answer. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return LOOKS_BROKEN.test(text) ? BROKEN : text;
  }
}

function wordsOf(body: unknown): string {
  const said = visibleText(messageIn(body), MAX_SAID_CHARACTERS);
  return said === '' ? '.' : `: ${said}`;
}
