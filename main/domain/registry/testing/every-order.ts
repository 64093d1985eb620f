/** Every order of some things: `n!` lists. */
export function everyOrder<T>(things: readonly T[]): readonly (readonly T[])[] {
  if (things.length < 2) return [things];
  return things.flatMap((first, index) => everyOrder(things.toSpliced(index, 1)).map((rest) => [first, ...rest]));
}
