import { expect, it } from 'vitest';
import { slotByKey } from './rack-keyboard';

const ROWS = [
  ['A1', null, 'A3'],
  [null, null, null],
  ['C1', 'C2', 'C3'],
  [null, null, null, 'D4'],
];

it.each([
  ['A1', 'ArrowRight', 'A3'],
  ['A3', 'ArrowRight', 'A3'],
  ['A3', 'ArrowLeft', 'A1'],
  ['A1', 'ArrowDown', 'C1'],
  ['C2', 'ArrowUp', 'A1'],
  ['C1', 'ArrowDown', 'D4'],
  ['D4', 'ArrowUp', 'C3'],
  ['C2', 'Home', 'C1'],
  ['C2', 'End', 'C3'],
  ['A1', 'ArrowUp', 'A1'],
  ['D4', 'ArrowDown', 'D4'],
])('from %s by %s to %s', (from, key, to) => {
  expect(slotByKey(ROWS, from, { key, ctrl: false })).toBe(to);
});

it('with Ctrl, Home and End lead to the ends of the rack', () => {
  expect(slotByKey(ROWS, 'C2', { key: 'Home', ctrl: true })).toBe('A1');
  expect(slotByKey(ROWS, 'C2', { key: 'End', ctrl: true })).toBe('D4');
});

it('other keys lead nowhere', () => {
  expect(slotByKey(ROWS, 'A1', { key: 'Enter', ctrl: false })).toBeUndefined();
});
