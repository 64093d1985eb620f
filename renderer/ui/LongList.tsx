import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type Key, type ReactNode } from 'react';

interface LongListProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => Key;
  readonly children: (item: T) => ReactNode;
}

/** Up to this many items are simply drawn; longer lists draw only what is seen. */
const DRAWN_WHOLE = 60;
/** Height of an item before it was measured, px. */
const GUESS = 44;

/** A list that stays quick with ten thousand items. */
export function LongList<T>(props: LongListProps<T>) {
  return props.items.length <= DRAWN_WHOLE ? <WholeList {...props} /> : <WindowedList {...props} />;
}

function WholeList<T>({ label, items, keyOf, children }: LongListProps<T>) {
  return (
    <ul className="long-list" aria-label={label}>
      {items.map((item) => (
        <li key={keyOf(item)}>{children(item)}</li>
      ))}
    </ul>
  );
}

function WindowedList<T>({ label, items, keyOf, children }: LongListProps<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  // The React compiler, which this rule is for, is not in use.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => GUESS,
    overscan: 8,
  });
  return (
    // Scrolled by keyboard, too: the list itself takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section ref={scroller} className="long-list windowed" tabIndex={0} aria-label={label}>
      <ul style={{ height: virtual.getTotalSize() }} aria-label={label}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const item = items[index];
          return item === undefined ? null : (
            <li
              key={keyOf(item)}
              ref={virtual.measureElement}
              data-index={index}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              {children(item)}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
