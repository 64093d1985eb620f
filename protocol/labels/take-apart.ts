import { type FieldMeaning, meaningOf } from './field-names';
import { fitsOneOf } from './mask';
import { GROUP_SEPARATOR, gs1Fields, gs1Serial } from './symbologies';

/** What a code with names or separators in it holds. */
export type TakenApart =
  /** The serial number stands in it beyond doubt. */
  | { readonly kind: 'serial'; readonly serial: string }
  /** One field that says itself that it is something else: `PN: 900-1`. */
  | { readonly kind: 'other'; readonly name: string; readonly value: string }
  /** Several fields, and nothing says which one is the serial number. */
  | { readonly kind: 'several' };

/** ISO 15434 ends records and messages with these. */
const RECORD_SEPARATOR = '\u001E';
const END_OF_TRANSMISSION = '\u0004';
/** With those of East Asian input methods, which no serial number has. */
const SEPARATORS = new RegExp(`[;,|；，、｜\\t\\r\\n${GROUP_SEPARATOR}${RECORD_SEPARATOR}]+`);
const CONTROL_SEPARATORS = new RegExp(`[${GROUP_SEPARATOR}${RECORD_SEPARATOR}${END_OF_TRANSMISSION}]+`);
/** `S/N Q1`: a name, and a text (which has to have a digit). */
const BLANK_NAMED = /^\s*(\p{L}[\p{L} .\-_/#°º()（）／．]{0,40}?)\s+([^\s:=：＝]+)\s*$/u;
/** `SN:Q1 REV:A`: a blank before the next name. */
const BEFORE_NAME = /(?<!\s)\s+(?=\p{L}[\p{L}\p{N}.\-_/#]{0,20}[:=：＝])/u;
/** `SN:Q1/REV:A`, `P/N: 9-1 / S/N: Q1`; not the stroke within a name. */
const STROKE_BEFORE_NAME = /\s+\/\s+(?=\p{L}[\p{L}\p{N}.\-_/#]{0,20}[:=：＝])|(?<!\s)\/(?=\p{L}[\p{L}\p{N}.\-_#]{1,20}[:=：＝])/u;
const NAMED = /^\s*(\p{L}[\p{L}\p{N} .\-_/#°º()（）／．]{0,40}?)\s*(?:#?\s*[:=：＝]|#)\s*(\S.*)$/u;

/**
 * Takes a code apart that holds more than one text: `SN:…,PN:…,MAC:…`, `serial;part;rev`, GS1 fields, ISO 15434 (`[)>`), JSON.
 * Null for a code that is one plain text.
 * @param serialMasks how serial numbers look here; where exactly one field fits, it is the serial number
 */
export function takeApart(written: string, serialMasks: readonly string[]): TakenApart | null {
  const code = inOneCell(written);
  if (code.startsWith('[)>')) return fromDataIdentifiers(code);
  if (code.startsWith('{')) return fromJson(code, serialMasks);
  const gs1 = code.startsWith('(') || code.includes(GROUP_SEPARATOR) ? gs1Fields(code) : null;
  if (gs1 !== null) return oneOf(gs1Serial(gs1)) ?? { kind: 'several' };
  const fields = code.split(SEPARATORS).filter((field) => field.trim() !== '');
  const separated = SEPARATORS.test(code);
  const named = fields.map((field) => NAMED.exec(field));
  const [first] = named;
  if (!separated) {
    for (const beforeName of [STROKE_BEFORE_NAME, BEFORE_NAME]) {
      const parts = code
        .trim()
        .split(beforeName)
        .map((part) => NAMED.exec(part));
      if (parts.length > 1 && parts.every((part) => part !== null && meaningOf(part[1] ?? '') !== null))
        return (
          serialOf(parts.flatMap((part) => (part === null ? [] : [[part[1] ?? '', part[2] ?? ''] as const]))) ?? {
            kind: 'several',
          }
        );
    }
    const blank = BLANK_NAMED.exec(code);
    if (blank !== null && /\d/.test(blank[2] ?? '')) return fieldOf(blank[1] ?? '', blank[2] ?? '');
    if (first === undefined || first === null) return null;
    const [, name = '', value = ''] = first;
    return fieldOf(name, value.trim());
  }
  if (named.some((one) => one !== null)) {
    const found = serialOf(named.flatMap((one) => (one === null ? [] : [[one[1] ?? '', one[2] ?? ''] as const])));
    if (found?.kind === 'serial' && fields.some((field, index) => named[index] === null && mayBeAnother(field, found.serial)))
      return byMask(
        fields.map((field, index) => named[index]?.[2] ?? field),
        serialMasks,
      );
    if (found !== undefined) return found;
  }
  return byMask(fields, serialMasks);
}

/** Name and value in two cells: `Serial number:`, tab, `Q1`, or `S/N`, tab, `Q1`. */
function inOneCell(written: string): string {
  const [, name = '', value = ''] = /^([^\t]+)\t+([^\t]+)$/.exec(written) ?? [];
  if (meaningOf(name.trim()) !== null) return `${name.trim()} ${value.trim()}`;
  return written.replaceAll(/(?<=[:=：＝])\t+/g, ' ');
}

/** `SN: Q1, Q2`: a field without a name beside the serial number that may be one as well. */
function mayBeAnother(field: string, serial: string): boolean {
  const text = field.trim();
  return (/\d/.test(text) && !/\s/.test(text)) || shapeOf(text) === shapeOf(serial);
}

function shapeOf(text: string): string {
  return text.replaceAll(/\p{L}+/gu, 'A').replaceAll(/\d+/g, '9');
}

function fieldOf(name: string, value: string): TakenApart | null {
  switch (meaningOf(name)) {
    case 'serial':
    case 'deviceSerial':
    case 'deviceNumber':
      return { kind: 'serial', serial: value };
    case 'other':
      return { kind: 'other', name: name.trim(), value };
    case 'total':
    case null:
      return null;
  }
}

/** The field that is named as the serial number, if there is one alone. */
function serialOf(fields: readonly (readonly [string, string])[]): TakenApart | undefined {
  const of = (meaning: FieldMeaning): string[] => [
    ...new Set(fields.filter(([name]) => meaningOf(name) === meaning).map(([, value]) => value.trim())),
  ];
  const ways = (['serial', 'deviceSerial', 'deviceNumber'] as const).map(of);
  const [found, another] = ways.find((values) => values.length > 0) ?? [];
  return found === undefined ? undefined : another === undefined ? { kind: 'serial', serial: found } : { kind: 'several' };
}

function byMask(fields: readonly string[], serialMasks: readonly string[]): TakenApart {
  const [found, another] = fields.map((field) => field.trim()).filter((field) => fitsOneOf(field, serialMasks));
  return found !== undefined && another === undefined ? { kind: 'serial', serial: found } : { kind: 'several' };
}

/** ISO 15434: fields between control characters, each after its data identifier; `S` is the serial number. */
function fromDataIdentifiers(code: string): TakenApart {
  const serials = code.split(CONTROL_SEPARATORS).flatMap((field) => /^(?:S|25S)(.+)$/.exec(field)?.[1] ?? []);
  const [found, another] = serials;
  return found !== undefined && another === undefined ? { kind: 'serial', serial: found } : { kind: 'several' };
}

function fromJson(code: string, serialMasks: readonly string[]): TakenApart | null {
  let read: unknown;
  try {
    read = JSON.parse(code);
  } catch {
    return SEPARATORS.test(code) ? byMask(code.split(SEPARATORS), serialMasks) : null;
  }
  if (typeof read !== 'object' || read === null) return null;
  const fields = Object.entries(read).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, String(value)] as const] : [],
  );
  return serialOf(fields) ?? { kind: 'several' };
}

function oneOf(serial: string | undefined): TakenApart | undefined {
  return serial === undefined ? undefined : { kind: 'serial', serial };
}
