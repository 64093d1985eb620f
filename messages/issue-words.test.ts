import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { issueWords } from '../protocol/wire/describe-issue';
import { fault, firstFault, issueText } from '../protocol/wire/issue-text';
import { english } from './english';

const Values = [
  z.string().min(1).max(3),
  z.string().min(2),
  z.number().min(1).max(9),
  z.int().min(1).max(9),
  z.boolean(),
  z.array(z.string()).min(1).max(2),
  z.array(z.string()).min(2),
  z.strictObject({ a: z.string() }),
  z.record(z.string(), z.number()),
  z.null(),
  z.enum(['a']),
  z.enum(['a', 'b']),
  z.enum(['a', 'b', 'c']),
  z.iso.datetime(),
  z.union([z.string(), z.number()]),
  z.string().regex(/^x/, { error: 'must start with x' }),
];

const ANYTHING = fc.oneof(
  fc.constantFrom(undefined, null, true, 0, 1.5, 12, Number.NaN, '', 'a', 'abcd', [], ['a', 7], ['a', 'b', 'c'], {}, { a: 1 }),
  fc.dictionary(fc.string(), fc.integer()),
  fc.anything(),
);

describe('what is wrong with a value', () => {
  it('is the same in English, as a code and as words', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Values), ANYTHING, (schema, value) => {
        const parsed = schema.safeParse(value);
        for (const issue of parsed.error?.issues ?? []) expect(english(issueText(issue))).toBe(issueWords(issue));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is what the schema says by a code, at the place where it stands', () => {
    const Sized = z.object({ size: z.number().max(3, { error: fault('value.above', { most: '3' }) }) });
    const { error } = z.array(Sized).safeParse([{ size: 4 }]);
    if (error === undefined) throw new Error('It fits.');
    expect(firstFault(error, ['parts'])).toEqual({ at: 'parts.0.size', fault: { code: 'value.above', params: { most: '3' } } });
  });
});
