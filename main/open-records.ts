import { DEFAULT_SETTINGS, type Settings } from '../protocol/settings';
import { createStore, type SqliteStore } from './adapters/store/create-store';
import { lookBeforeOpening } from './adapters/store/look-before-opening';
import { createRecordsPlace } from './adapters/store/records-place';
import { createRegistry } from './adapters/store/registry/create-registry';
import { requirePractice, requirePracticeMark, requireReal } from './app/records/practice-records';
import { registrySettings } from './app/registry/registry-settings';
import { readStoredSettings } from './app/settings/stored-settings';
import type { Registry } from './domain/ports/registry';
import { systemIdentities } from './identities';
import type { Platform } from './platform';

/** The records in a file, real ones or of practice. Rejects with `storeFailed`. */
export async function openRecords(file: string): Promise<SqliteStore> {
  return createStore({ file });
}

/** The device registry in a file, with the settings that the console keeps there. Rejects with `storeFailed`. */
export async function openRegistry(
  file: string,
  open: (file: string) => Promise<SqliteStore> = openRecords,
): Promise<{ readonly registry: Registry; readonly close: () => Promise<void> }> {
  await requireKind(file, false);
  const store = await open(file);
  await requireReal(store, file).catch((error: unknown) => closeAndThrow(store, error));
  const { registry: settings } = readStoredSettings(await store.readSetting('settings')).settings;
  return { registry: registryOf(store, () => settings), close: () => store.close() };
}

/** The records in a file for scans, real or in practice. Rejects with `notAllowedNow` where they are of the other kind. */
export async function openScanRecords(file: string, practice: boolean): Promise<SqliteStore> {
  await requireKind(file, practice);
  const store = await openRecords(file);
  const registry = registryOf(store, () => DEFAULT_SETTINGS.registry);
  await (practice ? requirePractice({ store, registry }, file) : requireReal(store, file)).catch((error: unknown) =>
    closeAndThrow(store, error),
  );
  return store;
}

/**
 * Records in a file, with the device registry that lies in it, as parts of a console.
 * @param sentFrom that file, where what waits in it is really sent
 */
export function recordsOf(
  store: SqliteStore,
  sentFrom: string | null = null,
): Pick<Platform, 'store' | 'place'> & Required<Pick<Platform, 'openRegistry'>> {
  return {
    store,
    openRegistry: (settings) => registryOf(store, settings),
    ...(sentFrom === null ? {} : { place: createRecordsPlace(sentFrom) }),
  };
}

/** Records of the other kind are refused as they are: opening them would bring them to this version's schema. */
async function requireKind(file: string, practice: boolean): Promise<void> {
  const before = await lookBeforeOpening(file);
  if (before === null) return;
  const there = { readSetting: async (name: string) => before.setting(name) };
  if (!practice) await requireReal(there, file);
  else if (before.isUsed) await requirePracticeMark(there, file);
}

async function closeAndThrow(store: SqliteStore, error: unknown): Promise<never> {
  await store.close();
  throw error;
}

function registryOf(store: SqliteStore, settings: () => Settings['registry']): Registry {
  return createRegistry({
    tables: store.registry,
    settings: () => registrySettings(settings()),
    now: Date.now,
    newUuid: () => systemIdentities.unique(),
  });
}
