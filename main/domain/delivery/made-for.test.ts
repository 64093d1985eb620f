import { expect, it } from 'vitest';
import { elsewhere } from './made-for';

const MADE = { base: 'http://mes', path: '/api/pair' };

it.each([
  ['the same URL, parted at another place', { base: 'http://mes/api', path: '/pair' }, null],
  ['another base', { base: 'http://b', path: '/api/pair' }, { made: 'http://mes', set: 'http://b' }],
  ['another path', { base: 'http://mes', path: '/v2/pair' }, { made: 'http://mes/api/pair', set: 'http://mes/v2/pair' }],
  ['another base and path', { base: 'http://b', path: '/pair' }, { made: 'http://mes/api/pair', set: 'http://b/pair' }],
])('a message where %s is set', (_what, set, other) => {
  expect(elsewhere({ kind: 'pair', madeFor: MADE }, () => set)).toEqual(other);
});
