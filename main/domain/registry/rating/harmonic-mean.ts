/** The weighted harmonic mean of positive values: one bad value weighs more than a good one. */
export function harmonicMean(parts: readonly { readonly weight: number; readonly value: number }[]): number {
  let weights = 0;
  let quotients = 0;
  for (const { weight, value } of parts) {
    weights += weight;
    quotients += weight / value;
  }
  return weights / quotients;
}
