import { readFile } from 'node:fs/promises';
import { visibleText } from '../../protocol/visible-text';
import { replay } from '../app/replay';
import { AppError } from '../domain/errors';
import type { ReplayArguments } from './arguments';

const MOST_SHOWN = 50;

/** `burnin replay`: judges an evidence bundle anew. @returns the exit code: 0 the same verdicts, 1 not */
export async function replayCommand({ file }: ReplayArguments, write: (text: string) => void): Promise<number> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new AppError('fileFailed', `${file} cannot be read. Check the path and the rights.`, { cause: error });
  });
  const outcome = replay(text);
  if (!outcome.ok) throw new AppError('fileFailed', outcome.error);
  const { operationId, devices, entries, reports, altered, differences } = outcome.value;
  const say = (line: string): void => write(`${visibleText(line)}\n`);
  for (const line of [...altered, ...differences].slice(0, MOST_SHOWN)) say(line);
  const more = altered.length + differences.length - MOST_SHOWN;
  if (more > 0) say(`and ${more} more.`);
  const verdicts = differences.length === 0 ? 'every verdict is the same' : `${differences.length} differences`;
  const hashes = altered.length === 0 ? 'every hash fits' : `${altered.length} alterations`;
  say(
    `Operation ${operationId}: ${devices} devices replayed from ${entries} events and ${reports} raw reports; ${verdicts}, ${hashes}.`,
  );
  return altered.length === 0 && differences.length === 0 ? 0 : 1;
}
