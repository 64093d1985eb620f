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
