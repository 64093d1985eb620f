import { BurstDetector, HICCUP_MS, type BurstVerdict } from './burst';
import { FunctionKeys } from './function-keys';
import { HeldKey } from './held-key';
import { LoneKey } from './lone-key';
import { asTextField, keepsCodes, putCode, putText, takesCodes, type TextField } from './text-field';

type TakeCode = (code: string) => void;

/** A sheet lies over the page: while one is open, codes are for it. */
export type ScanLayer = 'page' | 'sheet';

/** How long after the last key a code without an end key is taken, ms. */
const SILENCE_MS = HICCUP_MS + 50;
/** A timer that fires later than this, ms, fires on a page that stood still. */
const LATE_MS = 50;
const MAX_WAITS = 10;

interface Taker {
  readonly take: TakeCode;
  readonly layer: ScanLayer;
  /** Whether the text field with the cursor takes a code, if there is one; `take` hears of the others. */
  readonly fieldFirst: (code: string) => boolean;
}

/**
 * Listens to the whole page for a barcode scanner. Whoever registered last gets the codes, wherever the cursor is. Outside text
 * fields the keys of a scan are kept from the page, so that a scan cannot press what has the focus. In a text field the keys
 * arrive as a person's would; when they turn out to be a scan, the field gets back what it held before.
 */
export class Scanner {
  readonly loneKey = new LoneKey();
  readonly functionKeys = new FunctionKeys();
  readonly #detector = new BurstDetector();
  readonly #takers: Taker[] = [];
  /** What the fields that keys have gone to held before each piece of what may be a code, in that order. */
  #before: { readonly since: number; readonly field: TextField; readonly text: string }[] = [];
  readonly #held = new HeldKey();
  readonly #hearOfPieces = new Set<() => void>();
  #silence: number | undefined;

  /** Starts listening; returns the function that ends it. */
  listen(target: Window): () => void {
    const onKey = (event: KeyboardEvent): void => this.#onKey(event);
    target.addEventListener('keydown', onKey, true);
    return () => {
      target.removeEventListener('keydown', onKey, true);
      window.clearTimeout(this.#silence);
      this.#held.drop();
      this.loneKey.cancel();
      this.functionKeys.cancel();
    };
  }

  /** Codes go to `take` until the returned function is called, or until another registers on the same layer or above. */
  register(take: TakeCode, layer: ScanLayer = 'page', fieldFirst: (code: string) => boolean = () => false): () => void {
    const taker = { take, layer, fieldFirst };
    this.#takers.push(taker);
    return () => {
      this.#takers.splice(this.#takers.indexOf(taker), 1);
    };
  }

  /** `tell` is called when a code came in pieces and must be scanned again, until the returned function is called. */
  onPieces(tell: () => void): () => void {
    this.#hearOfPieces.add(tell);
    return () => this.#hearOfPieces.delete(tell);
  }

  #onKey(event: KeyboardEvent): void {
    if (this.#held.isGivenBack(event)) return;
    window.clearTimeout(this.#silence);
    this.loneKey.key(event.key, event.timeStamp);
    this.functionKeys.key(event.key, event.timeStamp);
    // A key held down repeats as fast as a scanner types.
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || isRichText(event.target)) {
      this.#detector.forget();
      this.#held.giveBack();
      return;
    }
    const field = asTextField(event.target);
    const text = field?.value ?? '';
    const verdict = this.#detector.key(event.key, event.timeStamp, field === undefined ? placeOf(event.target) : 'field');
    if (field !== undefined) this.#keep(field, text);
    if (verdict.kind === 'typed' || verdict.kind === 'hold') this.#held.giveBack();
    else this.#held.drop();
    if (verdict.kind === 'hold') this.#held.hold(event);
    if (verdict.kind !== 'typed' && !(verdict.kind === 'scanned' && field !== undefined && keepsCodes(field))) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    this.#waitForSilence(MAX_WAITS);
    if (verdict.kind === 'scanned') this.loneKey.codeEnded();
    this.#deliver(verdict);
  }

  #keep(field: TextField, text: string): void {
    const { since } = this.#detector;
    if (since === null) return;
    this.#before = this.#before.filter((kept) => kept.since >= since.first);
    if (!this.#before.some((kept) => kept.field === field && kept.since === since.piece))
      this.#before.push({ since: since.piece, field, text });
  }

  /** Takes out of the fields what a scanner has typed into them. */
  #giveBack(since: number): void {
    const held = new Map<TextField, string>();
    for (const kept of this.#before) if (kept.since >= since && !held.has(kept.field)) held.set(kept.field, kept.text);
    for (const [field, text] of held) if (field.isConnected && field.value !== text) putText(field, text);
    this.#before = [];
  }

  /** A page or machine that stood still has keys waiting that were pressed long ago: then the silence has not begun yet. */
  #waitForSilence(waits: number): void {
    const due = performance.now() + SILENCE_MS;
    this.#silence = window.setTimeout(() => {
      const now = performance.now();
      if (now - due > LATE_MS && waits > 0) this.#waitForSilence(waits - 1);
      else this.#deliver(this.#detector.silence(now));
    }, SILENCE_MS);
  }

  #deliver(verdict: BurstVerdict): void {
    if (verdict.kind !== 'scanned' && verdict.kind !== 'inPieces') return;
    this.#giveBack(verdict.since);
    if (verdict.kind === 'inPieces') {
      for (const tell of this.#hearOfPieces) tell();
      return;
    }
    const field = asTextField(document.activeElement);
    const taker = this.#takers.findLast(({ layer }) => layer === 'sheet') ?? this.#takers.at(-1);
    const belongsToField =
      field !== undefined && (keepsCodes(field) || (taker?.fieldFirst(verdict.code) === true && takesCodes(field)));
    if (field !== undefined && belongsToField) putCode(field, verdict.code);
    else taker?.take(verdict.code);
  }
}

function isRichText(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.isContentEditable;
}

/** What keys press, or letters choose from. */
const CONTROL =
  'button, a[href], select, input, summary, [role="button"], [role="link"], [role="tab"], [role="option"], [role="menuitem"], [role="menuitemradio"], [role="menuitemcheckbox"], [role="radio"], [role="checkbox"], [role="switch"], [role="row"], [role="listbox"], [role="menu"]';

function placeOf(target: EventTarget | null): 'page' | 'control' {
  return target instanceof Element && target.closest(CONTROL) !== null ? 'control' : 'page';
}
