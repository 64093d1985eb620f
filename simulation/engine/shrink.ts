/**
 * Makes a list that fails as short as it can: takes out stretches, then ever shorter ones, as long as it still fails.
 * @param fails whether the shorter list fails in the same way
 * @param most tries at most
 */
export async function shrink<T>(
  list: readonly T[],
  fails: (shorter: readonly T[]) => Promise<boolean>,
  most: number,
): Promise<readonly T[]> {
  let shortest = list;
  let tries = 0;
  for (let size = Math.ceil(list.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < shortest.length; ) {
      if (tries >= most) return shortest;
      tries += 1;
      const shorter = [...shortest.slice(0, from), ...shortest.slice(from + size)];
      if (await fails(shorter)) shortest = shorter;
      else from += size;
    }
  }
  return shortest;
}
