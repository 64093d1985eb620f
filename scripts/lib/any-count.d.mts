/** A whole text that names a count, with any count: `Pair 1 device`, `Pair 1,234 devices`. */
export function withAnyCount(text: (params: { readonly count: number }) => string): RegExp;

/** One of several texts, whole. */
export function anyOf(...texts: readonly (string | RegExp)[]): RegExp;
