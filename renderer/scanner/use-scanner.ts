import { createContext, useContext, useEffect, useEffectEvent } from 'react';
import { Scanner, type ScanLayer } from './scanner';

const NEVER = (): boolean => false;

/** One scanner for the whole page. */
export const ScannerContext = createContext(new Scanner());

interface ScannerOptions {
  readonly layer?: ScanLayer;
  /** Whether a text field that has the cursor takes a code itself; `take` hears only of the others. Never, when left out. */
  readonly fieldFirst?: (code: string) => boolean;
}

/** Codes that a barcode scanner types go to `take` while the component is mounted and no later one wants them. */
export function useScanner(take: (code: string) => void, { layer = 'page', fieldFirst = NEVER }: ScannerOptions = {}): void {
  const scanner = useContext(ScannerContext);
  const latest = useEffectEvent(take);
  const isForField = useEffectEvent(fieldFirst);
  useEffect(
    () =>
      scanner.register(
        (code) => latest(code),
        layer,
        (code) => isForField(code),
      ),
    [scanner, layer],
  );
}

/** `tell` is called when a code came in pieces, of which nobody can say whether they are the whole of it: it must be scanned again. */
export function useScannedInPieces(tell: () => void): void {
  const scanner = useContext(ScannerContext);
  const latest = useEffectEvent(tell);
  useEffect(() => scanner.onPieces(() => latest()), [scanner]);
}
