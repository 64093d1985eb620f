import { describe, expect, it } from 'vitest';
import { COMMANDS } from './run';
import { noCommand, USAGE, usageOf } from './usage';

const EXPLAINED = [...new Set(Array.from(USAGE.matchAll(/^ {2}burnin ([a-z][a-z-]*)/gm), ([, name]) => name ?? ''))];

describe('burnin COMMAND --help', () => {
  it('has a part for every command', () => {
    expect(EXPLAINED.toSorted()).toEqual(Object.keys(COMMANDS).toSorted());
  });

  it.each(EXPLAINED)('%s: all that the whole help says of it, and of no other', (command) => {
    const part = usageOf(command) ?? '';
    const headings = (text: string) => text.split('\n').filter((line) => line.startsWith('  burnin '));
    expect(headings(part)).toEqual(headings(USAGE).filter((line) => line.startsWith(`  burnin ${command} `)));
    for (const line of part.split('\n')) expect(USAGE.split('\n')).toContain(line);
    expect(part.length).toBeLessThan(USAGE.length / 1.5);
  });

  it('says the exit codes where there are some', () => {
    expect(usageOf('scan')).toMatch(
      /^Exit codes of scan: 0 [^]*2 it could not run\. [^]*trying to send it, to the same --api only\.\nPasswords: BURNIN_BROKER_PASSWORD/m,
    );
    expect(usageOf('registry')).toMatch(/^Exit codes of registry: 0 done/m);
    expect(usageOf('registry')).not.toContain('Exit codes of scan');
    expect(usageOf('prune')).not.toContain('Exit codes');
  });

  it('is none for what is no command', () => {
    for (const word of ['scann', '', '--version', 'regis']) expect(usageOf(word)).toBeNull();
  });
});

it.each([
  ['scann', 'burnin has no command "scann". Is scan meant? See burnin --help.'],
  ['rosters', 'burnin has no command "rosters". Is roster meant? See burnin --help.'],
  ['suport-bundle', 'burnin has no command "suport-bundle". Is support-bundle meant? See burnin --help.'],
  ['frobnicate', 'burnin has no command "frobnicate". See burnin --help.'],
  ['--versoin', 'burnin has no command "--versoin". See burnin --help.'],
])('%j is no command', (word, sentence) => {
  expect(noCommand(word)).toBe(sentence);
});
