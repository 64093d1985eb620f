import { text, type Texts } from '../../../protocol/texts/text';
import type { Log } from '../../domain/ports/log';
import type { ScanEngine } from './engine';

interface LostQueuesDeps {
  readonly engine: () => Pick<ScanEngine, 'askMissing'>;
  readonly notice: (level: 'warning', what: Texts) => void;
  readonly log: Log;
}

/** What is done when queues with answers have vanished from the broker: in an open scan that is said once, and who is missing is asked again. */
export function createLostQueues({ engine, notice, log }: LostQueuesDeps): (queues: readonly string[]) => void {
  const askAgain = async (queues: readonly string[]): Promise<void> => {
    if (await engine().askMissing()) notice('warning', [text('notice.queuesLost', { queues: queues.join(', ') })]);
  };
  return (queues) => {
    log.warn('Queues of reports were not there any more.', { queues });
    askAgain(queues).catch((error: unknown) => log.warn('Whoever is missing could not be asked again.', { error }));
  };
}
