import * as z from 'zod';

const HAS_WORDS = /\p{L}/u;

/** Why a person did something: everybody reads it. Digits alone are no reason, and may be a PIN that was typed into the wrong field. */
export function reason(mostCharacters: number): z.ZodString {
  return z
    .string()
    .trim()
    .min(3, { error: 'needs a few words' })
    .max(mostCharacters)
    .regex(HAS_WORDS, { error: 'needs a few words, and no PIN: everybody reads it' });
}
