/** What a program did to files, as `strace -f -y -xx` writes it down. */
export type SystemCall =
  | { readonly kind: 'opened'; readonly path: string; readonly creates: boolean; readonly empties: boolean }
  | { readonly kind: 'written'; readonly path: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'resized'; readonly path: string; readonly size: number }
  | { readonly kind: 'synced'; readonly path: string; readonly by: 'fsync' | 'fdatasync'; readonly failed: boolean }
  | { readonly kind: 'removed'; readonly path: string }
  /** A line on standard output. */
  | { readonly kind: 'said'; readonly text: string };

/** The calls that change what is on a disk, and the one that tells somebody of it. */
export const TRACED_CALLS = ['openat', 'pwrite64', 'write', 'ftruncate', 'fsync', 'fdatasync', 'unlink', 'unlinkat'] as const;

/** Calls that change files, but that the store does not use: were one of them seen, the images would be wrong. */
export const UNEXPECTED_CALLS = [
  'pwritev',
  'pwritev2',
  'writev',
  'rename',
  'renameat',
  'renameat2',
  'fallocate',
  'link',
] as const;

const LINE = /^(\d+)\s+(?:<\.\.\. \w+ resumed>)?(.*)$/s;
const CALL = /^(\w+)\((.*)\)\s+= (-?\d+)(?:<[^>]*>)?(?: (E[A-Z]+)\b.*)?$/s;
const ON_FILE = /^\d+<([^>]*)>(?:, )?(.*)$/s;
const UNFINISHED = ' <unfinished ...>';
const STANDARD_OUTPUT = /^1</;

/**
 * @param trace lines of the calls of `TRACED_CALLS` and `UNEXPECTED_CALLS`, strings whole and in hexadecimal digits
 * @param folder only files in it matter
 * @throws Error when a file of the folder was changed by one of `UNEXPECTED_CALLS`
 */
export async function readSystemCalls(
  trace: AsyncIterable<string> | Iterable<string>,
  folder: string,
): Promise<readonly SystemCall[]> {
  const begun = new Map<string, string>();
  const here = hexOf(folder);
  const calls: SystemCall[] = [];
  for await (const line of trace) {
    const [, thread = '', rest = ''] = LINE.exec(line) ?? [];
    if (rest.endsWith(UNFINISHED)) {
      begun.set(thread, rest.slice(0, -UNFINISHED.length));
      continue;
    }
    const whole = line.includes(' resumed>') ? `${begun.get(thread) ?? ''}${rest}` : rest;
    const [, name = '', words = '', result = '', error = ''] = CALL.exec(whole) ?? [];
    if (isUnexpected(name) && error === '' && words.includes(here))
      throw new Error(`The store changed a file by ${name}, which these images do not know.`);
    const call = name === '' ? null : understood(name, words, Number(result), error);
    if (call !== null && (call.kind === 'said' || call.path === folder || call.path.startsWith(`${folder}/`))) calls.push(call);
  }
  return calls;
}

function isUnexpected(name: string): boolean {
  return (UNEXPECTED_CALLS as readonly string[]).includes(name);
}

function understood(name: string, words: string, result: number, error: string): SystemCall | null {
  if (name === 'fsync' || name === 'fdatasync')
    return { kind: 'synced', path: fileOf(words).path, by: name, failed: error !== '' };
  if (error !== '') return null;
  const { path, rest } = fileOf(words);
  const values = rest.split(', ');
  switch (name) {
    case 'pwrite64':
      return { kind: 'written', path, at: Number(values[2]), bytes: bytesOf(values[0] ?? '').subarray(0, result) };
    case 'write':
      return STANDARD_OUTPUT.test(words) ? { kind: 'said', text: bytesOf(values[0] ?? '').toString() } : null;
    case 'ftruncate':
      return { kind: 'resized', path, size: Number(values[0]) };
    case 'openat': {
      const flags = values[1] ?? '';
      return {
        kind: 'opened',
        path: textOf(values[0] ?? ''),
        creates: flags.includes('O_CREAT'),
        empties: flags.includes('O_TRUNC'),
      };
    }
    case 'unlink':
      return { kind: 'removed', path: textOf(words) };
    case 'unlinkat':
      return { kind: 'removed', path: textOf(values[0] ?? '') };
    default:
      return null;
  }
}

function fileOf(words: string): { readonly path: string; readonly rest: string } {
  const [, path = '', rest = ''] = ON_FILE.exec(words) ?? /^AT_FDCWD(?:<([^>]*)>)?(?:, )?(.*)$/s.exec(words) ?? [];
  return { path: textOf(path), rest };
}

function textOf(words: string): string {
  return bytesOf(words).toString();
}

/** @param words `"\x41\x42"`, with or without its quotation marks */
function bytesOf(words: string): Buffer {
  return Buffer.from(words.replaceAll(/["\\x]/g, ''), 'hex');
}

function hexOf(text: string): string {
  return Array.from(Buffer.from(text), (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
