/** Keys that followed each other without a pause. */
export interface Piece {
  /** When its first key was pressed. */
  readonly since: number;
  readonly text: string;
  /** Keys, the end key among them. */
  readonly keys: number;
  /** Between them, ms. */
  readonly gaps: readonly number[];
}

/** Only with a mean gap up to this, ms, is it a scanner wherever it types: a person who types 120 words a minute needs 100. */
export const FAST_GAP_MS = 40;
/** The gaps of a scanner that is set to a delay differ by no more than this, ms; those of a person do. */
const STEADY_MS = 40;
/** Fewer characters than this are no code. */
export const SHORTEST = 4;

/**
 * Whether one machine pressed all these keys, though it stood still between the pieces: they have its tempo, and enough of them came in
 * a row. A machine stands still after its first keys once at the most; what came in more pieces than that before it may be a person's.
 * @param mayBeSlow in a text field nobody can tell a slow scanner from a person
 */
export function isOneCode(pieces: readonly Piece[], mayBeSlow: boolean): boolean {
  const inARow = pieces.findIndex(({ keys }) => keys >= SHORTEST);
  if (inARow === -1 || inARow > 1) return false;
  if (pieces.every((piece) => meanGapMs(piece) <= FAST_GAP_MS)) return true;
  return mayBeSlow && isSteady(pieces);
}

export function meanGapMs({ gaps }: Piece): number {
  return gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(1, gaps.length);
}

/** Twice as many keys as a code needs: fast fingers keep a tempo that long by chance only. */
function isSteady(pieces: readonly Piece[]): boolean {
  let [keys, shortest, longest] = [0, Number.POSITIVE_INFINITY, 0];
  for (const piece of pieces) {
    keys += piece.keys;
    for (const gap of piece.gaps) [shortest, longest] = [Math.min(shortest, gap), Math.max(longest, gap)];
  }
  return keys >= SHORTEST * 2 && longest - shortest <= STEADY_MS;
}
