import { isOneCode, meanGapMs, FAST_GAP_MS, SHORTEST, type Piece } from './pieces';

/**
 * What to do with a key press: nothing, keep it until it is known whether it came alone, keep it from the page, keep it and take the whole code,
 * or keep it and say that a code came in pieces. `since` is when its first key was pressed.
 */
export type BurstVerdict =
  | { readonly kind: 'typed' }
  | { readonly kind: 'hold' }
  | { readonly kind: 'swallow' }
  | { readonly kind: 'scanned'; readonly code: string; readonly since: number }
  | { readonly kind: 'inPieces'; readonly since: number };

/**
 * Where a key lands: `page` where no text is taken, `control` on something that a key presses or that a letter chooses from, `field` in a text
 * field, which a person types into, too.
 */
export type KeyPlace = 'page' | 'control' | 'field';

/**
 * Characters follow each other within this, ms, when a scanner types: 5 to 20 by themselves, up to 100 with the delay that some
 * scanners are set to. A person typing that fast outside every field does no harm: what was typed is looked up.
 */
export const BURST_GAP_MS = 100;
/** A key that comes later than this, ms, belongs to nothing that came before. */
export const HICCUP_MS = 300;
/** So many keys that each came too slowly for a scanner were typed by a person: no machine stands still after each of its first keys. */
const TYPED_KEYS = 3;
/** A scanner that ends with carriage return and line feed presses Enter twice; the second comes within this, ms. */
const SECOND_ENTER_MS = 150;
const TYPED: BurstVerdict = { kind: 'typed' };

/**
 * Tells a barcode scanner from a person by speed: a scanner is a keyboard that presses its keys a few milliseconds apart and ends
 * with Enter or Tab, or with nothing. The end key of a scan must reach no button, or a scan would press it. A machine that stands still
 * for a moment leaves a code in pieces (`isOneCode`): the end of a code is never taken for the whole of it.
 */
export class BurstDetector {
  /** Keys that came one after the other; a new piece begins where one came too late to go on and too soon to be something new. */
  #pieces: Piece[] = [];
  #place: 'page' | 'field' = 'page';
  #lastAt = Number.NEGATIVE_INFINITY;
  /** When a blank came that begins no code. */
  #blankAt = Number.NEGATIVE_INFINITY;
  #scannedAt = Number.NEGATIVE_INFINITY;

  /** Takes one key press; `at` in ms on any steady clock. */
  key(key: string, at: number, place: KeyPlace = 'page'): BurstVerdict {
    // Scanners hold Shift for capital letters: such keys neither add to the code nor end it.
    if (key === 'Shift' || key === 'CapsLock') return TYPED;
    const gap = at - this.#lastAt;
    if (gap > HICCUP_MS) this.forget();
    if (key === 'Enter' || key === 'Tab') return this.#end(gap, at);
    const last = this.#pieces.at(-1);
    const goesOn = last !== undefined && (gap <= BURST_GAP_MS || this.#isOneCode());
    // A blank that comes first is text in a field, and nothing on a page.
    if (Array.from(key).length !== 1 || (key === ' ' && !goesOn && place !== 'control')) {
      this.forget();
      if (key === ' ') this.#blankAt = at;
      return TYPED;
    }
    if (last === undefined || gap > BURST_GAP_MS) this.#pieces.push({ since: at, text: key, keys: 1, gaps: [] });
    else this.#pieces.splice(-1, 1, { ...last, text: last.text + key, keys: last.keys + 1, gaps: [...last.gaps, gap] });
    if (place === 'field') this.#place = place;
    this.#lastAt = at;
    if (this.#place === 'field') return TYPED;
    if (goesOn) return { kind: 'swallow' };
    return place === 'control' ? { kind: 'hold' } : TYPED;
  }

  /** When the piece of the last key began, and the first of those before it that a code may begin with, on the clock of `key`. */
  get since(): { readonly piece: number; readonly first: number } | null {
    const [first, last] = [this.#pieces[0], this.#pieces.at(-1)];
    return first === undefined || last === undefined ? null : { piece: last.since, first: first.since };
  }

  /** Called when no key came for a while: the code of a scanner that sends no end key. */
  silence(at: number): BurstVerdict {
    // Longer than what fast fingers produce by chance, because nothing else marks it as a scan.
    return this.#finish(this.#judge(this.#pieces, SHORTEST * 2), at);
  }

  /** A key press that cannot be part of a scan ends what was collected. */
  forget(): void {
    this.#pieces = [];
    this.#place = 'page';
    this.#lastAt = Number.NEGATIVE_INFINITY;
  }

  #end(gap: number, at: number): BurstVerdict {
    const last = this.#pieces.at(-1);
    if (last === undefined && at - this.#blankAt <= FAST_GAP_MS) return this.#finish({ kind: 'swallow' }, at);
    if (last === undefined || gap > BURST_GAP_MS) {
      const late: Piece = { since: at, text: '', keys: 1, gaps: [] };
      return this.#finish(last === undefined ? TYPED : this.#judge([...this.#pieces, late], SHORTEST), at);
    }
    const ended = { ...last, keys: last.keys + 1, gaps: [...last.gaps, gap] };
    return this.#finish(this.#judge([...this.#pieces.slice(0, -1), ended], SHORTEST), at);
  }

  #isOneCode(): boolean {
    return isOneCode(this.#pieces, this.#place === 'page');
  }

  /** @param shortest fewer characters than this are no code */
  #judge(pieces: readonly Piece[], shortest: number): BurstVerdict {
    const [first, last] = [pieces[0], pieces.at(-1)];
    if (first === undefined || last === undefined) return TYPED;
    const whole = pieces
      .map(({ text }) => text)
      .join('')
      .trim();
    // The end key of blanks that a machine has typed.
    if (whole === '' && last.gaps.length > 0) return { kind: 'swallow' };
    if (isOneCode(pieces, this.#place === 'page') && lengthOf(whole) >= shortest)
      return { kind: 'scanned', code: whole, since: first.since };
    const isShort = shortest === SHORTEST && pieces.length === 1 && last.gaps.length > 0 && lengthOf(whole) < shortest;
    if (isShort && this.#isMachines(last, whole))
      return lengthOf(whole) === 1 ? { kind: 'swallow' } : { kind: 'scanned', code: whole, since: first.since };
    const isCode = lengthOf(last.text.trim()) >= shortest && (this.#place === 'page' || meanGapMs(last) <= FAST_GAP_MS);
    if (!isCode) return TYPED;
    const before = pieces.slice(0, -1);
    const typedBefore = before.length >= TYPED_KEYS && before.every(({ keys }) => keys === 1);
    if (before.length > 0 && !typedBefore) return { kind: 'inPieces', since: last.since };
    return { kind: 'scanned', code: last.text.trim(), since: last.since };
  }

  /**
   * Outside a text field nobody presses keys and Enter so fast: it is a code, however short, and its end key presses nothing. In a field people
   * do, one sign and Enter in any tempo, and more not when each key comes as fast as a scanner's.
   */
  #isMachines({ gaps }: Piece, whole: string): boolean {
    return this.#place === 'page' || (lengthOf(whole) > 1 && gaps.every((gap) => gap <= FAST_GAP_MS));
  }

  #finish(verdict: BurstVerdict, at: number): BurstVerdict {
    this.forget();
    if (verdict.kind !== 'typed') {
      this.#scannedAt = at;
      return verdict;
    }
    return at - this.#scannedAt <= SECOND_ENTER_MS ? { kind: 'swallow' } : TYPED;
  }
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
