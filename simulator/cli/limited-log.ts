import type { Log } from '../../agent/log';

/**
 * Passes on at most so many sentences per second and counts the rest: a thousand agents that lose their broker say the
 * same thing at once.
 */
export function limitLog(log: Log, mostPerSecond: number, nowMs: () => number): Log {
  let secondBegan = Number.NEGATIVE_INFINITY;
  let said = 0;
  let withheld = 0;
  return (level, sentence) => {
    const now = nowMs();
    if (now - secondBegan >= 1000) {
      if (withheld > 0) log(level, `${withheld} more warnings were left out.`);
      secondBegan = now;
      said = 0;
      withheld = 0;
    }
    if (said < mostPerSecond) {
      said += 1;
      log(level, sentence);
    } else withheld += 1;
  };
}
