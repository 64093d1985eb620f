import { certificateDateProblem } from '../protocol/certificate-date';
import { visibleText } from '../protocol/visible-text';

export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

/** Takes one happening as one plain sentence without a password in it. */
export type Log = (level: LogLevel, sentence: string) => void;

/** The order of importance; a log set to one level shows that level and all before it. */
export const LOG_LEVELS: readonly LogLevel[] = ['error', 'warn', 'info', 'debug'];

/** A log that writes `2026-11-21T08:15:02.114Z warn  The sentence.`, one line per happening, down to `least`. */
export function createLineLog(write: (line: string) => void, least: LogLevel, now: () => Date): Log {
  const limit = LOG_LEVELS.indexOf(least);
  return (level, sentence) => {
    if (LOG_LEVELS.indexOf(level) > limit) return;
    write(`${now().toISOString()} ${level.padEnd(5)} ${visibleText(sentence.replaceAll(/[\r\n]+/gu, ' '))}\n`);
  };
}

/** What the system's error codes mean, as the end of a sentence. */
const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  ECONNREFUSED: 'nothing listens there (connection refused)',
  ECONNRESET: 'the other side cut the connection',
  EHOSTUNREACH: 'the host cannot be reached',
  EISDIR: 'it is a folder',
  ENETUNREACH: 'the network cannot be reached',
  ENOENT: 'there is no such file',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'there is no such folder',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name cannot be looked up at present',
  EPIPE: 'the other side cut the connection',
  EROFS: 'the disk is read-only',
  ETIMEDOUT: 'no answer in time',
};

/** What a caught value says about itself, without a stack trace and without a full stop. */
export function describeError(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return [...new Set(error.errors.map(describeError))].join('; ');
  if (!(error instanceof Error)) return String(error);
  const dated = 'code' in error ? certificateDateProblem(String(error.code), "the broker's certificate", new Date()) : null;
  if (dated !== null) return dated;
  const known = 'code' in error && typeof error.code === 'string' ? SYSTEM_ERRORS[error.code] : undefined;
  return known ?? (error.message === '' ? error.name : error.message.replace(/\.$/u, ''));
}
