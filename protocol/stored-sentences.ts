import { verbatim } from './texts/text';
import type { JsonObject } from './wire/body';

/**
 * Entries of the event log as versions wrote them that stored sentences, in the form of today: the sentence stands in the place of
 * the reason, said word for word. What is on disk stays as it is, and so does its hash.
 */
export function withoutSentences(entry: JsonObject): JsonObject {
  if (entry['kind'] !== 'mesAnswered') return entry;
  const { answer } = entry;
  if (!isObject(answer) || answer['kind'] !== 'couldNotCheck' || typeof answer['sentence'] !== 'string') return entry;
  const { sentence, ...rest } = answer;
  return { ...entry, answer: { reason: verbatim(sentence), ...rest } };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
