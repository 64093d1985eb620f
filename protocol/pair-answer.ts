import * as z from 'zod';
import { isTakenList, isWritten, roleOf } from './answer-names';
import { isRecord, numberIn, placesIn, valuesUnder } from './answer-signs';
import { plainKey, SERIAL_NAMES } from './near-keys';
import { deniesTaking } from './post-answer';
import { readAs } from './read-as';
import { tookNothing } from './whole-no';
import { ExactText, noteOf } from './wire/tolerant-fields';

const Named = z.object({ sn: ExactText, reason: z.unknown().optional() });
const Entries = z.array(z.unknown()).max(100_000);

/** What a 2xx answer to a Pair says of single serial numbers. */
export interface PairAnswer {
  /** Serials that the API refused nevertheless, with its reasons; empty when it named none. */
  readonly rejected: ReadonlyMap<string, string>;
  /** Serials that it says it took; null when it has no such list: then all that it does not reject. */
  readonly accepted: ReadonlySet<string> | null;
  /** How many it says it took, wherever it counts them. */
  readonly acceptedCounts: readonly number[];
  /** The same where it may count more than these: rows, several tables, running totals, numbers of receipts. */
  readonly leastCounts: readonly number[];
  /** It speaks of some, but not in a way that can be read, or names one in both lists: then nobody knows which were taken. */
  readonly unreadable: boolean;
  /** It says that nothing was taken. `unsure`: without proof, because something else in it speaks against it. */
  readonly tookNothing: boolean | 'unsure';
}

/**
 * Reads the lists of an answer, and of what is wrapped up in it, as one.
 * @param isSent whether it is a serial number that was sent; a number that is none, in a list of what was taken, is the receiver's own id
 */
export function readPairAnswer(body: unknown, isSent: (sn: string) => boolean = () => true): PairAnswer {
  const places = placesIn(body);
  const under = (name: string): readonly unknown[] => places.flatMap((place) => valuesUnder(place, [name]));
  const counted = under('accepted');
  const otherLists = places.flatMap((place) =>
    Object.entries(place).flatMap(([key, value]) => (isTakenList(key, value) ? [value] : [])),
  );
  const rejected = readLists(under('rejected'));
  const [idLists, namedLists] = parted(otherLists.map(withSerials), (list) => isOfIds(list, isSent));
  const accepted = readLists([...counted.filter((value) => value !== true && typeof value !== 'number'), ...namedLists]);
  const counts = places.flatMap(countsIn);
  const processed = under('processed');
  return {
    rejected: rejected.named,
    accepted: accepted.isThere ? new Set(accepted.named.keys()) : null,
    acceptedCounts: [...counted, ...under('paired'), ...counts.filter(({ isLeast }) => !isLeast).map(({ count }) => count)]
      .filter((value) => typeof value === 'number')
      .concat(idLists.map((list) => list.length)),
    leastCounts: [...processed, ...counts.filter(({ isLeast }) => isLeast).map(({ count }) => count)].filter(
      (value) => typeof value === 'number',
    ),
    unreadable: rejected.unreadable || accepted.unreadable || [...accepted.named.keys()].some((sn) => rejected.named.has(sn)),
    tookNothing: tookNothing(body) || (deniesTaking(body) && 'unsure'),
  };
}

interface Count {
  readonly count: number;
  readonly isLeast: boolean;
}

/** May count more than serial numbers. */
const MAY_BE_MORE = /processed|records|total$|number$/;

/** How many were taken; what counts rows may count those of other tables. What is inserted and what is updated is all of it. */
function countsIn(place: object): readonly Count[] {
  const counts = Object.entries(place).flatMap(([key, value]) => {
    const count = roleOf(key) === 'taken' && !/row|affected/i.test(key) && !Array.isArray(value) ? numberIn(value) : null;
    return count === null ? [] : [{ name: plainKey(key), count }];
  });
  const written = ['inserted', 'updated'].map((verb) =>
    counts.filter(({ name }) => name.startsWith(verb)).map(({ count }) => count),
  );
  const others = counts.filter(({ name }) => !isWritten(name));
  return [
    ...others.map(({ name, count }) => ({ count, isLeast: MAY_BE_MORE.test(name) })),
    ...(written.flat().length === 0 ? [] : [{ count: written.reduce((sum, of) => sum + leastOf(of), 0), isLeast: true }]),
  ];
}

function leastOf(counts: readonly number[]): number {
  return counts.length === 0 ? 0 : Math.min(...counts);
}

/** A list of what was taken under another name than `accepted`: its devices by their serial numbers, under whatever name those stand. */
function withSerials(list: unknown): readonly unknown[] {
  return (Array.isArray(list) ? list : []).map((entry: unknown) => {
    const [sn] = isRecord(entry) ? valuesUnder(entry, SERIAL_NAMES) : [];
    return sn === undefined ? entry : { sn };
  });
}

/** Whether it has only the receiver's own numbers, or objects that name no serial number. */
function isOfIds(list: readonly unknown[], isSent: (sn: string) => boolean): boolean {
  const isId = (entry: unknown): boolean =>
    typeof entry === 'number' ? !isSent(String(entry)) : isRecord(entry) && !Object.hasOwn(entry, 'sn');
  return list.length > 0 && list.every(isId);
}

function parted<T>(values: readonly T[], isFirst: (value: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [values.filter(isFirst), values.filter((value) => !isFirst(value))];
}

interface Lists {
  readonly named: ReadonlyMap<string, string>;
  readonly isThere: boolean;
  readonly unreadable: boolean;
}

/** `null`, `false` and `0` in place of a list mean that there is none. */
function readLists(values: readonly unknown[]): Lists {
  const named = new Map<string, string>();
  let [isThere, unreadable] = [false, false];
  for (const value of values) {
    if (value === null || value === false || value === 0) continue;
    const list = readAs(Entries, value);
    if (!list.success) unreadable = true;
    else isThere = true;
    for (const entry of list.success ? list.data : []) {
      const bare = readAs(ExactText, entry);
      const record = readAs(Named, entry);
      if (bare.success) named.set(bare.data.trim(), '');
      else if (record.success) named.set(record.data.sn.trim(), noteOf(record.data.reason) ?? '');
      else unreadable = true;
    }
  }
  return { named, isThere, unreadable };
}
