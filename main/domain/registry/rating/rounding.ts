/** The nearest number with two decimals, judged by the exact binary value. */
export function roundToCents(value: number): number {
  return Number(value.toFixed(2));
}
