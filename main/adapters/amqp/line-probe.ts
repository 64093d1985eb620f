/** How often the broker is asked for an answer, ms. */
const PROBE_MS = 2_000;

/**
 * Asks again and again for something that the broker answers at once, so that one that is silent on a line that is up is known before silence is taken for
 * that of devices: heartbeats need half a minute for it.
 * @param ask resolves with the answer
 * @param patienceMs without an answer for so long it stands still
 * @param onStandstill it stands still, or no longer
 * @returns the function that ends it
 */
export function probeLine(ask: () => Promise<unknown>, patienceMs: number, onStandstill: (stands: boolean) => void): () => void {
  let ended = false;
  let timer: NodeJS.Timeout;
  const askLater = (): void => {
    timer = setTimeout(() => void askNow(), PROBE_MS);
  };
  const askNow = async (): Promise<void> => {
    let stands = false;
    timer = setTimeout(() => {
      stands = true;
      onStandstill(true);
    }, patienceMs);
    try {
      await ask();
    } catch {
      // The line has ended, which is said elsewhere.
      ended = true;
    }
    clearTimeout(timer);
    if (ended) return;
    if (stands) onStandstill(false);
    askLater();
  };
  askLater();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
