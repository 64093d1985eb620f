import { english } from '../../messages/english';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { fault, firstFault, firstFaultText } from './issue-text';

const Shape = z.strictObject({
  name: z.string().min(1).max(3),
  count: z.int().min(1).max(9),
  list: z.array(z.union([z.string(), z.null()])).max(2),
  mode: z.enum(['a', 'b']),
  many: z.enum(['a', 'b', 'c']),
  at: z.iso.datetime(),
  own: z.string().regex(/^x/, { error: 'must start with x' }),
});
const good = { name: 'abc', count: 1, list: [], mode: 'a', many: 'a', at: '2026-11-21T21:45:02Z', own: 'x' };

function sentence(change: object, inside?: readonly string[]): string {
  const parsed = Shape.safeParse({ ...good, ...change });
  return parsed.success ? 'fits' : english(firstFaultText(parsed.error, inside));
}

describe('the first fault of a parse', () => {
  it.each([
    [{}, 'fits'],
    [{ name: undefined }, '`name`: is missing.'],
    [{ name: 7 }, '`name`: must be text, not a number.'],
    [{ name: 'abcd' }, '`name`: has more than 3 characters.'],
    [{ name: '' }, '`name`: is empty.'],
    [{ count: 1.5 }, '`count`: must be a whole number.'],
    [{ count: 0 }, '`count`: is below 1.'],
    [{ count: 10 }, '`count`: is above 9.'],
    [{ list: {} }, '`list`: must be a list, not an object.'],
    [{ list: ['a', 7] }, '`list.1`: cannot be read.'],
    [{ list: ['a', 'b', 'c'] }, '`list`: has more than 2 entries.'],
    [{ mode: 'c' }, '`mode`: must be a or b.'],
    [{ many: 'd' }, '`many`: must be a, b or c.'],
    [{ at: 'today' }, '`at`: cannot be read.'],
    [{ own: 'y' }, '`own`: must start with x.'],
    [{ more: 1, 'a\n`b': 2 }, 'the message: has unknown keys: more, a\\u000a?b.'],
  ])('%j', (change, expected) => {
    expect(sentence(change)).toBe(expected);
  });

  it('names where in a larger message the part stood', () => {
    expect(sentence({ name: 7 }, ['rows', '3'])).toBe('`rows.3.name`: must be text, not a number.');
  });

  it('is what the schema says by a code, at the place where it stands', () => {
    const Sized = z.object({ size: z.number().max(3, { error: fault('value.above', { most: '3' }) }) });
    const { error } = z.array(Sized).safeParse([{ size: 4 }]);
    if (error === undefined) throw new Error('It fits.');
    expect(firstFault(error, ['parts'])).toEqual({ at: 'parts.0.size', fault: { code: 'value.above', params: { most: '3' } } });
  });

  it('cuts a long key', () => {
    expect(sentence({ ['k'.repeat(500)]: 1 })).toHaveLength('the message: has unknown keys: .'.length + 65);
  });
});
