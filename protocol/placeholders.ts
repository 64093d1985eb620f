/**
 * Texts that firmware ships where nobody programmed a serial number, in lower case, one blank between words. A plant adds its
 * own in the setting `scan.placeholderSerials`. Patterns (repeated characters, counting sequences) are in `serial.ts`.
 */
export const PLACEHOLDER_SERIALS: ReadonlySet<string> = new Set([
  'to be filled by o.e.m.',
  'to be filled by o.e.m',
  'to be filled by oem',
  'tobefilledbyo.e.m.',
  'filled by o.e.m.',
  'filled by oem',
  'default string',
  'default',
  'system serial number',
  'system serial#',
  'systemserialnumb',
  'systemserialnumber',
  'chassis serial number',
  'chassis serial#',
  'base board serial number',
  'board serial number',
  'serial number',
  'not specified',
  'none specified',
  'not applicable',
  'not available',
  'not provided',
  'not present',
  'not settable',
  'no asset information',
  'no asset tag',
  'no dimm',
  'no module installed',
  'module not installed',
  'no response from remote host',
  'unknown',
  'unknow',
  'none',
  'null',
  '(null)',
  '(null string)',
  'undefined',
  'invalid',
  'n/a',
  'na',
  'oem',
  'o.e.m.',
  'empty',
  '[empty]',
  'eval',
  'iatpass',
  'to be determined',
  'tbd',
  'no serial number',
  'no serial',
  'dummy',
  'serial',
]);

/** Beginnings that firmware fills up with something of no meaning (`oem default string inject xxxxxxxxxx`). */
export const PLACEHOLDER_BEGINNINGS: readonly string[] = ['to be filled by', 'oem default string', 'default string'];

/** What board makers write before a counting sequence (`SYS-1234567890`, `BSN12345678901234567`). */
export const COUNTING_PREFIXES: readonly string[] = ['sn', 's/n', 'sys', 'mb', 'bsn', 'csn', 'psn'];

/*
 * What firmware writes where a part has no serial number, maker or model of its own. Case and blanks at both ends do not matter;
 * `#` stands for digits, one or more. A plant adds its own in the settings. What holds for serial numbers of any device is in
 * `serial.ts`.
 */

/** Where the serial number of a part should be. */
export const PART_SERIALS: readonly string[] = [
  'SerNum#',
  'A#_SerNum#',
  'SerialNum#',
  'SerialNumber#',
  'DimmSerNum#',
  'Dimm#_SerNum',
  '0x0',
  '0x00',
  '0x000',
  '0x0000',
  '0x00000000',
  '0x1',
  '0x01',
  '0x0001',
  '0x00000001',
  '0xFFFF',
  '0xFFFFFFFF',
  '[Empty]',
  'NO DIMM',
  'Not Present',
  'Serial#',
  'Default',
];

/** Where the maker or model of a part should be. */
export const PART_NAMES: readonly string[] = [
  'Manufacturer#',
  'A#_Manufacturer#',
  'ModuleManufacturer#',
  'PartNum#',
  'PartNumber#',
  'A#_PartNum#',
  'ModulePartNumber#',
  'Array#_PartNumber#',
  'Undefined',
  'Undefined#',
  'Unknown',
  'Not Specified',
  'Not Available',
  'None',
  '[Empty]',
  'NO DIMM',
  'Default string',
  'To be filled by O.E.M.',
];

/** What programs that read firmware write there, and other spellings of the same. */
export const OTHER_PLACEHOLDERS: readonly string[] = [
  '<BAD INDEX>',
  '<OUT OF SPEC>',
  'N / A',
  'n.a.',
  'None.',
  'Not Set',
  'Unset',
  'To Be Filled',
  'Fill By OEM',
  'Filled By OEM',
  'Changeme',
  'Serial Number:',
  'System Product Name',
  'OEM_Define#',
];

/** Whether a text is one of a list, whose entries may have `#` where digits are. */
export function isListed(text: string, list: readonly string[]): boolean {
  const plain = formOf(text);
  return list.some((entry) => (entry.includes('#') ? shapeOf(entry).test(plain) : formOf(entry) === plain));
}

function formOf(text: string): string {
  return text.trim().toLowerCase();
}

const shapes = new Map<string, RegExp>();

function shapeOf(entry: string): RegExp {
  const known = shapes.get(entry);
  if (known !== undefined) return known;
  const parts = formOf(entry)
    .split('#')
    .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  const shape = new RegExp(`^${parts.join('\\d+')}$`);
  shapes.set(entry, shape);
  return shape;
}
