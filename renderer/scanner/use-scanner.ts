import { createContext, useContext, useEffect, useEffectEvent } from 'react';
import { Scanner, type ScanLayer } from './scanner';

/** One scanner for the whole page. */
export const ScannerContext = createContext(new Scanner());

interface ScannerOptions {
  readonly layer?: ScanLayer;
  /** True: a text field that has the cursor takes the code itself, and `take` hears only of the others. */
  readonly fieldFirst?: boolean;
}

/** Codes that a barcode scanner types go to `take` while the component is mounted and no later one wants them. */
export function useScanner(take: (code: string) => void, { layer = 'page', fieldFirst = false }: ScannerOptions = {}): void {
  const scanner = useContext(ScannerContext);
  const latest = useEffectEvent(take);
  useEffect(() => scanner.register((code) => latest(code), layer, fieldFirst), [scanner, layer, fieldFirst]);
}
