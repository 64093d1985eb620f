import { lexer, type Token, type Tokens } from 'marked';

/** One task of a guide. */
export interface HelpSection {
  /** Its anchor, the same in every language. */
  readonly id: string;
  readonly title: string;
  readonly tokens: readonly Token[];
  /** All its words, for the search. */
  readonly text: string;
}

export interface HelpPage {
  readonly title: string;
  readonly sections: readonly HelpSection[];
}

const ANCHOR = /^<a id="([a-z]+)"><\/a>\s*$/;

/** Reads a guide: its title, and a section for each heading that has an anchor before it. */
export function parsePage(markdown: string): HelpPage {
  let title = '';
  let anchor: string | undefined;
  const sections: { id: string; title: string; tokens: Token[] }[] = [];
  for (const token of lexer(markdown)) {
    const found = ANCHOR.exec(token.raw)?.[1];
    if (found !== undefined) anchor = found;
    else if (isHeading(token, 1)) title = textOf([token]);
    else if (isHeading(token, 2)) {
      if (anchor !== undefined) sections.push({ id: anchor, title: textOf([token]), tokens: [] });
      anchor = undefined;
    } else sections.at(-1)?.tokens.push(token);
  }
  return {
    title,
    sections: sections.map((section) => ({ ...section, text: `${section.title} ${textOf(section.tokens)}`.trim() })),
  };
}

function isHeading(token: Token, depth: number): boolean {
  return token.type === 'heading' && (token as Tokens.Heading).depth === depth;
}

/** The words of tokens, without marks. */
export function textOf(tokens: readonly Token[]): string {
  return tokens.map(wordsOf).join(' ').replaceAll(/\s+/gu, ' ').trim();
}

function wordsOf(token: Token): string {
  switch (token.type) {
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      return [header, ...rows].flatMap((row) => row.map((cell) => textOf(cell.tokens))).join(' ');
    }
    case 'list':
      return (token as Tokens.List).items.map((item) => textOf(item.tokens)).join(' ');
    case 'image':
    case 'html':
      return '';
    default:
      return 'tokens' in token && token.tokens !== undefined ? token.tokens.map(wordsOf).join('') : textIn(token);
  }
}

/** The text of a token that has no others in it. */
export function textIn(token: Token): string {
  return 'text' in token && typeof token.text === 'string' ? token.text : '';
}
