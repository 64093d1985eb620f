/**
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
