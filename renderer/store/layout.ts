import { keyOf, lineOfKey, slotOfKey } from './grid-keys';
import type { RowTable } from './row-table';

/** The lines of the grid from top to bottom, and where each device stands. Built again, never changed. */
export interface Layout {
  /** Slots of the devices shown, in order. */
  readonly order: readonly number[];
  /** Every line: devices, and under an open one its interfaces. */
  readonly keys: readonly number[];
  /** Index of a device's line by slot; absent when it is not shown. */
  readonly lineOfSlot: ReadonlyMap<number, number>;
}

export const EMPTY_LAYOUT: Layout = { order: [], keys: [], lineOfSlot: new Map() };

export function layOut(rows: RowTable, order: readonly number[], expanded: ReadonlySet<number>): Layout {
  const keys: number[] = [];
  const lineOfSlot = new Map<number, number>();
  for (const slot of order) {
    lineOfSlot.set(slot, keys.length);
    keys.push(keyOf(slot));
    if (!expanded.has(slot)) continue;
    const lines = rows.row(slot)?.interfaces.length ?? 0;
    for (let line = 1; line <= lines; line += 1) keys.push(keyOf(slot, line));
  }
  return { order, keys, lineOfSlot };
}

/** Index of a line, or undefined when it is not shown (any more). */
export function indexOfKey(layout: Layout, key: number): number | undefined {
  const start = layout.lineOfSlot.get(slotOfKey(key));
  if (start === undefined) return undefined;
  const index = start + lineOfKey(key);
  return layout.keys[index] === key ? index : undefined;
}
