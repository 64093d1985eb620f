import * as z from 'zod';
import { TextsSchema } from './texts/schema';

/** State of one thing that the console depends on, and what there is to say of it. */
export const LinkState = z.strictObject({
  state: z.enum(['connecting', 'up', 'down', 'unknown']),
  reason: TextsSchema,
  /** Since when, ms since 1970. */
  since: z.number(),
});
export type LinkState = z.infer<typeof LinkState>;

export const Connections = z.strictObject({
  broker: LinkState,
  mes: LinkState,
  /** Agents heard of within the last 90 s. Legacy agents are never heard before they answer. */
  agentsPresent: z.int(),
  /** True for the first half minute on the broker: agents that were there before are heard one after the other. */
  countingAgents: z.boolean().optional(),
  /** True while the records cannot be written, as on a full disk: nothing is accepted until they can. */
  recordsFail: z.boolean().optional(),
});
export type Connections = z.infer<typeof Connections>;

export const TestResult = z.strictObject({ ok: z.boolean(), reason: TextsSchema });
export type TestResult = z.infer<typeof TestResult>;
