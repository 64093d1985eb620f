/**
 * What a program prints for command lines, as a text to compare: `$ PROGRAM WORDS` on a line, then what was printed. Words that hold anything
 * uncommon stand as JSON.
 *
 * @param before an earlier text; its command lines are run again
 * @param run gives what one command line prints
 */
export async function transcript(before: string, run: (words: readonly string[]) => Promise<string>): Promise<string> {
  const parts: string[] = [];
  for (const [line, program = '', rest = ''] of before.matchAll(/^\$ (\S+)(.*)$/gm)) {
    const words = Array.from(rest.matchAll(/"(?:[^"\\]|\\.)*"|\S+/g), ([word]) =>
      word.startsWith('"') ? String(JSON.parse(word)) : word,
    );
    if (program === '') continue;
    parts.push(`${line}\n${await run(words)}`);
  }
  return parts.join('\n');
}
