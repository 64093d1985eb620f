import { BURST_GAP_MS, BurstDetector, type BurstVerdict } from './burst';

type TakeCode = (code: string) => void;

/** A sheet lies over the page: while one is open, codes are for it. */
export type ScanLayer = 'page' | 'sheet';

/** How long after the last key a code without an end key is taken, ms. */
const SILENCE_MS = BURST_GAP_MS + 50;

/**
 * Listens to the whole page for a barcode scanner. Whoever registered last gets the codes. Text fields get their keys
 * as they are; everywhere else the keys of a scan are kept from the page, so that a scan cannot press what has the focus.
 */
export class Scanner {
  readonly #detector = new BurstDetector();
  readonly #takers: { readonly take: TakeCode; readonly layer: ScanLayer }[] = [];
  #silence: number | undefined;

  /** Starts listening; returns the function that ends it. */
  listen(target: Window): () => void {
    const onKey = (event: KeyboardEvent): void => this.#onKey(event);
    target.addEventListener('keydown', onKey, true);
    return () => {
      target.removeEventListener('keydown', onKey, true);
      window.clearTimeout(this.#silence);
    };
  }

  /** Codes go to `take` until the returned function is called, or until another registers on the same layer or above. */
  register(take: TakeCode, layer: ScanLayer = 'page'): () => void {
    const taker = { take, layer };
    this.#takers.push(taker);
    return () => {
      this.#takers.splice(this.#takers.indexOf(taker), 1);
    };
  }

  #onKey(event: KeyboardEvent): void {
    window.clearTimeout(this.#silence);
    // A key held down repeats as fast as a scanner types.
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || takesText(event.target)) {
      this.#detector.forget();
      return;
    }
    const verdict = this.#detector.key(event.key, event.timeStamp);
    if (verdict.kind !== 'typed') {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.#silence = window.setTimeout(() => this.#deliver(this.#detector.silence(performance.now())), SILENCE_MS);
    }
    this.#deliver(verdict);
  }

  #deliver(verdict: BurstVerdict): void {
    if (verdict.kind !== 'scanned') return;
    const taker = this.#takers.findLast(({ layer }) => layer === 'sheet') ?? this.#takers.at(-1);
    taker?.take(verdict.code);
  }
}

const TEXT_INPUTS = new Set(['text', 'search', 'password', 'url', 'email', 'tel', 'number']);

function takesText(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLInputElement) return TEXT_INPUTS.has(target.type);
  return target instanceof HTMLElement && target.isContentEditable;
}
