import type { Log } from '../../domain/ports/log';
import type { Store } from '../../domain/ports/store';
import { isUnreadable } from '../../domain/errors';
import { type AttemptRecord, attemptsOf } from '../../domain/statistics/attempt-record';
import { loadFolded } from '../scan/load-session';

/** Puts on record the attempts of one operation of an earlier version, which wrote none. @returns whether there was one */
export async function fillNext(store: Store, log: Log): Promise<boolean> {
  const operationId = await store.nextUnfilled();
  if (operationId === null) return false;
  const attempts = new Map<string, AttemptRecord>();
  try {
    const { seq } = await loadFolded(store, operationId, (session, { devices }) => {
      for (const attempt of attemptsOf(session, devices)) attempts.set(`${attempt.attempt} ${attempt.sn}`, attempt);
    });
    await store.fillAttempts(operationId, [...attempts.values()], seq);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    log.warn('The devices of a scan cannot be read; history and statistics leave them out.', { operationId, error });
    await store.fillAttempts(operationId, null, 0);
  }
  return true;
}
