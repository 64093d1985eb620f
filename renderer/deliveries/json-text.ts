import { visibleJson } from '../../protocol/visible-text';

/** JSON indented for people, with every character that cannot be seen written as JSON escapes; other text stays as it is. */
export function readableJson(text: string): string {
  return visibleJson(indented(text));
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
