import { filesOfSettings, type TakenFile } from '../app/files/taken-files';
import { readStoredSettings } from '../app/settings/stored-settings';
import type { Store } from '../domain/ports/store';

/** The files that the settings name which are kept with the records. */
export async function filesOfStoredSettings(store: Pick<Store, 'readSetting'>): Promise<readonly TakenFile[]> {
  return filesOfSettings(readStoredSettings(await store.readSetting('settings')).settings);
}
