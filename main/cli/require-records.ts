import { statSync } from 'node:fs';
import { text } from '../../protocol/texts/text';
import { AppError } from '../domain/errors';
import { defaultDatabaseFile } from './data-folder';

/** Whether there may be records in a file; of an empty one new records would be made. Never throws. */
export function hasRecords(file: string): boolean {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    return found !== undefined && (!found.isFile() || found.size > 0);
  } catch {
    // It may not be looked at: whoever opens it says why.
    return true;
  }
}

/** For commands that read records and make none. @throws {AppError} `notFound` where there are none */
export function requireRecords(file: string): void {
  if (!hasRecords(file)) throw new AppError('notFound', text('terminal.noRecords', { file, usual: defaultDatabaseFile() }));
}
