import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { dialog, type BrowserWindow } from 'electron';
import { writeTextFile } from '../app/write-text-file';
import type { FileDialogs } from '../app/ports';
import { AppError } from '../domain/errors';

const MOST_BYTES = 2 * 1024 * 1024;

/** The system's dialogs to open and save text files. */
export function systemFileDialogs(owner: () => BrowserWindow | null): FileDialogs {
  return {
    openText: async (title) => {
      const options = {
        title,
        properties: ['openFile' as const],
        filters: [
          { name: 'Roster (text or CSV)', extensions: ['txt', 'csv'] },
          { name: 'All files', extensions: ['*'] },
        ],
      };
      const window = owner();
      const { filePaths } = await (window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options));
      const [file] = filePaths;
      return file === undefined ? null : { fileName: path.basename(file), text: await readText(file) };
    },
    saveText: async (title, suggestedName, text) => {
      const options = { title, defaultPath: suggestedName, filters: [{ name: 'JSON', extensions: ['json'] }] };
      const window = owner();
      const { filePath } = await (window === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options));
      if (filePath === '') return null;
      await writeTextFile(filePath, text);
      return filePath;
    },
  };
}

async function readText(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > MOST_BYTES)
      throw new AppError(
        'fileFailed',
        `${path.basename(file)} has ${Math.ceil(size / 1024)} KiB; a roster may have at most ${MOST_BYTES / 1024}.`,
      );
    const handle = await open(file, constants.O_RDONLY);
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (error instanceof TypeError)
      throw new AppError('fileFailed', `${path.basename(file)} is not a UTF-8 text file. Save it as UTF-8 text or CSV.`, {
        cause: error,
      });
    throw new AppError('fileFailed', `${path.basename(file)} cannot be read. Check the rights, or copy it to another place.`, {
      cause: error,
    });
  }
}
