import * as z from 'zod';
import { isTakenList, roleOf } from './answer-names';
import { numberIn, placesIn, valuesUnder } from './answer-signs';
import { deniesTaking, tookNothing } from './post-answer';
import { readAs } from './read-as';
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
  /** It speaks of some, but not in a way that can be read, or names one in both lists: then nobody knows which were taken. */
  readonly unreadable: boolean;
  /** It says that nothing was taken. `unsure`: without proof, because something else in it speaks against it. */
  readonly tookNothing: boolean | 'unsure';
}

/** Reads the lists of an answer, and of what is wrapped up in it, as one. */
export function readPairAnswer(body: unknown): PairAnswer {
  const places = placesIn(body);
  const under = (name: string): readonly unknown[] => places.flatMap((place) => valuesUnder(place, [name]));
  const counted = under('accepted');
  const otherLists = places.flatMap((place) =>
    Object.entries(place).flatMap(([key, value]) => (isTakenList(key, value) ? [value] : [])),
  );
  const rejected = readLists(under('rejected'));
  const accepted = readLists([...counted.filter((value) => value !== true && typeof value !== 'number'), ...otherLists]);
  return {
    rejected: rejected.named,
    accepted: accepted.isThere ? new Set(accepted.named.keys()) : null,
    acceptedCounts: [...counted, ...under('processed'), ...under('paired'), ...places.flatMap(countsIn)].filter(
      (value) => typeof value === 'number',
    ),
    unreadable: rejected.unreadable || accepted.unreadable || [...accepted.named.keys()].some((sn) => rejected.named.has(sn)),
    tookNothing: tookNothing(body) || (deniesTaking(body) && 'unsure'),
  };
}

/** How many were taken; what counts rows may count those of other tables. */
function countsIn(place: object): readonly (number | null)[] {
  return Object.entries(place).flatMap(([key, value]) =>
    roleOf(key) === 'taken' && !/row|affected/i.test(key) && !Array.isArray(value) ? [numberIn(value)] : [],
  );
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
