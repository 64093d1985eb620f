import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { app } from 'electron';
import { LANGUAGES, type Language } from '../../protocol/languages';
import type { Report } from '../../protocol/report';
import { APP_VERSION } from '../version';
import { writeTextFile } from '../app/files/write-text-file';
import { createReportPrinter } from './report-printer';

/** What `burnin` has printed: a file that it wrote, and where the PDF goes. */
export interface PrintOrder {
  readonly from: string;
  readonly to: string;
}

/** Prints one report without a window, records or connections, and ends. The exit code says whether there is a PDF. */
export function printAlone(outDir: string, { from, to }: PrintOrder): void {
  // Of its own: the console that is open keeps its own.
  const folder = mkdtempSync(path.join(os.tmpdir(), 'burnin-print-'));
  app.setPath('userData', folder);
  const end = (code: number): void => {
    rmSync(folder, { recursive: true, force: true });
    app.exit(code);
  };
  // The page that was printed closes before its PDF is written.
  app.on('window-all-closed', () => undefined);
  void print(outDir, { from, to }).then(end, (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return end(1);
  });
}

async function print(outDir: string, { from, to }: PrintOrder): Promise<number> {
  await app.whenReady();
  const { report, language } = readOrder(JSON.parse(await readFile(from, 'utf8')) as Order);
  await writeTextFile(to, await createReportPrinter(outDir).pdf(report, language));
  return 0;
}

interface Order {
  readonly appVersion: string;
  readonly language: Language;
  readonly report: Report;
}

/** It is this version's own: another one may print other things. */
function readOrder(order: Order): Order {
  if (order.appVersion !== APP_VERSION)
    throw new Error(`This is version ${APP_VERSION}; the report was made by version ${order.appVersion}.`);
  if (!LANGUAGES.includes(order.language)) throw new Error('This version does not speak that language.');
  return order;
}
