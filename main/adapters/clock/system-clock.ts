import type { Clock } from '../../domain/ports/clock';

/** The longest delay that the runtime's timer takes; a longer one would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The machine's clock and timers. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    after(delayMs, callback) {
      let timer: NodeJS.Timeout;
      const wait = (remainingMs: number) => {
        const stepMs = Math.min(Math.max(remainingMs, 0), MAX_TIMER_MS);
        timer = setTimeout(() => (remainingMs > stepMs ? wait(remainingMs - stepMs) : callback()), stepMs);
      };
      wait(delayMs);
      return () => clearTimeout(timer);
    },
  };
}
