import type { Log } from '../../domain/ports/log';
import { createRedactor } from './redact';

const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

/** One line of a log, without secrets and safe to turn into JSON. */
export interface LogEntry {
  readonly at: number;
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface LogOptions {
  /** The least important level that is written. */
  readonly level?: LogLevel;
  /** Passwords and tokens in use now; wherever they appear they are hidden. */
  readonly secrets?: () => readonly string[];
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** A log that leaves out what is below its level, hides secrets, and never throws into the program that it serves. */
export function createLeveledLog(options: LogOptions, write: (entry: LogEntry) => void): Log {
  const { level = 'info', secrets, now = Date.now } = options;
  const redactor = createRedactor(secrets);
  const least = LOG_LEVELS.indexOf(level);
  const entryWriter =
    (entryLevel: LogLevel) =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}) => {
      if (LOG_LEVELS.indexOf(entryLevel) < least) return;
      try {
        const clean = Object.entries(Object(redactor.value(fields)) as Record<string, unknown>);
        write({ at: now(), level: entryLevel, message: redactor.text(message), fields: Object.fromEntries(clean) });
      } catch {
        // Nothing that is logged may stop what is being done.
      }
    };
  return { debug: entryWriter('debug'), info: entryWriter('info'), warn: entryWriter('warn'), error: entryWriter('error') };
}
