import { createStore, type StoreApi } from 'zustand/vanilla';

/** A code that names no device of this scan. */
export interface UnknownCode {
  /** `notOnList`: the scan has a list. `notInScan`: it takes all that answer, and this one has not. `noSerial`: the code is something else. */
  readonly kind: 'notOnList' | 'notInScan' | 'noSerial';
  readonly code: string;
  /** It may be a PIN and is not to be read on the screen. */
  readonly hidden: boolean;
  /** What is odd about the code; empty when nothing is. */
  readonly note: string;
  /** Slots of devices whose serial numbers are nearly the same. */
  readonly near: readonly number[];
}

/** The last code that was looked up, while it names nothing. */
export type LookUpResult = StoreApi<{ readonly unknown: UnknownCode | null }>;

export function createLookUpResult(): LookUpResult {
  return createStore<{ readonly unknown: UnknownCode | null }>(() => ({ unknown: null }));
}
