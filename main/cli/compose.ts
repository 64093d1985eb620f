import { ConsoleApp, type AppDeps } from '../app/create-app';
import { AppError } from '../domain/errors';
import { createDiagnostics } from '../adapters/log/diagnostics';
import { scryptPinHasher } from '../adapters/people/pin-hasher';
import { createEnvSecrets } from '../adapters/secrets/env-secrets';
import { createSystemClock } from '../adapters/clock/system-clock';
import { createStore } from '../adapters/store/create-store';
import type { Log, Store } from '../domain/ports';
import { systemIdentities } from '../identities';
import { createLinkMaker } from '../links';
import { APP_VERSION } from '../version';

/** The records in a file, for a command. Rejects with `storeFailed`. */
export async function openRecords(file: string): Promise<Store> {
  return createStore({ file });
}

/** The product on a terminal: the same engine as the window's, with secrets from the environment and no dialogs. */
export function composeConsole(
  store: Store,
  log: Log,
  settingsOverride: NonNullable<AppDeps['settingsOverride']>,
  emit: AppDeps['emit'],
): ConsoleApp {
  const noDialogs = async (): Promise<never> => {
    throw new AppError('fileFailed', 'There are no file dialogs on a terminal.');
  };
  return new ConsoleApp({
    store,
    clock: createSystemClock(),
    log,
    ids: systemIdentities,
    random: Math.random,
    secrets: createEnvSecrets(null),
    pins: scryptPinHasher,
    links: createLinkMaker(log),
    diagnostics: createDiagnostics(APP_VERSION, null),
    dialogs: { openText: noDialogs, saveText: noDialogs },
    appVersion: APP_VERSION,
    settingsOverride,
    emit,
  });
}
