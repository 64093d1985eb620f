import { expect, it } from 'vitest';
import { PIN_SHAPE } from '../../protocol/people';
import { messages } from '../messages';

it('the help of the field for a PIN says as few and as many digits as a PIN may have', () => {
  const [, least = '', most = ''] = /(\d+) to (\d+) digits/.exec(messages.people.pinHelp) ?? [];
  const mayHave = (digits: number): boolean => PIN_SHAPE.test('1'.repeat(digits));
  expect([Number(least) - 1, Number(least), Number(most), Number(most) + 1].map(mayHave)).toEqual([false, true, true, false]);
});
