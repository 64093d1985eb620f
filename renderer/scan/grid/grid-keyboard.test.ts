import { describe, expect, it } from 'vitest';
import { gridAction, type GridPlace } from './grid-keyboard';

const place: GridPlace = {
  line: 5,
  column: 3,
  lines: 100,
  columns: 8,
  page: 10,
  device: { isInterface: false, expanded: false },
};
const press = (key: string, change: Partial<GridPlace> = {}, with_: { ctrl?: boolean; shift?: boolean } = {}) =>
  gridAction({ key, ctrl: with_.ctrl ?? false, shift: with_.shift ?? false }, { ...place, ...change });
const move = (line: number, column: number) => ({ kind: 'move', line, column });

describe('gridAction', () => {
  it.each([
    ['ArrowDown', move(6, 3)],
    ['ArrowUp', move(4, 3)],
    ['ArrowLeft', move(5, 2)],
    ['ArrowRight', move(5, 4)],
    ['Home', move(5, 0)],
    ['End', move(5, 7)],
    ['PageDown', move(15, 3)],
    ['PageUp', move(0, 3)],
    ['Enter', { kind: 'review' }],
    [' ', { kind: 'toggleSelected' }],
    ['Escape', { kind: 'leave' }],
    ['x', undefined],
  ])('%s', (key, action) => {
    expect(press(key)).toEqual(action);
  });

  it('goes to the ends with Control, and selects all shown', () => {
    expect(press('Home', {}, { ctrl: true })).toEqual(move(0, 0));
    expect(press('End', {}, { ctrl: true })).toEqual(move(99, 7));
    expect(press('a', {}, { ctrl: true })).toEqual({ kind: 'selectAll' });
    expect(press('c', {}, { ctrl: true })).toBeUndefined();
  });

  it('stops at the edges', () => {
    expect(press('ArrowDown', { line: 99 })).toEqual(move(99, 3));
    expect(press('ArrowRight', { column: 7 })).toEqual(move(5, 7));
    expect(press('ArrowUp', { line: 0 })).toEqual(move(-1, 3));
  });

  it('opens and closes a device in the first columns, and moves elsewhere', () => {
    expect(press('ArrowRight', { column: 1 })).toEqual({ kind: 'expand' });
    expect(press('ArrowLeft', { column: 1, device: { isInterface: false, expanded: true } })).toEqual({ kind: 'collapse' });
    expect(press('ArrowRight', { column: 1, device: { isInterface: false, expanded: true } })).toEqual(move(5, 2));
    expect(press('ArrowLeft', { column: 1, device: { isInterface: true, expanded: false } })).toEqual({ kind: 'toParent' });
  });

  it('sorts, resizes and comes back down from the header', () => {
    const header = { line: -1, device: null };
    expect(press('Enter', header)).toEqual({ kind: 'sort', column: 3 });
    expect(press(' ', { ...header, column: 0 })).toEqual({ kind: 'selectAll' });
    expect(press('ArrowRight', header, { shift: true })).toEqual({ kind: 'resize', column: 3, by: 16 });
    expect(press('ArrowLeft', header, { shift: true })).toEqual({ kind: 'resize', column: 3, by: -16 });
    expect(press('ArrowDown', header)).toEqual(move(0, 3));
    expect(press('PageUp', header)).toEqual(move(-1, 3));
    expect(press('ArrowUp', header)).toEqual(move(-1, 3));
  });
});
