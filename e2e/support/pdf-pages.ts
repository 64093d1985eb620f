import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The text of each page of a PDF, as a reader that is not Chromium finds it. */
export async function pdfPages(file: string): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)('pdftotext', ['-layout', file, '-'], { maxBuffer: 64 * 1024 * 1024 });
  // A page ends with a form feed.
  return stdout.split('\f').slice(0, -1);
}
