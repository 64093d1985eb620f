import type { LeftOver } from '../../../protocol/model';
import type { Commit } from '../../domain/ports/journal';
import type { PruneRequest } from '../../domain/ports/keeping-time';
import type { DeviceResult } from '../../domain/ports/records';
import type { AttemptRecord } from '../../domain/statistics/attempt-record';
import type { RegistryChange } from './registry/registry-writer';

/** Everything that changes rows. Settings and rebuilt projections go the same way as commits, so that they are as durable. */
export type Change =
  | { readonly kind: 'commit'; readonly commit: Commit }
  | { readonly kind: 'setting'; readonly name: string; readonly value: string }
  | { readonly kind: 'prune'; readonly request: PruneRequest }
  /** One step of packing what is closed; at the time given, ms since 1970. */
  | { readonly kind: 'pack'; readonly at: number }
  /** What a closed operation leaves, and the attempts of it, as they were counted together. */
  | {
      readonly kind: 'leftOver';
      readonly operationId: string;
      readonly leftOver: LeftOver;
      readonly attempts: readonly AttemptRecord[];
      readonly upTo: number;
    }
  /** Attempts of an operation of an earlier version; null: it is passed over. */
  | {
      readonly kind: 'fillAttempts';
      readonly operationId: string;
      readonly attempts: readonly AttemptRecord[] | null;
      readonly upTo: number;
      /** More attempts of it follow. */
      readonly more: boolean;
    }
  /** One step of counting what changed. */
  | { readonly kind: 'tally' }
  | { readonly kind: 'projections'; readonly operationId: string; readonly results: readonly DeviceResult[] }
  | RegistryChange;
