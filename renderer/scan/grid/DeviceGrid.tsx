/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a grid that draws only the visible lines cannot be a table element */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { useAppearance, useLeastTarget } from '../../shell/use-appearance';
import { messages } from '../../messages';
import { useConsole, useView } from '../../store/console-context';
import { keyOf, lineOfKey, slotOfKey } from '../../store/grid-keys';
import { indexOfKey } from '../../store/layout';
import { COLUMNS, gridTemplate, NAME_COLUMN, REASON_COLUMN, widthOfAll } from './columns';
import { DeviceLine } from './DeviceLine';
import { gridAction, type GridAction } from './grid-keyboard';
import { GridHeader } from './GridHeader';
import { InterfaceLine } from './InterfaceLine';
import { useCopiedCell } from './use-copied-cell';
import { useFittedColumns } from './use-fitted-columns';
import './grid.css';

const LARGE_SCALE = 1.25;
/** Lines kept outside the visible part, above and below. */
const OVERSCAN = 6;

/** All devices of the scan: one tab stop, arrow keys inside, only the visible lines in the document. */
export function DeviceGrid() {
  const { view } = useConsole();
  const layout = useView((state) => state.layout);
  const sort = useView((state) => state.sort);
  const expanded = useView((state) => state.expanded);
  const selected = useView((state) => state.selected);
  const activeKey = useView((state) => state.activeKey);
  const reviewed = useView((state) => state.reviewed);
  const focusRequest = useView((state) => state.focusRequest);
  const large = useAppearance().size === 'large';
  const rowHeight = useLeastTarget();

  const scroller = useRef<HTMLDivElement>(null);
  const [chosenColumn, setColumn] = useState(NAME_COLUMN);
  const [inHeader, setInHeader] = useState(false);
  const [takesFocus, setTakesFocus] = useState(false);
  const [widths, setWidths] = useState<readonly number[]>(() => COLUMNS.map(({ width }) => width));
  const [reasonFixed, setReasonFixed] = useState(false);

  const lines = layout.keys.length;
  const activeLine = (activeKey === null ? undefined : indexOfKey(layout, activeKey)) ?? 0;
  // The React compiler, which this rule is for, is not in use.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: lines,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    getItemKey: (index) => layout.keys[index] ?? index,
    paddingStart: rowHeight,
    scrollPaddingStart: rowHeight,
    // The focused line stays in the document when it scrolls away, or the focus would be lost.
    rangeExtractor: (range) => {
      const visible = defaultRangeExtractor(range);
      const first = visible[0] ?? 0;
      const last = visible.at(-1) ?? 0;
      if (activeLine >= lines || (activeLine >= first && activeLine <= last)) return visible;
      return activeLine < first ? [activeLine, ...visible] : [...visible, activeLine];
    },
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  const scale = large ? LARGE_SCALE : 1;
  const fitted = useFittedColumns(scroller, widths, scale);
  const columns = fitted.shown;
  const column = Math.min(chosenColumn, columns - 1);

  const goTo = useCallback(
    (line: number, to: number) => {
      setColumn(to);
      setTakesFocus(true);
      setInHeader(line < 0);
      const key = layout.keys[line];
      if (key === undefined) return;
      view.setActive(key);
      virtual.scrollToIndex(line);
    },
    [layout, view, virtual],
  );

  const shownRequest = useRef(focusRequest);
  useEffect(() => {
    if (shownRequest.current === focusRequest) return;
    shownRequest.current = focusRequest;
    setColumn(NAME_COLUMN);
    setInHeader(false);
    setTakesFocus(true);
    virtual.scrollToIndex(activeLine, { align: 'center' });
  }, [focusRequest, activeLine, virtual]);

  const shownTicks = useMemo(() => {
    let ticked = 0;
    for (const slot of layout.order) if (selected.has(slot)) ticked += 1;
    return ticked === 0 ? 'none' : ticked === layout.order.length ? 'all' : 'some';
  }, [layout, selected]);

  const resize = useCallback((at: number, by: number) => {
    if (at === 0) return;
    if (at === REASON_COLUMN) setReasonFixed(true);
    setWidths((all) => all.map((width, index) => (index === at ? Math.max(COLUMNS[at]?.narrowest ?? 0, width + by) : width)));
  }, []);

  const activeSlot = slotOfKey(layout.keys[activeLine] ?? 0);
  const act = (action: GridAction): void => {
    switch (action.kind) {
      case 'move':
        return goTo(action.line, action.column);
      case 'expand':
        return view.setExpanded(activeSlot, true);
      case 'collapse':
        return view.setExpanded(activeSlot, false);
      case 'toParent':
        return goTo(indexOfKey(layout, keyOf(activeSlot)) ?? 0, column);
      case 'review':
        return view.review(reviewed === activeSlot ? null : activeSlot);
      case 'toggleSelected':
        return view.toggleSelected(activeSlot);
      case 'selectAll':
        return view.selectShown(shownTicks !== 'all');
      case 'leave':
        return reviewed === null ? view.selectShown(false) : view.review(null);
      case 'sort':
        return sortByColumn(action.column);
      case 'resize':
        return resize(action.column, action.by);
    }
  };
  const sortByColumn = (at: number): void => {
    const id = COLUMNS[at]?.id;
    if (id === 'select') view.selectShown(shownTicks !== 'all');
    else if (id !== undefined) view.sortBy(id);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey) return;
    const key = layout.keys[activeLine];
    const device = inHeader || key === undefined ? null : { isInterface: lineOfKey(key) > 0, expanded: expanded.has(activeSlot) };
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - rowHeight) / rowHeight) - 1);
    const action = gridAction(
      { key: event.key, ctrl: event.ctrlKey || event.metaKey, shift: event.shiftKey },
      { line: inHeader ? -1 : activeLine, column, lines, columns, page, device },
    );
    if (action === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act(action);
  };

  const pressHeader = (target: Element): void => {
    const header = target.closest<HTMLElement>('[data-header]');
    if (header === null || target.closest('.edge') !== null) return;
    const at = Number(header.dataset['header']);
    setColumn(at);
    setInHeader(true);
    sortByColumn(at);
  };

  const onClick = (event: MouseEvent): void => {
    if (!(event.target instanceof Element)) return;
    const line = event.target.closest<HTMLElement>('[data-key]');
    if (line === null) return pressHeader(event.target);
    const key = Number(line.dataset['key']);
    const slot = slotOfKey(key);
    const pressed = event.target.closest<HTMLElement>('[data-act]')?.dataset['act'];
    setColumn(Number(event.target.closest<HTMLElement>('[data-column]')?.dataset['column'] ?? NAME_COLUMN));
    setInHeader(false);
    setTakesFocus(true);
    view.setActive(key);
    if (pressed === 'expand') view.setExpanded(slot, !expanded.has(slot));
    else if (pressed === 'select') view.toggleSelected(slot);
    else view.review(slot);
  };

  useCopiedCell(scroller, () => (inHeader ? undefined : layout.keys[activeLine]), COLUMNS[column]?.id);

  const style: CSSProperties & Readonly<Record<`--${string}`, string>> = {
    '--columns': gridTemplate(fitted.widths, reasonFixed, scale),
    '--lines-width': `${widthOfAll(fitted.widths, scale)}px`,
    '--row-height': `${rowHeight}px`,
  };
  return (
    <div
      ref={scroller}
      className="grid card"
      role="treegrid"
      aria-label={messages.names.grid}
      aria-rowcount={lines + 1}
      aria-colcount={COLUMNS.length}
      aria-multiselectable
      tabIndex={-1}
      style={style}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onFocus={() => setTakesFocus(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setTakesFocus(false);
      }}
    >
      <div role="rowgroup" className="grid-head">
        <GridHeader
          columns={columns}
          sort={sort}
          ticks={shownTicks}
          activeColumn={inHeader || lines === 0 ? column : -1}
          takesFocus={takesFocus && inHeader}
          onResize={resize}
        />
      </div>
      <div role="rowgroup" style={{ height: Math.max(0, virtual.getTotalSize() - rowHeight) }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const key = layout.keys[index] ?? 0;
          const slot = slotOfKey(key);
          const line = lineOfKey(key);
          const common = {
            gridKey: key,
            slot,
            columns,
            index,
            top: start,
            activeColumn: index === activeLine && !inHeader ? column : -1,
            takesFocus,
          };
          return line === 0 ? (
            <DeviceLine
              key={key}
              {...common}
              selected={selected.has(slot)}
              expanded={expanded.has(slot)}
              reviewed={reviewed === slot}
            />
          ) : (
            <InterfaceLine key={key} {...common} line={line} />
          );
        })}
      </div>
    </div>
  );
}
