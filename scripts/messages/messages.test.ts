import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import english from '../../messages/en.json';
import { LANGUAGES } from '../../protocol/languages';
import { ROOT } from '../lib/paths.mjs';
import { faultsOfChinese } from './chinese.mjs';
import { differences, faultsOf, strangePlurals } from './languages.mjs';
import { unused, usedIn } from './used-messages';
import { messagesOf, WINDOW_PARAMETERS, windowParameters, type WordTree } from './window-parameters.mjs';

const FOLDER = join(ROOT, 'messages');
const CATALOGUES = readdirSync(FOLDER).filter((name) => /^[a-z]{2}(-[A-Z][a-z]{3})?(-terminal)?\.json$/.test(name));
const CHINESE = ['zh-Hant', 'zh-Hans'] as const;

function wordsIn(name: string): WordTree {
  return JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as WordTree;
}

describe('the catalogue of every language', () => {
  it('is there, with words of its own for the terminal', () => {
    expect(CATALOGUES.toSorted()).toEqual(LANGUAGES.flatMap((name) => [`${name}-terminal.json`, `${name}.json`]).toSorted());
  });

  it.each(CATALOGUES)('%s can be read, is built as the English one, and has the plural forms of its language', (name) => {
    const words = wordsIn(name);
    const [, locale = '', terminal = ''] = /^(.*?)(-terminal)?\.json$/.exec(name) ?? [];
    expect(faultsOf(words)).toEqual([]);
    expect(differences(wordsIn(`en${terminal}.json`), words)).toEqual([]);
    expect(strangePlurals(words, locale)).toEqual([]);
  });

  it.each(CATALOGUES)('%s writes the numbers of lines, columns and the like without signs between the digits', (name) => {
    const text = readFileSync(join(FOLDER, name), 'utf8');
    expect(text.match(/\{(line|column|attempt|index|status|block|entry|seq|port|page|row)\w*, number\}/gi) ?? []).toEqual([]);
  });

  it('finds plural forms that a language does not have', () => {
    const words = { a: { b: '{count, plural, =1 {x} one {y} other {{n, plural, few {} other {}}}}' }, c: 'Text' };
    expect(strangePlurals(words, 'zh-Hant')).toEqual(['a.b: one', 'a.b: few']);
    expect(strangePlurals(words, 'en')).toEqual(['a.b: few']);
  });

  it('finds what is missing, unknown, unreadable, or takes other parameters', () => {
    const source = { a: 'Text', b: '{count, plural, one {# unit} other {# units}}', c: { d: '{sn} is here', e: 'Yes' } };
    const translated = { b: '{count, plural, one {# Gerät} other {# Geräte}}', c: { d: '{serial} ist da', e: 'Ja', f: 'x' } };
    expect(differences(source, translated).map((line) => line.split(':')[0])).toEqual([
      'a is missing',
      'c.d',
      'c.f is not in English',
    ]);
    expect(differences(source, { ...translated, a: 'Text', c: { d: '{sn} ist da', e: 'Ja' } })).toEqual([]);
    expect(faultsOf({ a: '{count, plural, one {#}}', b: "it''s", c: ' x', d: "it's" }).map((line) => line.slice(0, 1))).toEqual([
      'a',
      'b',
      'c',
    ]);
  });
});

describe('the Chinese catalogues', () => {
  it.each(CHINESE.flatMap((language) => ['', '-terminal'].map((own) => [`${language}${own}.json`, language] as const)))(
    '%s has no English left in it, and the characters, signs and words of its own variant',
    (name, language) => {
      expect(faultsOfChinese(wordsIn(name), language)).toEqual([]);
    },
  );

  it.each([
    ['zh-Hant', '請 rescan 裝置。', 'has "rescan"'],
    ['zh-Hant', '{count, plural, other {# devices}}', 'has "devices"'],
    ['zh-Hant', '请扫描', 'has 请'],
    ['zh-Hans', '請掃描', 'has 請'],
    ['zh-Hant', '掃描序號, 再按開始', 'Latin sign'],
    ['zh-Hant', '掃描 序號', 'blank'],
    ['zh-Hans', '按「开始」', 'other quotes'],
    ['zh-Hant', '按“開始”', 'other quotes'],
    ['zh-Hant', '打開軟件', 'not used there'],
    ['zh-Hans', '储存序号', 'not used there'],
  ] as const)('finds in %s what is wrong with "%s"', (language, message, fault) => {
    expect(faultsOfChinese({ a: message }, language).join('\n')).toContain(fault);
  });
});

describe("the window's messages", () => {
  it('have the types that `npm run messages` writes', () => {
    expect(readFileSync(WINDOW_PARAMETERS, 'utf8')).toBe(windowParameters());
  });

  it('are all used', () => {
    const used = sourcesIn(join(ROOT, 'renderer')).flatMap(({ path, source }) =>
      usedIn(source, path.endsWith('x') ? 'tsx' : 'ts'),
    );
    const paths = messagesOf(english.window).map(([path]) => path);
    expect(unused(paths, used)).toEqual([]);
  });

  it('finds one that nothing shows, however the others are taken', () => {
    const source = `
      import { messages } from '../messages';
      import { deviceMessages as devices } from './messages';
      const words = messages.a;
      const { b, c: renamed } = messages;
      const other = { d: 1, e: words.f };
      type Kind = keyof typeof messages.b;
      show(words.g({ h: 1 }), renamed, b.i[key], devices.j, messages.k['l.m'].n, other.d);
    `;
    const paths = [
      'a.f',
      'a.g',
      'a.d',
      'b.i.x',
      'b.i',
      'b.o',
      'c',
      'c.p',
      'd',
      'registry.j.q',
      'registry.b',
      'k.l.m.n',
      'k.l.m.r',
    ];
    expect(unused(paths, usedIn(source, 'ts'))).toEqual(['a.d', 'b.i', 'b.o', 'd', 'registry.b', 'k.l.m.r']);
  });
});

function sourcesIn(folder: string): { readonly path: string; readonly source: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
    .map((name) => ({ path: name, source: readFileSync(join(folder, name), 'utf8') }));
}
