import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readSays } from './post-answer';
import { Phrases } from './phrases';
import { sentWords } from './sent-words';

type Method = (this: unknown, ...given: unknown[]) => unknown;

const COUNTED: readonly (readonly [prototype: object, names: readonly string[]])[] = [
  [String.prototype, ['indexOf', 'includes', 'replaceAll', 'split', 'match', 'toLowerCase']],
  [Set.prototype, ['has']],
  [Map.prototype, ['get', 'has']],
];

/** What a call has done: the characters that were searched, and the looks into sets and maps. */
function workOf(call: () => void): number {
  let work = 0;
  const real = COUNTED.flatMap(([prototype, names]) =>
    names.map((name) => ({ prototype, name, method: Reflect.get(prototype, name) as Method })),
  );
  for (const { prototype, name, method } of real)
    Reflect.set(prototype, name, function counted(this: unknown, ...given: unknown[]) {
      work += typeof this === 'string' ? this.length : 1;
      return method.apply(this, given);
    });
  try {
    call();
  } finally {
    for (const { prototype, name, method } of real) Reflect.set(prototype, name, method);
  }
  return work;
}

const FORMS: readonly (readonly [string, (count: number) => { readonly serials: string[]; readonly answer: unknown }])[] = [
  ['a text of each', (count) => named(count, (sn) => `${sn} rejected`)],
  [
    'serial numbers with blanks',
    (count) =>
      named(
        count,
        (sn) => `${sn} rejected`,
        (index) => `RACK 7 ${index}`,
      ),
  ],
  ['texts that name nobody', (count) => named(count, () => 'wrong step')],
  [
    'one long text',
    (count) => {
      const { serials } = named(count, () => '');
      return { serials, answer: { success: false, message: serials.slice(1).join(' ') } };
    },
  ],
  [
    'an error of each',
    (count) => {
      const { serials } = named(count, () => '');
      return {
        serials,
        answer: { success: false, error: 'x', ...Object.fromEntries(serials.map((sn, i) => [`t${i}`, `${sn} NG`])) },
      };
    },
  ],
];

function named(
  count: number,
  textOf: (sn: string) => string,
  serialOf = (index: number) => `SN${String(index).padStart(6, '0')}`,
) {
  const serials = Array.from({ length: count }, (_, index) => serialOf(index));
  return { serials, answer: { success: false, results: serials.map((sn) => textOf(sn)) } };
}

it.each(FORMS)('%s: twice as many devices and texts are twice the work', (_, of) => {
  const workFor = (count: number): number => {
    const { serials, answer } = of(count);
    return workOf(() => void readSays(answer, sentWords(JSON.stringify({ snArray: serials, operationId: 'OP-1' }), true)));
  };
  const [few, many] = [workFor(250), workFor(2_000)];
  expect(many / few).toBeLessThan(8 * 1.5);
});

it('the same are found as by looking for each alone', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '1', '-', ' ', '失', '.', '𝒳'), maxLength: 5 });
  fc.assert(
    fc.property(
      fc.array(letters, { maxLength: 6 }),
      fc.string({ unit: fc.constantFrom('a', 'b', '1', '-', ' ', '失', '.', '𝒳') }),
      (phrases, text) => {
        const found = new Set<string>();
        const all = new Phrases(phrases);
        for (let place = 0; place < text.length; place += 1) for (const phrase of all.at(text, place)) found.add(phrase);
        expect([...found].toSorted()).toEqual(
          [...new Set(phrases)].filter((phrase) => phrase !== '' && text.includes(phrase)).toSorted(),
        );
      },
    ),
  );
});

it.each([
  [['SN1', 'SN2'], 'SN1 rejected', true],
  [['SN1', 'SN2'], 'sn1, SN2 rejected', false],
  [['SN1', 'SN12'], 'SN12 rejected', true],
  [['SN1', 'SN12'], 'SN12x rejected', false],
  [['SN1', 'SN2'], '失败SN1失败', true],
  [['RACK 7', 'RACK 7 1'], 'RACK 7 1', false],
  [['SN/1', 'SN/2'], 'no: SN/1', true],
  [['SN1', 'SN2'], 'nobody', false],
])('of %j, %j names some and not all: %s', (serials, text, some) => {
  expect(sentWords(JSON.stringify({ snArray: serials }), true).namesSome([text])).toBe(some);
});

it.each([
  ['RACK 7 1', 'RACK 7 1 rejected', 'rejected'],
  ['RACK 7 1', 'RACK 7 12 rejected', '2 rejected'],
  ['SN1', 'SN1 rejected', 'rejected'],
  ['SN1', 'SN12 rejected', 'SN12 rejected'],
])('%j taken out of %j leaves %j', (sn, text, left) => {
  expect(sentWords(JSON.stringify({ snArray: [sn, 'RACK 7'] }), true).without(text)).toBe(left);
});
