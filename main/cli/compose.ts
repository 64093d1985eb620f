import { DEFAULT_SETTINGS, type Settings } from '../../protocol/settings';
import type { AppDeps } from '../app/app-deps';
import { ConsoleApp } from '../app/create-app';
import { AppError } from '../domain/errors';
import { createDiagnostics } from '../adapters/log/diagnostics';
import { scryptPinHasher } from '../adapters/people/pin-hasher';
import { createEnvSecrets } from '../adapters/secrets/env-secrets';
import { createSystemClock } from '../adapters/clock/system-clock';
import { createStore, type SqliteStore } from '../adapters/store/create-store';
import { createRegistry } from '../adapters/store/registry/create-registry';
import { requirePractice, requireReal } from '../app/records/practice-records';
import { registrySettings } from '../app/registry/registry-settings';
import { readStoredSettings } from '../app/settings/stored-settings';
import type { Log } from '../domain/ports/log';
import type { Registry } from '../domain/ports/registry';
import { systemIdentities } from '../identities';
import { createConnectionFactory } from '../connections';
import { APP_VERSION } from '../version';

/** The records in a file, real ones or of practice, for a command. Rejects with `storeFailed`. */
export async function openRecords(file: string): Promise<SqliteStore> {
  return createStore({ file });
}

/** The device registry in a file, with the settings that the console keeps there. Rejects with `storeFailed`. */
export async function openRegistry(file: string): Promise<{ readonly registry: Registry; readonly close: () => Promise<void> }> {
  const store = await createStore({ file });
  await requireReal(store, file).catch((error: unknown) => closeAndThrow(store, error));
  const { registry: settings } = readStoredSettings(await store.readSetting('settings')).settings;
  return { registry: registryOf(store, () => settings), close: () => store.close() };
}

/** The records in a file for a scan, real or in practice. Rejects with `notAllowedNow` where they are of the other kind. */
export async function openScanRecords(file: string, practice: boolean): Promise<SqliteStore> {
  const store = await openRecords(file);
  const registry = registryOf(store, () => DEFAULT_SETTINGS.registry);
  await (practice ? requirePractice({ store, registry }, file) : requireReal(store, file)).catch((error: unknown) =>
    closeAndThrow(store, error),
  );
  return store;
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

/**
 * The product on a terminal: the same engine as the window's, with secrets from the environment and no dialogs.
 *
 * @param parts in place of the system's clock and the usual ways to broker and factory
 */
export function composeConsole(
  store: SqliteStore,
  log: Log,
  settingsOverride: NonNullable<AppDeps['settingsOverride']>,
  emit: AppDeps['emit'],
  parts: Partial<Pick<AppDeps, 'clock' | 'links' | 'secrets' | 'practice' | 'dialogs'>> = {},
): ConsoleApp {
  const noDialogs = async (): Promise<never> => {
    throw new AppError('fileFailed', 'There are no file dialogs on a terminal.');
  };
  const app = new ConsoleApp({
    store,
    registry: registryOf(store, () => app.settings.registry),
    clock: createSystemClock(),
    log,
    ids: systemIdentities,
    random: Math.random,
    secrets: createEnvSecrets(null),
    pins: scryptPinHasher,
    links: createConnectionFactory(log),
    diagnostics: createDiagnostics(APP_VERSION, null),
    dialogs: { chooseFile: noDialogs, saveText: noDialogs },
    appVersion: APP_VERSION,
    settingsOverride,
    toTerminal: true,
    emit,
    ...parts,
  });
  return app;
}
