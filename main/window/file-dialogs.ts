import path from 'node:path';
import { dialog, type BrowserWindow } from 'electron';
import { requireNotTaken, type TakenFile } from '../app/files/taken-files';
import { writeTextFile } from '../app/files/write-text-file';
import type { FileDialogs } from '../app/ports';

const KINDS = {
  roster: { name: 'Roster (text or CSV)', extensions: ['txt', 'csv', 'tsv'] },
  settings: { name: 'Settings', extensions: ['json'] },
  evidence: { name: 'Evidence bundle', extensions: ['json'] },
};

/** The system's dialogs to open and save text files. @param taken what is never written over, whatever somebody chooses */
export function systemFileDialogs(owner: () => BrowserWindow | null, taken: () => readonly TakenFile[]): FileDialogs {
  return {
    chooseFile: async (title, kind) => {
      const options = {
        title,
        properties: ['openFile' as const],
        filters: [KINDS[kind], { name: 'All files', extensions: ['*'] }],
      };
      const window = owner();
      const { filePaths } = await (window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options));
      return filePaths[0] ?? null;
    },
    saveText: async (title, suggestedName, text, keepSame) => {
      const options = { title, defaultPath: suggestedName, filters: [filterOf(suggestedName)] };
      const window = owner();
      const { filePath } = await (window === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options));
      if (filePath === '') return null;
      await requireNotTaken(filePath, taken());
      keepSame();
      await writeTextFile(filePath, text);
      return filePath;
    },
  };
}

/** A kind of file is known by its ending. */
function filterOf(name: string): { readonly name: string; readonly extensions: string[] } {
  const ending = path.extname(name).slice(1);
  return { name: ending.toUpperCase(), extensions: [ending] };
}
