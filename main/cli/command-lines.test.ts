import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { transcript } from '../../protocol/testing/transcript';
import { APP_VERSION } from '../version';
import { runBurnin } from './run';

const FILE = new URL('fixtures/command-lines.txt', import.meta.url);

async function run(words: readonly string[]): Promise<string> {
  let printed = '';
  const code = await runBurnin(words, {
    write(text) {
      printed += text;
    },
    say(line) {
      printed += `${line}\n`;
    },
    isInteractive: true,
  });
  return `${printed.replaceAll(APP_VERSION, '{version}')}exit code ${code}\n`;
}

it('prints help, refusals and exit codes as they are on record (after a change that is meant: vitest run FILE -u)', async () => {
  const before = await readFile(FILE, 'utf8');
  await expect(await transcript(before, run)).toMatchFileSnapshot(FILE.pathname);
});

it('gives its help under every name of it', async () => {
  const whole = await run(['--help']);
  for (const words of [['help'], ['-h']]) expect(await run(words)).toBe(whole);
  const ofScan = await run(['scan', '--help']);
  for (const words of ['help scan', 'scan -h', 'scan --roster --help', 'scan -- -h'])
    expect(await run(words.split(' '))).toBe(ofScan);
});
