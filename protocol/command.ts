import type * as z from 'zod';

/** One thing that the window may ask: the shape of the question and of the answer. */
export function command<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
): { readonly input: I; readonly output: O } {
  return { input, output };
}
