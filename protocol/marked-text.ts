/** What a page says, or what is left of XML and of JSON that does not end: their texts, names and values, one a line. */

const UNSEEN = /<!--[^]*?-->|<(script|style)\b[^]*?<\/\1\s*>|<[?!][^>]*>/gi;
const PAGE = /<(?:html|head|body|h1|p|div)\b/i;
const TAGS = /<[^>]*>/g;
const SIGNS = /[<>/="'{}[\],:]+/g;
/** Enough of it to be read. */
const MOST_CHARACTERS = 100_000;

export function textOfMarked(received: string): string {
  const seen = received.slice(0, MOST_CHARACTERS).replaceAll(UNSEEN, '\n');
  return PAGE.test(seen) ? seen.replaceAll(TAGS, '\n') : seen.replaceAll(SIGNS, '\n');
}
