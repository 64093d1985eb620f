import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ADDENDS } from '../../protocol/addends';
import type { DeviceStatus } from '../../protocol/model';
import { counted } from '../dev/counted';
import { makeDevice } from '../dev/made-devices';
import { countNeedy } from '../../protocol/needy';
import { bucketOf, isIn, isNeedy, sumOfAddends } from './buckets';

const STATUSES = [
  'waiting',
  'reported',
  'pass',
  'fail',
  'waived',
  'notRegistered',
  'couldNotCheck',
  'conflict',
  'noAnswer',
  'noSerial',
] as const satisfies readonly DeviceStatus[];

const someRow = fc
  .record({ number: fc.nat(10_000), status: fc.constantFrom(...STATUSES), guest: fc.boolean(), contested: fc.boolean() })
  .map(
    ({ number, status, guest, contested }) =>
      makeDevice(number, { status, change: { guest, contested: contested && status === 'pass' } }).row,
  );

describe('buckets', () => {
  it('shows under every tile exactly the rows that its number counts', () => {
    fc.assert(
      fc.property(fc.array(someRow, { maxLength: 60 }), (rows) => {
        const counts = counted(rows);
        for (const addend of ADDENDS) expect(rows.filter((row) => isIn(row, addend))).toHaveLength(counts[addend]);
        expect(rows.filter((row) => isIn(row, 'guests'))).toHaveLength(counts.guests);
        expect(rows.filter((row) => isIn(row, 'noSerial'))).toHaveLength(counts.noSerial);
        expect(sumOfAddends(counts)).toBe(counts.expected);
      }),
    );
  });

  it('counts as needing a person what is neither passed, waived nor awaited, and what shares a MAC', () => {
    const rows = STATUSES.map((status, number) => makeDevice(number, { status }).row);
    expect(rows.filter(isNeedy).map(({ status }) => status)).toEqual([
      'fail',
      'notRegistered',
      'couldNotCheck',
      'conflict',
      'noAnswer',
      'noSerial',
    ]);
    expect(countNeedy(counted(rows))).toBe(5);
    expect(countNeedy(counted([makeDevice(1, { status: 'pass', change: { contested: true } }).row]))).toBe(1);
    for (const pair of ['rejected', 'unknown'] as const) {
      const refused = makeDevice(1, { status: 'pass', change: { pair } }).row;
      const pairSettled = { as: 'done', reason: 'by hand', operatorId: '4711', at: 1 } as const;
      expect([isNeedy(refused), countNeedy(counted([refused]))]).toEqual([true, 1]);
      expect([isNeedy({ ...refused, pairSettled }), countNeedy(counted([{ ...refused, pairSettled }]))]).toEqual([false, 0]);
    }
  });

  it('puts a guest under guests whatever it came to, and a unit without serial number under that', () => {
    expect(bucketOf(makeDevice(1, { status: 'fail', change: { guest: true } }).row)).toBe('guests');
    expect(bucketOf(makeDevice(1, { sn: '', status: 'noSerial', change: { guest: true } }).row)).toBe('noSerial');
  });
});
