import path from 'node:path';
import { englishInJson } from '../../messages/english';
import { text, type Text } from '../../protocol/texts/text';
import { reportBody } from '../adapters/report-pages/report-pages';
import { keptFiles, requireNotTaken } from '../app/files/taken-files';
import { checkWritable, writeTextFile } from '../app/files/write-text-file';
import type { FileContent } from '../app/ports';
import { reportFile, subjectText } from '../app/reports/report-page';
import { ReportService } from '../app/reports/report-service';
import { readStoredSettings } from '../app/settings/stored-settings';
import type { Report } from '../../protocol/report';
import { APP_VERSION } from '../version';
import { handoverOf } from './handover-of';
import { filesOfStoredSettings } from './files-of-settings';
import { personAtTerminal } from './person';
import { printByConsole } from './print-by-console';
import type { ReportArguments } from './report-arguments';
import { withHistory } from './with-history';

/** `burnin report`: an operation, a device or a time as a page to print, or as a table. On record before it is written. @param folder where the built pages lie */
export async function reportCommand(args: ReportArguments, say: (line: string) => void, folder?: string): Promise<void> {
  const { db, out, format, of } = args;
  const file = path.resolve(out);
  await checkWritable(file, keptFiles(db));
  await withHistory(db, say, async (statistics, _mark, store) => {
    await requireNotTaken(file, await filesOfStoredSettings(store));
    const { settings } = readStoredSettings(await store.readSetting('settings'));
    const person = personAtTerminal();
    const reports = new ReportService({
      store,
      statistics,
      handover: () => handoverOf(store, statistics),
      now: () => Date.now(),
      appVersion: APP_VERSION,
      station: () => settings.station.name,
      person: () => person,
      // Records are open in one program at a time.
      isRunning: () => false,
    });
    const content = await contentOf(reports, args, folder);
    const put = (after: Text): Promise<void> =>
      store.commit({
        audit: [
          {
            at: Date.now(),
            entry: { kind: 'audited', person, action: 'reportExported', subject: out, before: null, after: [after] },
          },
        ],
      });
    const what = text('audit.as', { what: nameOf(of), format });
    await put(what);
    try {
      await writeTextFile(file, content);
    } catch (error) {
      await put(text('audit.notWritten', { what }));
      throw error;
    }
    say(`Report of ${englishInJson(nameOf(of))} written to ${out}`);
  });
}

function nameOf(of: ReportArguments['of']): Text {
  if (of.kind === 'period') return text('audit.thePeriod');
  if (of.kind === 'handover') return text('audit.theHandover');
  return subjectText(of.kind === 'operation' ? { kind: 'operation', operationId: of.operation } : of);
}

async function contentOf(
  reports: ReportService,
  { of, format, language }: ReportArguments,
  folder?: string,
): Promise<FileContent> {
  if (format === 'csv') {
    if (of.kind === 'handover') return reports.handoverCsv(',');
    if (of.kind === 'operation') return reports.operationCsv(of.operation, ',');
    return of.kind === 'unit' ? reports.unitCsv(of.sn, ',') : reports.periodCsv(questionOf(of), ',');
  }
  const report = await reportOf(reports, of);
  if (format === 'pdf') return printByConsole(report, language);
  const { body, styles } = await reportBody(report, language, 0, folder);
  return reportFile({ report, language, body }, styles);
}

function reportOf(reports: ReportService, of: ReportArguments['of']): Promise<Report> {
  if (of.kind === 'handover') return reports.handover();
  if (of.kind === 'operation') return reports.operation(of.operation);
  return of.kind === 'unit' ? reports.unit(of.sn) : reports.period(questionOf(of));
}

function questionOf({ from, to, by }: Extract<ReportArguments['of'], { kind: 'period' }>) {
  return { from, to, by };
}
