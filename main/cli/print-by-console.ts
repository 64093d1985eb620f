import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Language } from '../../protocol/languages';
import type { Report } from '../../protocol/report';
import { text } from '../../protocol/texts/text';
import { visibleText } from '../../protocol/visible-text';
import { AppError } from '../domain/errors';
import { APP_VERSION } from '../version';

/** What the program of the console is called where it is installed. */
const INSTALLED = 'burnin-console';
const FOLDERS = ['/opt/burnin-console'];
const MAX_MS = 330_000;

/** A program that can print, and the words before its own. */
interface Printer {
  readonly program: string;
  readonly words: readonly string[];
}

/** Has the program of the console make a PDF: a terminal has no browser of its own. Rejects with `notAllowedNow` where there is none, or it fails. */
export async function printByConsole(report: Report, language: Language): Promise<Uint8Array> {
  const printer = findPrinter(process.env);
  if (printer === null) throw new AppError('notAllowedNow', text('report.noProgram'));
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-report-'));
  try {
    const [from, to] = [path.join(folder, 'report.json'), path.join(folder, 'report.pdf')];
    await writeFile(from, JSON.stringify({ appVersion: APP_VERSION, language, report }), { mode: 0o600 });
    const ended = await run(printer, [`--print-report=${from}`, `--print-to=${to}`]);
    const pdf = ended ? await readFile(to).catch(() => null) : null;
    if (pdf === null)
      throw new AppError('notAllowedNow', text('report.programFailed', { program: visibleText(printer.program) }));
    return pdf;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `BURNIN_CONSOLE` names it; in a checkout it is Electron with the program that was built; else it is what is installed. */
export function findPrinter(env: NodeJS.ProcessEnv): Printer | null {
  const named = env['BURNIN_CONSOLE'];
  if (named !== undefined && named !== '') return { program: named, words: [] };
  const electron = env['BURNIN_ELECTRON'];
  if (electron !== undefined && electron !== '') return { program: electron, words: [path.join(__dirname, '../..')] };
  const folders = [...(env['PATH'] ?? '').split(path.delimiter), ...FOLDERS].filter((folder) => folder !== '');
  const program = folders.map((folder) => path.join(folder, INSTALLED)).find(mayRun);
  return program === undefined ? null : { program, words: [] };
}

function mayRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns whether it ended well */
function run({ program, words }: Printer, own: readonly string[]): Promise<boolean> {
  // Chromium refuses its sandbox to root, and shows even what nobody sees on some display.
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...words, ...root, ...own];
  const isBlind = process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
  const [command, all] = isBlind ? ['xvfb-run', ['-a', program, ...args]] : [program, args];
  return new Promise((resolve) => {
    const child = spawn(command, all, { stdio: 'ignore', timeout: MAX_MS });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}
