import * as z from 'zod';
import { fault } from './wire/issue-text';
import { TextsSchema } from './texts/schema';

/** What a person may do; each role may do what the one before may. */
export const Role = z.enum(['operator', 'supervisor', 'engineer']);
export type Role = z.infer<typeof Role>;

/** Badge number as the scanner reads it (1 to 64 characters). */
export const Badge = z
  .string()
  .trim()
  .min(1, { error: fault('value.empty') })
  .max(64);
/** What a new PIN looks like, so that a scanned one is told from what may be read; older ones had any characters. */
export const PIN_SHAPE = /^\d{4,12}$/;
/** 4 to 64 characters. */
export const Pin = z
  .string()
  .min(4, { error: fault('value.atLeastCharacters', { least: '4' }) })
  .max(64);

/** A person as lists show one; the PIN never leaves main, not even hashed. */
export const PersonView = z.strictObject({
  badge: z.string(),
  name: z.string(),
  role: Role,
});
export type PersonView = z.infer<typeof PersonView>;

/** Who works at the console. Without any person on record nobody has to sign in, and everything is allowed. */
export const SignInView = z.strictObject({
  required: z.boolean(),
  person: z.strictObject({ badge: z.string(), name: z.string(), role: Role }).nullable(),
});
export type SignInView = z.infer<typeof SignInView>;

/** One line of the audit trail. */
export const AuditLine = z.strictObject({
  seq: z.int(),
  at: z.number(),
  /** Badge or typed operator number. */
  person: z.string(),
  /** What was done. */
  action: TextsSchema,
  /** To what: an operation, a serial number, a setting. */
  subject: TextsSchema,
  before: TextsSchema.nullable(),
  after: TextsSchema.nullable(),
});
export type AuditLine = z.infer<typeof AuditLine>;
