import * as z from 'zod';
import type { Immutable } from './immutable';

/** One interface as MES expects it; `mac` is raw text, `name` may be empty. */
export const ExpectedInterface = z.object({ name: z.string(), mac: z.string() });
export type ExpectedInterface = Immutable<z.infer<typeof ExpectedInterface>>;
