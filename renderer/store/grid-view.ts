import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BucketId } from './buckets';
import { keyOf, slotOfKey } from './grid-keys';
import { EMPTY_LAYOUT, layOut, type Layout } from './layout';
import { matchesChoice, orderRows, sortValue, type Choice, type Sort, type SortColumn } from './order';
import type { RowChanges, RowTable } from './row-table';

/** What the operator looks at: choice, order, open and ticked rows. Verdicts are not made here. */
export interface GridViewState extends Choice {
  readonly layout: Layout;
  /** False until the operator picks an order; until then a closed scan shows the worst first. */
  readonly sortPicked: boolean;
  /** Rows that no longer stand where the choice would put them. Nothing moves until the operator asks. */
  readonly misplaced: number;
  readonly expanded: ReadonlySet<number>;
  readonly selected: ReadonlySet<number>;
  /** Key of the line that has or gets the focus. */
  readonly activeKey: number | null;
  /** The device in the review panel. */
  readonly reviewed: number | null;
  /** Raised by one to ask the grid to show and focus the active line. */
  readonly focusRequest: number;
}

export interface GridView {
  readonly store: StoreApi<GridViewState>;
  readonly setBuckets: (buckets: ReadonlySet<BucketId>) => void;
  readonly setQuery: (query: string) => void;
  /** Sorts by a column; the same column again turns the order around, and then gives it up. */
  readonly sortBy: (column: SortColumn) => void;
  /** Puts the order that a finished scan is best read in, unless the operator has picked one. */
  readonly suggestSort: (sort: Sort) => void;
  readonly reapply: () => void;
  readonly setExpanded: (slot: number, open: boolean) => void;
  readonly expandAll: (open: boolean) => void;
  readonly toggleSelected: (slot: number) => void;
  /** Ticks every row shown, or clears the ticks. */
  readonly selectShown: (on: boolean) => void;
  readonly setActive: (key: number) => void;
  readonly review: (slot: number | null) => void;
  /** Shows, opens and focuses one device wherever it is, dropping a choice that hides it. */
  readonly goTo: (slot: number) => void;
}

const NOTHING: ReadonlySet<number> = new Set();

export function createGridView(rows: RowTable): GridView {
  const store = createStore<GridViewState>(() => ({
    buckets: new Set<BucketId>(),
    query: '',
    sort: null,
    sortPicked: false,
    layout: EMPTY_LAYOUT,
    misplaced: 0,
    expanded: NOTHING,
    selected: NOTHING,
    activeKey: null,
    reviewed: null,
    focusRequest: 0,
  }));
  const misplaced = new Set<number>();
  /** What each row was sorted by when the order was made. */
  let sortedBy = new Map<number, string | number>();
  /** Lines that open rows had when the layout was made. */
  let openLines = new Map<number, number>();

  function arrange(change: Partial<GridViewState>): void {
    const next = { ...store.getState(), ...change };
    misplaced.clear();
    const order = orderRows(rows, next);
    sortedBy = new Map();
    if (next.sort !== null) for (const slot of order) remember(slot, next.sort.column);
    place(order, { ...change, misplaced: 0 });
  }

  function remember(slot: number, column: SortColumn): void {
    const row = rows.row(slot);
    if (row !== undefined) sortedBy.set(slot, sortValue(row, column));
  }

  function place(order: readonly number[], change: Partial<GridViewState>): void {
    const expanded = change.expanded ?? store.getState().expanded;
    openLines = new Map([...expanded].map((slot) => [slot, rows.row(slot)?.interfaces.length ?? 0]));
    store.setState({ ...change, layout: layOut(rows, order, expanded) });
  }

  function follow({ reset, added, changed }: RowChanges): void {
    if (reset) {
      arrange({
        expanded: NOTHING,
        selected: NOTHING,
        activeKey: null,
        reviewed: null,
        buckets: new Set(),
        query: '',
        sort: null,
        sortPicked: false,
      });
      return;
    }
    const state = store.getState();
    const { layout } = state;
    const appended: number[] = [];
    let reshaped = false;
    for (const slot of [...added, ...changed]) {
      const row = rows.row(slot);
      if (row === undefined) continue;
      const fits = matchesChoice(row, state);
      if (!layout.lineOfSlot.has(slot)) {
        if (!fits) continue;
        appended.push(slot);
        if (state.sort !== null) misplaced.add(slot);
        continue;
      }
      const moved = state.sort !== null && sortedBy.get(slot) !== sortValue(row, state.sort.column);
      if (fits && !moved) misplaced.delete(slot);
      else misplaced.add(slot);
      if (state.expanded.has(slot) && openLines.get(slot) !== row.interfaces.length) reshaped = true;
    }
    const change = misplaced.size === state.misplaced ? {} : { misplaced: misplaced.size };
    if (appended.length > 0 || reshaped) place([...layout.order, ...appended], change);
    else if (misplaced.size !== state.misplaced) store.setState(change);
  }
  rows.subscribeChanges(follow);

  function setExpanded(slot: number, open: boolean): void {
    const { expanded, layout } = store.getState();
    if (expanded.has(slot) === open) return;
    const next = new Set(expanded);
    if (open) next.add(slot);
    else next.delete(slot);
    place(layout.order, { expanded: next });
  }

  return {
    store,
    setBuckets: (buckets) => arrange({ buckets }),
    setQuery: (query) => arrange({ query }),
    sortBy: (column) => {
      const { sort } = store.getState();
      const next: Sort =
        sort?.column !== column ? { column, descending: false } : sort.descending ? null : { column, descending: true };
      arrange({ sort: next, sortPicked: true });
    },
    suggestSort: (sort) => {
      if (!store.getState().sortPicked) arrange({ sort });
    },
    reapply: () => arrange({}),
    setExpanded,
    expandAll: (open) => {
      const { layout } = store.getState();
      place(layout.order, { expanded: open ? new Set(layout.order) : NOTHING });
    },
    toggleSelected: (slot) => {
      const selected = new Set(store.getState().selected);
      if (!selected.delete(slot)) selected.add(slot);
      store.setState({ selected });
    },
    selectShown: (on) => store.setState(({ layout }) => ({ selected: on ? new Set(layout.order) : NOTHING })),
    setActive: (key) =>
      store.setState(({ reviewed }) => ({ activeKey: key, reviewed: reviewed === null ? null : slotOfKey(key) })),
    review: (slot) => store.setState({ reviewed: slot }),
    goTo: (slot) => {
      if (!store.getState().layout.lineOfSlot.has(slot)) arrange({ buckets: new Set(), query: '' });
      store.setState(({ focusRequest }) => ({ activeKey: keyOf(slot), reviewed: slot, focusRequest: focusRequest + 1 }));
    },
  };
}
