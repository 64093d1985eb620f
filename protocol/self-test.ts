import * as z from 'zod';
import type { Immutable } from './immutable';
import { StoredTextsSchema } from './texts/schema';

/** What is wrong with the virtual unit of a self-test. docs/shift.md */
export const SELF_TEST_FAULTS = ['missingPort', 'wrongMac', 'extraPort'] as const;
export type SelfTestFault = (typeof SELF_TEST_FAULTS)[number];

/** What follows for a scan without a self-test (`shift.selfTest`). */
export const SELF_TEST_RULES = ['off', 'mark', 'refuse'] as const;

/** One self-test. `caught`: it failed for the right reason. `missed`: it did not. `silent`: its report did not come back. */
export const SelfTest = z.object({
  /** ms since 1970. */
  at: z.number(),
  /** Badge or typed operator number; empty where nobody is known. */
  person: z.string(),
  fault: z.enum(SELF_TEST_FAULTS),
  outcome: z.enum(['caught', 'missed', 'silent']),
  /** What the unit came to, and what to do where it was not caught. */
  what: StoredTextsSchema,
});
export type SelfTest = Immutable<z.infer<typeof SelfTest>>;

/** What scans of this shift have of a self-test. */
export const ShiftView = z.strictObject({
  /** When the shift began, ms since 1970. */
  since: z.number(),
  /** What follows for a scan without one (`shift.selfTest`). */
  rule: z.enum(SELF_TEST_RULES),
  /** The last one in this shift; null where there was none. */
  last: z.strictObject(SelfTest.shape).nullable(),
});
export type ShiftView = z.infer<typeof ShiftView>;

/** What a scan knows of the self-test of its shift. */
export const SelfTestOfScan = z.object({
  /** When one was caught, ms since 1970; null: none was. */
  passedAt: z.number().nullable(),
});
export type SelfTestOfScan = Immutable<z.infer<typeof SelfTestOfScan>>;

/** Serial number of the virtual unit. */
export const SELF_TEST_SERIAL = 'BURNIN-SELF-TEST';
