import { isTakenList, plainName, roleOf, type Role } from './answer-names';
import { isRecord, numberIn, placesIn, signsIn, valuesUnder } from './answer-signs';
import { plainWords } from './answer-words';
import { plainKey, SERIAL_NAMES, type Fields } from './near-keys';
import { messageIn, readSays } from './post-answer';
import { saysSomeTaken } from './says-taken';
import type { Sent } from './sent-words';

/**
 * A multi-status answer (207): a list that says of each device what became of it. Read into the lists that every Pair may answer with; whoever
 * has no entry, or one that leaves it open, is in neither.
 */
export interface MultiStatus {
  /** The answer without that list. */
  readonly around: Fields;
  readonly accepted: readonly unknown[];
  readonly rejected: readonly { readonly sn: unknown; readonly reason: string }[];
  /** Whether an entry leaves open what became of its device, or a device has none. */
  readonly isOpen: boolean;
}

interface Entry {
  readonly sn: unknown;
  readonly became: 'taken' | 'refused' | 'open';
  readonly reason: string;
}

const STATUS_NAMES = ['status', 'statuscode', 'code', 'httpstatus', 'httpcode', 'httpstatuscode'];
/** What may name a device by where it is to be found. */
const PLACE_NAMES = ['href', 'url', 'uri', 'location', 'resource', 'path', 'id', 'key'];
const STATUS_LINE = /^\s*HTTP\/\d(?:\.\d)?\s+(\d{3})(?!\d)/i;
const BETWEEN_PARTS = /[/?&=#;,\s]+/;
/** Not now: it says nothing of what was taken. */
const LATER: readonly number[] = [408, 425, 429];
const MULTI = 207;
const SAYS_MULTI = /^(?:207 ?)?multi[ -]?status$/;
const LISTED = ['accepted', 'rejected', 'processed'];
const NO_ENTRIES: readonly (Role | null)[] = ['lists', 'errors', 'failures'];

const ALL_OPEN: MultiStatus = { around: {}, accepted: [], rejected: [], isOpen: true };

/** Null where there is no such list. Two lists, or something around one that says otherwise, leave all open. */
export function readMultiStatus(body: unknown, sent: Sent): MultiStatus | null {
  const [list, ...others] = listsIn(body, sent);
  if (list === undefined) return null;
  if (others.length > 0) return ALL_OPEN;
  const around = list.from === body ? {} : without(body, list.from);
  if (readSays(around, sent) !== 'yes' || placesIn(around).some((place) => valuesUnder(place, LISTED).length > 0))
    return ALL_OPEN;
  const entries = list.entries.map((entry) => entryOf(entry, sent));
  if (!entries.every((entry) => entry !== null)) return ALL_OPEN;
  const became = (what: Entry['became']): readonly Entry[] => entries.filter((entry) => entry.became === what);
  const open = new Set(became('open').map(({ sn }) => sn));
  const named = new Set(entries.map(({ sn }) => (typeof sn === 'string' ? sn.trim() : String(sn))));
  return {
    around: isRecord(around) ? around : {},
    accepted: became('taken').flatMap(({ sn }) => (open.has(sn) ? [] : [sn])),
    rejected: became('refused').flatMap(({ sn, reason }) => (open.has(sn) ? [] : [{ sn, reason }])),
    isOpen: open.size > 0 || [...sent.serials].some((sn) => !named.has(sn)),
  };
}

interface List {
  readonly from: unknown;
  readonly entries: readonly Fields[];
}

/** Every list of entries in the answer itself. */
function listsIn(body: unknown, sent: Sent): readonly List[] {
  const whole = listOf(body, sent);
  if (whole !== null) return [whole];
  return placesIn(body).flatMap((place) =>
    Object.entries(place).flatMap(([key, value]) => {
      const list = NO_ENTRIES.includes(roleOf(key)) || isTakenList(key, value) ? null : listOf(value, sent);
      return list === null ? [] : [list];
    }),
  );
}

/** A list of objects that name a device each, or what stands under serial numbers. */
function listOf(value: unknown, sent: Sent): List | null {
  if (Array.isArray(value)) {
    const entries = value.filter((entry) => isRecord(entry));
    const isList =
      entries.length > 0 && entries.length === value.length && entries.some((entry) => namesOf(entry, sent).length > 0);
    return isList ? { from: value, entries } : null;
  }
  if (!isRecord(value)) return null;
  const parts = Object.entries(value);
  if (parts.length === 0 || !parts.every(([key]) => sent.hasSerial(key))) return null;
  const entries = parts.map(([sn, inner]) => ({ ...(isRecord(inner) ? inner : { status: inner }), sn }));
  return { from: value, entries };
}

function namesOf(entry: Fields, sent: Sent): readonly unknown[] {
  const places = valuesUnder(entry, PLACE_NAMES).flatMap((place) => (typeof place === 'string' ? serialsIn(place, sent) : []));
  return [...new Set([...valuesUnder(entry, SERIAL_NAMES), ...places])];
}

/** Serial numbers in an address, as a part of it. */
function serialsIn(place: string, sent: Sent): readonly string[] {
  return [place, ...place.split(BETWEEN_PARTS)].map((part) => decoded(part).trim()).filter((part) => sent.serials.has(part));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Null where it names no device, or two. */
function entryOf(entry: Fields, sent: Sent): Entry | null {
  const [sn, ...others] = namesOf(entry, sent);
  if (sn === undefined || others.length > 0) return null;
  const statuses = Object.entries(entry).flatMap(([key, value]) => {
    const status = STATUS_NAMES.includes(plainName(key)) ? statusIn(value) : null;
    return status === null ? [] : [{ key, status }];
  });
  const named = new Set(statuses.map(({ key }) => key));
  const rest = Object.fromEntries(Object.entries(entry).filter(([key]) => !named.has(key) && !isName(key)));
  const became = becameOf(
    statuses.map(({ status }) => status),
    rest,
    sent,
  );
  return { sn, became, reason: messageIn(rest) || statuses.map(({ status }) => status).join(', ') };
}

function isName(key: string): boolean {
  return [...SERIAL_NAMES, ...PLACE_NAMES].includes(plainKey(key));
}

/** By its status; by its words where it has none. Whatever speaks against that leaves it open. */
function becameOf(statuses: readonly number[], rest: Fields, sent: Sent): Entry['became'] {
  const says = readSays(rest, sent);
  if (statuses.length === 0) {
    const isYes = signsIn(rest, sent.repeats).some((sign) => sign === 'yes');
    return says === 'no' ? 'refused' : says === 'yes' && isYes ? 'taken' : 'open';
  }
  if (statuses.every((status) => status >= 200 && status < 300 && status !== MULTI)) return says === 'yes' ? 'taken' : 'open';
  const isRefused = statuses.every((status) => status >= 400 && status < 500 && !LATER.includes(status));
  return isRefused && !saysSomeTaken(rest, sent) ? 'refused' : 'open';
}

/** An HTTP status, also as the line that begins an answer; null: none. */
function statusIn(value: unknown): number | null {
  const [, digits] = typeof value === 'string' ? (STATUS_LINE.exec(value) ?? []) : [];
  return digits === undefined ? numberIn(value) : Number(digits);
}

/** The answer around its list; that it is a multi-status answer says nothing. */
function without(body: unknown, list: unknown): unknown {
  if (body === list) return [];
  if (!isRecord(body)) return body;
  const rest = Object.entries(body).filter(([, value]) => !(typeof value === 'string' && SAYS_MULTI.test(plainWords(value))));
  return Object.fromEntries(rest.map(([key, value]) => [key, typeof value === 'object' ? without(value, list) : value]));
}
