/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a grid that draws only the visible lines cannot be a table element */
import { ArrowDown, ArrowUp, Check, Minus } from 'lucide-react';
import { useId, type PointerEvent } from 'react';
import { messages } from '../../messages';
import type { Sort } from '../../store/order';
import { COLUMNS } from './columns';
import { useCellFocus } from './DeviceLine';

interface GridHeaderProps {
  /** How many columns are shown. */
  readonly columns: number;
  readonly sort: Sort;
  readonly ticks: 'none' | 'some' | 'all';
  readonly activeColumn: number;
  readonly takesFocus: boolean;
  readonly onResize: (column: number, by: number) => void;
}

/** The header line: pressing a name sorts, dragging its right edge (or Shift with an arrow) changes the width. */
export function GridHeader({ columns, sort, ticks, activeColumn, takesFocus, onResize }: GridHeaderProps) {
  const ref = useCellFocus(activeColumn, takesFocus);
  const help = useId();
  return (
    <div ref={ref} className="grid-header" role="row" aria-rowindex={1}>
      {COLUMNS.slice(0, columns).map(({ id }, column) => {
        const sorted = sort?.column === id ? (sort.descending ? 'descending' : 'ascending') : undefined;
        return (
          <div
            key={id}
            role="columnheader"
            aria-colindex={column + 1}
            aria-sort={id === 'select' ? undefined : (sorted ?? 'none')}
            aria-describedby={id === 'select' ? undefined : help}
            tabIndex={activeColumn === column ? 0 : -1}
            data-header={column}
            className={`cell ${id}`}
          >
            {id === 'select' ? (
              <span
                className={ticks === 'none' ? 'tick' : 'tick on'}
                role="checkbox"
                aria-checked={ticks === 'some' ? 'mixed' : ticks === 'all'}
                aria-label={messages.grid.selectAll}
              >
                {ticks === 'some' ? (
                  <Minus size={16} strokeWidth={3.5} aria-hidden />
                ) : (
                  <Check size={16} strokeWidth={3.5} aria-hidden />
                )}
              </span>
            ) : (
              <span className="header-text">{messages.grid.columns[id]}</span>
            )}
            {sorted === 'ascending' ? <ArrowUp size={16} aria-hidden /> : null}
            {sorted === 'descending' ? <ArrowDown size={16} aria-hidden /> : null}
            {column === 0 ? null : (
              <span className="edge" aria-hidden onPointerDown={(event) => drag(event, (by) => onResize(column, by))} />
            )}
          </div>
        );
      })}
      <span id={help} hidden>
        {messages.grid.headerHelp}
      </span>
    </div>
  );
}

/** Follows the pointer until it is let go; tells every step. */
function drag(event: PointerEvent<HTMLElement>, step: (by: number) => void): void {
  event.preventDefault();
  event.stopPropagation();
  const handle = event.currentTarget;
  let last = event.clientX;
  handle.setPointerCapture(event.pointerId);
  const move = (moved: globalThis.PointerEvent): void => {
    step(moved.clientX - last);
    last = moved.clientX;
  };
  handle.addEventListener('pointermove', move);
  handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), { once: true });
}
