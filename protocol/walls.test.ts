import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMAND_CHANNEL, EVENT_CHANNEL } from './ipc';

const folder = import.meta.dirname;

function sources(): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('testing'))
    .toSorted();
}

function importsOf(file: string): string[] {
  const code = readFileSync(path.join(folder, file), 'utf8');
  return Array.from(
    code.matchAll(/(?<!['"])(?:\bfrom|\bimport|\brequire\s*\()\s*\(?\s*['"]([\w@./:-]+)['"]/g),
    ([, specifier]) => specifier ?? '',
  );
}

describe('protocol/', () => {
  it.each(sources())('%s imports nothing but zod and its neighbours', (file) => {
    for (const specifier of importsOf(file)) {
      if (specifier === 'zod') continue;
      const target = path.join(path.dirname(file), specifier);
      expect(specifier.startsWith('.') && !target.startsWith('..'), `${file} imports ${specifier}`).toBe(true);
    }
  });

  it('the check sees the imports', () => {
    expect(importsOf('ipc.ts')).toEqual(expect.arrayContaining(['zod', './model', './result', './wire/v1']));
    expect(importsOf('walls.test.ts')).toContain('node:fs');
  });
});

describe('the preload script', () => {
  const preload = readFileSync(path.join(folder, '../main/preload/index.ts'), 'utf8');

  it.each(Object.entries({ COMMAND_CHANNEL, EVENT_CHANNEL }))('spells %s as the contract does', (name, channel) => {
    const spelled = new RegExp(`const ${name} = '([^']+)'`).exec(preload)?.[1];
    expect(spelled).toBe(channel);
  });

  it('takes only types from outside, because the sandbox loads one file', () => {
    const imports = Array.from(preload.matchAll(/^import (.+) from '([^']+)';$/gm), ([, what, where]) => ({ what, where }));
    expect(imports.length).toBeGreaterThan(1);
    expect(imports.filter(({ what, where }) => where !== 'electron' && what?.startsWith('type ') !== true)).toEqual([]);
  });
});
