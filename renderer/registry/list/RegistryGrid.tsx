/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a grid that draws only the visible lines cannot be a table element */
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp, Check, Minus } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { MAX_DEVICES_AT_ONCE } from '../../../protocol/device-acts';
import type { DeviceSort } from '../../../protocol/registry/views';
import { meaningOf, type MeaningOf } from '../../keys/key-table';
import { useAppearance, useLeastTarget } from '../../shell/use-appearance';
import { useConsole } from '../../store/console-context';
import { useNow } from '../../store/use-now';
import type { PagesState } from '../page/device-pages';
import { devicesState, useDevices } from './devices-state';
import { deviceMessages } from '../messages';
import { RegistryLine } from './RegistryLine';
import { useAllRows } from './use-all-rows';
import '../../scan/grid/grid.css';

const ROW_HEIGHT_LARGE = 54;
const OVERSCAN = 8;
const A_MINUTE_MS = 60_000;

interface Column {
  readonly id: keyof typeof deviceMessages.list.columns;
  readonly sort?: DeviceSort;
}

const COLUMNS: readonly Column[] = [
  { id: 'device', sort: 'model' },
  { id: 'serial' },
  { id: 'tag' },
  { id: 'rating', sort: 'rating' },
  { id: 'price', sort: 'price' },
  { id: 'state' },
  { id: 'parts' },
  { id: 'updated', sort: 'updated' },
];

interface RegistryGridProps extends PagesState {
  readonly want: (first: number, last: number) => void;
}

/** The devices of the list: one tab stop, arrow keys from line to line, only the visible ones in the document. */
export function RegistryGrid({ total = 0, rowAt, want }: RegistryGridProps) {
  const { notices } = useConsole();
  const active = useDevices((state) => Math.min(state.active, Math.max(0, total - 1)));
  const selected = useDevices((state) => state.selected);
  const [takesFocus, setTakesFocus] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const least = useLeastTarget();
  const rowHeight = Math.max(least, useAppearance().size === 'large' ? ROW_HEIGHT_LARGE : 0);
  const now = useNow(A_MINUTE_MS);
  const readAll = useAllRows();
  // The React compiler, which this rule is for, is not in use.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    paddingStart: rowHeight,
    scrollPaddingStart: rowHeight,
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  // Back from a page, the list is where it was left.
  const start = useRef(active);
  useEffect(() => {
    if (start.current > 0 && total > 0) virtual.scrollToIndex(start.current, { align: 'center' });
    start.current = 0;
  }, [virtual, total]);
  const lines = virtual.getVirtualItems();
  const firstSeen = lines[0]?.index;
  const lastSeen = lines.at(-1)?.index;
  useEffect(() => {
    if (firstSeen !== undefined && lastSeen !== undefined) want(firstSeen, lastSeen);
  }, [want, firstSeen, lastSeen]);

  const goTo = (line: number): void => {
    const next = Math.max(0, Math.min(total - 1, line));
    setTakesFocus(true);
    devicesState.setActive(next);
    virtual.scrollToIndex(next);
  };
  const toggleAll = async (): Promise<void> => {
    if (selected.size > 0) return devicesState.select([]);
    if (total > MAX_DEVICES_AT_ONCE) {
      notices.raise('warning', deviceMessages.list.tooMany({ most: MAX_DEVICES_AT_ONCE }), 'select-all');
      return;
    }
    devicesState.select(await readAll());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || !(event.target instanceof HTMLElement) || event.target.closest('.grid-head') !== null) return;
    const row = rowAt(active);
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const acts: Readonly<Record<MeaningOf<'registry'>, () => void>> = {
      down: () => goTo(active + 1),
      up: () => goTo(active - 1),
      pageDown: () => goTo(active + page),
      pageUp: () => goTo(active - page),
      first: () => goTo(0),
      last: () => goTo(total - 1),
      open: () => row !== undefined && devicesState.open(row.id),
      select: () => row !== undefined && devicesState.toggle(row),
      selectAll: () => void toggleAll(),
      selectNone: () => devicesState.select([]),
    };
    const meaning = meaningOf('registry', { key: event.key, ctrl: event.ctrlKey || event.metaKey });
    const act = meaning === undefined ? undefined : acts[meaning];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  const onClick = (event: MouseEvent): void => {
    if (!(event.target instanceof Element)) return;
    const line = event.target.closest<HTMLElement>('[data-line]');
    const row = line === null ? undefined : rowAt(Number(line.dataset['line']));
    if (line === null || row === undefined) return;
    setTakesFocus(true);
    devicesState.setActive(Number(line.dataset['line']));
    if (event.target.closest('[data-act="select"]') === null) devicesState.open(row.id);
    else devicesState.toggle(row);
  };
  return (
    <div
      ref={scroller}
      className="grid card registry-grid"
      role="grid"
      aria-label={deviceMessages.names.grid}
      aria-rowcount={total + 1}
      aria-multiselectable
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setTakesFocus(false);
      }}
    >
      <div role="rowgroup" className="grid-head">
        <Header onAll={() => void toggleAll()} ticks={selected.size === 0 ? 'none' : selected.size === total ? 'all' : 'some'} />
      </div>
      <div role="rowgroup" style={{ height: Math.max(0, virtual.getTotalSize() - rowHeight) }}>
        {lines.map(({ index, start: top }) => {
          const row = rowAt(index);
          return (
            <RegistryLine
              key={row?.id ?? `line ${index}`}
              row={row}
              index={index}
              top={top}
              selected={row !== undefined && selected.has(row.id)}
              tabStop={index === active}
              takesFocus={takesFocus && index === active}
              now={now}
            />
          );
        })}
      </div>
    </div>
  );
}

function Header({ ticks, onAll }: { readonly ticks: 'none' | 'some' | 'all'; readonly onAll: () => void }) {
  const sort = useDevices((state) => state.sort);
  const { list } = deviceMessages;
  return (
    <div className="grid-header registry-line" role="row" aria-rowindex={1}>
      <div role="columnheader" className="cell select">
        <button
          type="button"
          className={ticks === 'none' ? 'tick' : 'tick on'}
          role="checkbox"
          aria-checked={ticks === 'some' ? 'mixed' : ticks === 'all'}
          aria-label={list.selectAll}
          onClick={onAll}
        >
          {ticks === 'some' ? (
            <Minus size={16} strokeWidth={3.5} aria-hidden />
          ) : (
            <Check size={16} strokeWidth={3.5} aria-hidden />
          )}
        </button>
      </div>
      {COLUMNS.map(({ id, sort: by }) => {
        const sorted = by !== undefined && sort.by === by ? (sort.descending ? 'descending' : 'ascending') : undefined;
        return (
          <div
            key={id}
            role="columnheader"
            aria-sort={by === undefined ? undefined : (sorted ?? 'none')}
            className={`cell of-${id}`}
          >
            {by === undefined ? (
              list.columns[id]
            ) : (
              <button
                type="button"
                className="sort"
                aria-label={list.sortBy({ column: list.columns[id] })}
                onClick={() => devicesState.sortBy(by)}
              >
                {list.columns[id]}
                {sorted === 'ascending' ? <ArrowUp size={16} aria-hidden /> : null}
                {sorted === 'descending' ? <ArrowDown size={16} aria-hidden /> : null}
              </button>
            )}
          </div>
        );
      })}
    </div>
  );
}
