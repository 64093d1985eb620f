import type { ReactNode } from 'react';
import { COLUMNS, NAME_COLUMN, type ColumnId } from './columns';

/** The cells of one line, as many columns as fit; one of them can be reached with Tab. */
export function lineCells(columns: number, activeColumn: number, cell: (id: ColumnId) => ReactNode): ReactNode {
  return COLUMNS.slice(0, columns).map(({ id }, column) => (
    <div
      key={id}
      role={column === NAME_COLUMN ? 'rowheader' : 'gridcell'}
      aria-colindex={column + 1}
      tabIndex={activeColumn === column ? 0 : -1}
      data-column={column}
      className={`cell ${id}`}
    >
      {cell(id)}
    </div>
  ));
}
