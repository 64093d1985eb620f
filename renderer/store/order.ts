import type { DeviceRow } from '../../protocol/model';
import { isIn, severityOf, type BucketId } from './buckets';
import type { RowTable } from './row-table';
import { countMatches } from './verdict-letters';
import { say } from '../text/say';

export type SortColumn = 'name' | 'status' | 'interfaces' | 'product' | 'ip' | 'reason' | 'time';
/** Null: in the order of arrival, which for a roster is the order of its lines. */
export type Sort = { readonly column: SortColumn; readonly descending: boolean } | null;

/** What the grid shows and in which order. An empty set of buckets means all. */
export interface Choice {
  readonly buckets: ReadonlySet<BucketId>;
  readonly query: string;
  readonly sort: Sort;
}

const collator = new Intl.Collator('en', { numeric: true });

/** What a row is sorted by in a column; the same type for every row of one column. */
export function sortValue(row: DeviceRow, column: SortColumn): string | number {
  switch (column) {
    case 'name':
      return row.sn;
    case 'status':
      return severityOf(row);
    case 'interfaces':
      return countMatches(row.interfaces) - row.interfaces.length;
    case 'product':
      return row.product ?? '';
    case 'ip':
      return row.ip ?? '';
    case 'reason':
      return say(row.reason);
    case 'time':
      return row.at;
  }
}

export function matchesChoice(row: DeviceRow, { buckets, query }: Choice): boolean {
  if (buckets.size > 0 && ![...buckets].some((bucket) => isIn(row, bucket))) return false;
  const wanted = query.trim().toUpperCase();
  if (wanted === '' || row.sn.toUpperCase().includes(wanted) || (row.ip ?? '').includes(wanted)) return true;
  return (row.foundIn ?? row.slot)?.toUpperCase() === wanted;
}

/** Slots of the rows that match, sorted. Rows that are equal keep the order of arrival. */
export function orderRows(rows: RowTable, choice: Choice): number[] {
  const slots: number[] = [];
  for (let slot = 0; slot < rows.size; slot += 1) {
    const row = rows.row(slot);
    if (row !== undefined && matchesChoice(row, choice)) slots.push(slot);
  }
  const { sort } = choice;
  if (sort === null) return slots;
  const values = new Map<number, string | number>();
  for (const slot of slots) {
    const row = rows.row(slot);
    if (row !== undefined) values.set(slot, sortValue(row, sort.column));
  }
  const sign = sort.descending ? -1 : 1;
  return slots.toSorted((a, b) => sign * compare(values.get(a) ?? '', values.get(b) ?? '') || a - b);
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
}
