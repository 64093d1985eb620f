import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TEXT_CODES } from '../protocol/texts/codes';
import english from './en.json';
import terminal from './en-terminal.json';
import hans from './zh-Hans.json';
import hansTerminal from './zh-Hans-terminal.json';
import hant from './zh-Hant.json';
import hantTerminal from './zh-Hant-terminal.json';

const { window: _, ...sentences } = english;

describe('the sentences by code', () => {
  it('has every code, and no other, in alphabetical order', () => {
    expect(Object.keys(sentences)).toEqual(Object.keys(TEXT_CODES).toSorted());
  });

  it.each(Object.entries(TEXT_CODES))('%s takes exactly its parameters', (code, params) => {
    const message = sentences[code as keyof typeof sentences];
    expect([...argumentsOf(parse(message, { ignoreTag: true }))].toSorted()).toEqual([...params].toSorted());
  });

  it.each(Object.entries(terminal))('%s has words of its own on a terminal, with the same parameters', (code, message) => {
    const usual = sentences[code as keyof typeof sentences];
    expect(message).not.toBe(usual);
    expect(argumentsOf(parse(message, { ignoreTag: true }))).toEqual(argumentsOf(parse(usual, { ignoreTag: true })));
  });

  it.each([
    ['en', english, terminal, /rescan|"Right MAC|in the settings\b(?! file)/i],
    ['zh-Hant', hant, hantTerminal, /重新掃描|設定(?:中的|的「)/],
    ['zh-Hans', hans, hansTerminal, /重新扫描|设置(?:中的|的“)/],
  ])('in %s never advises a rescan of one device, or a place in the window, on a terminal', (_name, words, own, elsewhere) => {
    const said = Object.entries({ ...words, ...own }).filter(
      (entry): entry is [string, string] => entry[0].startsWith('next.') && typeof entry[1] === 'string',
    );
    expect(said.filter(([, message]) => elsewhere.test(message))).toEqual([]);
    expect(Object.keys(own)).toEqual(Object.keys(terminal).toSorted());
  });

  it('has no code that nothing says', () => {
    const sources = ['main', 'renderer', 'agent', 'protocol'].flatMap(sourcesIn).join('\n');
    const codes = ['verbatim(', ...Object.keys(TEXT_CODES).filter((code) => code !== 'verbatim')];
    expect(codes.filter((code) => !sources.includes(code === 'verbatim(' ? code : `'${code}'`))).toEqual([]);
  });
});

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    // The declaration of a code is no use of it.
    if (entry.isDirectory()) return path === join('protocol', 'texts') ? [] : sourcesIn(path);
    return /(?<!\.test)\.tsx?$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

function argumentsOf(elements: readonly MessageFormatElement[]): Set<string> {
  const names = new Set<string>();
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
    names.add(element.value);
    if (element.type === TYPE.plural || element.type === TYPE.select)
      for (const { value } of Object.values(element.options)) for (const name of argumentsOf(value)) names.add(name);
  }
  return names;
}
