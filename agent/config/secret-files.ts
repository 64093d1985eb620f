import { stat } from 'node:fs/promises';

/** Read access for everyone on the machine. */
const OTHERS_READ = 0o004;

/**
 * Of files with a password or a key in them, those that everyone on the machine can read, one sentence each. A file that is not there, or
 * lies where there are no such rights, is none.
 */
export async function openToOthers(files: readonly string[]): Promise<readonly string[]> {
  if (process.platform === 'win32') return [];
  const modes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ mode }) => mode,
        () => 0,
      ),
    ),
  );
  return files.flatMap((file, index) =>
    ((modes[index] ?? 0) & OTHERS_READ) === 0
      ? []
      : [`The file ${file} holds a secret and can be read by everyone on this machine; take that away with chmod o-rwx.`],
  );
}
