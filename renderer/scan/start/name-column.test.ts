import { describe, expect, it } from 'vitest';
import { nameColumn } from './name-column';

const columns = (separator: string, firstLine: number, ...samples: string[][]) => ({ separator, firstLine, samples });

describe('nameColumn', () => {
  it('replaces a header in words that are not known', () => {
    expect(nameColumn('Name;Nr\r\npc;S1\r\npd;S2', columns(';', 1, ['Name', 'pc', 'pd'], ['Nr', 'S1', 'S2']), 1)).toBe(
      ';Serial number\npc;S1\npd;S2',
    );
  });

  it('keeps a first line that is a device, and all lines above the table', () => {
    expect(nameColumn('# rack\nS1,X\nS2,X', columns(',', 2, ['S1', 'S2'], ['X', 'X']), 0)).toBe(
      '# rack\nSerial number,\nS1,X\nS2,X',
    );
  });
});
