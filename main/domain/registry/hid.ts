/** What a HID is made of. Null is unknown; an empty text is not and gives an empty part. */
export interface HidParts {
  readonly manufacturer: string | null;
  readonly serialNumber: string | null;
  readonly model: string | null;
}

/**
 * The hardware identifier: `manufacturer-serialnumber-model`, each as a word of a URL. Null while one of the three is unknown.
 * Hyphens inside a part stay, so it cannot be taken apart again.
 */
export function hidOf({ manufacturer, serialNumber, model }: HidParts): string | null {
  if (manufacturer === null || serialNumber === null || model === null) return null;
  return [manufacturer, serialNumber, model].map(urlWord).join('-');
}

/** ASCII letters without their accents, lower case; what is no letter, digit or hyphen becomes one `_`, none at either end. */
function urlWord(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[^\p{ASCII}]/gu, '')
    .replaceAll(/[^A-Za-z0-9_-]+/g, '_')
    .replaceAll(/_+/g, '_')
    .replace(/^_/, '')
    .replace(/_$/, '')
    .toLowerCase();
}
