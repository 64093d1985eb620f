import type { RateResult } from '../../../../protocol/registry/rating';
import type { AppearanceRange, FunctionalityRange } from '../../../../protocol/registry/vocabulary';

/** What is known of a computer when it is rated. A number that is null was not reported. */
export interface RatedComputer {
  /** The first processor; null: the computer has none. */
  readonly processor: RatedProcessor | null;
  readonly ramModules: readonly RatedRamModule[];
  /** Hard disks and solid-state drives together. */
  readonly dataStorages: readonly RatedDataStorage[];
  /** Null: not graded. */
  readonly appearance: AppearanceRange | null;
  /** Null: not graded. */
  readonly functionality: FunctionalityRange | null;
}

export interface RatedProcessor {
  readonly cores: number | null;
  readonly speedGHz: number | null;
  /** The latest `BenchmarkProcessor` that is not Sysbench, in BogoMIPS (`rate` as reported); null: there was none. */
  readonly benchmark: { readonly rate: number | null } | null;
}

export interface RatedRamModule {
  readonly sizeMB: number | null;
  readonly speedMHz: number | null;
}

export interface RatedDataStorage {
  readonly sizeMB: number | null;
  /** The latest `BenchmarkDataStorage`, in MB/s; null: there was none. */
  readonly benchmark: { readonly readSpeed: number; readonly writeSpeed: number } | null;
}

/** Rates one computer, 0 to about 4.7 (excellent components can come to more). Never fails: what cannot be scored counts 1. */
export type RateComputer = (computer: RatedComputer) => RateResult;
