import * as z from 'zod';
import { fault } from './wire/issue-text';

const HAS_WORDS = /\p{L}/u;

/** Why a person did something: everybody reads it. Digits alone are no reason, and may be a PIN that was typed into the wrong field. */
export function reason(mostCharacters: number): z.ZodString {
  return z
    .string()
    .trim()
    .min(3, { error: fault('value.fewWords') })
    .max(mostCharacters)
    .regex(HAS_WORDS, { error: fault('value.fewWordsNoPin') });
}
