import type { RowTable } from '../../store/row-table';

/** Characters that are taken for one another on a label. */
const LOOK_ALIKES: readonly (readonly [string, RegExp])[] = [
  ['0', /[OQD]/g],
  ['1', /[IL]/g],
  ['5', /S/g],
  ['2', /Z/g],
  ['8', /B/g],
];
/** As many as are named at once. */
const MOST = 3;

/** Slots of devices whose serial number is nearly this one: one or two characters differ, or look alike. The nearest first. */
export function nearSerials(rows: RowTable, wanted: string): readonly number[] {
  const code = plain(wanted);
  const most = code.length < 8 ? 1 : 2;
  const near: { readonly slot: number; readonly distance: number }[] = [];
  for (let slot = 0; slot < rows.size; slot += 1) {
    const sn = plain(rows.row(slot)?.sn ?? '');
    if (sn === '' || Math.abs(sn.length - code.length) > most) continue;
    const distance = alike(sn) === alike(code) ? 0 : distanceOf(sn, code, most);
    if (distance <= most) near.push({ slot, distance });
  }
  // Beside one that differs in a character, one that differs in two is only more to read.
  const least = Math.max(1, Math.min(...near.map(({ distance }) => distance)));
  return near
    .filter(({ distance }) => distance <= least)
    .toSorted((a, b) => a.distance - b.distance || a.slot - b.slot)
    .slice(0, MOST)
    .map(({ slot }) => slot);
}

function plain(text: string): string {
  return text.toUpperCase().replaceAll(/[\s\-_.]/g, '');
}

function alike(text: string): string {
  return LOOK_ALIKES.reduce((done, [to, from]) => done.replaceAll(from, to), text);
}

/** Insertions, deletions, replacements and swaps of neighbours that make one text of the other; at least `most + 1` when more. */
function distanceOf(a: string, b: string, most: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      now[column] = Math.min(
        (last[column] ?? 0) + 1,
        (now[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    if (Math.min(...now) > most) return most + 1;
    beforeLast = last;
    last = now;
  }
  return last[b.length] ?? most + 1;
}
