import { describe, expect, it } from 'vitest';
import type { DeviceRow, DeviceStatus } from '../../protocol/model';
import { makeDevice } from '../dev/made-devices';
import { keyOf } from './grid-keys';
import { createGridView } from './grid-view';
import { RowTable } from './row-table';

const row = (number: number, status: DeviceStatus, change: Partial<DeviceRow> = {}): DeviceRow =>
  makeDevice(number, { status, change }).row;

function viewOf(statuses: readonly DeviceStatus[]) {
  const rows = new RowTable((flush) => flush());
  const view = createGridView(rows);
  rows.apply(
    statuses.map((status, number) => row(number, status)),
    true,
  );
  return { rows, view, state: () => view.store.getState(), order: () => view.store.getState().layout.order };
}

describe('the grid view', () => {
  it('shows rows in the order of arrival and appends new ones', () => {
    const { rows, order } = viewOf(['waiting', 'waiting']);
    rows.apply([row(2, 'pass')], false);
    expect(order()).toEqual([0, 1, 2]);
  });

  it('narrows to buckets, several at once, and to part of a serial number', () => {
    const { view, order } = viewOf(['pass', 'fail', 'noAnswer', 'reported', 'waiting']);
    view.setBuckets(new Set(['fail', 'noAnswer']));
    expect(order()).toEqual([1, 2]);
    view.setBuckets(new Set(['waiting']));
    expect(order()).toEqual([3, 4]);
    view.setBuckets(new Set());
    view.setQuery('q186i15803');
    expect(order()).toEqual([2]);
  });

  it('never moves or drops a row by itself: it counts what is out of place until the operator asks', () => {
    const { rows, view, state, order } = viewOf(['pass', 'fail', 'fail']);
    view.setBuckets(new Set(['fail']));
    rows.apply([row(1, 'pass'), row(0, 'fail')], false);
    expect(order()).toEqual([1, 2, 0]);
    expect(state().misplaced).toBe(1);
    view.reapply();
    expect(order()).toEqual([0, 2]);
    expect(state().misplaced).toBe(0);
  });

  it('marks the order as stale when a sorted value changes, and takes the mark back when it changes back', () => {
    const { rows, view, state, order } = viewOf(['pass', 'fail', 'pass']);
    view.sortBy('status');
    expect(order()).toEqual([1, 0, 2]);
    rows.apply([row(2, 'conflict')], false);
    expect(order()).toEqual([1, 0, 2]);
    expect(state().misplaced).toBe(1);
    rows.apply([row(2, 'pass')], false);
    expect(state().misplaced).toBe(0);
  });

  it('sorts up, down, and back to the order of arrival', () => {
    const { view, order, state } = viewOf(['pass', 'conflict', 'fail']);
    view.sortBy('status');
    expect(order()).toEqual([1, 2, 0]);
    view.sortBy('status');
    expect(order()).toEqual([0, 2, 1]);
    view.sortBy('status');
    expect(order()).toEqual([0, 1, 2]);
    expect(state().sort).toBeNull();
  });

  it('puts the worst first when suggested, unless the operator has picked an order', () => {
    const { view, order } = viewOf(['pass', 'fail']);
    view.suggestSort({ column: 'status', descending: false });
    expect(order()).toEqual([1, 0]);
    view.sortBy('name');
    view.suggestSort({ column: 'status', descending: false });
    expect(order()).toEqual([0, 1]);
  });

  it('opens a row to one line per interface and follows when their number changes', () => {
    const { rows, view, state } = viewOf(['pass', 'pass']);
    view.setExpanded(0, true);
    expect(state().layout.keys).toEqual([keyOf(0), ...Array.from({ length: 8 }, (_, line) => keyOf(0, line + 1)), keyOf(1)]);
    rows.apply([row(0, 'fail', { interfaces: 'mx' })], false);
    expect(state().layout.keys).toEqual([keyOf(0), keyOf(0, 1), keyOf(0, 2), keyOf(1)]);
  });

  it('goes to a device even where the choice hides it', () => {
    const { view, state, order } = viewOf(['pass', 'fail']);
    view.setBuckets(new Set(['fail']));
    view.goTo(0);
    expect(order()).toEqual([0, 1]);
    expect(state()).toMatchObject({ activeKey: keyOf(0), reviewed: 0, focusRequest: 1 });
  });

  it('ticks what is shown and nothing else', () => {
    const { view, state } = viewOf(['pass', 'fail', 'fail']);
    view.setBuckets(new Set(['fail']));
    view.selectShown(true);
    expect([...state().selected]).toEqual([1, 2]);
    view.toggleSelected(1);
    expect([...state().selected]).toEqual([2]);
  });

  it('forgets choice, ticks and open rows when another scan begins', () => {
    const { rows, view, state } = viewOf(['pass', 'fail']);
    view.setBuckets(new Set(['fail']));
    view.selectShown(true);
    view.setExpanded(1, true);
    view.goTo(1);
    rows.apply([row(5, 'waiting')], true);
    expect(state()).toMatchObject({ query: '', sort: null, activeKey: null, reviewed: null, misplaced: 0 });
    expect(state().selected.size + state().expanded.size + state().buckets.size).toBe(0);
    expect(state().layout.order).toEqual([0]);
  });
});
