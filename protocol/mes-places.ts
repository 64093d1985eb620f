import { isRecord } from './answer-signs';
import { LIST_NAMES } from './elsewhere-fields';
import { jsonInside } from './json-inside';
import { isNothing, keysLike, SERIAL_NAMES, type Fields } from './near-keys';
import { isOfPartOrPast } from './part-words';
import { noteOf } from './wire/tolerant-fields';

/**
 * Every object in an answer of MES that may say something of the device or of the question. `answer`: around the record. `record`: the
 * record, and objects in it. `entry`: one of its interfaces. `listed`: in another list of the record, where parts and histories are.
 */
export interface Place {
  /** The keys that lead there, joined with dots. */
  readonly path: string;
  /** The last of them. */
  readonly key: string;
  readonly fields: Fields;
  readonly where: 'answer' | 'record' | 'entry' | 'listed';
  /** The record itself, and not an object in it. */
  readonly isWhole: boolean;
}

/** Deeper than any answer. */
const MOST_DEPTH = 32;

/** Records of other serial numbers, and what stands in the record under a name of a part, are left out. */
export function* placesIn(value: unknown, sn: string, from = START): Generator<Place, void> {
  const { path, key, where, depth } = from;
  if (depth > MOST_DEPTH) return;
  const json = typeof value === 'string' ? jsonInside(value) : undefined;
  if (json !== undefined) return yield* placesIn(json, sn, { ...from, depth: depth + 1 });
  if (Array.isArray(value)) {
    const isList = from.isWhole && LIST_NAMES.includes(key.toLowerCase());
    const inner = where === 'answer' ? where : isList ? 'entry' : 'listed';
    for (const one of value) yield* placesIn(one, sn, { path: `${path}[]`, key, where: inner, depth: depth + 1, isWhole: false });
    return;
  }
  if (!isRecord(value)) return;
  const serials = keysLike(value, SERIAL_NAMES).flatMap((name) => noteOf(value[name]) ?? []);
  if (path !== '' && serials.length > 0 && !serials.includes(sn)) return;
  const isWhole =
    path !== '' &&
    where === 'answer' &&
    (keysLike(value, ['macinfo']).some((name) => !isNothing(value[name])) || serials.includes(sn));
  const here = isWhole ? 'record' : where;
  yield { path, key, fields: value, where: here, isWhole };
  for (const [name, inner] of Object.entries(value)) {
    if (here !== 'answer' && isOfPartOrPast(name)) continue;
    yield* placesIn(inner, sn, {
      path: path === '' ? name : `${path}.${name}`,
      key: name,
      where: here,
      depth: depth + 1,
      isWhole,
    });
  }
}

interface From {
  readonly path: string;
  readonly key: string;
  readonly where: Place['where'];
  readonly depth: number;
  /** Of what it stands in. */
  readonly isWhole: boolean;
}

const START: From = { path: '', key: '', where: 'answer', depth: 0, isWhole: false };
