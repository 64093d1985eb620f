import type { OperationId } from '../../../protocol/ids';
import type { Language } from '../../../protocol/languages';
import type { Report } from '../../../protocol/report';
import { text } from '../../../protocol/texts/text';
import { AppError } from '../../domain/errors';
import type { CsvSeparator } from '../../domain/records/csv';
import type { CommandRows, CommandsOf } from '../command-row';
import type { FileExchange } from '../files/file-exchange';
import type { FileContent, ReportPrinter } from '../ports';
import { reportFileName, type ReportSubject, subjectText } from './report-page';
import type { ReportService } from './report-service';

export interface ReportCommandServices {
  readonly reports: ReportService;
  readonly files: Pick<FileExchange, 'save'>;
  /** Null where nothing can be printed: a terminal has no page. */
  readonly printer: ReportPrinter | null;
  /** As the numbers of whoever sits here have it. */
  readonly csvSeparator: CsvSeparator;
  /** The open operation, for whoever has it before them. Throws `notAllowedNow` when another one is. */
  readonly requireOpen: (shown: OperationId) => unknown;
}

interface Wanted {
  readonly format: 'pdf' | 'csv';
  readonly language: Language;
}

export const REPORT_COMMANDS: CommandRows<CommandsOf<'report'>, ReportCommandServices> = {
  'report.operation': {
    of: 'openOperation',
    role: 'operator',
    weight: 'printing',
    handle: async (services, { operation, ...wanted }) => {
      services.requireOpen(operation);
      return saved(
        services,
        wanted,
        { kind: 'operation', operationId: operation },
        {
          report: () => services.reports.operation(operation),
          csv: (separator) => services.reports.operationCsv(operation, separator),
        },
      );
    },
  },
  'report.unit': {
    role: 'operator',
    weight: 'printing',
    handle: async (services, { sn, ...wanted }) =>
      saved(
        services,
        wanted,
        { kind: 'unit', sn },
        {
          report: () => services.reports.unit(sn),
          csv: (separator) => services.reports.unitCsv(sn, separator),
        },
      ),
  },
  'report.period': {
    role: 'supervisor',
    weight: 'printing',
    handle: async (services, { from, to, by, ...wanted }) =>
      saved(
        services,
        wanted,
        { kind: 'period', from, to: to ?? services.reports.now() },
        {
          report: () => services.reports.period({ from, to, by }),
          csv: (separator) => services.reports.periodCsv({ from, to, by }, separator),
        },
      ),
  },
  'report.handover': {
    role: 'operator',
    weight: 'printing',
    handle: async (services, wanted) => {
      const report = await services.reports.handover();
      return saved(
        services,
        wanted,
        { kind: 'handover', since: report.handover.since },
        { report: async () => report, csv: (separator) => services.reports.handoverCsv(separator) },
      );
    },
  },
};

interface Made {
  readonly report: () => Promise<Report>;
  readonly csv: (separator: CsvSeparator) => Promise<string>;
}

async function saved(
  { files, printer, csvSeparator }: ReportCommandServices,
  { format, language }: Wanted,
  subject: ReportSubject,
  made: Made,
): Promise<{ path: string | null }> {
  const content = async (): Promise<FileContent> => {
    if (format === 'csv') return made.csv(csvSeparator);
    if (printer === null) throw new AppError('notAllowedNow', text('report.noPages'));
    return printer.pdf(await made.report(), language);
  };
  const path = await files.save({
    title: format === 'pdf' ? 'Save the report' : 'Save the table',
    make: async () => ({ fileName: reportFileName(subject, format), text: await content() }),
    action: 'reportExported',
    what: () => [text('audit.as', { what: subjectText(subject), format })],
  });
  return { path };
}
