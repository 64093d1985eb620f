const NOT_STORABLE = /[\p{Surrogate}\0]/gu;
/** Whole pairs too: found at once in nearly every text that there are none. */
const PERHAPS_NOT_STORABLE = /[\uD800-\uDFFF\0]/;

/**
 * A text as SQLite keeps it: half a surrogate pair cannot be stored as UTF-8, and a NUL would end the text early. Used wherever a text
 * from outside is written or looked for; what a device really sent stays in the report's bytes.
 */
export function storedText(text: string): string {
  return PERHAPS_NOT_STORABLE.test(text) ? text.replaceAll(NOT_STORABLE, '\uFFFD') : text;
}
