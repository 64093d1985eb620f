/**
 * Tests that take seconds of computing or waiting, because they go through every order, look for something by chance, or let something hang. They are
 * the stage `unit-long`, so that `npm run check` answers sooner.
 */
export const LONG_TESTS = [
  'agent/hanging-hardware.test.ts',
  'bench/room-of-a-scan.test.ts',
  'fuzz/engine/fuzz-target.test.ts',
  'fuzz/run/run-target.test.ts',
  'main/adapters/store/every-order-of-verdicts.test.ts',
  'main/adapters/store/history/recount.test.ts',
  'main/adapters/store/history/short-steps.test.ts',
  'main/adapters/store/own-thread.test.ts',
  'main/adapters/store/packing.test.ts',
  'main/adapters/store/registry/killed-while-submitting.test.ts',
  'main/adapters/store/registry/same-as-in-memory.test.ts',
  'main/app/delivery/outbox-orders.test.ts',
  'main/app/delivery/pair-worlds.test.ts',
  'main/app/delivery/settle-orders.test.ts',
  'main/app/records/year-of-scans.test.ts',
  'main/app/scan/engine-orders.test.ts',
  'main/domain/compare/every-small-device.test.ts',
  'main/domain/registry/keep-rights.test.ts',
  'main/domain/registry/orders.property.test.ts',
  'main/domain/scan/every-small-group.test.ts',
  'main/practice-evidence.test.ts',
  'simulator/devices/generate-devices.test.ts',
];
