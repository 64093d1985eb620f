import { uptime } from 'node:os';
import type { Clock } from '../../domain/ports/clock';

/** The longest delay that the runtime's timer takes; a longer one would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The machine's clock and timers. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    elapsed: createElapsed(),
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

/** Finer than the system's uptime is told anywhere, ms. */
const FINER_THAN_UPTIME_MS = 2_000;

/** The runtime's own time stands still while the computer sleeps, and the system's uptime does not, but is coarse. */
function createElapsed(): () => number {
  const ahead = (): number => uptime() * 1_000 - performance.now();
  let slept = 0;
  let before = ahead();
  return () => {
    const now = ahead();
    if (now - before > FINER_THAN_UPTIME_MS) {
      slept += now - before;
      before = now;
    }
    return performance.now() + slept;
  };
}
