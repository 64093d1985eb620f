/** How the waits between tries grow: doubled each time from the first to the longest. */
export interface Backoff {
  readonly firstMs: number;
  readonly maxMs: number;
  /** Between which shares of that chance decides, so that the tries of many do not come all at once. */
  readonly spread: readonly [from: number, to: number];
}

/** How long to wait before the next try. @param attempt the try that failed, from 1 @param random 0 to 1, as Math.random */
export function backoffMs({ firstMs, maxMs, spread: [from, to] }: Backoff, attempt: number, random: number): number {
  const fullMs = Math.min(maxMs, firstMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(fullMs * (from + (to - from) * random));
}
