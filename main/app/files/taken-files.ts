import { open, readlink, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Text, text } from '../../../protocol/texts/text';
import { AppError } from '../../domain/errors';

/** A file that the program keeps or reads, and so never writes another one onto. */
export interface TakenFile {
  readonly path: string;
  readonly whyNot: (path: string) => Text;
}

const MAX_LINKS = 40;
const SQLITE_HEADER = 'SQLite format 3\0';

/** What the program keeps under a name (records, secrets, a log), with the files that lie beside records. */
export function keptFiles(...files: readonly string[]): readonly TakenFile[] {
  return files.flatMap((file) =>
    ['', '-wal', '-shm', '-journal', '-place', '-place.new'].map((ending) => ({
      path: `${file}${ending}`,
      whyNot: (shown: string) => text('file.isKept', { path: shown }),
    })),
  );
}

/** What a command reads; of what is not given there is nothing. */
export function readFiles(...files: readonly (string | null | undefined)[]): readonly TakenFile[] {
  return files.flatMap((file) =>
    file === null || file === undefined || file === ''
      ? []
      : [{ path: file, whyNot: (shown: string) => text('file.isRead', { path: shown }) }],
  );
}

interface SettingsWithFiles {
  readonly broker?: {
    readonly caFile?: string;
    readonly certFile?: string;
    readonly keyFile?: string;
    readonly deviceKeysFile?: string;
  };
  readonly api?: { readonly caFile?: string };
}

/** The files that settings name. */
export function filesOfSettings({ broker, api }: SettingsWithFiles): readonly TakenFile[] {
  return readFiles(broker?.caFile, broker?.certFile, broker?.keyFile, broker?.deviceKeysFile, api?.caFile);
}

/**
 * Rejects with `fileFailed` where a file is one of those, under whatever name (links of either kind included), or a database, which no
 * text takes the place of.
 */
export async function requireNotTaken(file: string, taken: readonly TakenFile[]): Promise<void> {
  const names = await namesOf(file);
  for (const { path: other, whyNot } of taken)
    if ((await namesOf(other)).some((name) => names.includes(name))) throw new AppError('fileFailed', whyNot(file));
  if (await isDatabase(file)) throw new AppError('fileFailed', text('file.isDatabase', { path: file }));
}

async function isDatabase(file: string): Promise<boolean> {
  const there = await stat(file).catch(() => null);
  if (there?.isFile() !== true) return false;
  const handle = await open(file, 'r').catch(() => null);
  if (handle === null) return false;
  try {
    const { buffer } = await handle.read(Buffer.alloc(SQLITE_HEADER.length), 0, SQLITE_HEADER.length, 0);
    return buffer.toString('latin1') === SQLITE_HEADER;
  } finally {
    await handle.close();
  }
}

/** Where a file lies, or would lie, without links; and where it is there, the file itself. */
async function namesOf(file: string): Promise<readonly string[]> {
  const place = await placeOf(file);
  const there = await stat(file, { bigint: true }).catch(() => null);
  return there === null ? [place] : [place, `${there.dev}:${there.ino}`];
}

/** The path that a file has, or would have, without links. */
export async function placeOf(file: string, links = MAX_LINKS): Promise<string> {
  const absolute = path.resolve(file);
  const real = await realpath(absolute).catch(() => null);
  if (real !== null) return real;
  const folder = path.dirname(absolute);
  if (folder === absolute) return absolute;
  const place = path.join(await placeOf(folder, links), path.basename(absolute));
  const target = links > 0 ? await readlink(absolute).catch(() => null) : null;
  return target === null ? place : placeOf(path.resolve(path.dirname(place), target), links - 1);
}
