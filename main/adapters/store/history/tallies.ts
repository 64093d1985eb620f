import type { DeviceStatus } from '../../../../protocol/model';
import { type TalliedAttempt, tallyOf, type Tally, type UnitCourse } from '../../../domain/statistics/tally';
import type { AttemptKind } from '../../../domain/statistics/attempt-record';
import type { SqliteDatabase } from '../sqlite';
import type { Packs } from '../packs';
import { createClosings } from './closings';
import { type AttemptRow, IS_JUDGED, readKind, readState, UNFILLED } from './attempts';

/** So many operations are counted together: none of them has another counted again. */
const OPERATIONS_TOGETHER = 20;
/** What a person waits for is written between two steps. */
const STEP_MS = 20;
const DEVICES_AT_ONCE = 256;
/** In `untallied`: only by what was judged in another operation, so no other depends on it. */
const BY_ANOTHER = 2;

type Judged = Pick<AttemptRow, 'operation' | 'attempt' | 'state' | 'kind'>;
interface Untallied {
  readonly position: number;
  readonly untallied: number;
}

export function createTallyWriter(db: SqliteDatabase, packs: Packs) {
  const closings = createClosings(db, packs);
  const next = db.prepare('select position, untallied from operation where untallied is not null order by position limit ?');
  const done = db.prepare('update operation set untallied = null where position = ?');
  const mark = db.prepare('update operation set untallied = 1 where position = ?');
  const markByAnother = db.prepare(`update operation set untallied = ${BY_ANOTHER} where position = ? and untallied is null`);
  const idOf = db.prepare('select operation_id from operation where position = ?');
  const devices = db.prepare(
    `select sn from device_result where operation_id = ? and sn > ? order by sn limit ${DEVICES_AT_ONCE}`,
  );
  const attemptsOf = db.prepare('select * from attempt where sn = ? and operation = ?');
  const kindOf = db.prepare('select body from attempt_kind where operation = ? and kind = ?');
  const judged = `select operation, attempt, state, kind from attempt where sn = ? and ${IS_JUDGED}`;
  const firstTwo = db.prepare(`${judged} order by operation, attempt limit 2`);
  const latest = db.prepare(`${judged} order by operation desc, attempt desc limit 1`);
  const firstCounted = db.prepare(
    `${judged} and operation <> ? and (select untallied from operation where position = attempt.operation) is null
       order by operation, attempt limit 1`,
  );
  const judgedBefore = db.prepare('select operation from judged_before where sn = ?');
  const noteJudged = db.prepare(
    'insert into judged_before (sn, operation) values (?, ?) on conflict (sn) do update set operation = min(operation, excluded.operation)',
  );
  /** As far as the latest results of an operation tell, whose attempts were not read yet. */
  const judgedUnread = db.prepare(
    `select sn from device_result, operation using (operation_id) where position = ? and status in ('pass', 'fail', 'waived')
       and position <= (select cast(value as integer) from setting where name = '${UNFILLED}')`,
  );
  const remove = db.prepare('delete from tally where operation = ?');
  const startOf = db.prepare('select operation_id, started_at from operation where position = ?');
  const add = db.prepare(
    `insert into tally (operation, product, lead, scan_ms, results, judged, passed, waived, guests, units, first, second, last, faults, slots)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );

  function* devicesOf(position: number): Generator<{ readonly sn: string; readonly rows: readonly AttemptRow[] }, void> {
    const { operation_id: id } = idOf.get(position) as { readonly operation_id: string };
    for (let after: string | undefined = ''; after !== undefined; ) {
      const page = devices.all(id, after) as { readonly sn: string }[];
      for (const { sn } of page) {
        const rows = attemptsOf.all(sn, position) as AttemptRow[];
        if (rows.length > 0) yield { sn, rows };
      }
      after = page.at(-1)?.sn;
    }
  }

  /**
   * Another operation than this one whose figures this device changes. It counts where it was judged first: where that was before, or is
   * now, is the first of those that are not to be counted anyway.
   */
  const changedBy = (position: number, sn: string): number | undefined =>
    (firstCounted.get(sn, position) as Judged | undefined)?.operation;

  /** In an operation that was begun earlier, and removed since. */
  const wasJudgedBefore = (sn: string, position: number): boolean => {
    const removed = judgedBefore.get(sn) as { readonly operation: number } | undefined;
    return removed !== undefined && removed.operation < position;
  };

  const courseOf = (sn: string, position: number, kind: (id: number) => AttemptKind | null): UnitCourse | null => {
    const [first, second] = firstTwo.all(sn) as Judged[];
    if (first === undefined || first.operation !== position || wasJudgedBefore(sn, position)) return null;
    const last = latest.get(sn) as Judged;
    const status = ({ state }: Judged): DeviceStatus => readState(state).status;
    return {
      product: kind(first.kind)?.product ?? null,
      first: status(first),
      second: second === undefined ? null : status(second),
      last: status(last),
    };
  };

  const kindsOf = (position: number): ((id: number) => AttemptKind | null) => {
    const known = new Map<number, AttemptKind | null>();
    return (id) => {
      const there = known.get(id);
      if (there !== undefined) return there;
      const row = kindOf.get(position, id) as { readonly body: string } | undefined;
      const kind = row === undefined ? null : readKind(row.body);
      known.set(id, kind);
      return kind;
    };
  };

  /** @param others gets the operations that are to be counted again because of this one */
  function* count(position: number, others: Set<number> | null): Generator<undefined, readonly Tally[]> {
    const kind = kindsOf(position);
    const attempts: TalliedAttempt[] = [];
    const courses: UnitCourse[] = [];
    for (const { sn, rows } of devicesOf(position)) {
      for (const row of rows) {
        const what = kind(row.kind);
        if (what !== null) attempts.push({ ...what, ...readState(row.state) });
      }
      const course = courseOf(sn, position, kind);
      if (course !== null) courses.push(course);
      const other = others === null ? undefined : changedBy(position, sn);
      if (other !== undefined) others?.add(other);
      yield;
    }
    return tallyOf(attempts, courses);
  }

  /** From Start until it was closed first, or until the last that happened in it before it was interrupted. */
  const scanMs = (position: number): number | null => {
    const { operation_id: id, started_at: begun } = startOf.get(position) as {
      readonly operation_id: string;
      readonly started_at: number;
    };
    const closing = closings.first(id);
    return closing === null ? null : (closing.interruptedAt ?? closing.at) - begun;
  };

  const put = (position: number, tallies: readonly Tally[]): void => {
    remove.run(position);
    const ms = scanMs(position);
    for (const [index, { product, faults: all, ...n }] of tallies.entries()) {
      const counts = [n.results, n.judged, n.passed, n.waived, n.guests, n.units, n.first, n.second, n.last];
      const { slot, ...faults } = all;
      add.run(position, product ?? '', index === 0 ? 1 : 0, ms, ...counts, JSON.stringify(faults), JSON.stringify(slot));
    }
  };

  /** Since somebody asked: what was counted, and what of it was written to since. That is left for the next who asks. */
  const counted = new Set<number>();
  const again = new Set<number>();
  let round: Generator<undefined, void> | null = null;

  const begin = (): Generator<undefined, void> | null => {
    const all = next.all(OPERATIONS_TOGETHER + again.size) as Untallied[];
    const together = all.filter(({ position }) => !again.has(position)).slice(0, OPERATIONS_TOGETHER);
    for (const { position } of together) counted.add(position);
    return together.length === 0 ? null : countTogether(together);
  };

  /** Writes nothing until all is counted, so what came meanwhile is kept apart in `again`. */
  function* countTogether(together: readonly Untallied[]): Generator<undefined, void> {
    const others = new Set<number>();
    const tallies: (readonly [number, readonly Tally[]])[] = [];
    for (const { position, untallied } of together)
      tallies.push([position, yield* count(position, untallied === BY_ANOTHER ? null : others)]);
    for (const other of others) {
      markByAnother.run(other);
      yield;
    }
    for (const [position, own] of tallies) {
      put(position, own);
      if (!again.has(position)) done.run(position);
    }
  }

  const reset = (): void => {
    counted.clear();
    again.clear();
    round = null;
  };

  return {
    /** Counts for a short time. @returns whether there is more */
    step: (): boolean => {
      const until = performance.now() + STEP_MS;
      do {
        round ??= begin();
        if (round === null) {
          reset();
          return false;
        }
        if (round.next().done === true) round = null;
      } while (performance.now() < until);
      return true;
    },
    /** An attempt of this operation was written, and the operation is marked. */
    touched: (position: number): void => {
      if (counted.has(position)) again.add(position);
    },
    /** After something was rolled back: what was counted may be, too. */
    reset,
    /** Before an operation is removed with its results: what depends on its devices is to be counted again. */
    forget: (position: number): void => {
      reset();
      const others = new Set<number>();
      for (const { sn } of devicesOf(position)) {
        const [first] = firstTwo.all(sn) as Judged[];
        const other = changedBy(position, sn);
        if (first?.operation === position) noteJudged.run(sn, position);
        if (other !== undefined) others.add(other);
      }
      for (const { sn } of judgedUnread.all(position) as { sn: string }[]) {
        noteJudged.run(sn, position);
        const other = changedBy(position, sn);
        if (other !== undefined) others.add(other);
      }
      for (const other of others) mark.run(other);
      db.prepare(`delete from attempt where operation = ?1 and sn in (select sn from device_result where operation_id =
        (select operation_id from operation where position = ?1))`).run(position);
      db.prepare('delete from attempt_kind where operation = ?').run(position);
      remove.run(position);
      done.run(position);
    },
  };
}
