import { DEFAULT_SETTINGS } from '../../../../protocol/settings';
import { canonicalJson } from '../canonical-json';
import { closeDatabase, openDatabase } from '../open-database';

const DAY_MS = 86_400_000;

/** How large what a scan leaves is made, each on its own. */
export interface MadeHistory {
  readonly scans: number;
  /** Raw reports of each scan. */
  readonly reportsEach: number;
  /** Characters of each scan log. */
  readonly logCharacters: number;
}

/**
 * Fills new records with scans that were closed and sent long ago, 20 a day, by a few statements: the tables are as full as after
 * as many real scans, without a chain that holds. The latest scan is one of them.
 */
export async function makeHistory(file: string, { scans, reportsEach, logCharacters }: MadeHistory): Promise<void> {
  const db = await openDatabase(file);
  const started = canonicalJson({
    kind: 'scanStarted',
    operationId: 'made',
    operatorId: 'E-1',
    scanMode: 0,
    roster: null,
    policy: DEFAULT_SETTINGS.scan,
  });
  try {
    db.exec('pragma synchronous = off');
    db.exec('begin');
    db.exec(`
      create temp table scan as
        with recursive scan (n) as (select 1 union all select n + 1 from scan where n < ${scans})
        select n, 'BI-' || printf('%06d', n) as id, ${Date.now()} - (${scans} - n) * ${DAY_MS / 20} as at from scan;
      create temp table part as
        with recursive part (p) as (select 0 union all select p + 1 from part where p < ${reportsEach} + 1) select p from part;

      insert into operation (operation_id, started_at, operator_id, closed_at) select id, at, 'E-1', at + 60000 from scan;
      insert into event (seq, operation_id, at, kind, report_id, body, prev_hash, hash)
        select (n - 1) * (${reportsEach} + 2) + p + 1, id, at + p,
          iif(p = 0, 'scanStarted', iif(p > ${reportsEach}, 'scanClosed', 'reportReceived')),
          iif(p between 1 and ${reportsEach}, id || '-' || p, null),
          iif(p = 0, replace('${started.replaceAll("'", "''")}', '"made"', '"' || id || '"'),
            iif(p > ${reportsEach}, '{"kind":"scanClosed","reason":"complete"}',
              '{"kind":"reportReceived","reportId":"' || id || '-' || p || '"}')),
          printf('%064x', n), printf('%064x', n)
        from scan join part order by n, p;
      insert into report (id, operation_id, sn, at, bytes, properties)
        select id || '-' || p, id, 'SN-' || p, at + p, cast(printf('%.*c', 500, ' ') as blob), '{}'
        from scan join part where p between 1 and ${reportsEach};
      insert into device_result (operation_id, sn, status, attempt, at)
        select id, 'SN-' || p, 'pass', 1, at from scan join part where p between 1 and ${reportsEach};
      insert into delivery (key, kind, operation_id, body, summary, serials, created_at, state, attempts, problem, settled_at)
        select id || '/log', 'log', id, printf('%.*c', ${logCharacters}, 'x'), 'Scan log', '[]', at, 'accepted', 1, '', at from scan;
      insert into delivery (key, kind, operation_id, body, summary, serials, created_at, state, attempts, problem, settled_at)
        select id || '/note', 'notification', id, '{}', 'Notification', '[]', at, iif(n % 100 = 0, 'rejected', 'accepted'), 1, '', at
        from scan;
      insert into quarantine (id, at, reason, bytes, properties) select id, at, 'The message is not JSON.', zeroblob(2000), '{}'
        from scan where n % 10 = 0;
      insert or replace into setting (name, value) select 'registryReports', max(seq) from event;
    `);
    db.exec('commit');
  } finally {
    closeDatabase(db);
  }
}
