import type { SortColumn } from '../../store/order';

export type ColumnId = 'select' | SortColumn;

export interface Column {
  readonly id: ColumnId;
  /** Width at normal type, CSS px; the reason takes what is left above its own. */
  readonly width: number;
  readonly narrowest: number;
}

/** The eight columns that device rows and interface rows share. The reason stands beside the status: it is never scrolled out of view. */
export const COLUMNS: readonly Column[] = [
  { id: 'select', width: 48, narrowest: 48 },
  { id: 'name', width: 172, narrowest: 120 },
  { id: 'status', width: 170, narrowest: 110 },
  { id: 'reason', width: 168, narrowest: 120 },
  { id: 'interfaces', width: 138, narrowest: 70 },
  { id: 'product', width: 190, narrowest: 90 },
  { id: 'ip', width: 190, narrowest: 90 },
  { id: 'time', width: 96, narrowest: 80 },
];

export const REASON_COLUMN = 3;
const TIME_COLUMN = 7;
export const NAME_COLUMN = 1;

/** Width of all columns together, CSS px: below it the grid scrolls sideways. */
export function widthOfAll(widths: readonly number[], scale: number): number {
  return widths.reduce((sum, width) => sum + Math.round(width * scale), 0);
}

/** Less room, where that shows the reason or more of it: a MAC address and the longest status still fit. */
const CLOSER: Readonly<Partial<Record<ColumnId, number>>> = { status: 158, interfaces: 128, product: 184, ip: 184 };

/** With less than this the reason is cut short, CSS px at normal type: then the others stand closer. */
const WHOLE_REASON = 480;
/** With less than this a reason cannot be read: then the columns behind it are scrolled to. */
const READABLE_REASON = 240;

export interface Fitted {
  readonly widths: readonly number[];
  /** How many columns are shown, from the first: only the time, which is the last, is left out. */
  readonly shown: number;
}

/**
 * The columns that fit `room` CSS px; `scale` is the type size against normal. They stand closer where the reason would be cut short,
 * and the time goes; where even that does not help, all are there, the grid scrolls sideways, and the reason fills what is in view.
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
  // Each width is rounded on its own.
  const within = Math.floor((room - 4) / scale);
  for (const shown of [COLUMNS.length, TIME_COLUMN]) {
    const fitted = closer.slice(0, shown);
    if (reasonBeside(closer, within, shown) >= readable(closer)) return { widths: fitted, shown };
  }
  const reason = reasonInView(closer, within);
  return { widths: closer.map((width, at) => (at === REASON_COLUMN ? reason : width)), shown: COLUMNS.length };
}

/** A width that somebody chose for the reason is enough. */
function readable(widths: readonly number[]): number {
  const own = widths[REASON_COLUMN] ?? 0;
  return own === COLUMNS[REASON_COLUMN]?.width ? READABLE_REASON : own;
}

/** What is left for the reason beside the others of the first `count` columns. */
function reasonBeside(widths: readonly number[], room: number, count: number): number {
  return room - widthOfAll(widths.slice(0, count), 1) + (widths[REASON_COLUMN] ?? 0);
}

/** How wide the reason is where the grid scrolls sideways: what as many columns behind it leave as stand in view with it. */
function reasonInView(widths: readonly number[], room: number): number {
  const own = widths[REASON_COLUMN] ?? 0;
  if (own !== COLUMNS[REASON_COLUMN]?.width) return own;
  for (let shown = TIME_COLUMN - 1; shown > REASON_COLUMN; shown -= 1) {
    const left = reasonBeside(widths, room, shown);
    if (left >= READABLE_REASON) return left;
  }
  return Math.max(COLUMNS[REASON_COLUMN].narrowest, reasonBeside(widths, room, REASON_COLUMN + 1));
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
