import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadWords } from '../../messages/words';
import { LANGUAGES, type Language } from '../../protocol/languages';
import { loadGuides, pictureOf, sectionsWith, type Guide } from './pages';
import { parsePage, textOf } from './parse-page';

const DOCS = path.resolve('docs');
const EDITIONS = readdirSync(DOCS).filter((name) => /^(operator|supervisor)(\.zh-Han[ts])?\.md$/.test(name));
const read = (name: string): string => readFileSync(path.join(DOCS, name), 'utf8');
const languageOf = (name: string): Language => LANGUAGES.find((one) => name.includes(`.${one}.`)) ?? 'en';

/** Every name that the window shows in a language: a text, or what of it stands before, between and after what parameters stand for. */
async function namesInWindow(language: Language): Promise<ReadonlySet<string>> {
  const { window } = await loadWords(language);
  const names = new Set<string>();
  const collect = (tree: object): void => {
    for (const word of Object.values(tree) as readonly unknown[]) {
      if (typeof word === 'string') for (const part of word.split(PARAMETER)) names.add(nameOf(part));
      else if (typeof word === 'object' && word !== null) collect(word);
    }
  };
  collect(window.words);
  return names;
}

const PARAMETER = /\{\w+, plural,|\b(?:one|other|=\d) \{|[{}#]|\((?=\{)|（(?=\{)/u;

/** Without the full stop at its end, and the blanks around it. */
function nameOf(text: string): string {
  return text
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(/[.。]$/u, '');
}

function anchorsOf(guides: readonly Guide[]): string[] {
  return guides.flatMap(({ sections }) => sections.map(({ id }) => id));
}

describe('the guides', () => {
  it('are in the window as they are in docs/', () => {
    expect(EDITIONS.toSorted()).toEqual(['operator.md', 'operator.zh-Hans.md', 'operator.zh-Hant.md', 'supervisor.md']);
  });

  it.each(LANGUAGES)('in %s have the same tasks in the same order, English where one is not translated', async (language) => {
    const guides = await loadGuides(language);
    expect(anchorsOf(guides)).toEqual(anchorsOf(await loadGuides('en')));
    expect(guides.map((guide) => guide.language)).toEqual([language, 'en']);
  });

  it.each(EDITIONS)('%s calls what is on the screen as the screen does', async (name) => {
    const names = await namesInWindow(languageOf(name));
    const bold = [...read(name).matchAll(/\*\*(.+?)\*\*/gs)].map(([, word = '']) => word.replaceAll(/\s+/gu, ' '));
    expect(bold.length).toBeGreaterThan(20);
    // Of what has a number inside, both ends.
    const parts = bold.flatMap((word) => word.split(/ … /u)).filter((word) => !/^(?:Bold|粗體字|粗体字|MES)$/u.test(word));
    expect(parts.filter((word) => !names.has(nameOf(word)))).toEqual([]);
  });

  it.each(['operator.md', 'operator.zh-Hant.md', 'operator.zh-Hans.md'])(
    '%s explains every status and every verdict',
    async (name) => {
      const { window } = await loadWords(languageOf(name));
      const { status, verdict } = window.words;
      const shown = parsePage(read(name)).sections.find(({ id }) => id === 'words')?.text ?? '';
      const { reported: _same, ...statuses } = status;
      // What is not judged needs nobody.
      const { ignored: _ignored, unjudged: _unjudged, ...verdicts } = verdict;
      expect(Object.values({ ...statuses, ...verdicts }).filter((word) => !shown.includes(word))).toEqual([]);
    },
  );

  it.each(EDITIONS)('%s has no picture and no link that leads nowhere', (name) => {
    const text = read(name);
    const pictures = [...text.matchAll(/!\[.*?\]\((.+?)\)/g)].map(([, href = '']) => href);
    expect(pictures.filter((href) => pictureOf(href) === undefined)).toEqual([]);
    const anchors = EDITIONS.flatMap((one) => parsePage(read(one)).sections.map(({ id }) => id));
    const files = readdirSync(DOCS);
    const links = [...text.matchAll(/(?<!!)\[.*?\]\((.+?)\)/g)].map(([, href = '']) => href);
    expect(links.length).toBeGreaterThan(2);
    const leadNowhere = links.filter((href) => {
      const [file = '', anchor] = href.split('#');
      return (anchor !== undefined && !anchors.includes(anchor)) || (file !== '' && !files.includes(file));
    });
    expect(leadNowhere).toEqual([]);
  });

  it('are searched by all words, in their own language', async () => {
    const english = await loadGuides('en');
    const ids = (guides: readonly Guide[], text: string) => [...sectionsWith(guides, text).values()].flat().map(({ id }) => id);
    expect(ids(english, 'network cable light')).toEqual(['silent']);
    expect(ids(english, 'PIN badge')).toContain('start');
    expect(ids(english, 'zeppelin')).toEqual([]);
    expect(ids(english, '')).toEqual(anchorsOf(english));
    expect(ids(await loadGuides('zh-Hant'), '網路線兩端')).toEqual(['silent']);
  });
});

describe('the reader of guides', () => {
  it('makes a section of each heading with an anchor', () => {
    const page = parsePage(
      '# T\n\nlead\n\n<a id="one"></a>\n\n## A & **b**\n\n- x `y`\n\n## no anchor\n\nz\n\n<a id="two"></a>\n\n## C\n',
    );
    expect(page.title).toBe('T');
    expect(page.sections.map(({ id, title, text }) => [id, title, text])).toEqual([
      ['one', 'A & b', 'A & b x y z'],
      ['two', 'C', 'C'],
    ]);
  });

  it('reads tables cell by cell', () => {
    const [section] = parsePage('<a id="t"></a>\n\n## T\n\n| a | b |\n|---|---|\n| **c** | d |\n').sections;
    expect(textOf(section?.tokens ?? [])).toBe('a b c d');
  });
});
