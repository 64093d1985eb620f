import type { ActId } from '../store/acts';

/** A key as the page tells it. */
export interface PressedKey {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift?: boolean;
}

/**
 * All keys of the window: what handles a key and what lists the keys both read this table. A key is written as `Ctrl+Home`; `says` names
 * the line of the list that its keys stand in (`window.keySheet.says`).
 */
export const KEYS = {
  field: [{ says: 'search', keys: { '/': 'search' } }],
  grid: [
    { says: 'move', keys: { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } },
    { says: 'page', keys: { PageUp: 'pageUp', PageDown: 'pageDown' } },
    { says: 'ends', keys: { Home: 'rowStart', End: 'rowEnd', 'Ctrl+Home': 'first', 'Ctrl+End': 'last' } },
    { says: 'review', keys: { Enter: 'review' } },
    { says: 'select', keys: { Space: 'select' } },
    { says: 'selectAll', keys: { 'Ctrl+A': 'selectAll' } },
    { says: 'copy', keys: { 'Ctrl+C': 'copy' } },
    { says: 'leave', keys: { Escape: 'leave' } },
  ],
  gridHeader: [
    { says: 'sort', keys: { Enter: 'sort', Space: 'sort' } },
    { says: 'resize', keys: { 'Shift+ArrowLeft': 'narrower', 'Shift+ArrowRight': 'wider' } },
  ],
  rack: [
    { says: 'move', keys: { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } },
    { says: 'ends', keys: { Home: 'rowStart', End: 'rowEnd', 'Ctrl+Home': 'first', 'Ctrl+End': 'last' } },
    { says: 'review', keys: { Enter: 'review', Space: 'review' } },
    { says: 'leave', keys: { Escape: 'leave' } },
  ],
  registry: [
    { says: 'move', keys: { ArrowUp: 'up', ArrowDown: 'down' } },
    { says: 'page', keys: { PageUp: 'pageUp', PageDown: 'pageDown' } },
    { says: 'ends', keys: { Home: 'first', End: 'last' } },
    { says: 'open', keys: { Enter: 'open' } },
    { says: 'select', keys: { Space: 'select' } },
    { says: 'selectAll', keys: { 'Ctrl+A': 'selectAll' } },
    { says: 'selectNone', keys: { Escape: 'selectNone' } },
  ],
  devicePage: [{ says: 'back', keys: { Escape: 'back' } }],
} as const satisfies Readonly<Record<string, readonly KeyLine[]>>;

interface KeyLine {
  readonly says: string;
  readonly keys: Readonly<Record<string, string>>;
}

/** Where keys have their meaning. */
export type KeyPlaceName = keyof typeof KEYS;

type ValuesOf<Keys> = Keys extends unknown ? Keys[keyof Keys] : never;
export type MeaningOf<Place extends KeyPlaceName> = ValuesOf<(typeof KEYS)[Place][number]['keys']>;

/** Keys of what the window's buttons do, wherever the cursor is. None acts when it may be part of what a scanner types. */
export const ACT_KEYS = {
  F1: 'help',
  '?': 'keySheet',
  'Shift+F1': 'keySheet',
  'Ctrl+K': 'palette',
  F2: 'newScan',
  F3: 'nextProblem',
  F4: 'acknowledge',
  F6: 'rescan',
  F7: 'finish',
  F8: 'pair',
  F9: 'startScan',
} as const satisfies Readonly<Record<string, ActId>>;

/** A key as the table writes it. Shift is told of keys without a sign only: of the others the sign tells it. */
export function nameOfKey({ key, ctrl, shift = false }: PressedKey): string {
  const isSign = Array.from(key).length === 1;
  const plain = key === ' ' ? 'Space' : ctrl && isSign ? key.toUpperCase() : key;
  return `${ctrl ? 'Ctrl+' : ''}${shift && !isSign ? 'Shift+' : ''}${plain}`;
}

const MEANINGS: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries(KEYS).map(([place, lines]) => [place, new Map(lines.flatMap(({ keys }) => Object.entries<string>(keys)))]),
);

/** What a key means in a place; undefined where it means nothing. Shift changes only what the table has with Shift. */
export function meaningOf<Place extends KeyPlaceName>(place: Place, pressed: PressedKey): MeaningOf<Place> | undefined {
  const meanings = MEANINGS.get(place);
  const meaning = meanings?.get(nameOfKey(pressed)) ?? meanings?.get(nameOfKey({ ...pressed, shift: false }));
  return meaning as MeaningOf<Place> | undefined;
}

/** Which act a key stands for, if any. */
export function actOfKey(pressed: PressedKey): ActId | undefined {
  return (ACT_KEYS as Readonly<Record<string, ActId>>)[nameOfKey(pressed)];
}

/** The keys of an act; the first is the one that is shown beside it. */
export function keysOfAct(id: ActId): readonly string[] {
  return Object.entries(ACT_KEYS).flatMap(([key, act]) => (act === id ? [key] : []));
}
