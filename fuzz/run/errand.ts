import type { FuzzResult } from '../engine/fuzz-target';

/** What a fuzzing thread is to do. */
export interface Errand {
  /** The bundle of the targets. */
  readonly targetsFile: string;
  readonly target: string;
  readonly heartbeat: SharedArrayBuffer;
  readonly work:
    | {
        readonly kind: 'fuzz';
        readonly seed: string;
        readonly inputs: number;
        /** At most, ms. */
        readonly withinMs: number;
        readonly corpus: readonly Uint8Array[];
      }
    /** Reads one input and ends: does it hang? */
    | { readonly kind: 'once'; readonly bytes: Uint8Array };
}

/** What the thread says when it is done. */
export type Done = { readonly kind: 'fuzzed'; readonly result: FuzzResult } | { readonly kind: 'read' };
