import type { DeviceStatus } from '../../../../protocol/model';
import { tallyOf, type UnitCourse } from '../../../domain/statistics/tally';
import type { AttemptKind } from '../../../domain/statistics/attempt-record';
import type { SqliteDatabase } from '../sqlite';
import { type AttemptRow, IS_JUDGED, readKind, readState } from './attempts';

/** So many operations are counted in one transaction. */
const OPERATIONS_AT_ONCE = 20;

type Judged = Pick<AttemptRow, 'operation' | 'attempt' | 'state' | 'kind'>;

export function createTallyWriter(db: SqliteDatabase) {
  const untallied = db.prepare(
    `select position from operation where untallied is not null order by position limit ${OPERATIONS_AT_ONCE}`,
  );
  const done = db.prepare('update operation set untallied = null where position = ?');
  const mark = db.prepare('update operation set untallied = 1 where position = ?');
  const idOf = db.prepare('select operation_id from operation where position = ?');
  const attemptsOf = db.prepare(
    `select attempt.* from device_result as result cross join attempt on attempt.sn = result.sn and attempt.operation = ?
       where result.operation_id = ?`,
  );
  const kindsOf = db.prepare('select kind, body from attempt_kind where operation = ?');
  const judged = `select operation, attempt, state, kind from attempt where sn = ? and ${IS_JUDGED}`;
  const firstTwo = db.prepare(`${judged} order by operation, attempt limit 2`);
  const latest = db.prepare(`${judged} order by operation desc, attempt desc limit 1`);
  const firstCounted = db.prepare(
    `${judged} and operation <> ? and (select untallied from operation where position = attempt.operation) is null
       order by operation, attempt limit 1`,
  );
  const remove = db.prepare('delete from tally where operation = ?');
  const scanMs = db.prepare(
    `select (select at from event where event.operation_id = operation.operation_id and kind = 'scanClosed' order by seq limit 1)
       - started_at as ms from operation where position = ?`,
  );
  const add = db.prepare(
    `insert into tally (operation, product, lead, scan_ms, results, judged, passed, waived, guests, units, first, second, last, faults)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );

  const rowsOf = (position: number): readonly AttemptRow[] => {
    const { operation_id: id } = idOf.get(position) as { readonly operation_id: string };
    return attemptsOf.all(position, id) as AttemptRow[];
  };
  const serialsOf = (rows: readonly AttemptRow[]): ReadonlySet<string> => new Set(rows.map(({ sn }) => sn));

  /**
   * Operations other than this one whose figures these devices change. Each device counts where it was judged first: where that was before,
   * or is now, is the first of those that are not to be counted anyway.
   */
  const changedBy = (position: number, serials: Iterable<string>): ReadonlySet<number> => {
    const others = new Set<number>();
    for (const sn of serials) {
      const other = firstCounted.get(sn, position) as Judged | undefined;
      if (other !== undefined) others.add(other.operation);
    }
    return others;
  };

  const courseOf = (sn: string, position: number, kinds: ReadonlyMap<number, AttemptKind>): UnitCourse | null => {
    const [first, second] = firstTwo.all(sn) as Judged[];
    if (first === undefined || first.operation !== position) return null;
    const last = latest.get(sn) as Judged;
    const status = ({ state }: Judged): DeviceStatus => readState(state).status;
    return {
      product: kinds.get(first.kind)?.product ?? null,
      first: status(first),
      second: second === undefined ? null : status(second),
      last: status(last),
    };
  };

  const count = (position: number, rows: readonly AttemptRow[]): void => {
    const bodies = kindsOf.all(position) as { readonly kind: number; readonly body: string }[];
    const kinds = new Map(bodies.map(({ kind, body }) => [kind, readKind(body)]));
    const attempts = rows.flatMap(({ state, kind }) => {
      const what = kinds.get(kind);
      return what === undefined ? [] : [{ ...what, ...readState(state) }];
    });
    const courses = Array.from(serialsOf(rows), (sn) => courseOf(sn, position, kinds)).filter((course) => course !== null);
    remove.run(position);
    const { ms } = scanMs.get(position) as { readonly ms: number | null };
    for (const [index, { product, faults, ...n }] of tallyOf(attempts, courses).entries()) {
      const counts = [n.results, n.judged, n.passed, n.waived, n.guests, n.units, n.first, n.second, n.last];
      add.run(position, product ?? '', index === 0 ? 1 : 0, ms, ...counts, JSON.stringify(faults));
    }
  };

  return {
    /** Counts some operations. @returns whether there are more */
    step: (): boolean => {
      const positions = (untallied.all() as { readonly position: number }[]).map(({ position }) => position);
      const others = new Set<number>();
      for (const position of positions) {
        const rows = rowsOf(position);
        count(position, rows);
        for (const other of changedBy(position, serialsOf(rows))) others.add(other);
      }
      for (const position of others) count(position, rowsOf(position));
      for (const position of positions) done.run(position);
      return positions.length === OPERATIONS_AT_ONCE;
    },
    /** Before an operation is removed with its results: what depends on its devices is to be counted again. */
    forget: (position: number): void => {
      for (const other of changedBy(position, serialsOf(rowsOf(position)))) mark.run(other);
      db.prepare(`delete from attempt where operation = ?1 and sn in (select sn from device_result where operation_id =
        (select operation_id from operation where position = ?1))`).run(position);
      db.prepare('delete from attempt_kind where operation = ?').run(position);
      remove.run(position);
      done.run(position);
    },
  };
}
