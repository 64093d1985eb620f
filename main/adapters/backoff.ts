export interface BackoffOptions {
  /** The try that failed, from 1. */
  readonly attempt: number;
  readonly firstMs: number;
  readonly longestMs: number;
  /** 0 to 1; spreads the retries of many, so that they do not come all at once. */
  readonly random: number;
}

/** How long to wait before the next try: doubled each time up to the longest, then spread by a fifth to either side. */
export function backoffDelayMs({ attempt, firstMs, longestMs, random }: BackoffOptions): number {
  const delayMs = Math.min(longestMs, firstMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(delayMs * (0.8 + 0.4 * random));
}
