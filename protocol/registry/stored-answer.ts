import { StoredTextsSchema } from '../texts/schema';
import { type Texts, verbatim } from '../texts/text';
import type { JsonObject } from '../wire/body';
import type { NotUnderstood, RegistryError, SubmissionAnswer } from './answers';

/**
 * An answer as it stands on record, in the form of today. Versions that stored sentences wrote what was not understood into the body, each
 * with a `sentence`, and a refusal with its `message`: those are said word for word. What is on disk stays as it is.
 */
export function storedAnswer(stored: StoredAnswer): SubmissionAnswer {
  if (stored.status !== 201) {
    const { code, type, message, texts, field } = stored.body;
    const said = { code, type, texts: message === undefined ? sayable(texts) : verbatim(message) };
    return { status: stored.status, body: field === undefined ? said : { ...said, field } };
  }
  const { notUnderstood } = stored;
  // What an event measured may have any name, this one too.
  if (notUnderstood !== undefined) return { status: 201, body: stored.body, notUnderstood: notUnderstood.map(noteOf) };
  const { notUnderstood: sentences, ...body } = stored.body;
  return Array.isArray(sentences)
    ? { status: 201, body, notUnderstood: sentences.map(noteOf) }
    : { status: 201, body: stored.body };
}

/** What is written now, and what was written before. */
export type StoredAnswer =
  | {
      readonly status: 201;
      readonly body: JsonObject;
      readonly notUnderstood?: readonly StoredNote[];
    }
  | {
      readonly status: 404 | 422;
      readonly body: Omit<RegistryError, 'texts'> & { readonly texts?: unknown; readonly message?: string };
    };

interface StoredNote {
  readonly field: string;
  readonly reason?: unknown;
  readonly sentence?: string;
}

/** Whether it was stored by a version whose notes are sentences. */
export function hasSentences(stored: StoredAnswer): boolean {
  if (stored.status !== 201) return stored.body.message !== undefined;
  return stored.notUnderstood === undefined && Array.isArray(stored.body['notUnderstood']);
}

function noteOf({ field, reason, sentence }: StoredNote): NotUnderstood {
  return { field, reason: sentence === undefined ? sayable(reason) : verbatim(sentence) };
}

function sayable(texts: unknown): Texts {
  return StoredTextsSchema.parse(texts);
}
