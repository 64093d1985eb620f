import { readFile } from 'node:fs/promises';
import type { BundleCheck } from '../../../protocol/ipc';
import { text, type Texts } from '../../../protocol/texts/text';
import { visibleText } from '../../../protocol/visible-text';
import { AppError } from '../../domain/errors';
import { decodedUnicode } from '../files/text-encoding';
import { unreadableFile } from '../files/unreadable-file';
import { replay, type Replay } from './replay';

/** Sentences of each kind that the window gets; beyond them it is told how many there are. */
const MAX_SHOWN = 100;

/** Judges the evidence bundle in a file again. Rejects with `fileFailed` for what is none. */
export async function checkBundle(file: string, appVersion: string): Promise<Replay> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new AppError('fileFailed', text('evidence.unreadable', { why: unreadableFile(file, error) }), { cause: error });
  });
  const bundle = decodedUnicode(bytes);
  if (bundle === null) throw new AppError('fileFailed', text('evidence.noText', { file: visibleText(file, 120) }));
  const outcome = replay(bundle, appVersion);
  if (!outcome.ok) throw new AppError('fileFailed', outcome.error);
  return outcome.value;
}

/** What the window shows of it. */
export function shownCheck({ altered, differences, ...rest }: Replay): Omit<BundleCheck, 'fileName'> {
  const first = (sentences: Texts) => ({ first: sentences.slice(0, MAX_SHOWN), count: sentences.length });
  return { ...rest, altered: first(altered), differences: first(differences) };
}
