import { counted } from '../../protocol/counted';
import { createStderrLog } from '../adapters/log/stderr-log';
import { fillNext } from '../app/statistics/attempts-of-before';
import { offsetHere, StatisticsService } from '../app/statistics/statistics-service';
import { openForReading } from './records-copy';
import { requireRecords } from './require-records';

/** Opens records for what asks of all of them; what an earlier version did not write is filled in first. */
export async function withHistory(
  db: string,
  say: (line: string) => void,
  work: (statistics: StatisticsService) => Promise<void>,
): Promise<void> {
  requireRecords(db);
  const store = await openForReading(db);
  try {
    const unfilled = await store.countUnfilled();
    if (unfilled > 0) say(`Reading ${counted(unfilled, 'scan')} of an earlier version; this is done once.`);
    const log = createStderrLog({ level: 'error' });
    while (await fillNext(store, log));
    await work(new StatisticsService({ store, offsetAt: offsetHere, now: () => Date.now() }));
  } finally {
    await store.close();
  }
}
