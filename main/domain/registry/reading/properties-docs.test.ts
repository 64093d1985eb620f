import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ownProperties } from './properties';
import {
  CHASSIS,
  DATA_STORAGE_INTERFACES,
  DISPLAY_TECHNOLOGIES,
  RAM_FORMATS,
  RAM_INTERFACES,
} from '../../../../protocol/registry/vocabulary';

const page = readFileSync(path.join(import.meta.dirname, '../../../../docs/registry-fields.md'), 'utf8');
const rows = Array.from(
  page.matchAll(/^\| ([A-Za-z, ]+) \| `(\w+)` \| (.+) \|$/gm),
  ([, types = '', field = '', value = '']) => ({
    types: types.split(', '),
    field,
    value,
  }),
);

it('docs/registry-fields.md has every field of every type, and no other', () => {
  const written = rows.flatMap(({ types, field }) => types.map((type) => `${type}.${field}`));
  const known = Object.entries(ownProperties()).flatMap(([type, fields]) => fields.map((field) => `${type}.${field}`));
  expect(written.toSorted()).toEqual(known.toSorted());
});

it.each([
  ['chassis', CHASSIS, ''],
  ['technology', DISPLAY_TECHNOLOGIES, ', or none'],
  ['format', RAM_FORMATS, ', or none'],
] as const)('lists the words of %s', (field, words, end) => {
  expect(rows.find((row) => row.field === field)?.value).toBe(`${words.join(', ')}${end}`);
});

it('lists the words of both kinds of interface', () => {
  expect(rows.filter(({ field }) => field === 'interface').map(({ value }) => value)).toEqual([
    `${DATA_STORAGE_INTERFACES.join(', ')}, or none`,
    `${RAM_INTERFACES.join(', ')}, or none`,
  ]);
});
