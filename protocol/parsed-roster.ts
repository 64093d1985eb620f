import * as z from 'zod';
import { TextsSchema } from './texts/schema';

/** A roster as read from text: serials in order, and every line that could not be used with why. */
export const ParsedRoster = z.strictObject({
  serials: z.array(z.string()),
  /** A `harmless` one (a serial number that stands there twice) is left out and does not keep the scan from starting. */
  problems: z.array(z.strictObject({ line: z.int(), text: z.string(), reason: TextsSchema, harmless: z.boolean().optional() })),
  /** How the text was read, what was left out on purpose, and what looks odd. */
  notes: z.array(TextsSchema),
  /** Only when several columns have content and none is named as the serial number: what a person chooses from. */
  columns: z
    .strictObject({
      separator: z.string(),
      /** Where the table begins, from 1. */
      firstLine: z.int(),
      /** Of each column, the first cells. */
      samples: z.array(z.array(z.string())),
    })
    .optional(),
});
export type ParsedRoster = z.infer<typeof ParsedRoster>;
