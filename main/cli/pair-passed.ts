import type { BurnInConsole } from '../compose-console';
import { AppError } from '../domain/errors';
import type { ScanSession } from '../domain/scan/state';
import { isHeldElsewhere, notConfirmedText, notSentText, pairText } from './pair-text';
import { pause, timeIsUp } from './waits';

/** A list that still changes after so long is left to a person. */
const LIST_WAIT_MS = 20_000;

/**
 * Confirms what passed, unless somebody interrupts the scan before that. A list that changes while it is confirmed, because late answers come
 * in, is looked at again; whatever else keeps it from being confirmed is said, and the scan has its result all the same.
 * @returns whether nothing of it is left to do
 */
export async function pairPassed(
  {
    scan,
    engine,
  }: {
    readonly scan: Pick<BurnInConsole['scan'], 'offeredSheet' | 'confirmPair'>;
    readonly engine: Pick<BurnInConsole['engine'], 'requireOpen'>;
  },
  { operationId: operation, scanMode }: Pick<ScanSession, 'operationId' | 'scanMode'>,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<boolean> {
  const isOver = timeIsUp(LIST_WAIT_MS);
  for (;;) {
    try {
      const sheet = await scan.offeredSheet(operation);
      if (signal.aborted) {
        say(notSentText(scanMode));
        return false;
      }
      const sentence = pairText(engine.requireOpen(operation), sheet);
      if (sheet.serials.length > 0) await scan.confirmPair(operation, sheet.digest);
      say(sentence);
      return !isHeldElsewhere(sheet);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code !== 'sheetChanged' || isOver()) {
        say(notConfirmedText(scanMode, error.texts));
        return false;
      }
      await pause();
    }
  }
}
