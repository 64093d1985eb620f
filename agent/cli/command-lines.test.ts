import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { transcript } from '../../protocol/testing/transcript';
import { readHere } from '../collect/read-aside';
import { AGENT_VERSION } from '../version';
import { main } from './main';

const FILE = new URL('fixtures/command-lines.txt', import.meta.url);

async function run(words: readonly string[]): Promise<string> {
  let printed = '';
  const print = (text: string): void => {
    printed += text;
  };
  const code = await main({
    words,
    environment: {},
    out: print,
    complain: print,
    terminalColumns: null,
    readAside: readHere,
    stopAsked: Promise.resolve(),
  });
  return `${printed.replaceAll(AGENT_VERSION, '{version}')}exit code ${code}\n`;
}

it('prints help, refusals and exit codes as they are on record (after a change that is meant: vitest run FILE -u)', async () => {
  const before = await readFile(FILE, 'utf8');
  await expect(await transcript(before, run)).toMatchFileSnapshot(FILE.pathname);
});
