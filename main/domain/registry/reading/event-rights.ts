import type { Role } from '../../../../protocol/people';
import type { EventType } from '../../../../protocol/registry/event-types';

/**
 * The role that a person needs to have an event of each type written, whichever way it comes: from the window, in a file, inside a
 * Snapshot, or derived by the registry from something else. Describing, testing and grading is work of an operator; who owns a
 * device, who has it, what it costs and what becomes of it is for a supervisor to decide.
 */
export const ROLE_OF_EVENT = {
  Event: 'operator',
  Snapshot: 'operator',
  Add: 'operator',
  Remove: 'operator',

  Erase: 'operator',
  EraseBasic: 'operator',
  EraseSectors: 'operator',
  ErasePhysical: 'operator',
  Install: 'operator',
  Test: 'operator',
  TestDataStorage: 'operator',
  StressTest: 'operator',
  TestAudio: 'operator',
  TestBattery: 'operator',
  TestBios: 'operator',
  TestCamera: 'operator',
  TestConnectivity: 'operator',
  TestDisplayHinge: 'operator',
  TestKeyboard: 'operator',
  TestPowerAdapter: 'operator',
  TestTrackpad: 'operator',
  MeasureBattery: 'operator',
  Benchmark: 'operator',
  BenchmarkDataStorage: 'operator',
  BenchmarkWithRate: 'operator',
  BenchmarkProcessor: 'operator',
  BenchmarkProcessorSysbench: 'operator',
  BenchmarkRamSysbench: 'operator',
  BenchmarkGraphicCard: 'operator',

  Rate: 'operator',
  IndividualRate: 'operator',
  ManualRate: 'operator',
  WorkbenchRate: 'operator',
  AppRate: 'operator',
  PhotoboxRate: 'operator',
  PhotoboxUserRate: 'operator',
  PhotoboxAIRate: 'operator',
  AggregateRating: 'operator',
  ImageSet: 'operator',

  Price: 'supervisor',
  /** Computed from a grade; nobody sends it. */
  EreusePrice: 'operator',

  ToRepair: 'supervisor',
  Repair: 'supervisor',
  ToPrepare: 'supervisor',
  Prepare: 'supervisor',
  ReadyToUse: 'supervisor',
  Live: 'operator',
  Allocate: 'supervisor',
  Deallocate: 'supervisor',

  Organize: 'supervisor',
  Reserve: 'supervisor',
  CancelReservation: 'supervisor',
  Trade: 'supervisor',
  Sell: 'supervisor',
  Donate: 'supervisor',
  Rent: 'supervisor',
  CancelTrade: 'supervisor',
  ToDispose: 'supervisor',
  DisposeProduct: 'supervisor',
  DisposeWaste: 'supervisor',
  Recover: 'supervisor',
  Receive: 'supervisor',

  Migrate: 'supervisor',
  MigrateTo: 'supervisor',
  MigrateFrom: 'supervisor',
} as const satisfies Readonly<Record<EventType, Role>>;
