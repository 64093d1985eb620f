import type { Language } from '../../protocol/languages';
import { parsePage, type HelpPage, type HelpSection } from './parse-page';

type Load = () => Promise<{ readonly default: string }>;

/** The guides, and the languages in which each is there. */
const GUIDES = {
  operator: {
    en: () => import('../../docs/operator.md?raw'),
    'zh-Hant': () => import('../../docs/operator.zh-Hant.md?raw'),
    'zh-Hans': () => import('../../docs/operator.zh-Hans.md?raw'),
  },
  supervisor: { en: () => import('../../docs/supervisor.md?raw') },
} as const satisfies Readonly<Record<string, { readonly en: Load } & Readonly<Partial<Record<Language, Load>>>>>;

export interface Guide extends HelpPage {
  readonly name: string;
  /** English, where it is not there in the language that was asked for. */
  readonly language: Language;
}

const PICTURES: Readonly<Record<string, string>> = import.meta.glob('../../docs/images/help/*.png', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** All guides in a language; they are read from the program itself. */
export async function loadGuides(language: Language): Promise<readonly Guide[]> {
  return Promise.all(
    Object.entries(GUIDES).map(async ([name, editions]: [string, { readonly en: Load } & Partial<Record<Language, Load>>]) => {
      const own = editions[language];
      const { default: markdown } = await (own ?? editions.en)();
      return { name, language: own === undefined ? 'en' : language, ...parsePage(markdown) };
    }),
  );
}

/** Where a picture of a guide lies in the program; undefined for one that is not there. */
export function pictureOf(href: string): string | undefined {
  return PICTURES[`../../docs/${href}`];
}

/** Sections in which every word stands, in the order of the guides; all of them for no words. */
export function sectionsWith(guides: readonly Guide[], text: string): ReadonlyMap<Guide, readonly HelpSection[]> {
  const words = text.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  const fits = (section: HelpSection): boolean => words.every((word) => section.text.toLocaleLowerCase().includes(word));
  return new Map(guides.map((guide) => [guide, guide.sections.filter(fits)]));
}
