import * as z from 'zod';
import { APPEARANCE_RANGES, FUNCTIONALITY_RANGES, RATING_RANGES } from './vocabulary';

/** How a rating came about, so that it can be explained term by term. Stored with the rate and shown on the device page; no number in a breakdown is rounded. */

/** A number that went into a term, as it was reported, or as it was assumed because nothing (or 0) was. */
export const TermInput = z.strictObject({
  name: z.enum(['benchmark', 'cores', 'speed', 'size', 'readSpeed', 'writeSpeed']),
  value: z.number(),
  unit: z.enum(['', 'MB', 'MHz', 'GHz', 'MB/s']),
  assumed: z.boolean(),
});
export type TermInput = z.infer<typeof TermInput>;

/** One property that was scored: `value` between `low` and `high` gives `normalised`, and that gives `score`. */
export const ScoredTerm = z.strictObject({
  name: z.enum(['performance', 'size', 'speed', 'readSpeed', 'writeSpeed']),
  inputs: z.array(TermInput).readonly(),
  value: z.number(),
  unit: z.enum(['', 'MB', 'MHz', 'MB/s']),
  low: z.number(),
  high: z.number(),
  normalised: z.number(),
  score: z.number(),
  /** Its share in the harmonic mean of its component kind. */
  weight: z.number(),
});
export type ScoredTerm = z.infer<typeof ScoredTerm>;

/** All components of one kind. `score` is null, and 1 is counted, unless `outcome` is `scored`. */
export const ScoredKind = z.strictObject({
  kind: z.enum(['processor', 'dataStorage', 'ram']),
  outcome: z.enum(['scored', 'absent', 'sizeUnknown', 'benchmarkMissing']),
  terms: z.array(ScoredTerm).readonly(),
  score: z.number().nullable(),
  counted: z.number(),
  /** Its share in the harmonic mean of all kinds. */
  weight: z.number(),
});
export type ScoredKind = z.infer<typeof ScoredKind>;

export const RatingBreakdown = z.strictObject({
  kinds: z.array(ScoredKind).readonly(),
  /** Weighted harmonic mean of what was counted for the kinds. */
  fused: z.number(),
  appearance: z.strictObject({ grade: z.enum(APPEARANCE_RANGES).nullable(), bias: z.number() }),
  functionality: z.strictObject({ grade: z.enum(FUNCTIONALITY_RANGES).nullable(), bias: z.number() }),
  /** The mean and both biases; a rating is never below 0. */
  sum: z.number(),
});
export type RatingBreakdown = z.infer<typeof RatingBreakdown>;

/** How pictures took the place of the appearance grade. */
export const PhotoboxBreakdown = z.strictObject({
  /** Condition that each picture shows, 0 (worst) to 1; null: no rate. */
  pictures: z.array(z.number().nullable()).readonly(),
  mean: z.number().nullable(),
  worst: z.number().nullable(),
  /** Half the mean and half the worst; null: no picture has a rate. */
  condition: z.number().nullable(),
  appearanceBias: z.number(),
  components: z.number(),
  functionalityBias: z.number(),
  sum: z.number(),
});
export type PhotoboxBreakdown = z.infer<typeof PhotoboxBreakdown>;

const Grade = z.strictObject({ grade: z.string().nullable(), bias: z.number() });

/** How the grades of the last WorkbenchRate and the last AppRate came together. */
export const GradesBreakdown = z.strictObject({
  rates: z.array(z.strictObject({ kind: z.enum(['workbench', 'app']), appearance: Grade, functionality: Grade })).readonly(),
  /** Means of what was graded. */
  appearanceBias: z.number(),
  functionalityBias: z.number(),
});
export type GradesBreakdown = z.infer<typeof GradesBreakdown>;

/** What a rate algorithm computed; numbers outside the breakdowns have two decimals. */
export const RateResult = z.strictObject({
  rating: z.number(),
  range: z.enum(RATING_RANGES),
  /** Null where there is no such component or it could not be scored; it counted 1 then. */
  processor: z.number().nullable(),
  ram: z.number().nullable(),
  dataStorage: z.number().nullable(),
  appearance: z.number(),
  functionality: z.number(),
  /** True when a benchmark or a picture's rate was missing. */
  partial: z.boolean(),
  /** Null when the device was never rated by a workbench. */
  breakdown: RatingBreakdown.nullable(),
  /** Null unless pictures went into it. */
  photobox: PhotoboxBreakdown.nullable(),
  /** Absent unless an AppRate went into it. */
  grades: GradesBreakdown.optional(),
});
export type RateResult = z.infer<typeof RateResult>;
