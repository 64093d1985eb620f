import { MESSAGES, RESULTS, WRAPPERS, roleOf } from './answer-names';
import { flagOf, isError, isRecord, own, placesIn, sentenceOf, signsIn, valuesUnder, type Sign } from './answer-signs';
import { saidBy, saidInSentence } from './answer-words';
import { plainKey, SERIAL_NAMES, type Fields } from './near-keys';
import { sentWords, type Sent } from './sent-words';
import { fieldsIn } from './text-fields';

/** What a receiver says in the body of an answer to a POST, under the names that such answers use, in any spelling of them. */

/**
 * `yes`: nothing in it says no. `no`: it says that it did not take the message. `unclear`: it contradicts itself, says that some of it was not
 * taken, or has a word or code in a deciding place that is not known to mean success.
 */
export type Says = 'yes' | 'no' | 'unclear';

/** In place of a sentence: capitals, or a few letters with a number. */
const LIKE_A_CODE = /^(?:[A-Z][A-Z\d]*(?:[_.:-][A-Z\d]+)*|[A-Za-z]{1,12}[_.:-]?\d+)$/;

/**
 * Reads the body of a 2xx.
 * @param body parsed JSON, or the text itself where it is none
 * @param sent what was sent: an answer that repeats it says nothing by that
 */
export function readSays(body: unknown, sent: Sent = sentWords('', true)): Says {
  if (typeof body === 'string') {
    const says = textSays(body, sent);
    return says === 'no' && sent.namesSome(body) ? 'unclear' : says;
  }
  if (typeof body === 'number') return body === 1 || (body >= 200 && body < 300) ? 'yes' : 'unclear';
  if (body === false) return 'no';
  const says = bodySays(sent.without(body), sent);
  return says !== 'no' || !sent.namesSome(body) || bodySays(sent.without(ofAll(body, sent)), sent) === 'no' ? says : 'unclear';
}

/** An answer without the texts and errors that name some of the serial numbers: a no of one is none of the others. */
function ofAll(body: unknown, sent: Sent): unknown {
  if (!isRecord(body)) return body;
  const rest = Object.entries(body).filter(
    ([key, value]) => !((typeof value === 'string' || roleOf(key) === 'errors') && sent.namesSome(value)),
  );
  return Object.fromEntries(rest.map(([key, value]) => [key, WRAPPERS.includes(plainKey(key)) ? ofAll(value, sent) : value]));
}

function textSays(text: string, sent: Sent): Says {
  const words = sent.without(text.trim());
  if (typeof words !== 'string' || saidInSentence(words) === 'yes') return 'yes';
  const fields = fieldsIn(text.trim());
  if (fields !== null) return nameOfFailure(fields, sent) ? 'no' : bodySays(sent.without(fields), sent);
  const said = saidInSentence(words);
  if (said === 'no') return said;
  return said === 'doubt' || LIKE_A_CODE.test(words) ? 'unclear' : 'yes';
}

/** Whether it is only `FAIL:`, or that with what was sent: the name says it. */
function nameOfFailure(fields: Fields, sent: Sent): boolean {
  const [[key, value] = ['', ''], ...others] = Object.entries(fields);
  if (others.length > 0 || !['errors', 'failures', 'errorWords'].includes(roleOf(key) ?? '')) return false;
  return typeof value === 'string' && (value.trim() === '' || sent.repeats(value) === 'all');
}

function bodySays(body: unknown, sent: Sent): Says {
  const places = placesIn(body);
  const signs = [
    ...places.flatMap((place) => signsIn(place, sent.repeats)),
    ...(sent.isList ? [] : places.flatMap(othersTaken)),
    ...signsOfParts(body, new Set(places), sent),
  ];
  const has = (sign: Sign): boolean => signs.includes(sign);
  const isYes = has('yes');
  if (has('doubt')) return 'unclear';
  if (has('no')) return isYes || places.some((place) => takenIn(place).includes('yes')) ? 'unclear' : 'no';
  if (has('against')) return 'unclear';
  if (isYes) return 'yes';
  return has('odd') || has('words') || (has('zero') && !has('fine')) ? 'unclear' : 'yes';
}

/** The signs of everything that is not the answer itself: of single devices, or of steps of the work. */
function signsOfParts(body: unknown, places: ReadonlySet<Fields>, sent: Sent): readonly Sign[] {
  const signs: Sign[] = [];
  const open: { readonly value: unknown; readonly isListed: boolean }[] = [{ value: body, isListed: false }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, isListed } = next;
    if (Array.isArray(value)) {
      for (const entry of value) open.push({ value: entry, isListed: true });
    } else if (isRecord(value)) {
      if (!places.has(value)) signs.push(...signsOfPart(value, isListed, sent));
      for (const [key, inner] of Object.entries(value)) {
        const role = roleOf(key);
        if (role === 'errors' || role === 'failures' || (sent.isList && role === 'lists')) continue;
        if (sent.hasSerial(key))
          signs.push(...signsOfPart({ sn: key, ...(isRecord(inner) ? inner : { state: inner }) }, true, sent));
        if (typeof inner === 'object') open.push({ value: inner, isListed: false });
      }
    } else if (isListed) {
      if (value === false) signs.push('doubt');
      if (typeof value === 'string' && ['against', 'words'].includes(sentenceOf(value) ?? '')) signs.push('doubt');
    }
  }
  return signs;
}

/** An entry that says no casts doubt on the whole; of a device, whatever is no yes does. */
function signsOfPart(part: Fields, isListed: boolean, sent: Sent): readonly Sign[] {
  const signs = signsIn(part, sent.repeats);
  const isDevice = Object.keys(part).some((key) => (SERIAL_NAMES as readonly string[]).includes(plainKey(key)));
  if (signs.includes('doubt')) return ['doubt'];
  if (signs.includes('no') || signs.includes('against')) return [isListed || isDevice ? 'doubt' : 'against'];
  if (signs.includes('yes')) return [];
  const isOpen = signs.includes('odd') || signs.includes('words') || (signs.includes('zero') && !signs.includes('fine'));
  return isOpen ? [isDevice ? 'doubt' : 'odd'] : [];
}

/** What `accepted`, `rejected` and `processed` say of a message that is no list of devices. */
function othersTaken(place: Fields): readonly Sign[] {
  const denied = [...valuesUnder(place, ['accepted']), ...valuesUnder(place, ['processed'])];
  const isDenied = denied.some((value) => typeof value !== 'object' && flagOf(value) === 'no');
  return isDenied || valuesUnder(place, ['rejected']).some(isError) ? ['doubt'] : [];
}

/** Whether an answer says somewhere, in whatever way, that nothing of a Pair was taken. */
export function deniesTaking(body: unknown): boolean {
  return placesIn(body).some((place) => takenIn(place).includes('no'));
}

/** What stands of a Pair under `accepted` and `processed`: a list, an object or a count says yes when something is in it. */
function takenIn(place: Fields): Sign[] {
  return [...valuesUnder(place, ['accepted']), ...valuesUnder(place, ['processed'])].map((value) => {
    if (Array.isArray(value)) return value.length > 0 ? 'yes' : 'no';
    if (isRecord(value)) return Object.keys(value).length > 0 ? 'yes' : 'no';
    if (typeof value !== 'string') return flagOf(value);
    return value.trim() === '' ? null : saidBy(value) === 'no' ? 'no' : 'yes';
  });
}

/** Whether a key decides what an answer says, or is on the way there. */
export function isDeciding(key: string): boolean {
  const role = roleOf(key);
  return (role !== null && role !== 'kind') || RESULTS.includes(plainKey(key));
}

/** The receiver's own words; empty when it has none. */
export function messageIn(body: unknown): string {
  if (!isRecord(body)) return '';
  for (const name of MESSAGES) {
    const value = own(body, name);
    const text = isRecord(value) ? own(value, 'message') : value;
    if (typeof text === 'string' && text.trim() !== '') return text.trim();
  }
  for (const name of WRAPPERS) {
    const inner = own(body, name);
    const said = isRecord(inner) && !WRAPPERS.some((wrapper) => isRecord(own(inner, wrapper))) ? messageIn(inner) : '';
    if (said !== '') return said;
  }
  return '';
}
