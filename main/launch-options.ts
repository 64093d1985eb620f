import type { AppDeps } from './app/app-deps';

const MOST_STATION_CHARACTERS = 80;

/** How the console was started. A second instance's arguments are never read. */
export interface LaunchOptions {
  /** Folder for records, settings and logs instead of the system's. */
  readonly dataDir: string | null;
  readonly settingsOverride: NonNullable<AppDeps['settingsOverride']>;
  readonly launchAddresses: NonNullable<AppDeps['launchAddresses']>;
}

/**
 * Reads `--data-dir DIR`, `--amqp URL`, `--api BASE`, `--station NAME`; the last three win over the stored settings and are
 * not stored. Everything else (Chromium's own switches among it) is passed over, and all that follows `--`.
 */
export function readLaunchOptions(argv: readonly string[]): LaunchOptions {
  const [amqp, api, station] = [valueOf(argv, 'amqp'), valueOf(argv, 'api'), valueOf(argv, 'station')];
  return {
    dataDir: valueOf(argv, 'data-dir'),
    settingsOverride: station === null ? {} : { station: { name: station.slice(0, MOST_STATION_CHARACTERS) } },
    launchAddresses: { broker: amqp, api },
  };
}

/** The last value given for an option, as `--name value` or `--name=value`; another option is no value. */
function valueOf(argv: readonly string[], name: string): string | null {
  const end = argv.indexOf('--');
  const args = end === -1 ? argv : argv.slice(0, end);
  let value: string | null = null;
  for (const [index, arg] of args.entries()) {
    if (arg.startsWith(`--${name}=`)) value = arg.slice(name.length + 3);
    else if (arg === `--${name}`) value = args[index + 1] ?? '';
  }
  return value === null || value === '' || value.startsWith('--') ? null : value;
}
