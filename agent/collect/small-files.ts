import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { basename } from 'node:path';

/**
 * Reads the small files of sysfs and procfs. What cannot be read is null: a file that this kernel or driver does not
 * have, a value that the driver refuses (`carrier` of an interface that is down), an interface that just went away.
 */

/** The text without white space and NUL around it. */
export async function readText(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).replaceAll('\0', ' ').trim();
  } catch {
    return null;
  }
}

/** A whole number of at least 0. */
export async function readCount(path: string): Promise<number | null> {
  const text = await readText(path);
  return text !== null && /^\d{1,15}$/u.test(text) ? Number(text) : null;
}

/** The last part of where a link points to. */
export async function readLinkName(path: string): Promise<string | null> {
  try {
    return basename(await readlink(path));
  } catch {
    return null;
  }
}

export async function readRealPath(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch {
    return null;
  }
}

/** The names in a folder, sorted; none where there is no such folder. */
export async function readNames(path: string): Promise<readonly string[]> {
  try {
    return (await readdir(path)).toSorted();
  } catch {
    return [];
  }
}
