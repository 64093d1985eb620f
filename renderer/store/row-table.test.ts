import { describe, expect, it } from 'vitest';
import { makeDevice } from '../dev/made-devices';
import { RowTable, type RowChanges } from './row-table';

const row = (number: number, status: 'waiting' | 'pass' | 'fail' = 'waiting') => makeDevice(number, { status }).row;

function tableWithFrames() {
  const frames: (() => void)[] = [];
  const table = new RowTable((flush) => frames.push(flush));
  const changes: RowChanges[] = [];
  table.subscribeChanges((change) => changes.push(change));
  return { table, changes, frames, frame: () => frames.splice(0).forEach((flush) => flush()) };
}

describe('RowTable', () => {
  it('keeps a row in its slot when it changes, and tells only who looks at it, once per frame', () => {
    const { table, frame, frames } = tableWithFrames();
    table.apply([row(0), row(1)], false);
    frame();
    const told: number[] = [];
    table.subscribeRow(0, () => told.push(0));
    table.subscribeRow(1, () => told.push(1));
    table.apply([row(1, 'fail')], false);
    table.apply([row(1, 'pass')], false);
    expect(told).toEqual([]);
    expect(frames).toHaveLength(1);
    frame();
    expect(told).toEqual([1]);
    expect(table.row(1)?.status).toBe('pass');
    expect(table.slotOf(row(1).id)).toBe(1);
    expect(table.size).toBe(2);
  });

  it('tells which rows are new and which changed', () => {
    const { table, changes, frame } = tableWithFrames();
    table.apply([row(0), row(1)], false);
    frame();
    table.apply([row(2), row(0, 'fail')], false);
    frame();
    expect(changes).toEqual([
      { reset: false, added: [0, 1], changed: [] },
      { reset: false, added: [2], changed: [0] },
    ]);
  });

  it('forgets everything at a reset, also what waited for the frame', () => {
    const { table, changes, frame } = tableWithFrames();
    table.apply([row(0), row(1)], false);
    table.apply([row(7)], true);
    frame();
    expect(changes).toEqual([{ reset: true, added: [0], changed: [] }]);
    expect(table.size).toBe(1);
    expect(table.slotOf(row(0).id)).toBeUndefined();
  });

  it('says nothing for a patch without rows', () => {
    const { table, frames } = tableWithFrames();
    table.apply([], false);
    expect(frames).toEqual([]);
  });

  it('stops telling who no longer looks', () => {
    const { table, frame } = tableWithFrames();
    table.apply([row(0)], false);
    frame();
    let told = 0;
    const end = table.subscribeRow(0, () => {
      told += 1;
    });
    end();
    table.apply([row(0, 'pass')], false);
    frame();
    expect(told).toBe(0);
  });
});
