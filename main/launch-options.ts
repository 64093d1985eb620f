import { parseArgs } from 'node:util';
import type { AppDeps } from './app/create-app';

/** How the console was started. A second instance's arguments are never read. */
export interface LaunchOptions {
  /** Folder for records, settings and logs instead of the system's. */
  readonly dataDir: string | null;
  readonly settingsOverride: NonNullable<AppDeps['settingsOverride']>;
}

/**
 * Reads `--data-dir DIR`, `--amqp URL`, `--api BASE`, `--station NAME`; the last three win over the stored settings and are
 * not stored. Everything else (Chromium's own switches among it) is passed over.
 */
export function readLaunchOptions(argv: readonly string[]): LaunchOptions {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    options: { 'data-dir': { type: 'string' }, amqp: { type: 'string' }, api: { type: 'string' }, station: { type: 'string' } },
  });
  const text = (name: string): string | null => {
    const value = values[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const [amqp, api, station] = [text('amqp'), text('api'), text('station')];
  return {
    dataDir: text('data-dir'),
    settingsOverride: {
      ...(amqp === null ? {} : { broker: { url: amqp } }),
      ...(api === null ? {} : { api: { baseUrl: api } }),
      ...(station === null ? {} : { station: { name: station } }),
    },
  };
}
