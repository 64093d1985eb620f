/** What to do with a key press: nothing, keep it from the page, or keep it and take the whole code. */
export type BurstVerdict =
  | { readonly kind: 'typed' }
  | { readonly kind: 'swallow' }
  | { readonly kind: 'scanned'; readonly code: string };

/** Where a key lands: `page` where no text is taken, `field` in a text field, which a person types into, too. */
export type KeyPlace = 'page' | 'field';

/**
 * Characters follow each other within this, ms, when a scanner types: 5 to 20 by themselves, up to 100 with the delay that some
 * scanners are set to. A person typing that fast outside every field does no harm: what was typed is looked up.
 */
export const BURST_GAP_MS = 100;
/** In a text field only a mean gap up to this, ms, is a scanner: a person who types 120 words a minute needs 100. */
const FIELD_MEAN_GAP_MS = 40;
/** Once characters came as fast as no person types them, one that comes within this, ms, is of the same code: the machine stood still. */
export const HICCUP_MS = 300;
/** Fewer characters than this are no code. */
const SHORTEST = 4;
/** A scanner that ends with carriage return and line feed presses Enter twice; the second comes within this, ms. */
const SECOND_ENTER_MS = 150;

/**
 * Tells a barcode scanner from a person by speed: a scanner is a keyboard that presses its keys a few milliseconds apart and ends
 * with Enter or Tab, or with nothing. The end key of a scan must reach no button, or a scan would press it.
 */
export class BurstDetector {
  #code = '';
  /** Keys just before the code and too far from it, which belong to it when a machine goes on: it stood still after its first keys. */
  #before = '';
  /** How often keys came too late to go on, and too soon to be something new; a machine stands still once. */
  #pauses = 0;
  #beganAt = Number.NEGATIVE_INFINITY;
  #place: KeyPlace = 'page';
  #firstAt = Number.NEGATIVE_INFINITY;
  #lastAt = Number.NEGATIVE_INFINITY;
  /** Of the time since the first character, what the machine stood still, ms. */
  #stillMs = 0;
  #scannedAt = Number.NEGATIVE_INFINITY;

  /** Takes one key press; `at` in ms on any steady clock. */
  key(key: string, at: number, place: KeyPlace = 'page'): BurstVerdict {
    const gap = at - this.#lastAt;
    const still = gap > BURST_GAP_MS && gap <= HICCUP_MS && this.#isMachine();
    const quick = gap <= BURST_GAP_MS || still;
    if (key === 'Enter' || key === 'Tab') {
      const code = quick ? this.#code : '';
      if (code.length >= SHORTEST && this.#isScanner()) return this.#finish(code, at);
      this.forget();
      return at - this.#scannedAt <= SECOND_ENTER_MS ? { kind: 'swallow' } : { kind: 'typed' };
    }
    // Scanners hold Shift for capital letters: such keys neither add to the code nor end it.
    if (key === 'Shift' || key === 'CapsLock') return { kind: 'typed' };
    if (Array.from(key).length !== 1) {
      this.forget();
      return { kind: 'typed' };
    }
    // No code begins with a space: a person has pressed a button with it.
    if (key === ' ' && !(quick && this.#code !== '')) {
      this.forget();
      return { kind: 'typed' };
    }
    const goesOn = quick && this.#code !== '';
    if (!goesOn) this.#begin(at, gap);
    else if (still) this.#stillMs += gap;
    this.#code = goesOn ? this.#code + key : key;
    this.#place = place === 'field' || (goesOn && this.#place === 'field') ? 'field' : 'page';
    this.#lastAt = at;
    return this.#place === 'page' && this.#code.length > 1 ? { kind: 'swallow' } : { kind: 'typed' };
  }

  /** When the first key came of what may be a scan, on the clock of `key`. */
  get beganAt(): number {
    return this.#beganAt;
  }

  /** Called when no key came for a while: the code of a scanner that sends no end key. */
  silence(at: number): BurstVerdict {
    // Longer than what fast fingers produce by chance, because nothing else marks it as a scan.
    const enough = this.#code.length >= SHORTEST * 2 && this.#isScanner();
    if (enough) return this.#finish(this.#code, at);
    this.forget();
    return { kind: 'typed' };
  }

  /** A key press that cannot be part of a scan ends what was collected. */
  forget(): void {
    this.#code = '';
    this.#before = '';
    this.#place = 'page';
    this.#lastAt = Number.NEGATIVE_INFINITY;
  }

  #begin(at: number, gap: number): void {
    this.#pauses = gap <= HICCUP_MS ? this.#pauses + 1 : 0;
    this.#before = this.#pauses === 1 ? this.#code : '';
    if (this.#before === '') this.#beganAt = at;
    [this.#firstAt, this.#stillMs] = [at, 0];
  }

  #isScanner(): boolean {
    return this.#place === 'page' || this.#meanGapMs() <= FIELD_MEAN_GAP_MS;
  }

  /** Enough characters, faster than any person types. */
  #isMachine(): boolean {
    return this.#code.length >= SHORTEST && this.#meanGapMs() <= FIELD_MEAN_GAP_MS;
  }

  #meanGapMs(): number {
    const gaps = Array.from(this.#code).length - 1;
    return (this.#lastAt - this.#firstAt - this.#stillMs) / Math.max(1, gaps);
  }

  #finish(typed: string, at: number): BurstVerdict {
    const code = this.#isMachine() ? this.#before + typed : typed;
    this.forget();
    this.#scannedAt = at;
    return { kind: 'scanned', code };
  }
}
