import { text, type Text } from '../../protocol/texts/text';
import { readFile, stat } from 'node:fs/promises';
import { visibleText } from '../../protocol/visible-text';
import { readJsonText } from '../../protocol/wire/body';
import { decodedUnicode } from '../app/files/text-encoding';
import { AppError } from '../domain/errors';

/** A picture of 16 MiB is 22 MiB in base64. */
const MAX_MIB = 64;

/** What a file asks of the registry, in order; or why it cannot be read as that. */
export type FileContent =
  | { readonly kind: 'one'; readonly body: unknown }
  | { readonly kind: 'many'; readonly bodies: readonly unknown[] }
  | { readonly kind: 'unreadable'; readonly status: 400 | 413; readonly reason: Text };

/** Looks whether all files can be opened, before anything is done with one. @throws AppError `fileFailed` */
export async function requireFiles(files: readonly string[]): Promise<void> {
  for (const file of files) {
    const found = await stat(file).catch(() => null);
    if (found === null) throw new AppError('fileFailed', text('terminal.noFile', { file: shown(file) }));
    if (!found.isFile()) throw new AppError('fileFailed', text('terminal.isNoFile', { file: shown(file) }));
  }
}

/** Reads JSON: one Snapshot or event, a list of them, or one on each line. @throws AppError `fileFailed` */
export async function readSubmissions(file: string): Promise<FileContent> {
  const { size } = await stat(file);
  if (size > MAX_MIB * 1024 * 1024)
    return {
      kind: 'unreadable',
      status: 413,
      reason: text('terminal.fileTooLarge', { file: shown(file), mib: String(MAX_MIB) }),
    };
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new AppError('fileFailed', text('terminal.fileUnreadable', { file: shown(file) }), { cause: error });
  });
  const content = decodedUnicode(bytes);
  if (content === null) return refused(text('terminal.noText', { file: shown(file) }));
  const whole = readJsonText(content, { what: text('subject.named', { name: shown(file) }), isSeen: true });
  if (whole.ok) return Array.isArray(whole.value) ? { kind: 'many', bodies: whole.value } : { kind: 'one', body: whole.value };
  const lines = content.split(/\r?\n/);
  if (whole.error.code !== 'notJson' || lines.filter((line) => line.trim() !== '').length < 2) return refused(whole.error.reason);
  return readLines(lines, whole.error.reason, file);
}

function readLines(lines: readonly string[], notWhole: Text, file: string): FileContent {
  const bodies: unknown[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const what = text('subject.lineOf', { line: String(index + 1), file: shown(file) });
    const json = readJsonText(line, { what, isSeen: true, isOneLine: true });
    // A text whose first line is no JSON was never meant as lines of it.
    if (!json.ok) return refused(bodies.length === 0 ? notWhole : json.error.reason);
    bodies.push(json.value);
  }
  return { kind: 'many', bodies };
}

function refused(reason: Text): FileContent {
  return { kind: 'unreadable', status: 400, reason };
}

function shown(file: string): string {
  return visibleText(file);
}
