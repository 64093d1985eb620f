/** The word of a list that a mistyped one most likely stands for: at most a third of its letters differ. Undefined when none is near. */
export function nearWord(typed: string, words: readonly string[]): string | undefined {
  const plain = typed.toLowerCase();
  let best: { readonly word: string; readonly edits: number } | undefined;
  for (const word of words) {
    const edits = editsBetween(plain, word.toLowerCase());
    if (edits <= Math.max(1, Math.floor(word.length / 3)) && edits < (best?.edits ?? Number.POSITIVE_INFINITY))
      best = { word, edits };
  }
  return best?.word;
}

/** Letters to add, to take away and to exchange, neighbours that change places counted once. */
function editsBetween(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > other.length) return Number.POSITIVE_INFINITY;
  let [before, last] = [[] as number[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const same = one[row - 1] === other[at - 1] ? 0 : 1;
      const swapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      next.push(
        Math.min(
          (last[at] ?? 0) + 1,
          (next[at - 1] ?? 0) + 1,
          (last[at - 1] ?? 0) + same,
          swapped ? (before[at - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [before, last] = [last, next];
  }
  return last[other.length] ?? 0;
}
