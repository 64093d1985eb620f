import type { Token, Tokens } from 'marked';
import { Fragment, type ReactNode } from 'react';
import { pictureOf } from './pages';
import { textIn } from './parse-page';

interface GuideTextProps {
  readonly tokens: readonly Token[];
  /** Goes to another section; the others are not in the window. */
  readonly onLink: (anchor: string) => void;
}

/** A piece of a guide, as elements of the page: nothing of it is taken as markup. */
export function GuideText({ tokens, onLink }: GuideTextProps) {
  return tokens.map((token, place) => <Fragment key={place}>{elementOf(token, onLink)}</Fragment>);
}

function elementOf(token: Token, onLink: GuideTextProps['onLink']): ReactNode {
  const inside = (tokens: readonly Token[] = []): ReactNode => <GuideText tokens={tokens} onLink={onLink} />;
  const own = 'tokens' in token && token.tokens !== undefined ? inside(token.tokens) : textIn(token);
  switch (token.type) {
    case 'heading':
      return <h4>{own}</h4>;
    case 'paragraph':
      return <p>{own}</p>;
    case 'strong':
      return <b>{own}</b>;
    case 'codespan':
      return <code>{textIn(token)}</code>;
    case 'code':
      return <pre>{textIn(token)}</pre>;
    case 'list': {
      const { ordered, items } = token as Tokens.List;
      const lines = items.map((item) => <li key={item.raw}>{inside(item.tokens)}</li>);
      return ordered ? <ol>{lines}</ol> : <ul>{lines}</ul>;
    }
    case 'table':
      return <Table table={token as Tokens.Table} inside={inside} />;
    case 'image': {
      const { href, text } = token as Tokens.Image;
      const picture = pictureOf(href);
      return picture === undefined ? null : <img src={picture} alt={text} />;
    }
    case 'link':
      return <Link link={token as Tokens.Link} onLink={onLink} />;
    case 'space':
    case 'html':
      return null;
    default:
      return own;
  }
}

function Table({ table, inside }: { readonly table: Tokens.Table; readonly inside: (tokens: readonly Token[]) => ReactNode }) {
  return (
    <table>
      <thead>
        <tr>
          {table.header.map((cell) => (
            <th key={cell.text} scope="col">
              {inside(cell.tokens)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row.map(({ text }) => text).join('|')}>
            {row.map((cell, column) =>
              column === 0 ? (
                <th key={cell.text} scope="row">
                  {inside(cell.tokens)}
                </th>
              ) : (
                <td key={cell.text}>{inside(cell.tokens)}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** To another section of the guides, by its anchor; a page that is not in the window is named only. */
function Link({ link, onLink }: { readonly link: Tokens.Link; readonly onLink: (anchor: string) => void }) {
  const [, anchor] = link.href.split('#');
  if (anchor === undefined) return <span>{link.text}</span>;
  return (
    <button type="button" className="help-link" onClick={() => onLink(anchor)}>
      {link.text}
    </button>
  );
}
