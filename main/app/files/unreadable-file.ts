import { visibleText } from '../../../protocol/visible-text';

const MAX_PATH = 300;

/** The end of a sentence that begins with what the file should be: its path as it was given, why it cannot be read, and what to do. */
export function unreadableFile(file: string, error: unknown): string {
  const path = visibleText(file, MAX_PATH);
  const { code = 'unknown' } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `${path} is not there. Check the path.`;
    case 'EISDIR':
      return `${path} is a folder. Name a file in it.`;
    case 'EACCES':
    case 'EPERM':
      return `${path} may not be read by this user. Change its rights.`;
    default:
      return `${path} cannot be read (${visibleText(code, 20)}). Check the file and the disk.`;
  }
}
