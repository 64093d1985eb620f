import * as z from 'zod';
import { OperationId } from './ids';

/** One thing that the window may ask: the shape of the question and of the answer. */
export function command<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
): { readonly input: I; readonly output: O } {
  return { input, output };
}

/**
 * One thing that the window may ask of the operation that is open. It names the one that stands on the screen (`operation`), and is
 * refused when that is not the open one any more.
 */
export function ofOperation<I extends z.core.$ZodLooseShape, O extends z.ZodType>(input: I, output: O) {
  return command(z.strictObject({ operation: OperationId, ...input }), output);
}
