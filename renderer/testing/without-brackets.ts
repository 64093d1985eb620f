import { LANGUAGE_NAMES } from '../../protocol/languages';

/** What people are told besides texts. */
const SPOKEN = ['aria-label', 'title', 'placeholder', 'alt'];

/** Where words of others stand: fenced, typed in a field, or read exactly so. */
const OUTSIDE = 'bdi, input, textarea, .mono, [lang]:not(html), script, style';

/** React Aria's own, which follow the language by themselves. */
const ARIA = new Set(['Dismiss', 'Decrease', 'Increase']);

/** Names of languages, and of the registry's algorithms. */
const NAMES: ReadonlySet<string> = new Set([
  ...Object.values(LANGUAGE_NAMES),
  'ECost 1.0',
  'ECost 1.1',
  'Capacity 1.0',
  'Ereuse 1.0',
  'Ereuse 1.1',
]);

/** Dates and measures, as the catalogue of the pseudo-locale has them. */
const MEASURES = /\d{1,2} [A-Z][a-z]{2,3}(?: \d{4})?|\b(?:MB\/s|MB|GB|TB|kg|GHz|MHz|Mbps|ms)\b/gu;

/** Words on the page, and in what is said of its parts, that the pseudo-locale did not bracket. */
export function withoutBrackets(root: Element): string[] {
  const found = new Set<string>();
  const fenced = new Set(Array.from(root.querySelectorAll('bdi'), ({ textContent }) => textContent));
  const look = (text: string, at: Element): void => {
    const words = text.trim();
    if (!/\p{L}{2}/u.test(words) || at.closest(OUTSIDE) !== null) return;
    if (ARIA.has(words) || NAMES.has(words) || fenced.has(words)) return;
    if (!/\p{L}{2}/u.test(outsideBrackets(words).replaceAll(MEASURES, ' '))) return;
    found.add(words);
  };
  for (const element of [root, ...root.querySelectorAll('*')]) {
    for (const name of SPOKEN) look(element.getAttribute(name) ?? '', element);
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) look(node.textContent ?? '', element);
  }
  return [...found];
}

/** What stands in no bracket; they may stand in each other. */
function outsideBrackets(text: string): string {
  const rest = text.replaceAll(/\[[^[\]]*\]/gu, ' ');
  return rest === text ? text : outsideBrackets(rest);
}
