import type { DeliveryKey, OperationId } from '../../protocol/ids';
import type { BurnInConsole } from '../compose-console';
import type { Store } from '../domain/ports/store';
import { countByKind } from './next-steps';

const DELIVERY_WAIT_MS = 20_000;
/** What is not in the device registry by then gets there with the next scan. */
const REGISTRY_WAIT_MS = 20_000;
const POLL_MS = 25;
const LOOK_MS = 250;

/** A question whether so much time has passed, whatever anybody does to the clock. */
export function timeIsUp(afterMs: number): () => boolean {
  const until = performance.now() + afterMs;
  return () => performance.now() >= until;
}

export async function pause(delayMs = POLL_MS): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, delayMs);
  });
}

/**
 * Waits until everything of an operation was accepted, rejected or is unknown, and nothing of before is being sent; what still waits stays in
 * the records and goes out later. @param asked whether somebody asks to end meanwhile
 */
export async function delivered(
  { deliveries }: { readonly deliveries: Pick<BurnInConsole['deliveries'], 'undelivered'> },
  operationId: OperationId,
  before: readonly DeliveryKey[],
  asked: () => boolean,
): Promise<void> {
  const isOver = timeIsUp(DELIVERY_WAIT_MS);
  while ((await deliveries.undelivered(operationId, before)) > 0 && !isOver() && !asked()) await pause();
}

/**
 * Nothing more is sent, and what was sent is answered, or known to have no answer (`api.timeoutMs`): nobody is told that a Pair is still
 * to be sent while it may be refused the next moment.
 */
export async function answered(
  { outbox }: { readonly outbox: Pick<BurnInConsole['outbox'], 'stop'> },
  store: Pick<Store, 'pendingDeliveries'>,
  say: (line: string) => void,
): Promise<void> {
  const sent = (await store.pendingDeliveries()).filter(({ state }) => state === 'sending');
  if (sent.length > 0) say(`  Waiting for the answer of the factory: ${countByKind(sent)}.`);
  await outbox.stop();
}

/** Waits until what was stored is in the device registry. @param asked whether somebody asks to end meanwhile */
export async function registered({ registry }: Pick<BurnInConsole, 'registry'>, asked: () => boolean): Promise<void> {
  const { scans } = registry;
  if (scans === undefined || scans === null) return;
  const isOver = timeIsUp(REGISTRY_WAIT_MS);
  while (!(await scans.caughtUp(LOOK_MS)) && !isOver() && !asked());
}

/** Does something and stops the console after it. Where that fails, why it did is told, and not that the records could not be closed either. */
export async function thenStopped<T>(app: Pick<BurnInConsole, 'stop'>, work: () => Promise<T>): Promise<T> {
  let result: T;
  try {
    result = await work();
  } catch (error) {
    await app.stop().catch(() => undefined);
    throw error;
  }
  await app.stop();
  return result;
}
