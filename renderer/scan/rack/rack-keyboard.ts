import { slotNames, type SlotRows } from '../../../protocol/labels/rack-slots';
import { meaningOf, type PressedKey } from '../../keys/key-table';

/** The slot to which a key leads from another; undefined for a key that leads nowhere. Gaps are passed over. */
export function slotByKey(rows: SlotRows, from: string, key: PressedKey): string | undefined {
  const at = rows.findIndex((row) => row.includes(from));
  const row = rows[at] ?? [];
  const column = row.indexOf(from);
  switch (meaningOf('rack', key)) {
    case 'left':
      return row.slice(0, column).findLast((name) => name !== null) ?? from;
    case 'right':
      return row.slice(column + 1).find((name) => name !== null) ?? from;
    case 'up':
      return nearest(rows.slice(0, at).findLast(isFilled), column) ?? from;
    case 'down':
      return nearest(rows.slice(at + 1).find(isFilled), column) ?? from;
    case 'rowStart':
      return row.find((name) => name !== null) ?? from;
    case 'rowEnd':
      return row.findLast((name) => name !== null) ?? from;
    case 'first':
      return slotNames(rows)[0] ?? from;
    case 'last':
      return slotNames(rows).at(-1) ?? from;
    default:
      return undefined;
  }
}

function isFilled(row: SlotRows[number]): boolean {
  return row.some((name) => name !== null);
}

/** Of a row the slot in this column, or the one that is nearest to it. */
function nearest(row: SlotRows[number] | undefined, column: number): string | undefined {
  let best: string | undefined;
  let distance = Number.POSITIVE_INFINITY;
  row?.forEach((name, index) => {
    if (name === null || Math.abs(index - column) >= distance) return;
    best = name;
    distance = Math.abs(index - column);
  });
  return best;
}
