import type { Handover } from '../../../protocol/handover';
import type { StatisticsQuestion, StatisticsView, UnitAttempt } from '../../../protocol/history';
import type { HandoverReport, OperationReport, PeriodReport, ReportHead, UnitReport } from '../../../protocol/report';
import { OperationId } from '../../../protocol/ids';
import { text } from '../../../protocol/texts/text';
import { english } from '../../../messages/english';
import { AppError } from '../../domain/errors';
import type { Store } from '../../domain/ports/store';
import { handoverTable } from '../../domain/reports/handover-table';
import { operationReport } from '../../domain/reports/operation-report';
import { type SeenReport, unitReport } from '../../domain/reports/unit-report';
import { unitTable } from '../../domain/reports/unit-table';
import { BYTE_ORDER_MARK, csvText, markedTable, type CsvSeparator } from '../../domain/records/csv';
import { storedText } from '../../domain/records/stored-text';
import { resultTable } from '../../domain/scan/result-table';
import { groupTable } from '../../domain/statistics/tables';
import { auditLine } from '../records/audit-words';
import { isPractice } from '../records/practice-records';
import { readScan } from '../records/read-scan';
import { readReportBytes } from '../scan/load-session';

export interface ReportServiceDeps {
  readonly store: Store;
  readonly statistics: {
    unit(sn: string): Promise<readonly UnitAttempt[]>;
    read(question: StatisticsQuestion): Promise<StatisticsView>;
  };
  readonly handover: () => Promise<Handover>;
  readonly now: () => number;
  readonly appVersion: string;
  readonly station: () => string;
  /** Who acts now. */
  readonly person: () => string;
  /** Whether this program runs the scan; one that is not closed and does not run was interrupted. */
  readonly isRunning: (operationId: string) => boolean;
}

/** What is on record of an operation, a device or a time, for a printed page. */
export class ReportService {
  readonly #deps: ReportServiceDeps;

  constructor(deps: ReportServiceDeps) {
    this.#deps = deps;
  }

  now(): number {
    return this.#deps.now();
  }

  /** Rejects with `notFound` for an operation that is not on record. */
  async operation(operationId: string): Promise<OperationReport> {
    const { session, events, deliveries, entries } = await this.#scan(operationId);
    const last = entries.at(-1);
    const { closedAt } = session;
    const parts = {
      diedAt: closedAt !== null || this.#deps.isRunning(operationId) ? null : (last?.at ?? session.startedAt),
      session,
      events,
      deliveries,
      decisions: events.flatMap((event) => auditLine(event) ?? []),
      lastEntry: last === undefined ? null : { seq: last.seq, hash: last.hash },
      station: await this.#stationOf(session.operationId),
    };
    return operationReport(parts, await this.#head());
  }

  /** Rejects with `notFound` for a serial number of which no attempt is on record. */
  async unit(sn: string): Promise<UnitReport> {
    const attempts = await this.#attempts(sn);
    const reports: SeenReport[] = [];
    let altered = 0;
    for (const operationId of new Set(attempts.map((attempt) => attempt.operationId)))
      for (const filed of await this.#deps.store.reportsOfUnit(operationId, sn)) {
        const report = filed.report === null ? null : readReportBytes(filed.report.bytes);
        if (filed.altered) altered += 1;
        else if (filed.report !== null && report !== null && storedText(report.sn) === storedText(sn))
          reports.push({ at: filed.report.at, report });
      }
    return unitReport({ sn, attempts, reports, altered }, await this.#head());
  }

  async period(question: StatisticsQuestion): Promise<PeriodReport> {
    const view = await this.#deps.statistics.read(question);
    return { kind: 'period', head: await this.#head(), ...question, view };
  }

  async handover(): Promise<HandoverReport> {
    return { kind: 'handover', head: await this.#head(), handover: await this.#deps.handover() };
  }

  /** What a report of these is as a table, for a spreadsheet: its words are those of the records, in English. */
  async operationCsv(operationId: string, separator: CsvSeparator): Promise<string> {
    const { session } = await this.#scan(operationId);
    return this.#csv(resultTable(session, english), separator);
  }

  async unitCsv(sn: string, separator: CsvSeparator): Promise<string> {
    return this.#csv(unitTable(sn, await this.#attempts(sn)), separator);
  }

  async periodCsv(question: StatisticsQuestion, separator: CsvSeparator): Promise<string> {
    return this.#csv(groupTable(await this.#deps.statistics.read(question), question.by), separator);
  }

  async handoverCsv(separator: CsvSeparator): Promise<string> {
    return this.#csv(handoverTable(await this.#deps.handover(), english), separator);
  }

  async #csv(table: readonly (readonly string[])[], separator: CsvSeparator): Promise<string> {
    const practice = await isPractice(this.#deps.store);
    return `${BYTE_ORDER_MARK}${csvText(practice ? markedTable(table) : table, separator)}`;
  }

  async #scan(operationId: string) {
    const known = OperationId.safeParse(operationId);
    const scan = known.success ? await readScan(this.#deps.store, known.data) : null;
    if (scan === null || scan.session === null)
      throw new AppError('notFound', text('records.nothingOf', { operation: operationId }));
    return { ...scan, session: scan.session };
  }

  async #attempts(sn: string): Promise<readonly UnitAttempt[]> {
    const attempts = await this.#deps.statistics.unit(sn);
    if (attempts.length === 0) throw new AppError('notFound', text('records.noAttempts', { serial: sn }));
    return attempts;
  }

  async #stationOf(operationId: string): Promise<string | null> {
    const question = { text: operationId, reason: null, from: null, to: null, before: null, limit: 50 };
    const { operations } = await this.#deps.store.searchHistory(question);
    return operations.find((line) => line.operationId === operationId)?.station ?? null;
  }

  async #head(): Promise<ReportHead> {
    const { store, now, appVersion, station, person } = this.#deps;
    return {
      madeAt: now(),
      madeBy: person(),
      appVersion,
      station: station(),
      consoleId: await store.readSetting('consoleId'),
      simulated: await isPractice(store),
      chainHead: await store.chainHead(),
    };
  }
}
