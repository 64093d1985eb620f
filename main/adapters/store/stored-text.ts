const NOT_STORABLE = /[\p{Surrogate}\0]/gu;

/**
 * A text as SQLite keeps it: half a surrogate pair cannot be stored as UTF-8, and a NUL would end the text early. Used wherever a text
 * from outside is written or looked for; what a device really sent stays in the report's bytes.
 */
export function storedText(text: string): string {
  return text.replaceAll(NOT_STORABLE, '\uFFFD');
}
