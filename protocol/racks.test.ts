import { describe, expect, it } from 'vitest';
import { Rack } from './racks';
import { english } from '../messages/english';
import { firstFaultText } from './wire/issue-text';

const rack = {
  name: 'Rack 7',
  rows: [
    ['A1', 'A2'],
    [null, 'B2'],
  ],
  units: [{ slot: 'A1', sn: 'SN1' }],
};

describe('a rack', () => {
  it('is taken with gaps in its rows and without units', () => {
    expect(Rack.parse({ ...rack, units: [] })).toEqual({ ...rack, units: [] });
  });

  it.each([
    [{ name: '  ' }, '`name`: is empty'],
    [{ name: 'Rack\u200b7' }, 'cannot be seen'],
    [{ rows: [[null]] }, 'has no slot'],
    [{ rows: [['A1', 'a1']] }, 'has a slot name twice (a1)'],
    [{ rows: [['A 1']] }, 'has a blank'],
    [{ units: [{ slot: 'C1', sn: 'SN1' }] }, 'names a slot that the rack has not (C1)'],
    [
      {
        units: [
          { slot: 'A1', sn: 'SN1' },
          { slot: 'A1', sn: 'SN2' },
        ],
      },
      'has two units in one slot (A1)',
    ],
    [
      {
        units: [
          { slot: 'A1', sn: 'SN1' },
          { slot: 'A2', sn: 'SN1' },
        ],
      },
      'has one unit in two slots (SN1)',
    ],
  ])('%j is refused with why', (change, why) => {
    const read = Rack.safeParse({ ...rack, ...change });
    expect(read.success ? '' : english(firstFaultText(read.error))).toContain(why);
  });
});
