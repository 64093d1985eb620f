import { text, type Text } from '../../../protocol/texts/text';
import { visibleText } from '../../../protocol/visible-text';

const MAX_PATH = 300;

/** The end of a sentence that begins with what the file should be: its path as it was given, why it cannot be read, and what to do. */
export function unreadableFile(file: string, error: unknown): Text {
  const path = visibleText(file, MAX_PATH);
  const { code = 'unknown' } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return text('file.notThere', { path });
    case 'EISDIR':
      return text('file.isFolder', { path });
    case 'EACCES':
    case 'EPERM':
      return text('file.noRights', { path });
    default:
      return text('file.cannotBeRead', { path, code: visibleText(code, 20) });
  }
}
