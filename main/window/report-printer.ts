import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { BrowserWindow, session, type Session } from 'electron';
import type { Language } from '../../protocol/languages';
import type { Report } from '../../protocol/report';
import { text } from '../../protocol/texts/text';
import { reportBody } from '../adapters/report-pages/report-pages';
import type { ReportPrinter } from '../app/ports';
import { reportPage } from '../app/reports/report-page';
import { AppError } from '../domain/errors';
import { APP_ORIGIN, APP_SCHEME, resolveAppFile } from './app-files';
import { HARDENED_WEB_PREFERENCES } from './hardening';
import { withPage } from './page-at-work';

/** A page of a report may show itself in the program's own fonts, and do nothing. */
const POLICY =
  "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const REPORT_PATH = '/report.html';
const REPORT_PAGE = `${APP_ORIGIN}${REPORT_PATH}`;
/** A4, in whole pixels: then the pages of a long report do not shift against their numbers. */
const SHEET = { width: 794, height: 1122, side: 45, foot: 34 };
const SHEET_STYLES = `@page{size:${SHEET.width}px ${SHEET.height}px;margin:0 ${SHEET.side}px}
.sheets>thead>tr>td{padding-top:34px!important}.sheet-foot{height:${SHEET.foot + 34}px}`;
/** Two thousand devices are a hundred pages, laid out twice on a machine that may be busy. */
const MAX_MS = 300_000;
/** The numbers change no page, so the second is the last. */
const MAX_ROUNDS = 3;

/** Prints reports as PDF, one at a time, on a page of our own that nobody sees. @param outDir where `out/main` and `out/renderer` lie */
export function createReportPrinter(outDir: string): ReportPrinter {
  let served: Made = new Map();
  let own: Session | null = null;
  return {
    pdf: async (report, language) => {
      // A session stays as long as the program, so there is one.
      own ??= sessionOf(path.join(outDir, 'renderer'), (name) => served.get(name));
      // Of each report its own: one that was given up may still be making parts.
      const made: Made = new Map();
      served = made;
      const page = new BrowserWindow({
        show: false,
        webPreferences: { ...HARDENED_WEB_PREFERENCES, devTools: false, session: own, images: false },
      });
      try {
        return await withPage(page, MAX_MS, () => print(page, made, report, language));
      } catch (error) {
        if (error instanceof AppError) throw error;
        throw new AppError('notAllowedNow', text('report.notPrinted'), { cause: error });
      } finally {
        made.clear();
      }
    },
  };
}

/** Twice: how many pages there are is known once it was laid out. */
async function print(window: BrowserWindow, made: Made, report: Report, language: Language): Promise<Uint8Array> {
  let pdf: Uint8Array = new Uint8Array();
  for (let round = 1, pages = 0, laidOut = -1; pages !== laidOut && round <= MAX_ROUNDS; round += 1) {
    pages = Math.max(0, laidOut);
    await layOut(window, made, { report, language, pages });
    pdf = await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true, generateTaggedPDF: true });
    laidOut = pagesOf(pdf);
  }
  return pdf;
}

interface Served {
  readonly type: string;
  readonly body: string;
}

/** What a page is made of, by its path. */
type Made = Map<string, Served>;

interface Numbered {
  readonly report: Report;
  readonly language: Language;
  readonly pages: number;
}

let layouts = 0;

async function layOut(window: BrowserWindow, made: Made, { report, language, pages }: Numbered): Promise<void> {
  const { body, styles } = await reportBody(report, language, pages);
  // Under another name each time, or the ones of before would be taken.
  layouts += 1;
  const own = `/report-${layouts}.css`;
  const head = `<link rel="stylesheet" href="fonts.css"><link rel="stylesheet" href=".${own}">`;
  const numbers = Array.from(
    { length: pages },
    (_, index) => `.sheet-${index + 1}{top:${(index + 1) * SHEET.height - SHEET.foot - 16}px}`,
  );
  made.set(REPORT_PATH, { type: 'text/html', body: reportPage({ report, language, body, head }) });
  made.set(own, { type: 'text/css', body: [styles, SHEET_STYLES, ...numbers].join('\n') });
  await window.loadURL(REPORT_PAGE);
  // Of thousands of characters only those that stand there are fetched, and not before they are drawn.
  await window.webContents.executeJavaScriptInIsolatedWorld(1, [{ code: 'document.fonts.ready.then(() => true)' }]);
}

/** How many pages a PDF of Chromium has. */
function pagesOf(pdf: Uint8Array): number {
  return (
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type\s*\/Page\b/g)?.length ?? 0
  );
}

/** Of its own, so that the window's page cannot read reports, nor they the window. */
function sessionOf(renderer: string, find: (name: string) => Served | undefined): Session {
  const own = session.fromPartition('report', { cache: false });
  own.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  own.setPermissionCheckHandler(() => false);
  own.on('will-download', (event) => event.preventDefault());
  own.protocol.handle(APP_SCHEME, async ({ url }) => {
    const served = find(new URL(url).pathname);
    const headers = { 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff' };
    if (served !== undefined)
      return new Response(served.body, { headers: { ...headers, 'content-type': `${served.type}; charset=utf-8` } });
    const file = resolveAppFile(renderer, url);
    const type = { '.css': 'text/css', '.woff2': 'font/woff2' }[path.extname(file ?? '')];
    const bytes = file === null || type === undefined ? null : await readFile(file).catch(() => null);
    return bytes === null || type === undefined
      ? new Response(null, { status: 404, headers })
      : new Response(bytes, { headers: { ...headers, 'content-type': type } });
  });
  return own;
}
