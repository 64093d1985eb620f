import { isTakenList, plainName, roleOf, type Role } from './answer-names';
import { isRecord, numberIn, signsIn } from './answer-signs';
import { namesFailure, plainWords, saidBy } from './answer-words';
import { deniesByName } from './mes-denied-names';
import { saysError } from './mes-error-names';
import { moreIn } from './mes-more-names';
import { plainKey, SERIAL_NAMES, type Fields } from './near-keys';
import { err, ok, type Result } from './result';
import { fieldsIn } from './text-fields';
import { text as textOf, type Text } from './texts/text';
import { visibleText } from './visible-text';

/** A plant's own words of success and refusal, read in answers to a POST as the known words are. */
export interface PlantWords {
  /** As they stand in the settings: a word, or a field with what stands in it (`status=0`). */
  readonly success: readonly string[];
  readonly refusal: readonly string[];
}

export const NO_PLANT_WORDS: PlantWords = { success: [], refusal: [] };

interface PlantWord {
  /** In any spelling of it; null: wherever a known word may stand. */
  readonly field: string | null;
  /** `#` stands for a number of devices, `*` for any number, date or time. */
  readonly word: string;
}

/** One with a number in it that changes. */
interface ChangingWord {
  readonly field: string | null;
  readonly isLike: RegExp;
  readonly as: 'success' | 'fail';
}

/** An entry of the settings that is refused. */
interface PlantWordFault {
  readonly list: 'successWords' | 'refusalWords';
  readonly entry: number;
  readonly fault: Text;
}

const FIELD_AND_WORD = /^\s*([^=]*)=(.*)$/su;
/** Deeper than any answer; what stands there is left as it is. */
const MAX_DEPTH = 64;
const MAX_SHOWN = 60;
/** For numbers, in one word. */
const MOST_PLACES = 6;
/** What is read as these words say, in whatever field. */
const AS = { success: 'success', refusal: 'fail' } as const;
/** Roles of fields in which `AS` is a plain yes and a plain no. */
const DECIDING: readonly (Role | null)[] = ['state', 'code', 'flag'];
const PLACE_OF: Readonly<Record<string, string>> = { '#': '(\\d{1,9})', '*': '\\d[\\d:.,/tz+-]{0,39}' };
/** A field in which it is, for what the plant says under a name of its own. */
const DECIDING_NAME = 'verdict';
const LISTS: readonly (Role | null)[] = ['lists', 'errors', 'failures'];

/** Reads an entry of either list. Fails with what is wrong with it. A number has another meaning in every field, so its field is named. */
export function readPlantWord(text: string): Result<PlantWord, Text> {
  const [, name = null, value = text] = FIELD_AND_WORD.exec(text) ?? [];
  const field = name === null ? null : plainName(name.trim());
  const word = plainWords(value);
  if (!/[^#*\s]/.test(word)) return err(textOf('value.empty'));
  const isMany = (word.match(/[#*]/g) ?? []).length > MOST_PLACES;
  const kind = field === '' ? 'noField' : isMany ? 'places' : field === null && numberIn(word) !== null ? 'number' : null;
  return kind === null ? ok({ field, word }) : err(textOf('value.noPlantWord', { text: visibleText(text, MAX_SHOWN), kind }));
}

/** The entries that cannot be meant: known for the contrary, or in both lists. */
export function plantWordFaults({ success, refusal }: PlantWords): readonly PlantWordFault[] {
  const refused = new Set(refusal.map(written));
  const of = (list: PlantWordFault['list'], entries: readonly string[], kindOf: (entry: string) => string | null) =>
    entries.flatMap((given, entry) => {
      const kind = kindOf(given);
      const fault = textOf('value.otherPlantWord', { text: visibleText(given, MAX_SHOWN), kind: kind ?? '' });
      return kind === null ? [] : [{ list, entry, fault }];
    });
  return [
    ...of('successWords', success, (given) =>
      isKnown(given, 'refusal') ? 'knownRefusal' : refused.has(written(given)) ? 'both' : null,
    ),
    ...of('refusalWords', refusal, (given) => (isKnown(given, 'success') ? 'knownSuccess' : null)),
  ];
}

function written(entry: string): string {
  const read = readPlantWord(entry);
  return read.ok ? JSON.stringify([read.value.field, read.value.word]) : entry;
}

function isKnown(entry: string, as: keyof PlantWords): boolean {
  const read = readPlantWord(entry);
  if (!read.ok) return false;
  const { field, word } = read.value;
  const [sign = null] = field === null ? [saidBy(word)] : signsIn({ [field]: word }, () => null);
  if (as === 'success') return sign === 'yes';
  return (
    sign === 'no' ||
    sign === 'against' ||
    (sign === 'doubt' && field !== null) ||
    namesFailure(word) ||
    isAgainstByName(read.value)
  );
}

/** A name that says no by itself (`notRegistered`, `hasMore=true`), in answers of MES as in those to a POST. */
function isAgainstByName({ field, word }: PlantWord): boolean {
  if (field === null) return deniesByName(word, true, false);
  const fields = { [field]: word };
  const place = { fields, where: 'answer', isWhole: true, path: '', key: '' } as const;
  return deniesByName(field, word, false) || saysError(field, word, false) || moreIn(place) !== null;
}

/** Reads answers to a POST by a plant's own words. */
export interface PlantWordsReader {
  /** An answer with a known word in place of each of the plant's. */
  readonly inKnownWords: (body: unknown) => unknown;
  /** Whether the plant names the field of a word. */
  readonly isNamed: (key: string) => boolean;
}

export function plantWordsReader(words: PlantWords): PlantWordsReader {
  const [success, refusal] = [new Set(words.success.map(written)), new Set(words.refusal.map(written))];
  if (success.size + refusal.size === 0) return { inKnownWords: (body) => body, isNamed: () => false };
  const named = new Set([...words.success, ...words.refusal].flatMap(fieldOf));
  const changing = [...words.refusal.flatMap(changingWord(AS.refusal)), ...words.success.flatMap(changingWord(AS.success))];
  /** Refusal before success. With the numbers of devices behind it, which count as in any answer. */
  const saidAs = (field: string | null, value: unknown): string | null => {
    const isWord = typeof value === 'string' || (field !== null && (typeof value === 'number' || typeof value === 'boolean'));
    if (!isWord) return null;
    const said = plainWords(String(value));
    const key = JSON.stringify([field, said]);
    if (refusal.has(key)) return AS.refusal;
    if (success.has(key)) return AS.success;
    for (const { isLike, as, field: own } of changing) {
      const counts = own === field ? isLike.exec(said)?.slice(1) : undefined;
      if (counts !== undefined) return [as, ...counts].join(' ');
    }
    return null;
  };
  const ofField = (key: string, value: unknown, depth: number): readonly [string, unknown] => {
    const field = plainName(key);
    const own = named.has(field) ? saidAs(field, value) : null;
    if (own !== null) return [DECIDING.includes(roleOf(key)) ? key : DECIDING_NAME, own];
    if ((SERIAL_NAMES as readonly string[]).includes(plainKey(key))) return [key, value];
    const isList = LISTS.includes(roleOf(key)) || isTakenList(key, value);
    return [key, typeof value === 'object' && isList ? value : inside(value, depth + 1)];
  };
  const ofFields = (fields: Fields, depth: number): Fields => {
    const read = new Map<string, unknown>();
    for (const [key, value] of Object.entries(fields)) {
      const [field, said] = ofField(key, value, depth);
      let name = field;
      while (name !== key && (read.has(name) || Object.hasOwn(fields, name))) name = `_${name}`;
      read.set(name, said);
    }
    return Object.fromEntries(read);
  };
  const inside = (value: unknown, depth: number): unknown => {
    if (depth > MAX_DEPTH) return value;
    if (Array.isArray(value)) return value.map((inner) => inside(inner, depth + 1));
    return isRecord(value) ? ofFields(value, depth) : (saidAs(null, value) ?? value);
  };
  const inText = (text: string): string => {
    const said = saidAs(null, text);
    if (said !== null) return said;
    const fields = fieldsIn(text.trim(), (key) => named.has(plainName(key)));
    if (fields === null) return text;
    return Object.entries(ofFields(fields, 0))
      .map(([key, value]) => `${key}=${String(value)}`)
      .join('\n');
  };
  return {
    inKnownWords: (body) => (typeof body === 'string' ? inText(body) : inside(body, 0)),
    isNamed: (key) => named.has(plainName(key)),
  };
}

function changingWord(as: ChangingWord['as']): (entry: string) => readonly ChangingWord[] {
  return (entry) => {
    const read = readPlantWord(entry);
    if (!read.ok || !/[#*]/.test(read.value.word)) return [];
    const parts = read.value.word.split(/([#*])/).map((part) => PLACE_OF[part] ?? escapedPattern(part));
    return [{ field: read.value.field, isLike: new RegExp(`^${parts.join('')}$`, 'u'), as }];
  };
}

function escapedPattern(text: string): string {
  return text.replaceAll(/[\\^$.|?+()[\]{}/]/g, '\\$&');
}

function fieldOf(entry: string): readonly string[] {
  const read = readPlantWord(entry);
  return read.ok && read.value.field !== null ? [read.value.field] : [];
}
