import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Language } from '../../../protocol/languages';
import type { Report } from '../../../protocol/report';
import { text } from '../../../protocol/texts/text';
import { AppError } from '../../domain/errors';

/** What `renderer/print` is, built: the window's own parts, written as text instead of drawn. */
interface PrintProgram {
  readonly printedReport: (report: Report, language: Language, pages: number) => Promise<string>;
}

/** The page of a report, in parts. */
export interface ReportBody {
  readonly body: string;
  readonly styles: string;
}

/**
 * Puts a report into the words of a language, as the body of a page with its styles. Rejects with `notAllowedNow` where the built program is missing.
 *
 * @param pages how many of its pages get a number
 * @param folder where `print.cjs` and `print.css` lie: beside the running bundle
 */
export async function reportBody(report: Report, language: Language, pages: number, folder = __dirname): Promise<ReportBody> {
  const program = path.join(folder, 'print.cjs');
  if (!existsSync(program)) throw new AppError('notAllowedNow', text('report.noPages'));
  // Read when somebody prints: it is large, and few starts need it.
  const { printedReport } = createRequire(program)(program) as PrintProgram;
  const styles = await readFile(path.join(folder, 'print.css'), 'utf8');
  return { body: await printedReport(report, language, pages), styles };
}
