import { readConsoleRecords, type ConsoleRecords } from './console-records';
import type { ConsoleProcess } from './console-process';
import type { ScanConsole } from './scan-console';
import { pause } from './wait';

/** A message that nobody claims is filed 2 s after it was offered; what could not be offered is tried again after 5 s. */
const FILED_WITHIN_MS = 8_000;
/** So often consoles are started once more for what they hold. */
const MAX_STARTS = 3;

export interface Resting {
  readonly all: readonly ScanConsole[];
  /** Those that can be started again. */
  readonly restartable: readonly ConsoleProcess[];
  readonly fileOf: (console: ScanConsole) => string;
  readonly broke: (sentence: string) => void;
}

/** Ends all consoles and reads their records. Where one holds messages for others, they run once more, until each is filed by one of them. */
export async function recordsAtRest({ all, restartable, fileOf, broke }: Resting): Promise<readonly ConsoleRecords[]> {
  for (let starts = 0; ; starts += 1) {
    for (const console of all) await console.stop();
    const records: ConsoleRecords[] = [];
    for (const console of all) records.push(await readConsoleRecords(fileOf(console)));
    const held = records.reduce((sum, one) => sum + one.held.size, 0);
    if (held === 0) return records;
    if (starts === MAX_STARTS) {
      broke(`${held} messages are held for other consoles after ${starts} more starts, and none has filed them.`);
      return records;
    }
    for (const console of restartable) await console.open();
    await pause(FILED_WITHIN_MS);
  }
}
