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

export interface GridKey {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
}

/** One press of Shift with an arrow changes a column's width by this many px. */
const RESIZE_STEP = 16;
/** The column with the opening mark: left and right open and close there. */
const TREE_COLUMN = 1;

/** Undefined: the key is not the grid's. */
export function gridAction(key: GridKey, place: GridPlace): GridAction | undefined {
  return key.ctrl ? withControl(key, place) : place.device === null ? inHeader(key, place) : inBody(key, place);
}

function withControl({ key }: GridKey, place: GridPlace): GridAction | undefined {
  switch (key) {
    case 'Home':
      return moveTo(place, 0, 0);
    case 'End':
      return moveTo(place, place.lines - 1, place.columns - 1);
    case 'a':
    case 'A':
      return { kind: 'selectAll' };
    default:
      return undefined;
  }
}

function inHeader({ key, shift }: GridKey, place: GridPlace): GridAction | undefined {
  const { column } = place;
  if (shift && key === 'ArrowLeft') return { kind: 'resize', column, by: -RESIZE_STEP };
  if (shift && key === 'ArrowRight') return { kind: 'resize', column, by: RESIZE_STEP };
  if (key === 'Enter' || key === ' ') return column === 0 ? { kind: 'selectAll' } : { kind: 'sort', column };
  return moved(key, place);
}

function inBody({ key }: GridKey, place: GridPlace): GridAction | undefined {
  const { column, device } = place;
  const inTree = column <= TREE_COLUMN && device !== null;
  if (inTree && key === 'ArrowRight' && !device.isInterface && !device.expanded) return { kind: 'expand' };
  if (inTree && key === 'ArrowLeft' && !device.isInterface && device.expanded) return { kind: 'collapse' };
  if (inTree && key === 'ArrowLeft' && device.isInterface) return { kind: 'toParent' };
  switch (key) {
    case 'Enter':
      return { kind: 'review' };
    case ' ':
      return { kind: 'toggleSelected' };
    case 'Escape':
      return { kind: 'leave' };
    default:
      return moved(key, place);
  }
}

function moved(key: string, place: GridPlace): GridAction | undefined {
  const { line, column, page } = place;
  switch (key) {
    case 'ArrowDown':
      return moveTo(place, line + 1, column);
    case 'ArrowUp':
      return moveTo(place, line - 1, column);
    case 'ArrowLeft':
      return moveTo(place, line, column - 1);
    case 'ArrowRight':
      return moveTo(place, line, column + 1);
    case 'Home':
      return moveTo(place, line, 0);
    case 'End':
      return moveTo(place, line, place.columns - 1);
    case 'PageDown':
      return moveTo(place, line + page, column);
    case 'PageUp':
      return moveTo(place, line < 0 ? line : Math.max(0, line - page), column);
    default:
      return undefined;
  }
}

function moveTo({ lines, columns }: GridPlace, line: number, column: number): GridAction {
  return { kind: 'move', line: Math.max(-1, Math.min(lines - 1, line)), column: Math.max(0, Math.min(columns - 1, column)) };
}
