import type { HistoryAnswer, HistoryLine, HistoryQuestion, RemovedScans, UnitAttempt } from '../../../../protocol/history';
import type { OperationId } from '../../../../protocol/ids';
import { withoutSeparators } from '../../../../protocol/mac-address';
import { storedText } from '../../../domain/records/stored-text';
import { leftOverOf } from '../left-over';
import { serialKey } from '../registry/serial-key';
import type { SqliteDatabase, SqliteValue } from '../sqlite';
import type { Packs } from '../packs';
import { createClosings } from './closings';
import { type AttemptRow, IS_GUEST, IS_HELD, readKind, readState, UNFILLED } from './attempts';

/** A text that more serial numbers fit than this says too little. */
const MAX_UNITS = 50;
const MAX_OPERATIONS = 10_000;

interface OperationRow {
  readonly position: number;
  readonly operation_id: string;
  readonly started_at: number;
  readonly closed_at: number | null;
  readonly operator_id: string;
  readonly station: string | null;
  readonly left_over: string | null;
}

const OPERATION = 'position, operation_id, started_at, closed_at, operator_id, station, left_over';

export function createHistoryQueries(db: SqliteDatabase, packs: Packs) {
  const closings = createClosings(db, packs);
  const all = <Row>(sql: string, ...values: SqliteValue[]): readonly Row[] => db.prepare(sql).all(...values) as Row[];

  const isDevice = (sn: string): boolean => all('select 1 from attempt where sn = ? limit 1', sn).length > 0;

  /** Serial numbers that a text fits: one that is exactly so, else those that begin so or have it anywhere, whatever the case, or had a card with this whole MAC address. */
  const unitsFor = (text: string): readonly string[] => {
    if (text === '') return [];
    if (isDevice(text)) return [text];
    if (isAddress(text)) return withAddress(text).map(({ sn }) => sn);
    const found = new Set<string>();
    const take = (rows: readonly { readonly sn: string }[]): void => rows.forEach(({ sn }) => found.add(sn));
    const cases = new Set([text, text.toUpperCase(), text.toLowerCase()]);
    for (const start of cases) take(beginningWith(start));
    // A device that never got a verdict is found by the beginning of its number only.
    for (const part of isAscii(text) ? [text] : cases)
      if (found.size <= MAX_UNITS)
        take(all("select sn from latest_verdict where sn like ? escape '\\' limit ?", `%${likeText(part)}%`, MAX_UNITS + 1));
    return [...found];
  };
  /** One after the other, because a device may have thousands of rows. */
  const beginningWith = (start: string): readonly { readonly sn: string }[] => {
    const next = db.prepare('select sn from attempt where sn > ? order by sn limit 1');
    const found: { readonly sn: string }[] = [];
    if (isDevice(start)) found.push({ sn: start });
    let from = start;
    while (found.length <= MAX_UNITS) {
      const row = next.get(from) as { readonly sn: string } | undefined;
      if (row === undefined || !row.sn.startsWith(start)) break;
      found.push(row);
      from = row.sn;
    }
    return found;
  };
  /** Where the registry knows the card, now or before. */
  const withAddress = (address: string): readonly { readonly sn: string }[] =>
    all(
      `select distinct computer.serial_number as sn from registry_serial as number
         join registry_placement as stay on stay.component = number.device
         join registry_device as computer on computer.id = stay.parent
         where number.key = ? and computer.serial_number is not null limit ?`,
      serialKey(address),
      MAX_UNITS + 1,
    );

  const operationsFor = ({ text, reason, from, to, before, limit }: HistoryQuestion, units: readonly string[]) => {
    const conditions = ['pruned_at is null'];
    const values: (string | number)[] = [];
    const where = (condition: string, ...given: (string | number)[]): void => {
      conditions.push(condition);
      values.push(...given);
    };
    if (before !== null) where('position < ?', before);
    if (from !== null) where('started_at >= ?', from);
    if (to !== null) where('started_at < ?', to);
    if (reason !== null)
      where(`exists (select 1 from tally where operation = position and instr(faults, ?) > 0)`, `${JSON.stringify(reason)}:`);
    if (units.length === 1 && units[0] === text)
      where('position in (select value from json_each(?))', JSON.stringify(operationsWith(units)));
    else if (text !== '' && isAscii(text))
      where(
        `(instr(lower(operation_id), ?) > 0 or instr(lower(operator_id), ?) > 0 or position in (select value from json_each(?)))`,
        text.toLowerCase(),
        text.toLowerCase(),
        JSON.stringify(operationsWith(units)),
      );
    else if (text !== '')
      where('position in (select value from json_each(?))', JSON.stringify([...operationsNamed(text), ...operationsWith(units)]));
    return all<OperationRow>(
      `select ${OPERATION} from operation where ${conditions.join(' and ')} order by position desc limit ?`,
      ...values,
      limit + 1,
    );
  };
  /** SQLite knows capitals of ASCII only. */
  const operationsNamed = (text: string): readonly number[] => {
    const part = text.toLowerCase();
    return all<Pick<OperationRow, 'position' | 'operation_id' | 'operator_id'>>(
      'select position, operation_id, operator_id from operation where pruned_at is null',
    ).flatMap(({ position, operation_id: id, operator_id: operator }) =>
      [id, operator].some((name) => name.toLowerCase().includes(part)) ? [position] : [],
    );
  };
  const operationsWith = (units: readonly string[]): readonly number[] => {
    const found = new Set<number>();
    for (const sn of units.length > MAX_UNITS ? [] : units)
      for (const { operation } of all<{ operation: number }>(
        'select distinct operation from attempt where sn = ? order by operation desc limit ?',
        sn,
        MAX_OPERATIONS,
      ))
        found.add(operation);
    return [...found];
  };

  const lineOf = (row: OperationRow): HistoryLine => {
    const id = row.operation_id;
    const results = all<{ status: string; guest: number; count: number; held: number }>(
      `select result.status, coalesce(${IS_GUEST}, 0) as guest, count(*) as count, coalesce(sum(${IS_HELD}), 0) as held
         from device_result as result left join attempt
         on attempt.sn = result.sn and attempt.operation = ? and attempt.attempt = result.attempt
         where result.operation_id = ? group by result.status, guest`,
      row.position,
      id,
    );
    const interruptedAt = row.closed_at === null ? closings.lastThingIn(id) : (closings.last(id)?.interruptedAt ?? null);
    const [open] = all<{ count: number }>(
      "select count(*) as count from delivery where operation_id = ? and state <> 'accepted' and replaced_by is null and settled_at is null",
      id,
    );
    return {
      position: row.position,
      operationId: id,
      startedAt: row.started_at,
      closedAt: row.closed_at,
      ...(interruptedAt === null ? {} : { interruptedAt }),
      operatorId: row.operator_id,
      station: row.station,
      devices: Object.fromEntries(results.flatMap(({ status, guest, count }) => (guest === 1 ? [] : [[status, count]]))),
      guests: sumOf(results.map(({ guest, count }) => (guest === 1 ? count : 0))),
      onHold: sumOf(results.map(({ held }) => held)),
      leftOver: leftOverOf(row.left_over),
      undelivered: open?.count ?? 0,
    };
  };

  const unfilled = (): number | null => {
    const [row] = all<{ value: string }>('select value from setting where name = ?', UNFILLED);
    return row === undefined ? null : Number(row.value);
  };

  return {
    async searchHistory(question: HistoryQuestion): Promise<Omit<HistoryAnswer, 'unfilled'>> {
      const asked = { ...question, text: storedText(question.text.trim()) };
      const units = unitsFor(asked.text);
      const rows = operationsFor(asked, units);
      return {
        operations: rows.slice(0, question.limit).map(lineOf),
        more: rows.length > question.limit,
        units: units.length > MAX_UNITS ? null : units.toSorted(),
      };
    },

    async unitHistory(sn: string, limit: number): Promise<readonly UnitAttempt[]> {
      const rows = all<AttemptRow & { operation_id: string; started_at: number; operator_id: string; body: string }>(
        `select attempt.*, operation_id, started_at, operator_id, body from attempt
           join operation on position = attempt.operation
           join attempt_kind as what on what.operation = attempt.operation and what.kind = attempt.kind
           where sn = ? and pruned_at is null order by attempt.operation desc, attempt desc limit ?`,
        storedText(sn),
        limit,
      );
      return rows.map((row) => ({
        operationId: row.operation_id,
        startedAt: row.started_at,
        operatorId: row.operator_id,
        attempt: row.attempt,
        at: row.started_at + row.at,
        ...readState(row.state),
        ...readKind(row.body),
      }));
    },

    async nextUnfilled(): Promise<OperationId | null> {
      const newest = unfilled();
      if (newest === null) return null;
      const [row] = all<{ operation_id: string }>(
        'select operation_id from operation where position <= ? and pruned_at is null order by position desc limit 1',
        newest,
      );
      return row === undefined ? null : (row.operation_id as OperationId);
    },

    async removedScans(): Promise<RemovedScans | null> {
      const [row] = all<{ scans: number; until: number | null }>(
        'select count(*) as scans, max(started_at) as until from operation where pruned_at is not null',
      );
      return row === undefined || row.until === null ? null : { scans: row.scans, until: row.until };
    },

    async countUnfilled(): Promise<number> {
      const [row] = all<{ count: number }>(
        'select count(*) as count from operation where position <= ? and pruned_at is null',
        unfilled() ?? 0,
      );
      return row?.count ?? 0;
    },
  };
}

/** A text as it stands in a pattern of `like`. */
function likeText(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}

function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}

function isAddress(text: string): boolean {
  return /^[0-9a-f]{12}(?:[0-9a-f]{4}|[0-9a-f]{28})?$/.test(withoutSeparators(text));
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
