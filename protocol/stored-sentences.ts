import { readAs } from './read-as';
import { StoredTextsSchema } from './texts/schema';
import { verbatim, type Texts } from './texts/text';
import type { JsonObject } from './wire/body';

/**
 * Entries of the event log as versions wrote them that stored sentences, in the form of today: the sentence stands in the place of
 * the reason, said word for word. What is on disk stays as it is, and so does its hash.
 */
export function withoutSentences(entry: JsonObject): JsonObject {
  switch (entry['kind']) {
    case 'mesAnswered': {
      const { answer } = entry;
      return isObject(answer) && answer['kind'] === 'couldNotCheck' ? { ...entry, answer: withReason(answer) } : entry;
    }
    case 'pairAnswered':
    case 'reportUnusable':
      return withReason(entry);
    case 'scanClosed':
      return typeof entry['unread'] === 'string' ? { ...entry, unread: verbatim(entry['unread']) } : entry;
    default:
      return entry;
  }
}

function withReason(said: JsonObject): JsonObject {
  const { sentence, ...rest } = said;
  return typeof sentence === 'string' ? { reason: verbatim(sentence), ...rest } : said;
}

/** What a row of the records says. @param codes JSON; null in rows of versions that stored a sentence, and where nothing is said */
export function storedTexts(codes: string | null, sentence: string): Texts {
  if (codes === null) return verbatim(sentence);
  const read = readAs(StoredTextsSchema, parsed(codes));
  return read.success ? read.data : verbatim(codes);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
