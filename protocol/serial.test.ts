import { describe, expect, it } from 'vitest';
import { isPlaceholderSerial } from './serial';

describe('isPlaceholderSerial', () => {
  it.each([
    '',
    '   ',
    'To be filled by O.E.M.',
    'To  Be Filled By OEM ',
    'Default string',
    'System Serial Number',
    'None',
    'n/a',
    '0',
    '0000000',
    '000-000',
    'XXXXXXXXXX',
    '........',
    '-',
    '0123456789',
    '123456789',
    '?',
    '?boot-1',
    'Q186I15815\u0000',
    'Q186\u200BI15815',
    'Q186\u202EI15815',
    'SN\uD800',
  ])('%j is none', (serial) => {
    expect(isPlaceholderSerial(serial)).toBe(true);
  });

  it.each([
    'Q186I15901',
    'V123821038SDF',
    '000186',
    '186',
    '7',
    'A',
    '1000000',
    'None-17',
    'OEM-4711',
    'S/N 12',
    'ÄÖ-1',
    '012345678',
  ])('%j is one', (serial) => {
    expect(isPlaceholderSerial(serial)).toBe(false);
  });
});
