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
    'SYS-1234567890',
    'SYS-9876543210',
    'SN-12345',
    'SN-1234567890',
    '12345',
    '123456',
    '1234567',
    '12345678',
    '1234567890123',
    '123456789000',
    '12345678901234567',
    '(null string)',
    'EVAL',
    'IATPASS',
    'Serial Number xxxxxx',
    'SystemSerialNumb',
    'oem default string inject xxxxxxxxxx',
    'Unknow',
    'SerNum0',
    'A1_SerNum0',
    'BSN12345678901234567',
    'MB-1234567890',
    'Not Settable',
    'System Serial#',
    '0x00000000',
    'Default',
    'None Specified',
    'Filled By O.E.M.',
    '9876543210',
    'Not Present',
    '[Empty]',
    'NO DIMM',
    'No response from remote host',
    '012345678',
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
    '1234',
    '12346',
    'SN-12346',
    'SN12345',
    'MB12345X',
    '10000',
    'Unknown-17',
    'Box xxx1',
  ])('%j is one', (serial) => {
    expect(isPlaceholderSerial(serial)).toBe(false);
  });

  it('a plant adds its own', () => {
    expect(isPlaceholderSerial('BURN IN 01')).toBe(false);
    expect(isPlaceholderSerial('BURN IN 01', ['Burn  in 01 '])).toBe(true);
  });
});
