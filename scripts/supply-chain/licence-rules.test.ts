import { describe, expect, it } from 'vitest';
import { bundledPackages } from '../build/bundled-licences.mjs';
import { isAllowed } from './licence-rules.mjs';

describe('isAllowed', () => {
  it.each([
    'MIT',
    'Apache-2.0',
    'OFL-1.1',
    '(MIT OR GPL-2.0-only)',
    'MIT AND ISC',
    'GPL-3.0-only OR (MIT AND (0BSD OR LGPL-2.1))',
  ])('%s', (expression) => {
    expect(isAllowed(expression)).toBe(true);
  });

  it.each([
    '',
    'see below',
    'UNLICENSED',
    'SEE LICENSE IN LICENSE.md',
    'GPL-3.0-only',
    'AGPL-3.0',
    'LGPL-2.1',
    'MPL-2.0',
    'CC-BY-NC-4.0',
    'MIT AND GPL-2.0-only',
    'MIT OR',
    'MIT ISC',
    '(MIT',
    'MIT)',
    'mit',
  ])('not %j', (expression) => {
    expect(isAllowed(expression)).toBe(false);
  });
});

describe('bundledPackages', () => {
  it('reads back what is written beside a bundle, and nothing that only looks like it', () => {
    const text = `This program contains code of the following packages.

@scope/one 1.2.3-rc.1, licence (MIT OR ISC)
===========================================
Permission is hereby granted
two 2.0.0, licence MIT

two 2.0.0, licence see below
============================
`;
    expect(bundledPackages(text)).toEqual([
      { name: '@scope/one', version: '1.2.3-rc.1', licence: '(MIT OR ISC)' },
      { name: 'two', version: '2.0.0', licence: 'see below' },
    ]);
  });
});
