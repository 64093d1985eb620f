import { isUtf8 } from 'node:buffer';
import { visibleText } from '../../../protocol/visible-text';

const MOST_SHOWN_CHARACTERS = 60;

/** What packed data begins with, as bytes read one by one. */
const PACKED: readonly (readonly [RegExp, string])[] = [
  [/^\u001f\u008b/, 'gzip'],
  [/^\u0028\u00b5\u002f\u00fd/, 'zstd'],
  [/^\u0078[\u0001\u005e\u009c\u00da]/, 'deflate'],
  [/^PK\u0003\u0004/, 'zip'],
];
const UTF_16 = /^(?:\u00ff\u00fe|\u00fe\u00ff|[{[]\u0000|\u0000[{[])/;

/** What is wrong with the body of an answer that is no JSON, and how it begins: what follows `MES answered with`, without a full stop. */
export function unreadable(body: Buffer): string {
  if (body.byteLength === 0) return 'an empty body';
  const begins = `it begins ${beginningOf(body)}`;
  const bytes = body.toString('latin1', 0, 8);
  if (UTF_16.test(bytes)) return `UTF-16 text, but JSON has to be UTF-8; ${begins}`;
  if (isUtf8(body)) return `something that is not JSON; ${begins}`;
  const [, packing] = PACKED.find(([magic]) => magic.test(bytes)) ?? [];
  return packing === undefined
    ? `bytes that are not UTF-8 text; ${begins}`
    : `packed data (${packing}) that its content-encoding header does not name; ${begins}`;
}

/** The first characters of a body in quotes, fit to be shown; bytes that are no text are shown one by one. */
export function beginningOf(body: Buffer): string {
  const text = isUtf8(body) ? body.toString('utf8') : body.toString('latin1', 0, MOST_SHOWN_CHARACTERS + 1);
  return `"${visibleText(text, MOST_SHOWN_CHARACTERS)}"`;
}
