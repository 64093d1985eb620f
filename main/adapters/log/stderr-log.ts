import { writeSync } from 'node:fs';
import { visibleText } from '../../../protocol/visible-text';
import type { Log } from '../../domain/ports/log';
import { createLeveledLog, type LogOptions } from './leveled-log';

const STDERR = 2;

export interface StderrLogOptions extends LogOptions {
  /** Where the lines go instead of standard error. */
  readonly write?: (line: string) => void;
}

/** One plain line per entry on standard error, for a person at a terminal or the system's journal; of errors their words, at `debug` all. */
export function createStderrLog({ write = writeToStderr, ...options }: StderrLogOptions = {}): Log {
  return createLeveledLog(options, ({ at, level, message, fields }) => {
    const details = Object.entries(fields).map(([key, field]) => {
      const value = options.level === 'debug' ? field : withoutStack(field);
      return `${key}=${typeof value === 'string' && !/[\s"=]/.test(value) ? value : JSON.stringify(value)}`;
    });
    write(`${visibleText([new Date(at).toISOString(), level.padEnd(5), message, ...details].join(' '))}\n`);
  });
}

/** The words of an error; any other value as it is. */
function withoutStack(field: unknown): unknown {
  return typeof field === 'object' && field !== null && 'stack' in field && 'message' in field ? field.message : field;
}

/** Written at once, so that nothing is lost when the process ends in the next moment. */
function writeToStderr(line: string): void {
  writeSync(STDERR, line);
}
