import { meaningOf, type MeaningOf, type PressedKey } from '../../keys/key-table';

/** What a key press in the grid means. Lines count from 0; line -1 is the header. */
export type GridAction =
  | { readonly kind: 'move'; readonly line: number; readonly column: number }
  | { readonly kind: 'expand' }
  | { readonly kind: 'collapse' }
  | { readonly kind: 'toParent' }
  | { readonly kind: 'review' }
  | { readonly kind: 'toggleSelected' }
  | { readonly kind: 'selectAll' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'sort'; readonly column: number }
  | { readonly kind: 'resize'; readonly column: number; readonly by: number };

/** Where the focus is, and what is around it. */
export interface GridPlace {
  readonly line: number;
  readonly column: number;
  readonly lines: number;
  readonly columns: number;
  readonly page: number;
  /** Of the focused line; null in the header. */
  readonly device: { readonly isInterface: boolean; readonly expanded: boolean } | null;
}

/** One press of Shift with an arrow changes a column's width by this many px. */
const RESIZE_STEP = 16;
/** The column with the opening mark: left and right open and close there. */
const TREE_COLUMN = 1;

/** Undefined: the key is not the grid's. */
export function gridAction(key: PressedKey, place: GridPlace): GridAction | undefined {
  const { column, device } = place;
  if (device === null) {
    const meaning = meaningOf('gridHeader', key);
    if (meaning === 'sort') return column === 0 ? { kind: 'selectAll' } : { kind: 'sort', column };
    if (meaning !== undefined) return { kind: 'resize', column, by: meaning === 'wider' ? RESIZE_STEP : -RESIZE_STEP };
  }
  const meaning = meaningOf('grid', key);
  switch (meaning) {
    case undefined:
    // The system's own command, which the page answers (use-copied-cell.ts).
    case 'copy':
      return undefined;
    case 'selectAll':
      return { kind: 'selectAll' };
    case 'review':
      return device === null ? undefined : { kind: 'review' };
    case 'select':
      return device === null ? undefined : { kind: 'toggleSelected' };
    case 'leave':
      return device === null ? undefined : { kind: 'leave' };
    case 'left':
    case 'right':
      return inTree(meaning, place) ?? moved(meaning, place);
    default:
      return moved(meaning, place);
  }
}

/** In the first columns left and right open and close a device, and lead from an interface to its device. */
function inTree(meaning: 'left' | 'right', { column, device }: GridPlace): GridAction | undefined {
  if (column > TREE_COLUMN || device === null) return undefined;
  if (device.isInterface) return meaning === 'left' ? { kind: 'toParent' } : undefined;
  if (meaning === 'right') return device.expanded ? undefined : { kind: 'expand' };
  return device.expanded ? { kind: 'collapse' } : undefined;
}

type Move = Exclude<MeaningOf<'grid'>, 'copy' | 'selectAll' | 'review' | 'select' | 'leave'>;

function moved(meaning: Move, place: GridPlace): GridAction {
  const { line, column, page } = place;
  switch (meaning) {
    case 'down':
      return moveTo(place, line + 1, column);
    case 'up':
      return moveTo(place, line - 1, column);
    case 'left':
      return moveTo(place, line, column - 1);
    case 'right':
      return moveTo(place, line, column + 1);
    case 'rowStart':
      return moveTo(place, line, 0);
    case 'rowEnd':
      return moveTo(place, line, place.columns - 1);
    case 'first':
      return moveTo(place, 0, 0);
    case 'last':
      return moveTo(place, place.lines - 1, place.columns - 1);
    case 'pageDown':
      return moveTo(place, line + page, column);
    case 'pageUp':
      return moveTo(place, line < 0 ? line : Math.max(0, line - page), column);
  }
}

function moveTo({ lines, columns }: GridPlace, line: number, column: number): GridAction {
  return { kind: 'move', line: Math.max(-1, Math.min(lines - 1, line)), column: Math.max(0, Math.min(columns - 1, column)) };
}
