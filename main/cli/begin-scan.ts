import { english } from '../../messages/english';
import { text } from '../../protocol/texts/text';
import { visibleText } from '../../protocol/visible-text';
import type { BurnInConsole } from '../compose-console';
import { AppError } from '../domain/errors';
import type { ScanSession } from '../domain/scan/state';
import { timeIsUp } from './waits';

const BROKER_WAIT_MS = 15_000;
const LOOK_MS = 250;

interface Parts {
  readonly connections: Pick<BurnInConsole['connections'], 'brokerUp' | 'broker'>;
  readonly scan: Pick<BurnInConsole['scan'], 'start'>;
}

/**
 * Starts a scan as soon as RabbitMQ is there. It may go the moment after (a copy of records takes another name, and connects with that): then
 * it is waited for again, within the same time.
 */
export async function begunScan(
  { connections, scan }: Parts,
  request: Parameters<Parts['scan']['start']>[0],
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<ScanSession> {
  const isOver = timeIsUp(BROKER_WAIT_MS);
  let said = '';
  for (;;) {
    while (!(await connections.brokerUp(LOOK_MS))) {
      if (signal.aborted) throw new AppError('notAllowedNow', text('terminal.stopped'));
      const why = english(connections.broker.reason);
      if (why !== said) say(`  Waiting up to ${BROKER_WAIT_MS / 1_000} s for RabbitMQ. ${visibleText(why)}`);
      said = why;
      if (isOver()) throw new AppError('brokerUnavailable', [text('terminal.notBegun'), ...connections.broker.reason]);
    }
    if (signal.aborted) throw new AppError('notAllowedNow', text('terminal.stopped'));
    try {
      return await scan.start(request);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'brokerUnavailable' || isOver()) throw error;
    }
  }
}
