import type { DeviceStatus } from '../../../../protocol/model';
import { storedText } from '../../../domain/records/stored-text';
import type { AttemptKind, AttemptRecord } from '../../../domain/statistics/attempt-record';
import type { SqliteDatabase } from '../sqlite';

/**
 * One row for each attempt of each device: `operation` is the operation's place in the order of starting, `at` ms after its start, `state`
 * packs status, guest and held, and `kind` says in `attempt_kind` what many attempts of one operation have in common. Of operations of
 * before the rows are filled in step by step, down from the one that the setting names.
 */
export const ATTEMPT_TABLES = `
  create table attempt (
    sn text not null,
    operation integer not null,
    attempt integer not null,
    at integer not null,
    state integer not null,
    kind integer not null,
    primary key (sn, operation, attempt)
  ) strict, without rowid;
  create table attempt_kind (
    operation integer not null,
    kind integer not null,
    body text not null,
    primary key (operation, kind)
  ) strict, without rowid;
  create table tally (
    operation integer not null,
    product text not null,
    -- 1 in one row of each operation.
    lead integer not null,
    scan_ms integer,
    results integer not null,
    judged integer not null,
    passed integer not null,
    waived integer not null,
    guests integer not null,
    units integer not null,
    first integer not null,
    second integer not null,
    last integer not null,
    faults text not null,
    primary key (operation, product)
  ) strict, without rowid;
  alter table operation add column station text;
  alter table operation add column untallied integer;
  insert into setting (name, value) select 'attemptsUnfilled', max(position) from operation having max(position) is not null;
`;

/** Of devices whose first judged attempt was removed with its operation: the place of that operation. A later attempt is no first one. */
export const JUDGED_BEFORE_TABLE = `
  create table judged_before (
    sn text not null primary key,
    operation integer not null
  ) strict, without rowid;
`;

/** Results that did not pass, by rack and slot, apart from the other counts, which many operations share; null: counted by an earlier version. */
export const SLOTS_OF_TALLY = 'alter table tally add column slots text;';

/** In the setting: place of the newest operation that is not filled yet. */
export const UNFILLED = 'attemptsUnfilled';

/** Judged ones first: a state of at most 2 is a judged attempt of a device that was expected. Places are kept for ever. */
const STATUSES: readonly DeviceStatus[] = [
  'pass',
  'fail',
  'waived',
  'conflict',
  'notRegistered',
  'couldNotCheck',
  'noAnswer',
  'noSerial',
];
/** As SQL: a judged attempt of a device that was expected, held or not. */
export const IS_JUDGED = '(state & 31) <= 2';
/** As SQL: it passes and is held out of Pair. */
export const IS_HELD = '(state & 32) <> 0';
/** As SQL: it is not on the list. */
export const IS_GUEST = '(state & 16) <> 0';
const GUEST = 16;
const HELD = 32;

export interface AttemptRow {
  readonly sn: string;
  readonly operation: number;
  readonly attempt: number;
  readonly at: number;
  readonly state: number;
  readonly kind: number;
}

function stateOf({ status, guest, held }: Pick<AttemptRecord, 'status' | 'guest' | 'held'>): number {
  return STATUSES.indexOf(status) + (guest ? GUEST : 0) + (held ? HELD : 0);
}

export function readState(state: number): Pick<AttemptRecord, 'status' | 'guest' | 'held'> {
  return { status: STATUSES[state & 15] ?? 'couldNotCheck', guest: (state & GUEST) !== 0, held: (state & HELD) !== 0 };
}

/** Short, because there is one for every fault: product, agent, reason, the slot where it is known, then interface, card, verdict and PCI address of each port. */
type StoredKind = readonly [AttemptKind['product'], AttemptKind['agent'], AttemptKind['reason'], ...(string | StoredPort)[]];
type StoredPort = readonly [name: string, model: string | null, verdict: string, pci?: string];

function kindText({ product, agent, reason, faults, slot }: AttemptKind): string {
  const ports = faults.map(({ interface: name, model, verdict, pci }) => [
    name,
    model,
    verdict,
    ...(pci === undefined ? [] : [pci]),
  ]);
  return storedText(JSON.stringify([product, agent, reason, ...(slot === undefined ? [] : [slot]), ...ports]));
}

export function readKind(body: string): AttemptKind {
  const [product, agent, reason, ...rest] = JSON.parse(body) as StoredKind;
  const slot = rest.find((one) => typeof one === 'string');
  const ports = rest.filter((one) => typeof one !== 'string');
  return {
    product,
    agent,
    reason,
    faults: ports.map(([name, model, verdict, pci]) => ({
      interface: name,
      model,
      verdict: verdict as AttemptKind['faults'][number]['verdict'],
      ...(pci === undefined ? {} : { pci }),
    })),
    ...(slot === undefined ? {} : { slot }),
  };
}

/** How many operations' kinds are remembered: one is scanned at a time. */
const MAX_KNOWN = 8;

interface KnownOperation {
  readonly position: number;
  readonly startedAt: number;
  readonly kinds: Map<string, number>;
  dirty: boolean;
}

/** @param touched hears of each operation that is to be counted again */
export function createAttemptWriter(db: SqliteDatabase, touched: (position: number) => void) {
  const operationOf = db.prepare('select position, started_at from operation where operation_id = ?');
  const kindsOf = db.prepare('select kind, body from attempt_kind where operation = ?');
  const addKind = db.prepare('insert into attempt_kind (operation, kind, body) values (?, ?, ?)');
  const put = db.prepare(
    `insert into attempt (sn, operation, attempt, at, state, kind) values (?, ?, ?, ?, ?, ?)
     on conflict (sn, operation, attempt) do update set at = excluded.at, state = excluded.state, kind = excluded.kind`,
  );
  const touch = db.prepare('update operation set untallied = 1 where position = ? and untallied is not 1');
  const known = new Map<string, KnownOperation>();

  const operation = (id: string): KnownOperation | null => {
    const there = known.get(id);
    if (there !== undefined) return there;
    const row = operationOf.get(id) as { readonly position: number; readonly started_at: number } | undefined;
    if (row === undefined) return null;
    const kinds = kindsOf.all(row.position) as { readonly kind: number; readonly body: string }[];
    if (known.size >= MAX_KNOWN) known.clear();
    const found = {
      position: row.position,
      startedAt: row.started_at,
      kinds: new Map(kinds.map(({ kind, body }) => [body, kind])),
      dirty: false,
    };
    known.set(id, found);
    return found;
  };
  const kindOf = ({ position, kinds }: KnownOperation, record: AttemptRecord): number => {
    const body = kindText(record);
    const there = kinds.get(body);
    if (there !== undefined) return there;
    const next = kinds.size;
    addKind.run(position, next, body);
    kinds.set(body, next);
    return next;
  };
  const touchOnce = (of: KnownOperation): void => {
    if (of.dirty) return;
    touch.run(of.position);
    touched(of.position);
    of.dirty = true;
  };
  return {
    put: (record: AttemptRecord): void => {
      const of = operation(storedText(record.operationId));
      if (of === null) return;
      const kind = kindOf(of, record);
      put.run(storedText(record.sn), of.position, record.attempt, record.at - of.startedAt, stateOf(record), kind);
      touchOnce(of);
    },
    /** How long the scan took is counted, too. */
    closed: (operationId: string): void => {
      const of = operation(operationId);
      if (of !== null) touchOnce(of);
    },
    /** After something was rolled back, removed or counted: what is remembered may not be so any more. */
    forget: (): void => known.clear(),
  };
}
