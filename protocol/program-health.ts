import * as z from 'zod';
import { TextsSchema } from './texts/schema';

/** How the program itself is: counters since it was started, and what they were measured at. */
export const HealthView = z.strictObject({
  appVersion: z.string(),
  /** ms since 1970. */
  startedAt: z.number(),
  reports: z.strictObject({
    /** Taken from the broker, whatever became of them. */
    received: z.int(),
    /** Filed under an operation, the three kinds below among them. */
    stored: z.int(),
    late: z.int(),
    duplicates: z.int(),
    stale: z.int(),
    quarantined: z.int(),
    /** Could not be stored or judged, and went back to their queue. */
    triedAgain: z.int(),
    /** Could not be stored in the device registry, again and again, and were left out of it. */
    notRegistered: z.int(),
  }),
  lookUps: z.strictObject({ answered: z.int(), failed: z.int() }),
  /** By state; those of earlier runs too. */
  deliveries: z.strictObject({
    queued: z.int(),
    sending: z.int(),
    accepted: z.int(),
    rejected: z.int(),
    unknown: z.int(),
  }),
  /** Bytes of the records, what is free on their disk, and how that goes on; null where it cannot be told. */
  records: z.strictObject({
    fileBytes: z.number(),
    diskFreeBytes: z.number().nullable(),
    bytesPerDay: z.number().nullable(),
    daysLeft: z.number().nullable(),
    /** What to do about it; empty when there is room. */
    warning: TextsSchema,
  }),
  store: z.strictObject({ commits: z.int(), failed: z.int(), lastMs: z.number(), slowestMs: z.number() }),
  /** How often the connection to the broker was made and lost. */
  broker: z.strictObject({ connected: z.int(), lost: z.int() }),
  /** How much later than planned main does what is to be done, ms. */
  eventLoop: z.strictObject({ p99Ms: z.number(), maxMs: z.number() }),
  memoryBytes: z.int(),
});
export type HealthView = z.infer<typeof HealthView>;
