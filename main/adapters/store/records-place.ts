import { randomUUID } from 'node:crypto';
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import { text } from '../../../protocol/texts/text';
import { AppError } from '../../domain/errors';
import type { RecordsPlace } from '../../domain/ports/records-place';
import { type HostTraits, isSameHost, readHostTraits } from './host-traits';

/** What the name of the mark beside records ends with. */
const PLACE_ENDING = '-place';
/** And of a mark that is made while the one before it still holds. */
const NEXT_PLACE_ENDING = '-place.new';

const Traits = z.object({
  /** When the file was made, in nanoseconds, where the system keeps that; no program can set it, and a moved file keeps it. */
  born: z.string(),
  inode: z.string(),
});
type FileTraits = z.infer<typeof Traits>;

const Note = z.object({
  mark: Traits.extend({ id: z.string() }),
  records: Traits,
  host: z.object({ machine: z.string(), cards: z.array(z.string()).readonly() }),
});
type Note = z.infer<typeof Note>;

/**
 * The place of records in a file. Beside them lies a mark, which is a new file each time; which file it is stands in the records. A copy of
 * the records alone has no mark, or one that is newer than it; in a copied folder, or one that was restored over the old one, the
 * mark is another file than the one on record.
 */
export function createRecordsPlace(file: string, readHost: () => Promise<HostTraits> = readHostTraits): RecordsPlace {
  let turn: Promise<void> = Promise.resolve();

  const mark = async (write: (note: string) => Promise<void>): Promise<void> => {
    const records = await realpath(file);
    const next = `${records}${NEXT_PLACE_ENDING}`;
    const id = randomUUID();
    try {
      await rm(next, { force: true });
      await writeThrough(next, id);
    } catch (error) {
      throw notMarked(records, error);
    }
    const note: Note = { mark: { ...(await traitsOf(next)), id }, records: await traitsOf(records), host: await readHost() };
    await write(JSON.stringify(note));
    try {
      await rename(next, `${records}${PLACE_ENDING}`);
      await syncFolder(records);
    } catch (error) {
      throw notMarked(records, error);
    }
  };

  return {
    async isElsewhere(noted) {
      const records = await realpath(file);
      // Where the program was killed in between, the next mark may be the one on record.
      const marks = await Promise.all([PLACE_ENDING, NEXT_PLACE_ENDING].map((ending) => markAt(`${records}${ending}`)));
      const there = marks.filter((one) => one !== null);
      const note = readNote(noted);
      if (note === null) return there.length > 0 && noted === null;
      if (!isSameHost(note.host, await readHost())) return true;
      // Moved without its mark, it is still the same file.
      if (there.length === 0) return !isSameFile(note.records, await traitsOf(records));
      return !there.some((one) => one.id === note.mark.id && isSameFile(one, note.mark));
    },
    mark(write) {
      const done = turn.then(() => mark(write));
      turn = done.catch(() => undefined);
      return done;
    },
  };
}

async function markAt(file: string): Promise<Note['mark'] | null> {
  try {
    return { id: await readFile(file, 'utf8'), ...(await traitsOf(file)) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function traitsOf(file: string): Promise<FileTraits> {
  const { birthtimeNs, ino } = await stat(file, { bigint: true });
  return { born: process.platform === 'linux' && birthtimeNs > 0n ? String(birthtimeNs) : '', inode: String(ino) };
}

/** Some file systems number their files anew each time that they are mounted, so that counts only where nothing better is known. */
function isSameFile(one: FileTraits, other: FileTraits): boolean {
  return one.born !== '' && other.born !== '' ? one.born === other.born : one.inode === other.inode;
}

/** Null where there is none, or none that this version can read. */
function readNote(noted: string | null): Note | null {
  if (noted === null) return null;
  try {
    return Note.parse(JSON.parse(noted));
  } catch {
    return null;
  }
}

async function writeThrough(file: string, content: string): Promise<void> {
  const handle = await open(file, 'wx', 0o644);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(file);
}

async function syncFolder(file: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function notMarked(file: string, error: unknown): AppError {
  const { code = 'unknown' } = error as NodeJS.ErrnoException;
  return new AppError('storeFailed', text('store.placeNotMarked', { file, code }), { cause: error });
}
