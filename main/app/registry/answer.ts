import * as z from 'zod';
import { NO_TEXT, type Texts } from '../../../protocol/texts/text';
import type { SubmissionAnswer } from '../../domain/registry/model';

const WithId = z.object({ id: z.string() });
const OwnDevice = z.object({ id: z.int() });
const DeviceRef = z.union([z.int(), z.object({ id: z.int() }).transform(({ id }) => id)]);
const About = z.object({ device: DeviceRef.nullish().catch(null), devices: z.array(DeviceRef).catch([]).default([]) });

/** Why an answer refuses; nothing where it does not. */
export function refusalOf(answer: SubmissionAnswer): Texts {
  return answer.status === 201 ? NO_TEXT : answer.body.texts;
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

/** Number of a device in the original's field names. */
export function deviceOfJson(device: unknown): number | null {
  const read = OwnDevice.safeParse(device);
  return read.success ? read.data.id : null;
}
