/** What a receiver says in the body of an answer to a POST, under the names that such answers use. */

/**
 * `yes`: nothing in it says no. `no`: it says that it did not take the message. `unclear`: it contradicts itself, or has a code
 * that is not known to mean success.
 */
export type Says = 'yes' | 'no' | 'unclear';

const FLAGS = ['success', 'succeeded', 'successful', 'isSuccess', 'ok'];
const ERRORS = ['error', 'errors', 'err', 'exception'];
const STATES = ['status', 'result', 'state'];
const CODES = [
  'code',
  'statusCode',
  'resultCode',
  'returnCode',
  'retCode',
  'errorCode',
  'error_code',
  'errCode',
  'errcode',
  'errno',
];
/** Where an answer may be wrapped up, one level deep. */
const WRAPPERS = ['data', 'result', 'response'];
const MESSAGES = ['message', 'error', 'detail', 'reason', 'msg', 'errorMessage', 'errmsg', 'errMsg', 'title'];

const YES_WORD = /^(?:true|yes|ok|okay|success|successful|succeeded|done|accepted|created|1)$/i;
const NO_WORD = /^(?:false|no|error|err|fail|failed|failure|rejected|refused|denied|invalid|exception|nok|ng|0)$/i;
/** A plain word in place of JSON. */
const NO_TEXT = /^"?(?:false|error|fail(?:ed|ure)?|rejected|refused|denied|nok|ng)\b/i;
const NUMBER = /^-?\d+$/;

type Sign = 'yes' | 'no' | 'oddCode' | null;

/**
 * Reads the body of a 2xx.
 * @param body parsed JSON, or the text itself where it is none
 */
export function readSays(body: unknown): Says {
  if (body === false) return 'no';
  if (typeof body === 'string') return NO_TEXT.test(body.trim()) ? 'no' : 'yes';
  if (!isRecord(body)) return 'yes';
  const signs = [body, ...WRAPPERS.map((name) => own(body, name)).filter(isRecord)].flatMap(signsIn);
  const tookSome = isRecord(body) && nonEmptyList(own(body, 'accepted'));
  if (signs.includes('no')) return signs.includes('yes') || tookSome ? 'unclear' : 'no';
  return signs.includes('oddCode') && !signs.includes('yes') ? 'unclear' : 'yes';
}

/**
 * Whether an answer proves that nothing of a Pair was taken: a JSON object with an empty list under `accepted`, or with
 * `"processed": false`. Nothing else does.
 */
export function tookNothing(body: unknown): boolean {
  if (!isRecord(body)) return false;
  const accepted = own(body, 'accepted');
  return own(body, 'processed') === false || (Array.isArray(accepted) && accepted.length === 0);
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

/** The key of an answer under which it says that what was asked for failed; null where none does. Codes have meanings of their own. */
export function failedUnder(body: Readonly<Record<string, unknown>>): string | null {
  const key = FLAGS.find((name) => flagOf(own(body, name)) === 'no') ?? ERRORS.find((name) => isError(own(body, name)));
  return key ?? null;
}

function signsIn(record: Readonly<Record<string, unknown>>): Sign[] {
  return [
    ...FLAGS.map((name) => flagOf(own(record, name))),
    ...ERRORS.map((name) => (isError(own(record, name)) ? 'no' : null)),
    ...STATES.map((name) => stateOf(own(record, name))),
    ...CODES.map((name) => codeOf(own(record, name))),
  ];
}

function flagOf(value: unknown): Sign {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return value === 0 ? 'no' : 'yes';
  return typeof value === 'string' ? wordOf(value) : null;
}

/** Status words, and HTTP statuses written into the body; other numbers have a meaning of their own. */
function stateOf(value: unknown): Sign {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const number = numberIn(value);
  if (number !== null) return number >= 400 && number < 600 ? 'no' : null;
  return typeof value === 'string' ? wordOf(value) : null;
}

function codeOf(value: unknown): Sign {
  const number = numberIn(value);
  if (number !== null) return number === 0 || (number >= 200 && number < 300) ? null : 'oddCode';
  if (typeof value !== 'string' || value.trim() === '') return null;
  if (wordOf(value) !== null) return wordOf(value);
  return /err|fail|den(?:y|ied)|reject|refus|invalid|exception/i.test(value) ? 'oddCode' : null;
}

/** Whether something stands under `error` that is one. */
function isError(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isRecord(value)) return Object.keys(value).length > 0 && numberIn(own(value, 'code')) !== 0;
  if (typeof value === 'string') return value.trim() !== '' && !/^(?:0|none|null|no|ok|false|success)$/i.test(value.trim());
  return value === true || (typeof value === 'number' && value !== 0);
}

function wordOf(text: string): Sign {
  const word = text.trim();
  if (YES_WORD.test(word)) return 'yes';
  return NO_WORD.test(word) ? 'no' : null;
}

function numberIn(value: unknown): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : null;
}

function nonEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(record: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
