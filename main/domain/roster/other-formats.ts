/** Programs write HTML under the names of spreadsheets too; a lone `<SN1>` is none. */
const MARKUP = /^<(?:\?xml|!doctype|!--|[a-z][\w:.-]*[\s/>][^]*<\/|[a-z][\w:.-]*(?:\s[^<>]*)?\/>)/i;
/** JSON over several lines, or a list of texts or objects, also where it is cut off. */
const JSON_BEGINNING = /^(?:[[{]\s*\n\s*["{[\]}]|\[\s*[{"[]|\{\s*"[^"\n]*"\s*:\s*[[{\n])/;

/** What a text is that is no list at all, by how it begins: `an XML document`. Null for anything that may be a list. */
export function otherFormat(text: string): string | null {
  const begin = text.replace(/^\uFEFF/, '').trim();
  if (begin.startsWith('{\\rtf')) return 'a formatted text (RTF)';
  if (MARKUP.test(begin))
    return /^<(?:!doctype html|html|head|body|table|meta|div)\b/i.test(begin) ? 'a web page (HTML)' : 'an XML document';
  return isJsonDocument(begin) ? 'a JSON document' : null;
}

/** What to do with a text that is no list. @param other what it is, as `otherFormat` says */
export function insteadOf(other: string): string {
  return other.includes('JSON')
    ? `${other}; a roster is plain text or a table. Give one serial number per line, or save the list as CSV (UTF-8).`
    : `${other}, not a list. Open it in the spreadsheet and save the list as CSV (UTF-8).`;
}

/** One object on a line of its own is a label that names its serial number. */
function isJsonDocument(text: string): boolean {
  if (!/^[[{]/.test(text)) return false;
  if (JSON_BEGINNING.test(text.replaceAll(/\r\n?/g, '\n'))) return true;
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read)
      ? /["{[,]/.test(text.slice(1))
      : Object.values(read as object).some((value) => typeof value === 'object' && value !== null);
  } catch {
    return false;
  }
}
