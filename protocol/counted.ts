/** `1 device`, `2 devices`. @param words plural of a word that does not take a plain s */
export function counted(count: number, word: string, words = `${word}s`): string {
  return `${count} ${count === 1 ? word : words}`;
}
