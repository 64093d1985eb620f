/** Ends of the scale: round, so that none is taken for a value. */
const TOPS = [0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8];

/** Where the scale of shares ends that has room for all of these. */
export function scaleTop(shares: readonly number[]): number {
  const highest = Math.max(0, ...shares);
  return TOPS.find((top) => top > highest) ?? 1;
}
