import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import english from '../../messages/en.json';
import { ROOT } from '../lib/paths.mjs';
import { differences, faultsOf } from './languages.mjs';
import { unused, usedIn } from './used-messages';
import { messagesOf, WINDOW_PARAMETERS, windowParameters } from './window-parameters.mjs';

const LANGUAGES = readdirSync(join(ROOT, 'messages')).filter((name) => /^[a-z]{2}(-[A-Z]{2})?\.json$/.test(name));

describe('the catalogue of every language', () => {
  it.each(LANGUAGES)('%s can be read, and is built as the English one', (name) => {
    const words = JSON.parse(readFileSync(join(ROOT, 'messages', name), 'utf8')) as typeof english;
    expect(faultsOf(words)).toEqual([]);
    expect(differences(english, words)).toEqual([]);
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
