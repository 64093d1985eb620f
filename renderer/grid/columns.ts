import type { SortColumn } from '../store/order';

export type ColumnId = 'select' | SortColumn;

export interface Column {
  readonly id: ColumnId;
  /** Width at normal type, CSS px; the reason takes what is left above its own. */
  readonly width: number;
  readonly narrowest: number;
}

/** The eight columns that device rows and interface rows share. */
export const COLUMNS: readonly Column[] = [
  { id: 'select', width: 48, narrowest: 48 },
  { id: 'name', width: 172, narrowest: 120 },
  { id: 'status', width: 170, narrowest: 110 },
  { id: 'interfaces', width: 138, narrowest: 70 },
  { id: 'product', width: 190, narrowest: 90 },
  { id: 'ip', width: 190, narrowest: 90 },
  { id: 'reason', width: 168, narrowest: 120 },
  { id: 'time', width: 96, narrowest: 80 },
];

export const REASON_COLUMN = 6;
const TIME_COLUMN = 7;
export const NAME_COLUMN = 1;

/** Width of all columns together, CSS px: below it the grid scrolls sideways. */
export function widthOfAll(widths: readonly number[], scale: number): number {
  return widths.reduce((sum, width) => sum + Math.round(width * scale), 0);
}

/** Less room, where that shows the reason or more of it: a MAC address and the longest status still fit. */
const CLOSER: Readonly<Partial<Record<ColumnId, number>>> = { status: 158, interfaces: 128, product: 184, ip: 176 };

/** With less than this the reason is cut short, CSS px at normal type: then the others stand closer. */
const WHOLE_REASON = 480;

export interface Fitted {
  readonly widths: readonly number[];
  /** How many columns are shown, from the first: only the time, which is the last, is left out. */
  readonly shown: number;
}

/**
 * The columns that fit `room` CSS px; `scale` is the type size against normal. They stand closer where the reason would be cut short.
 * The time goes before the reason does; where even that does not help, all are there and the grid scrolls sideways.
 */
export function fitColumns(widths: readonly number[], room: number, scale: number): Fitted {
  const all = { widths, shown: COLUMNS.length };
  const forReason = room - widthOfAll(widths, scale) + Math.round((widths[REASON_COLUMN] ?? 0) * scale);
  if (forReason >= WHOLE_REASON * scale) return all;
  // A width that somebody chose stays.
  const closer = widths.map((width, at) => {
    const column = COLUMNS[at];
    return column === undefined || width !== column.width ? width : (CLOSER[column.id] ?? width);
  });
  for (const shown of [COLUMNS.length, TIME_COLUMN]) {
    const fitted = closer.slice(0, shown);
    if (widthOfAll(fitted, scale) <= room) return { widths: fitted, shown };
  }
  return all;
}

/** The CSS grid template for these widths; `scale` is the type size against normal. */
export function gridTemplate(widths: readonly number[], reasonFixed: boolean, scale: number): string {
  return widths
    .map((width, index) => {
      const scaled = `${Math.round(width * scale)}px`;
      return index === REASON_COLUMN && !reasonFixed ? `minmax(${scaled}, 1fr)` : scaled;
    })
    .join(' ');
}
