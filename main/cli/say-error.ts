import { english } from '../../messages/english';
import { visibleText } from '../../protocol/visible-text';
import { AppError } from '../domain/errors';
import { UsageError } from './read-options';

/** What went wrong, as the last line of a command. */
export function sayError(error: unknown, say: (line: string) => void): void {
  const known = error instanceof AppError ? english(error.texts) : error instanceof UsageError ? error.message : null;
  say(
    `burnin: ${known === null ? 'something went wrong inside; set BURNIN_LOG=debug and run it again to see what.' : visibleText(known)}`,
  );
  if (known === null && debugs()) say(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

export function debugs(): boolean {
  return process.env['BURNIN_LOG'] === 'debug';
}
