import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettingsFile } from '../app/settings/settings-file';
import { runBurnin } from './run';

const ROOT = path.join(import.meta.dirname, '../..');
const README = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
const BLOCKS = Array.from(README.matchAll(/^```\n(.*?)^```$/gms), ([, block = '']) => block.trim().split('\n'));
const LINES = [...Array.from(README.matchAll(/`(npm run simulate [^`]*)`/g), ([, line = '']) => line), ...BLOCKS.flat()];
const EXAMPLES = LINES.filter((line) => line.startsWith('npx burnin '));

let folder = '';
beforeAll(() => void (folder = mkdtempSync(path.join(tmpdir(), 'burnin-readme-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Files that a line writes. */
function writtenBy(line: string): readonly string[] {
  return Array.from(line.matchAll(/(?:> |--roster-file |--out |--json )(\S+)/g), ([, file = '']) => file);
}

/** Files of the checkout that a path means, whose name may have one `*`. */
function inCheckout(pattern: string): readonly string[] {
  const folderOf = path.join(ROOT, path.dirname(pattern));
  const [start = '', end = ''] = path.basename(pattern).split('*');
  const fits = (name: string) =>
    pattern.includes('*') ? name.startsWith(start) && name.endsWith(end) : name === path.basename(pattern);
  try {
    return readdirSync(folderOf)
      .filter(fits)
      .map((name) => path.join(folderOf, name));
  } catch {
    return [];
  }
}

describe('the commands in the README', () => {
  it('name files that are in the checkout, or that a command above writes', () => {
    expect(EXAMPLES.length).toBeGreaterThan(5);
    const written = new Set<string>();
    const missing: string[] = [];
    for (const line of LINES) {
      const own = writtenBy(line);
      const read = line.startsWith('npx burnin ') ? line.split(' ').filter((word) => /\.(?:json|txt)$/.test(word)) : [];
      missing.push(...read.filter((file) => !own.includes(file) && !written.has(file) && inCheckout(file).length === 0));
      for (const file of own) written.add(file);
    }
    expect(missing).toEqual([]);
  });

  it('export an operation that a scan above made', () => {
    const named = (what: string) =>
      EXAMPLES.filter((line) => line.startsWith(`npx burnin ${what} `)).flatMap(
        (line) => /--operation (\S+)/.exec(line)?.[1] ?? [],
      );
    expect(named('export').length).toBeGreaterThan(0);
    expect(named('scan')).toEqual([...new Set(named('scan'))]);
    expect(named('scan')).toEqual(expect.arrayContaining(named('export')));
  });

  it('have settings that can be read', async () => {
    const echoed = LINES.flatMap((line) => /^echo '(.*)' > (\S+)$/.exec(line)?.slice(1) ?? []);
    const [content = '', name = ''] = echoed;
    const file = path.join(folder, name);
    writeFileSync(file, content);
    expect(await readSettingsFile(file)).toEqual(JSON.parse(content));
  });

  it('submit files of a Workbench', async () => {
    const line = EXAMPLES.find((example) => example.startsWith('npx burnin registry submit ')) ?? '';
    const words = line.split(' ').slice(2);
    const files = words.flatMap((word) => (word.includes('*') ? inCheckout(word) : [word]));
    const argv = files.map((word) => (word.endsWith('.sqlite') ? path.join(folder, word) : word));
    expect(await runBurnin(argv, { write: () => undefined, say: () => undefined, isInteractive: false })).toBe(0);
  });
});
