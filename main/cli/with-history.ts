import { counted } from '../../protocol/counted';
import { createStderrLog } from '../adapters/log/stderr-log';
import { simulationMark } from '../app/records/practice-records';
import { readStoredSettings } from '../app/settings/stored-settings';
import { fillNext } from '../app/statistics/attempts-of-before';
import { offsetHere, StatisticsService } from '../app/statistics/statistics-service';
import type { Store } from '../domain/ports/store';
import { canWrite, openForReading } from './records-copy';
import { requireRecords } from './require-records';

/** Opens records for what asks of all of them, which gets the mark of practice with them; what an earlier version did not write is filled in first. */
export async function withHistory(
  db: string,
  say: (line: string) => void,
  work: (statistics: StatisticsService, mark: { readonly simulation?: string }, store: Store) => Promise<void>,
): Promise<void> {
  requireRecords(db);
  const store = await openForReading(db, say);
  try {
    const unfilled = await store.countUnfilled();
    if (unfilled > 0)
      say(`Reading ${counted(unfilled, 'scan')} of an earlier version${canWrite(db) ? '; this is done once' : ''}.`);
    const log = createStderrLog({ level: 'error' });
    while (await fillNext(store, log));
    const { starts } = readStoredSettings(await store.readSetting('settings')).settings.shift;
    await work(
      new StatisticsService({
        store,
        offsetAt: offsetHere,
        now: () => Date.now(),
        shiftStarts: () => starts,
        running: () => null,
      }),
      await simulationMark(store),
      store,
    );
  } finally {
    await store.close();
  }
}
