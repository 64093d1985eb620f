import { visibleText } from '../../../protocol/visible-text';
import type { PostOutcome } from '../../domain/ports';

const LONGEST_SAID = 200;
/** As much of an answer as is kept for people to look at. */
const MOST_KEPT_CHARACTERS = 4096;

/** What an answer to a POST means: taken, refused, to be tried again, or nobody knows. */
export function readPostOutcome(status: number, text: string, waitMs: number | null): PostOutcome {
  return { ...meaningOf(status, parsed(text), waitMs), answer: { status, text: text.slice(0, MOST_KEPT_CHARACTERS) } };
}

function meaningOf(status: number, body: unknown, waitMs: number | null): PostOutcome {
  if (status >= 200 && status < 300) {
    if (body !== BROKEN) return { kind: 'accepted', status, body };
    return { kind: 'unknown', sentence: `Its answer (status ${status}) cannot be read; another program may have given it.` };
  }
  if (status === 429 || status === 408 || status === 425 || (status === 503 && waitMs !== null)) {
    return { kind: 'notSent', sentence: `The receiver is busy (status ${status}).`, retryAfterMs: waitMs };
  }
  if (status >= 500) return { kind: 'unknown', sentence: `The receiver failed (status ${status}).` };
  if (status >= 300 && status < 400)
    return {
      kind: 'rejected',
      status,
      sentence: `The receiver points elsewhere (status ${status}); check its address in the settings.`,
    };
  const said = messageIn(body);
  return { kind: 'rejected', status, sentence: `The receiver refused it (status ${status})${said === '' ? '.' : `: ${said}`}` };
}

/** A page, such as a proxy's that wants a log-in, or JSON that does not end. */
const BROKEN = Symbol('broken');
const LOOKS_BROKEN = /^[\s\uFEFF]*[<{[]/;

/** Null for the plain word, or the nothing, that some receivers answer. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return LOOKS_BROKEN.test(text) ? BROKEN : null;
  }
}

/** What the receiver says in its answer, under the names that such answers use. */
function messageIn(body: unknown): string {
  if (typeof body !== 'object' || body === null) return '';
  for (const name of ['message', 'error', 'detail', 'reason']) {
    const value: unknown = Object.hasOwn(body, name) ? Reflect.get(body, name) : undefined;
    if (typeof value === 'string' && value.trim() !== '') return visibleText(value.trim(), LONGEST_SAID);
  }
  return '';
}
