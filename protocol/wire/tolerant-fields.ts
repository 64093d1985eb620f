import * as z from 'zod';
import { fault } from './issue-text';

const MAX_CHARACTERS = 4096;
const NO_ATTEMPT = fault('value.noAttempt');

/**
 * Text, or a whole number that JSON carries exactly. A larger number was rounded on its way, so it cannot be taken for
 * what was sent.
 */
export const TextOrInteger = z.custom<string | number>(isTextOrInteger, {
  error: fault('value.noTextOrWhole', { most: String(MAX_CHARACTERS) }),
});

/** The same, as text. A number has lost its leading zeros before it comes here; they are not guessed. */
export const ExactText = TextOrInteger.transform(String);

/** Which scan of a device is meant, from 1; digits in quotes are read too. */
export const AttemptNumber = ExactText.pipe(z.string().regex(/^\s*\d{1,9}\s*$/, { error: NO_ATTEMPT }))
  .transform(Number)
  .pipe(z.int().min(1, { error: NO_ATTEMPT }));

/** Text that helps people but decides nothing; null when it is missing, blank or of another type. */
export function noteOf(value: unknown): string | null {
  return isTextOrInteger(value) ? String(value).trim() || null : null;
}

/** One of a list of words; another word of a newer sender, or none, becomes the fallback. */
export function wordOf<W extends string, F>(words: readonly W[], value: unknown, fallback: F): W | F {
  return words.find((word) => word === value) ?? fallback;
}

/**
 * The first text under several names of the same thing that is more than white space, trimmed; else an empty text when
 * one was given at all, else null.
 */
export function firstText(...candidates: readonly (string | null | undefined)[]): string | null {
  let found: string | null = null;
  for (const candidate of candidates) {
    if (candidate === null || candidate === undefined) continue;
    found = candidate.trim();
    if (found !== '') return found;
  }
  return found;
}

function isTextOrInteger(value: unknown): value is string | number {
  return typeof value === 'string' ? value.length <= MAX_CHARACTERS : Number.isSafeInteger(value);
}
