/** What a code carries around its content: AIM symbology identifiers, Code 39 marks, GS1 application identifiers. */

/** The character between GS1 fields; a keyboard sends it as Ctrl+] or not at all. */
export const GROUP_SEPARATOR = '\u001D';

/** Lengths of GS1 fields that end by themselves; every other runs to the next group separator. */
const FIXED_LENGTH: Readonly<Record<string, number>> = {
  '00': 18,
  '01': 14,
  '02': 14,
  '11': 6,
  '12': 6,
  '13': 6,
  '15': 6,
  '16': 6,
  '17': 6,
  '20': 2,
};
const VARIABLE = [
  '10',
  '21',
  '22',
  '30',
  '37',
  '240',
  '241',
  '242',
  '250',
  '251',
  '253',
  '254',
  '400',
  '401',
  '403',
  '8003',
  '8004',
];
/** The application identifier of a serial number. */
const SERIAL = '21';

/** `\000026` in front of the content of a 2D code: the character set (ECI) that it is in, as scanners send it. */
const CHARACTER_SET = /^(?:\\\d{6})+/;

/** `]C1` in front of a code: which kind of barcode it was. `content` is the code without it. */
function withoutSymbology(code: string): { readonly symbology: string; readonly content: string } {
  const found = /^\][A-Za-z][0-9A-Za-z]/.exec(code)?.[0] ?? '';
  return { symbology: found, content: code.slice(found.length).replace(CHARACTER_SET, '') };
}

/** `*CODE*`: some scanners send the start and stop marks of Code 39. */
function withoutCode39Marks(code: string): string {
  return /^\*[^*]+\*$/.test(code) ? code.slice(1, -1) : code;
}

/** A code without what scanners put around it: the symbology identifier, the marks of Code 39, and GS1 fields around a serial number. */
export function withoutCarrier(code: string): string {
  const { symbology, content } = withoutSymbology(code);
  const gs1 = /^\](C1|d2|Q3|e0)$/.test(symbology) ? gs1Fields(content) : null;
  return withoutCode39Marks((gs1 === null ? undefined : gs1Serial(gs1)) ?? content);
}

/** GS1 fields by application identifier; null when the text is not made of such fields. */
export function gs1Fields(text: string): ReadonlyMap<string, string> | null {
  return text.startsWith('(') ? printedGs1(text) : encodedGs1(text);
}

export function gs1Serial(fields: ReadonlyMap<string, string>): string | undefined {
  return fields.get(SERIAL);
}

/** As it is printed under the bars: `(01)04012345678901(21)Q186`. */
function printedGs1(text: string): ReadonlyMap<string, string> | null {
  if (!/^(\(\d{2,4}\)[^()]+)+$/.test(text)) return null;
  return new Map(
    Array.from(text.matchAll(/\((\d{2,4})\)([^()]+)/g), ([, identifier = '', value = '']) => [
      identifier,
      value.replaceAll(GROUP_SEPARATOR, '').trim(),
    ]),
  );
}

/** As it is in the bars: `010401234567890121Q186`, with group separators after fields of open length. */
function encodedGs1(text: string): ReadonlyMap<string, string> | null {
  const fields = new Map<string, string>();
  let rest = text;
  while (rest !== '') {
    if (rest.startsWith(GROUP_SEPARATOR)) {
      rest = rest.slice(1);
      continue;
    }
    const start = rest;
    const fixed = FIXED_LENGTH[rest.slice(0, 2)];
    const identifier = fixed === undefined ? VARIABLE.find((one) => start.startsWith(one)) : rest.slice(0, 2);
    if (identifier === undefined) return null;
    const from = identifier.length;
    const separator = rest.indexOf(GROUP_SEPARATOR, from);
    const until = fixed === undefined ? (separator === -1 ? rest.length : separator) : from + fixed;
    const value = rest.slice(from, until);
    if (value === '' || (fixed !== undefined && !(value.length === fixed && /^\d+$/.test(value)))) return null;
    fields.set(identifier, value);
    rest = rest.slice(until);
  }
  return fields.size === 0 ? null : fields;
}
