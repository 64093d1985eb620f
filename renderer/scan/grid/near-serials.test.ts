import { describe, expect, it } from 'vitest';
import { makeDevice } from '../../dev/made-devices';
import { RowTable } from '../../store/row-table';
import { nearSerials } from './near-serials';

function nearOf(serials: readonly string[], wanted: string): string[] {
  const rows = new RowTable((run) => run());
  rows.apply(
    serials.map((sn, number) => makeDevice(number, { sn, status: 'pass' }).row),
    true,
  );
  return nearSerials(rows, wanted).map((slot) => rows.row(slot)?.sn ?? '');
}

describe('nearSerials', () => {
  it.each([
    ['one character wrong', 'Q186I15900', 'Q186I15901'],
    ['one left out', 'Q186I1590', 'Q186I15901'],
    ['one too many', 'Q186I159011', 'Q186I15901'],
    ['two changed about', 'Q186I15910', 'Q186I15901'],
    ['letters that look alike, however many', 'QI86115901', 'Q186I15901'],
    ['blanks and dashes', 'q186-i15 901', 'Q186I15901'],
  ])('names a serial number with %s', (_what, wanted, there) => {
    expect(nearOf(['ZZZ000000', there], wanted)).toEqual([there]);
  });

  it('names nothing that is not near, and of a short one nothing with two differences', () => {
    expect(nearOf(['Q186I15901', ''], 'X999000111')).toEqual([]);
    expect(nearOf(['A123'], 'A145')).toEqual([]);
  });

  it('names three at most, the nearest first', () => {
    const near = nearOf(['AB7700002', 'AB0000009', 'AB0000001', 'AB0770002', 'AB0000003'], 'AB0000002');
    expect(near).toEqual(['AB0000009', 'AB0000001', 'AB0000003']);
  });

  it('names none with two differences beside one with a single one', () => {
    const listed = ['V123830039SDF', 'V123830049SDF', 'V123830040SDF'];
    expect(nearOf(listed, 'V123830049SDG')).toEqual(['V123830049SDF']);
    expect(nearOf(listed.slice(2), 'V123830049SDG')).toEqual(['V123830040SDF']);
  });
});
