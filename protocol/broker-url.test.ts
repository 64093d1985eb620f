import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasUnencodedSign, UNENCODED_SIGN } from './broker-url';
import { faultIn } from './testing/one-sentence';

const password = fc.string({ minLength: 1 }).filter((text) => /[/?#]/.test(text) && !/\s/.test(text));

describe('hasUnencodedSign', () => {
  it('finds every password with a sign that ends the host, wherever the sign stands', () => {
    fc.assert(
      fc.property(password, fc.constantFrom('', '/', '/plant', '?heartbeat=20'), (word, end) => {
        expect(hasUnencodedSign(`amqp://agent:${word}@broker:5672${end}`)).toBe(true);
        expect(hasUnencodedSign(`amqps://agent:${encodeURIComponent(word)}@broker:5672${end}`)).toBe(false);
      }),
    );
  });

  it.each([
    'amqp://broker',
    'amqp://guest@127.0.0.1:5672/',
    'amqp://u:p@ss@broker/plant%402?heartbeat=20',
    'amqp://u:2024@[::1]:5672/#',
    '',
  ])('finds none in %j', (address) => expect(hasUnencodedSign(address)).toBe(false));

  it('is told in words that end a sentence', () => {
    expect(faultIn(`The address cannot be used: ${UNENCODED_SIGN}.`)).toBe('');
  });
});
