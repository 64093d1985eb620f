import { expect, it } from 'vitest';
import { anyOf, withAnyCount } from './any-count.mjs';

const devices = ({ count }: { readonly count: number }): string => `Pair ${count} ${count === 1 ? 'device' : 'devices'} (now)`;

it('a text with any count', () => {
  for (const text of ['Pair 1 device (now)', 'Pair 24 devices (now)', 'Pair 1,234 devices (now)'])
    expect(text).toMatch(withAnyCount(devices));
  for (const text of ['Pair devices (now)', 'Unpair 24 devices (now)', 'Pair 24 devices now'])
    expect(text).not.toMatch(withAnyCount(devices));
});

it('one of several texts', () => {
  const either = anyOf('Nothing to pair', withAnyCount(devices));
  expect('Nothing to pair').toMatch(either);
  expect('Pair 24 devices (now)').toMatch(either);
  expect('Nothing to pair!').not.toMatch(either);
});
