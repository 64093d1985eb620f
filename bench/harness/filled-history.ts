import { closeDatabase, openDatabase } from '../../main/adapters/store/open-database';

const DAY_MS = 86_400_000;
const FAULTS = ['mismatch', 'swapped', 'absent', 'foreign'];

export interface FilledHistory {
  readonly results: number;
  /** Devices of one operation. */
  readonly devicesEach: number;
}

/**
 * Fills new records with a year of closed scans by a few statements: tables as full as after as many real ones. Each device comes twice;
 * one result of twenty failed.
 */
export async function fillHistory(file: string, { results, devicesEach }: FilledHistory): Promise<void> {
  const db = await openDatabase(file);
  const scans = results / devicesEach;
  const start = Date.now() - 365 * DAY_MS;
  const faults = FAULTS.map(
    (reason, kind) => `(${kind + 1}, '["B100","0.2.0","${reason}",["enp4s0","Intel X710","${reason}"]]')`,
  );
  try {
    db.exec('pragma synchronous = off');
    db.exec('begin');
    db.exec(`
      create temp table scan as
        with recursive scan (n) as (select 1 union all select n + 1 from scan where n < ${scans})
        select n, 'BI-' || printf('%08d', n) as id, cast(${start} + n * ${(365 * DAY_MS) / scans} as integer) as at from scan;
      create temp table place as
        with recursive place (p) as (select 0 union all select p + 1 from place where p < ${devicesEach - 1}) select p from place;
      create temp table fault (kind, body);
      insert into fault values (0, '["B100","0.2.0",null]'), ${faults.join(', ')};

      insert into operation (operation_id, started_at, operator_id, closed_at, station, left_over)
        select id, at, 'E-' || (n % 40), at + 60000 + n % 30000, 'Line ' || (n % 4), '{"target":"pair","notPaired":0,"refused":0,"unknown":0}' from scan;
      insert into attempt_kind select n, kind, body from scan join fault;
      insert into attempt (sn, operation, attempt, at, state, kind)
        select 'Q' || printf('%09d', ((n - 1) / 2 * ${devicesEach} + p) * 7919 % 1000000007), n, 1, 30000 + p,
          iif((n * 31 + p) % 20 = 0, 1, 0), iif((n * 31 + p) % 20 = 0, 1 + (n + p) % ${FAULTS.length}, 0)
        from scan join place order by 1, 2;
      insert into device_result (operation_id, sn, status, attempt, at)
        select printf('BI-%08d', operation), sn, iif(state = 0, 'pass', 'fail'), 1, 0 from attempt order by 1, 2;
      insert into latest_verdict (sn, operation_id, status, seq)
        select sn, printf('BI-%08d', max(operation)), 'pass', 1 from attempt group by sn order by sn;
      insert into tally (operation, product, lead, scan_ms, results, judged, passed, waived, guests, units, first, second, last, faults, slots)
        select n, 'B100', 1, 60000 + n % 9000, ${devicesEach}, ${devicesEach}, ${devicesEach} - n % 9, 0, 0, ${devicesEach} * (n % 2), ${devicesEach - 8} * (n % 2), ${devicesEach - 4} * (n % 2), ${devicesEach - 2} * (n % 2),
          '{"reason":{"mismatch":' || (n % 5) || ',"swapped":1,"absent":2},"interface":{"enp4s0":' || (n % 5) || ',"enp4s1":2},"model":{"Intel X710":3},"agent":{"0.2.0":${devicesEach}},"agentFailed":{"0.2.0":' || (n % 9) || '}}'
          , '{"Rack ' || (n % 20) || ' B' || (n / 20 % 24) || '":1,"Rack ' || (n % 20) || ' C' || (n / 480 % 24) || '":' || (1 + n % 5) || '}'
        from scan;
    `);
    db.exec('commit');
  } finally {
    closeDatabase(db);
  }
}
