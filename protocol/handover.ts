import * as z from 'zod';
import { HistoryLine } from './history';
import { DeliveryKind, DeliveryState } from './model';
import { AuditLine } from './people';
import { SelfTest } from './self-test';
import { TextsSchema } from './texts/schema';

/** What one shift leaves to the next. docs/shift.md */
export const Handover = z.strictObject({
  /** When the shift began and when this was made, ms since 1970. */
  since: z.number(),
  until: z.number(),
  /** The last self-test of the shift; null where there was none. */
  selfTest: z.strictObject(SelfTest.shape).nullable(),
  /** Operations in which something is open, newest first. */
  operations: z.array(HistoryLine),
  /** How many of the latest operations were looked at; null: all. */
  lookedAt: z.int().nullable(),
  /** Messages that the factory has not taken, oldest first. */
  messages: z.array(
    z.strictObject({
      operationId: z.string(),
      kind: DeliveryKind,
      state: DeliveryState,
      summary: TextsSchema,
      problem: TextsSchema,
      createdAt: z.number(),
    }),
  ),
  /** Messages in quarantine, and how many of them came in this shift. */
  quarantined: z.strictObject({ all: z.int(), ofShift: z.int() }),
  /** Whom a supervisor let go on, what was cleared and settled in this shift, oldest first. */
  decisions: z.array(AuditLine),
});
export type Handover = z.infer<typeof Handover>;
