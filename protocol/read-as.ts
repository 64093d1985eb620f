import * as z from 'zod';

type Read<T> = { readonly success: true; readonly data: T } | { readonly success: false; readonly error: z.ZodError };

/**
 * `safeParse` for what strangers send: a value that the library cannot even look at is refused, not thrown. (It measures whatever has a
 * `length`, and `{"length":{"toString":""}}` has one that cannot be compared with a number.)
 */
export function readAs<S extends z.ZodType>(schema: S, value: unknown): Read<z.output<S>> {
  try {
    return schema.safeParse(value);
  } catch {
    return { success: false, error: new z.ZodError([{ code: 'custom', path: [], message: 'Invalid input', input: value }]) };
  }
}
