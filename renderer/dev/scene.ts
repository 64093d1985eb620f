import type { PairSheet } from '../../protocol/pair-sheet';
import type { Snapshot } from '../../protocol/window-state';
import type { Rack } from '../../protocol/racks';
import type { Texts } from '../../protocol/texts/text';
import type { MadeDevice } from './made-devices';

/** A state of the window to look at. */
export interface Scene {
  readonly devices: readonly MadeDevice[];
  readonly snapshot: Omit<Snapshot, 'seq' | 'devices'>;
  readonly sent?: PairSheet['sent'];
  /** Racks on record. */
  readonly racks?: readonly Rack[];
  /** The operation scanned last, where an earlier one is shown. */
  readonly newest?: string;
  /** How many devices the registry has; 24 when not said. */
  readonly registered?: number;
  /** How many rows change each 50 ms. */
  readonly stream?: number;
  readonly notices?: readonly { readonly level: 'info' | 'warning' | 'error'; readonly what: Texts }[];
}
