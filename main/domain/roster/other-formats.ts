import { text as textOf, type Text } from '../../../protocol/texts/text';

/** Programs write HTML under the names of spreadsheets too; a lone `<SN1>` is none. */
const MARKUP = /^<(?:\?xml|!doctype|!--|[a-z][\w:.-]*[\s/>][^]*<\/|[a-z][\w:.-]*(?:\s[^<>]*)?\/>)/i;
/** JSON over several lines, or a list of texts or objects, also where it is cut off. */
const JSON_BEGINNING = /^(?:[[{]\s*\n\s*["{[\]}]|\[\s*[{"[]|\{\s*"[^"\n]*"\s*:\s*[[{\n])/;

type OtherFormat = 'rtf' | 'html' | 'xml' | 'json';

/** What a text is that is no list at all, by how it begins. Null for anything that may be a list. */
export function otherFormat(text: string): OtherFormat | null {
  const begin = text.replace(/^\uFEFF/, '').trim();
  if (begin.startsWith('{\\rtf')) return 'rtf';
  if (MARKUP.test(begin)) return /^<(?:!doctype html|html|head|body|table|meta|div)\b/i.test(begin) ? 'html' : 'xml';
  return isJsonDocument(begin) ? 'json' : null;
}

/** What it is, and what to do with it, as the end of a sentence. */
export function insteadOf(what: OtherFormat): Text {
  return textOf('roster.instead', { what });
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
