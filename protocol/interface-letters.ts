import type { InterfaceVerdict } from './model';

/** One letter per verdict: how `DeviceRow.interfaces` packs a device's interfaces. `w` = not judged yet. */
export const INTERFACE_LETTERS = {
  match: 'm',
  mismatch: 'x',
  swapped: 's',
  renamed: 'n',
  absent: 'a',
  portWithoutDriver: 'p',
  unexpected: 'u',
  duplicate: 'd',
  foreign: 'f',
  overridden: 'o',
  unprogrammed: 'z',
  softwareMac: 'l',
  malformed: 'b',
  ignored: 'i',
} as const satisfies Record<InterfaceVerdict, string>;
export const UNJUDGED_LETTER = 'w';
