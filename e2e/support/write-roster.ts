import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A roster file with these lines. @returns its path */
export async function writeRoster(folder: string, lines: readonly string[]): Promise<string> {
  const file = path.join(folder, 'roster.txt');
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}
