import type { Kysely, Selectable } from 'kysely';
import type { OperationId } from '../../../protocol/ids';
import type { FiledReport, ReceivedReport, StoredReport } from '../../domain/ports/journal';
import { storedText } from '../../domain/records/stored-text';
import { isReportAsFiled } from './altered-report';
import { chainLinkOf, isWhole } from './event-chain';
import { wholeEntry } from './packed-entry';
import type { Packs } from './packs';
import type { Tables } from './tables';

type ReportRow = Selectable<Tables['report']>;

/** What is read of raw reports. */
export function createReportQueries(kysely: Kysely<Tables>, packs: Packs) {
  const reports = kysely.selectFrom('report').selectAll('report');
  const entries = kysely.selectFrom('event').selectAll('event').where('kind', '=', 'reportReceived').orderBy('seq');

  const reportsOf = async (rows: readonly Selectable<Tables['event']>[]): Promise<ReadonlyMap<string, ReportRow>> => {
    const ids = rows.flatMap(({ report_id }) => report_id ?? []);
    if (ids.length === 0) return new Map();
    return new Map((await reports.where('id', 'in', ids).execute()).map((row) => [row.id, row]));
  };
  /** Of an entry with the report that it names, whether both are as they were filed. */
  const filedOf = (row: Selectable<Tables['event']>, report: ReportRow | undefined): FiledReport => {
    const link = chainLinkOf(wholeEntry(packs, row));
    const stored = report === undefined ? null : reportOf(report, packs);
    const isAsFiled = stored !== null && isWhole(link) && isReportAsFiled(link, stored.bytes) === 'asFiled';
    return { report: stored, altered: !isAsFiled };
  };

  return {
    async loadReports(operationId: string): Promise<readonly StoredReport[]> {
      const rows = await reports
        .where(
          'id',
          'in',
          kysely
            .selectFrom('event')
            .select('report_id')
            .where('operation_id', '=', storedText(operationId))
            .where('report_id', 'is not', null),
        )
        .orderBy('at')
        .orderBy('id')
        .execute();
      return rows.map((row) => reportOf(row, packs));
    },

    async reportsOfUnit(operationId: string, sn: string): Promise<readonly FiledReport[]> {
      const own = kysely.selectFrom('report').select('id').where('sn', '=', storedText(sn));
      const rows = await entries.where('operation_id', '=', storedText(operationId)).where('report_id', 'in', own).execute();
      const byId = await reportsOf(rows);
      return rows.map((row) => filedOf(row, byId.get(row.report_id ?? '')));
    },

    async loadReport(id: string): Promise<StoredReport | null> {
      const row = await reports.where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : reportOf(row, packs);
    },

    async loadReceivedAfter(seq: number, limit: number): Promise<readonly ReceivedReport[]> {
      const rows = await entries.where('seq', '>', seq).limit(limit).execute();
      const byId = await reportsOf(rows);
      return rows.map((row) => ({
        seq: row.seq,
        operationId: row.operation_id as OperationId,
        ...filedOf(row, byId.get(row.report_id ?? '')),
      }));
    },

    async findNonce(nonce: string) {
      const row = await kysely
        .selectFrom('report')
        .select(['operation_id', 'at'])
        .where('nonce', '=', storedText(nonce))
        .orderBy('at')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : { operationId: row.operation_id, at: row.at };
    },
  };
}

function reportOf(row: ReportRow, packs: Packs): StoredReport {
  return {
    id: row.id,
    operationId: row.operation_id,
    sn: row.sn,
    at: row.at,
    bytes: packs.bytes(row.bytes),
    properties: propertiesOf(packs.text(row.properties)),
    ...(row.nonce === null ? {} : { nonce: row.nonce }),
  };
}

function propertiesOf(json: string): Readonly<Record<string, unknown>> {
  return JSON.parse(json) as Readonly<Record<string, unknown>>;
}
