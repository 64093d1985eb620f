import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { settingRows } from './testing/settings-rows';

const page = readFileSync(path.join(import.meta.dirname, '../docs/settings.md'), 'utf8');

it('docs/settings.md has every setting with its values, its default and what it means, and no other', () => {
  const rows = Array.from(
    page.matchAll(/^\| `(\w+\.\w+)` \| (.+?) \| `(.+?)` \| (.+) \|$/gm),
    ([, name, value, standard, meaning]) => ({
      name,
      value,
      standard,
      meaning,
    }),
  );
  expect(rows.map(({ name, value, standard }) => ({ name, value, standard }))).toEqual(settingRows());
  expect(rows.filter(({ meaning = '' }) => meaning.trim().length < 10)).toEqual([]);
  // Every row of a table is one that the pattern above takes.
  expect(page.split('\n').filter((line) => /^\| `\w+\./.test(line))).toHaveLength(rows.length);
});
