import { isUtf8 } from 'node:buffer';
import { text, type Text } from '../../../protocol/texts/text';
import { jsonBreak } from '../../../protocol/wire/json-break';
import { visibleText } from '../../../protocol/visible-text';

const MAX_SHOWN_CHARACTERS = 60;

/** What packed data begins with, in hexadecimal. */
const PACKED: readonly (readonly [RegExp, string])[] = [
  [/^1f8b/, 'gzip'],
  [/^28b52ffd/, 'zstd'],
  [/^78(?:01|5e|9c|da)/, 'deflate'],
  [/^504b0304/, 'zip'],
];
/** A byte order mark, or a bracket and a zero byte. */
const UTF_16 = /^(?:fffe|feff|(?:7b|5b)00|00(?:7b|5b))/;

/** What is wrong with the body of an answer that is no JSON, and how it begins: what follows `MES answered with`, without a full stop. */
export function unreadable(body: Buffer): Text {
  if (body.byteLength === 0) return text('body.empty');
  const begins = beginningOf(body);
  const bytes = body.toString('hex', 0, 4);
  if (UTF_16.test(bytes)) return text('body.utf16', { begins });
  if (isUtf8(body))
    return endsEarly(body) ? text('body.endsEarly', { bytes: body.byteLength, begins }) : text('body.notJson', { begins });
  const [, packing] = PACKED.find(([magic]) => magic.test(bytes)) ?? [];
  return packing === undefined ? text('body.notUtf8', { begins }) : text('body.packed', { packing, begins });
}

/** Whether it begins as an object or a list of JSON and stops before its end, as what was cut short does. */
function endsEarly(body: Buffer): boolean {
  const json = body.toString('utf8').replace(/^\uFEFF/, '');
  return /^\s*[{[]/.test(json) && jsonBreak(json)?.atEnd === true;
}

/** The first characters of a body, fit to be shown; bytes that are no text are shown one by one. */
export function beginningOf(body: Buffer): string {
  const said = isUtf8(body) ? body.toString('utf8') : body.toString('latin1', 0, MAX_SHOWN_CHARACTERS + 1);
  return visibleText(said, MAX_SHOWN_CHARACTERS);
}
