import { text, type Texts } from '../../protocol/texts/text';
import type { OperationId } from '../../protocol/ids';
import { AppError } from '../domain/errors';
import { howToEnd } from './never-ended';
import { timeIsUp } from './waits';

const RECORDS_WAIT_MS = 15_000;
/** Records that cannot be written may seem to work for a moment, at each look whether they can. */
const WORKS_AGAIN_MS = 5_000;

/**
 * Gives a question, asked again and again with whether the records fail now: whether they are not waited for any longer. They are until the
 * time of the scan is over, and for some seconds in any case.
 */
export function recordsGivenUp(scanMs: number): (fail: boolean) => boolean {
  const isScanOver = timeIsUp(scanMs);
  let isLong: (() => boolean) | null = null;
  let worksAgain: (() => boolean) | null = null;
  return (fail) => {
    if (fail) {
      worksAgain = null;
      isLong ??= timeIsUp(RECORDS_WAIT_MS);
      return isLong() && isScanOver();
    }
    worksAgain ??= timeIsUp(WORKS_AGAIN_MS);
    if (worksAgain()) isLong = null;
    return false;
  };
}

/** Where the records lie of a scan that could not be ended in them. */
export interface Unended {
  readonly operation: OperationId;
  readonly db: string;
  readonly practice: boolean;
}

/** What is said where a scan could not be ended on record. @param why the records cannot be written */
export function notEnded(why: Texts, { operation, db, practice }: Unended): AppError {
  const how = howToEnd(operation, db, practice);
  const waiting = practice ? [] : [text('terminal.reportsWait')];
  return new AppError('storeFailed', [...why, text('terminal.notEnded', { operation, how }), ...waiting]);
}

/** Does what ends a scan on record; says what to do where the records cannot be written. */
export async function endedOnRecord<T>(unended: Unended, end: () => Promise<T>): Promise<T> {
  try {
    return await end();
  } catch (error) {
    throw error instanceof AppError && error.code === 'storeFailed' ? notEnded(error.texts, unended) : error;
  }
}
