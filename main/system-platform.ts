import { createSystemClock } from './adapters/clock/system-clock';
import { createDiagnostics } from './adapters/log/diagnostics';
import { scryptPinHasher } from './adapters/people/pin-hasher';
import { createEnvSecrets } from './adapters/secrets/env-secrets';
import { createConnectionFactory } from './connections';
import type { Log } from './domain/ports/log';
import { systemIdentities } from './identities';
import type { Platform } from './platform';
import { APP_VERSION } from './version';

type SystemParts = Pick<
  Platform,
  'clock' | 'log' | 'ids' | 'random' | 'secrets' | 'pins' | 'links' | 'dialogs' | 'diagnostics' | 'appVersion'
>;

/**
 * What a console uses of the machine that it runs on: real time, RabbitMQ and HTTP, secrets from the environment, and file dialogs that
 * are closed at once.
 *
 * @param logFile where the log's last lines are read; null: it is kept elsewhere
 */
export function systemPlatform(log: Log, logFile: string | null = null): SystemParts {
  return {
    clock: createSystemClock(),
    log,
    ids: systemIdentities,
    random: Math.random,
    secrets: createEnvSecrets(null),
    pins: scryptPinHasher,
    links: createConnectionFactory(log),
    dialogs: { chooseFile: async () => null, saveText: async () => null },
    diagnostics: createDiagnostics(APP_VERSION, logFile),
    appVersion: APP_VERSION,
  };
}
