import { AppError } from '../../main/domain/errors';
import type { Log } from '../../main/domain/ports/log';

const nothing = (): void => undefined;

/** The log of one run of a program: a failure in it that is no sentence is a fault of the program. @param isRunning it has not ended yet */
export function logOf(isRunning: () => boolean, onFault: (sentence: string) => void): Log {
  return {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: (message, fields) => {
      const error = fields?.['error'];
      if (isRunning() && error !== undefined && !(error instanceof AppError)) onFault(`${message} ${textOf(error)}`);
    },
  };
}

/** Names that are given once, and the same ones each time. */
export function namesFor(prefix: string): () => string {
  let made = 0;
  return () => {
    made += 1;
    return `${prefix}-${made}`;
  };
}

export function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
