import { english } from '../../messages/english';
import { counted } from '../../protocol/counted';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { err, ok, type Result } from '../../protocol/result';
import { readAs } from '../../protocol/read-as';
import { readJsonText } from '../../protocol/wire/body';
import { firstFault } from '../../protocol/wire/issue-text';
import { text } from '../../protocol/texts/text';
import { BurnInResult } from '../../protocol/wire/inventory';
import { describeError } from '../log';

/** What stands in the file of a burn-in program. */
export interface BurnInFile {
  /** In the file's order. */
  readonly results: readonly BurnInResult[];
  /** What is wrong with the file or with entries of it, as one sentence without the file's name; null when nothing is. */
  readonly fault: string | null;
}

const MAX_BYTES = 1024 * 1024;
/** A report has a bound of its own, and one result is a few numbers. */
const MAX_ENTRY_BYTES = 64 * 1024;

/** Reads a JSON array, or one JSON object per line. A file that is not there has no results and no fault. */
export async function readBurnInFile(file: string): Promise<BurnInFile> {
  const text = await readBoundedText(file);
  if (!text.ok) return { results: [], fault: text.error };
  if (text.value.trim() === '') return { results: [], fault: null };
  const entries = entriesOf(text.value);
  if (!entries.ok) return { results: [], fault: entries.error };
  const results: BurnInResult[] = [];
  const faults: string[] = [];
  for (const [index, entry] of entries.value.entries()) {
    const read = readEntry(entry);
    if (read.ok) results.push(read.value);
    else faults.push(`the first is number ${index + 1} (${read.error.replace(/\.$/u, '')})`);
  }
  const fault =
    faults[0] === undefined
      ? null
      : `passed over ${faults.length} of ${counted(entries.value.length, 'entry', 'entries')}; ${faults[0]}`;
  return { results, fault };
}

async function readBoundedText(file: string): Promise<Result<string, string>> {
  let bytes: Buffer;
  try {
    // Without waiting: a pipe under this name must not hold up the report.
    const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      bytes = await readBounded(handle);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ok('');
    return err(`it cannot be read: ${describeError(error)}`);
  }
  if (bytes.length > MAX_BYTES) return err('it has more than 1 MiB and is not read; the burn-in program should begin a new one');
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return err('it is not UTF-8 text');
  }
}

/** @returns one byte more than the bound where the file is longer */
async function readBounded(handle: FileHandle): Promise<Buffer> {
  const stat = await handle.stat();
  if (!stat.isFile()) throw new Error('it is no regular file');
  const buffer = Buffer.alloc(Math.min(stat.size, MAX_BYTES) + 1);
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  // A file that grew in the meantime is read to where it ended before.
  return buffer.subarray(0, stat.size > MAX_BYTES ? filled : Math.min(filled, stat.size));
}

const SUBJECT = { what: text('subject.it'), isSeen: true };

/** Each entry, or why it is none. */
type Entry = Result<unknown, string>;

function entriesOf(text: string): Result<readonly Entry[], string> {
  const whole = readJsonText(text, SUBJECT);
  if (whole.ok)
    return ok((Array.isArray(whole.value) ? (whole.value as readonly unknown[]) : [whole.value]).map((value) => ok(value)));
  if (text.trimStart().startsWith('[')) return err(english(whole.error.reason).replace(/\.$/u, ''));
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return ok(
    lines.map((line) => {
      const value = readJsonText(line, SUBJECT);
      return value.ok ? value : err(english(value.error.reason));
    }),
  );
}

function readEntry(entry: Entry): Result<BurnInResult, string> {
  if (!entry.ok) return entry;
  const read = readAs(BurnInResult, entry.value);
  if (!read.success) return err(faultOf(firstFault(read.error)));
  const json = JSON.stringify(read.data);
  if (Buffer.byteLength(json) > MAX_ENTRY_BYTES) return err(`it has more than ${MAX_ENTRY_BYTES} bytes`);
  // As deep as it stands in a report, which the console would refuse as a whole.
  const inReport = readJsonText(`[[${json}]]`, SUBJECT);
  return inReport.ok ? ok(read.data) : err('it nests too deep');
}

function faultOf({ at, fault }: ReturnType<typeof firstFault>): string {
  return at === '' ? `it ${english(fault)}.` : english(text('fault.at', { at, fault }));
}
