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

export function createVerdictWriter(db: SqliteDatabase) {
  const stored = db.prepare('select status, attempt from device_result where operation_id = ? and sn = ?');
  const put = db.prepare(
    `insert into latest_verdict (sn, operation_id, status, attempt, seq) values (?, ?, ?, ?, ?)
     on conflict (sn) do update set operation_id = excluded.operation_id, status = excluded.status,
       attempt = excluded.attempt, seq = excluded.seq`,
  );
  return {
    /** Before the result itself is written: one that says what stands there already is no new verdict. @param seq of the latest entry */
    note: ({ operationId, sn, status, attempt }: DeviceResult, seq: number): void => {
      if (!isVerdict(status)) return;
      const [id, serial] = [storedText(operationId), storedText(sn)];
      const before = stored.get(id, serial) as { readonly status: string; readonly attempt: number } | undefined;
      if (before?.status !== status || before.attempt !== attempt) put.run(serial, id, status, attempt, seq);
    },
  };
}

/**
 * After scans were removed: what was found before any of those that are left began speaks against no list of theirs. The rest stays until
 * another verdict is made.
 */
export const FORGET_VERDICTS = `
  delete from latest_verdict
    where seq < coalesce((select seq from event where operation_id <> '' order by seq limit 1), 9223372036854775807)
`;

export function createVerdictQueries(kysely: Kysely<Tables>) {
  return {
    /** @param alsoIn an operation of which the stored results are wanted, too */
    async verdictsOn(serials: readonly string[], alsoIn: string | null): Promise<readonly DeviceVerdict[]> {
      const rows = await kysely
        .selectFrom(sql<{ key: number; value: string }>`json_each(${JSON.stringify(serials.map(storedText))})`.as('serial'))
        .leftJoin('latest_verdict as latest', 'latest.sn', 'serial.value')
        .leftJoin('device_result as result', (join) =>
          join.onRef('result.sn', '=', 'serial.value').on('result.operation_id', '=', storedText(alsoIn ?? '')),
        )
        .orderBy('serial.key')
        .select(['serial.key', 'latest.operation_id', 'latest.status'])
        .select(['result.status as result_status', 'result.attempt as result_attempt'])
        .execute();
      return rows.map(({ key, operation_id, status, result_status, result_attempt }) => ({
        sn: serials[key] ?? '',
        latest: operation_id === null || status === null ? null : { operationId: operation_id as OperationId, status },
        stored: result_status === null || result_attempt === null ? null : { status: result_status, attempt: result_attempt },
      }));
    },
  };
}
