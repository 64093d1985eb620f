import type { Handover } from '../../protocol/handover';
import { readStoredSettings } from '../app/settings/stored-settings';
import { handover } from '../app/shift/handover';
import { lastSelfTest, shiftView } from '../app/shift/shift-view';
import { offsetHere, type StatisticsService } from '../app/statistics/statistics-service';
import type { Store } from '../domain/ports/store';

/** The handover of the shift that runs, of records that are open. */
export async function handoverOf(store: Store, statistics: StatisticsService): Promise<Handover> {
  const { shift } = readStoredSettings(await store.readSetting('settings')).settings;
  const now = Date.now();
  const last = await lastSelfTest(store);
  return handover({ store, statistics, now: () => now, shift: async () => shiftView(shift, last, now, offsetHere) });
}
