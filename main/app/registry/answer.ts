import * as z from 'zod';
import type { SubmissionAnswer } from '../../domain/registry/model';

const Refusal = z.object({ message: z.string() });
const WithId = z.object({ id: z.string() });
const OwnDevice = z.object({ id: z.int() });
const DeviceRef = z.union([z.int(), z.object({ id: z.int() }).transform(({ id }) => id)]);
const About = z.object({ device: DeviceRef.nullish().catch(null), devices: z.array(DeviceRef).catch([]).default([]) });
const NotUnderstood = z.object({
  notUnderstood: z
    .array(z.object({ field: z.string(), sentence: z.string() }))
    .catch([])
    .default([]),
});

/** The sentence of an answer that refuses. */
export function refusalOf({ body }: SubmissionAnswer): string {
  const read = Refusal.safeParse(body);
  return read.success ? read.data.message : 'The registry refused it without a reason.';
}

/** Id of the event that an answer names; null for tags and agents. */
export function eventOfAnswer({ body }: SubmissionAnswer): string | null {
  const read = WithId.safeParse(body);
  return read.success ? read.data.id : null;
}

/** Number of the device that an answer is about; null when it names none. */
export function deviceOfAnswer(body: unknown): number | null {
  const read = About.safeParse(body);
  return read.success ? (read.data.device ?? read.data.devices[0] ?? null) : null;
}

/** What an answer says it did not understand, one line each. */
export function notUnderstoodOf({ body }: SubmissionAnswer): string[] {
  const read = NotUnderstood.safeParse(body);
  return read.success ? read.data.notUnderstood.map(({ field, sentence }) => `${field}: ${sentence}`) : [];
}

/** Number of a device in the original's field names. */
export function deviceOfJson(device: unknown): number | null {
  const read = OwnDevice.safeParse(device);
  return read.success ? read.data.id : null;
}
