import { type Kysely, sql } from 'kysely';
import type { OperationId } from '../../../protocol/ids';
import type { DeviceResult, DeviceVerdict } from '../../domain/ports/records';
import { isVerdict } from '../../domain/compare/verdict';
import type { SqliteDatabase } from './sqlite';
import { storedText } from '../../domain/records/stored-text';
import type { Tables } from './tables';

/**
 * The verdict on each serial number that was made last, whatever operation it was made in. Older records do not say when a verdict was
 * made: there the operation counts in which the device was asked last. A status that is no verdict stands for the one before it.
 */
export const LATEST_VERDICT_TABLE = `
  create table latest_verdict (
    sn text primary key,
    operation_id text not null,
    status text not null,
    attempt integer not null,
    seq integer not null
  ) strict, without rowid;
  insert into latest_verdict (sn, operation_id, status, attempt, seq)
    with started as materialized (
      select operation_id, coalesce((select min(seq) from event where event.operation_id = operation.operation_id), 0) as seq
        from operation where pruned_at is null
    ), rescanned as materialized (
      select event.operation_id, device.value as sn, max(event.seq) as seq
        from event, json_each(iif(json_valid(event.body), event.body, '{}'), '$.devices') as device
        where event.kind not in ('reportReceived', 'mesAnswered') and event.kind = 'rescanAsked'
        group by event.operation_id, device.value
    )
    select sn, operation_id, status, attempt, max(asked) from (
      select result.sn, result.operation_id, result.status, result.attempt, coalesce(rescanned.seq, started.seq) as asked
        from started cross join device_result as result on result.operation_id = started.operation_id
        left join rescanned on rescanned.operation_id = result.operation_id and rescanned.sn = result.sn
        where result.status in ('pass', 'fail', 'waived', 'conflict', 'notRegistered')
          -- It answered, and a later rescan found nothing out: only its events tell what the verdict was.
          or (result.status in ('noAnswer', 'couldNotCheck') and rescanned.seq is not null and exists (
            select 1 from event join report on report.id = event.report_id
              where event.operation_id = result.operation_id and report.sn = result.sn))
    ) group by sn;
`;

/**
 * Beside the verdict made last, the one that was made from the newest report that counted: an older report may be judged again later. When
 * each device answered in an operation is kept with it. Of verdicts of before nobody knows that: there the one made last stands for both.
 * `newest_verdict` has a row only where the two are not the same.
 */
export const NEWEST_REPORT_TABLES = `
  create table answered (
    sn text not null,
    operation_id text not null,
    seq integer not null,
    primary key (sn, operation_id)
  ) strict, without rowid;
  create table newest_verdict (
    sn text primary key,
    operation_id text not null,
    status text not null,
    attempt integer not null,
    seq integer not null
  ) strict, without rowid;
`;

/**
 * When the report came that a verdict was made from, where that is not what `answered` has: the device may have answered once more in the
 * operation since, and nothing have come of it. Where neither says it, it counts as having come with the verdict. It takes the room of the attempt,
 * which nobody read.
 */
export const REPORT_OF_VERDICT_COLUMNS = verdictTables(
  (table) => `
  alter table ${table} drop column attempt;
  alter table ${table} add column reported integer;
  update ${table} set reported = seq where exists (
    select 1 from answered
      where answered.sn = ${table}.sn and answered.operation_id = ${table}.operation_id and answered.seq > ${table}.seq
  );
`,
).join('');

function verdictTables(statement: (table: string) => string): readonly string[] {
  return ['latest_verdict', 'newest_verdict'].map((table) => statement(table));
}

/** Of a row of one of the tables: when the report came. */
const reportOf = (table: string): string => `coalesce(${table}.reported, (
  select answered.seq from answered where answered.sn = ${table}.sn and answered.operation_id = ${table}.operation_id
), ${table}.seq)`;

export function createVerdictWriter(db: SqliteDatabase) {
  const stored = db.prepare('select status, attempt from device_result where operation_id = ? and sn = ?');
  const answer = db.prepare(
    `insert into answered (sn, operation_id, seq) values (?, ?, ?)
     on conflict (sn, operation_id) do update set seq = excluded.seq`,
  );
  const reported = db.prepare('select seq from answered where sn = ? and operation_id = ?');
  const newest = db.prepare(`select ${reportOf('newest_verdict')} as "from" from newest_verdict where sn = ?`);
  const latest = db.prepare(`select ${reportOf('latest_verdict')} as "from" from latest_verdict where sn = ?`);
  const settle = verdictTables(
    (table) => `update ${table} set reported = ${reportOf(table)} where sn = ? and operation_id = ? and reported is null`,
  ).map((statement) => db.prepare(statement));
  const keepNewest = db.prepare(
    `insert into newest_verdict (sn, operation_id, status, seq, reported)
       select sn, operation_id, status, seq, reported from latest_verdict where sn = ?`,
  );
  const forgetNewest = db.prepare('delete from newest_verdict where sn = ?');
  const put = db.prepare(
    `insert into latest_verdict (sn, operation_id, status, seq, reported) values (?, ?, ?, ?, null)
     on conflict (sn) do update set operation_id = excluded.operation_id, status = excluded.status,
       seq = excluded.seq, reported = excluded.reported`,
  );
  interface Made {
    readonly from: number;
  }
  return {
    /** @param seq of the entry that brought the report */
    answered: ({ operationId, sn }: Answered, seq: number): void => {
      const [serial, id] = [storedText(sn), storedText(operationId)];
      // A verdict that stands there already was made from the report before.
      for (const statement of settle) statement.run(serial, id);
      answer.run(serial, id, seq);
    },
    /**
     * Before the result itself is written: one that says what stands there already is no new verdict, unless a report came with it.
     * @param seq of the latest entry
     * @param by whose report that counts came with it
     */
    note: ({ operationId, sn, status, attempt }: DeviceResult, seq: number, by: Answered | undefined): void => {
      if (!isVerdict(status)) return;
      const [id, serial] = [storedText(operationId), storedText(sn)];
      const before = stored.get(id, serial) as { readonly status: string; readonly attempt: number } | undefined;
      const isReported = by !== undefined && by.sn === sn && by.operationId === operationId;
      if (!isReported && before?.status === status && before.attempt === attempt) return;
      // Where nobody knows when the report came, when the verdict was made.
      const { seq: from } = (reported.get(serial, id) as { readonly seq: number } | undefined) ?? { seq };
      const kept = newest.get(serial) as Made | undefined;
      const standing = kept ?? (latest.get(serial) as Made | undefined);
      const isOlder = standing !== undefined && from < standing.from;
      if (isOlder && kept === undefined) keepNewest.run(serial);
      else if (!isOlder && kept !== undefined) forgetNewest.run(serial);
      put.run(serial, id, status, seq);
    },
  };
}

/** Whose report counts, and where. */
type Answered = Pick<DeviceResult, 'operationId' | 'sn'>;

/**
 * After scans were removed: what was found before any of those that are left began speaks against no list of theirs. The rest stays until
 * another verdict is made.
 */
export const FORGET_VERDICTS: readonly string[] = [
  ...verdictTables(
    (table) => `
      delete from ${table}
        where seq < coalesce((select seq from event where operation_id <> '' order by seq limit 1), 9223372036854775807)`,
  ),
  ...verdictTables(
    (table) => `
      update ${table} set reported = ${reportOf(table)} where reported is null
        and operation_id in (select operation_id from operation where pruned_at is not null)`,
  ),
  'delete from answered where operation_id in (select operation_id from operation where pruned_at is not null)',
];

export function createVerdictQueries(kysely: Kysely<Tables>) {
  return {
    /** @param alsoIn an operation of which the stored results are wanted, too */
    async verdictsOn(serials: readonly string[], alsoIn: string | null): Promise<readonly DeviceVerdict[]> {
      const rows = await kysely
        .selectFrom(sql<{ key: number; value: string }>`json_each(${JSON.stringify(serials.map(storedText))})`.as('serial'))
        .leftJoin('latest_verdict as latest', 'latest.sn', 'serial.value')
        .leftJoin('newest_verdict as newest', 'newest.sn', 'serial.value')
        .leftJoin('device_result as result', (join) =>
          join.onRef('result.sn', '=', 'serial.value').on('result.operation_id', '=', storedText(alsoIn ?? '')),
        )
        .orderBy('serial.key')
        .select(['serial.key', 'latest.operation_id', 'latest.status'])
        .select(['newest.operation_id as newest_operation', 'newest.status as newest_status'])
        .select(['result.status as result_status', 'result.attempt as result_attempt'])
        .execute();
      const verdict = (operationId: string | null, status: string | null) =>
        operationId === null || status === null ? null : { operationId: operationId as OperationId, status };
      return rows.map(({ key, operation_id, status, newest_operation, newest_status, result_status, result_attempt }) => ({
        sn: serials[key] ?? '',
        latest: verdict(operation_id, status),
        newest: verdict(newest_operation, newest_status) ?? verdict(operation_id, status),
        stored: result_status === null || result_attempt === null ? null : { status: result_status, attempt: result_attempt },
      }));
    },
  };
}
