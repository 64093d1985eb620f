import { text } from '../../../protocol/texts/text';
import { AppError } from '../../domain/errors';
import { PACK_DIGEST, PACK_TABLE } from './packs';
import { PACKING_COLUMNS } from './pack-steps';
import { HELD_TABLE } from './held-messages';
import { LATEST_VERDICT_TABLE, NEWEST_REPORT_TABLES, REPORT_OF_VERDICT_COLUMNS } from './latest-verdicts';
import { ATTEMPT_TABLES, JUDGED_BEFORE_TABLE, SLOTS_OF_TALLY } from './history/attempts';
import { LEFT_OVER_COLUMN, UNSETTLED_INDEX } from './left-over';
import { REGISTRY_TABLES } from './registry/registry-tables';
import { SHORT_ROWS } from './registry/short-rows';
import type { SqliteConnection, SqliteDatabase } from './sqlite';
import { ToldValues } from './told-values';

/** Marks a SQLite file as ours ("BInC"); another program's database is not touched. */
const APPLICATION_ID = 0x42_49_6e_43;

/** Numbered from 1 by their place. What is released is never changed, only followed by the next. */
const MIGRATIONS: readonly string[] = [
  `
  create table operation (
    position integer primary key,
    operation_id text not null unique,
    started_at integer not null,
    operator_id text not null,
    closed_at integer
  ) strict;
  create index operation_started on operation (started_at, position);

  create table event (
    seq integer primary key,
    operation_id text not null,
    at integer not null,
    kind text not null,
    report_id text,
    body text not null,
    prev_hash text not null,
    hash text not null
  ) strict;
  create index event_operation on event (operation_id, seq);
  create index event_kind on event (kind, seq);
  create trigger event_stays before update on event begin select raise(abort, 'events are never changed'); end;
  create trigger event_remains before delete on event begin select raise(abort, 'events are never removed'); end;
  create table chain_head (
    id integer primary key check (id = 1),
    seq integer not null,
    hash text not null
  ) strict;

  create table report (
    id text primary key,
    operation_id text not null,
    sn text not null,
    at integer not null,
    bytes blob not null,
    properties text not null
  ) strict;

  create table device_result (
    operation_id text not null,
    sn text not null,
    status text not null,
    attempt integer not null,
    at integer not null,
    primary key (operation_id, sn)
  ) strict, without rowid;
  create index device_result_sn on device_result (sn, at);
  create table mac_result (
    operation_id text not null,
    sn text not null,
    position integer not null,
    interface text not null,
    mac text not null,
    verdict text not null,
    at integer not null,
    primary key (operation_id, sn, position)
  ) strict, without rowid;
  create index mac_result_mac on mac_result (mac, at);

  create table delivery (
    position integer primary key,
    key text not null unique,
    kind text not null,
    operation_id text not null,
    body text not null,
    summary text not null,
    serials text not null,
    created_at integer not null,
    state text not null,
    attempts integer not null,
    next_try_at integer,
    problem text not null,
    settled_at integer
  ) strict;
  create index delivery_operation on delivery (operation_id, position);
  create index delivery_pending on delivery (position) where state in ('queued', 'sending');

  create table quarantine (
    position integer primary key,
    id text not null unique,
    at integer not null,
    reason text not null,
    bytes blob not null,
    properties text not null
  ) strict;

  create table person (
    badge text primary key,
    name text not null,
    role text not null,
    pin_hash text not null,
    wrong_pins integer not null,
    locked_until integer
  ) strict, without rowid;

  create table setting (
    name text primary key,
    value text not null
  ) strict;
  `,
  `
  alter table report add column nonce text;
  create index report_nonce on report (nonce) where nonce is not null;
  `,
  `
  alter table delivery add column replaces text;
  alter table delivery add column replaced_by text;
  create table delivery_try (
    position integer primary key,
    key text not null,
    at integer not null,
    outcome text not null,
    status integer,
    sentence text not null,
    answer text not null
  ) strict;
  create index delivery_try_key on delivery_try (key, position);

  alter table operation add column pruned_at integer;
  drop trigger event_remains;
  create trigger event_remains before delete on event
    when (select pruned_at from operation where operation_id = old.operation_id) is null
    begin select raise(abort, 'events are never removed'); end;
  `,
  REGISTRY_TABLES,
  // Where a MAC was seen is the device registry's to say.
  `
  drop table mac_result;
  drop index device_result_sn;
  drop index event_kind;
  create index event_rare on event (kind, seq) where kind not in ('reportReceived', 'mesAnswered');
  `,
  // What the console reads when it starts must not take longer with each scan that was ever made.
  `
  create index delivery_open on delivery (position) where state <> 'accepted' and replaced_by is null;
  create index delivery_state on delivery (kind, state);
  create index operation_old on operation (closed_at, operation_id) where pruned_at is null and closed_at is not null;
  `,
  // What old records hold is packed afterwards, step by step.
  `${PACK_TABLE}${PACKING_COLUMNS}`,
  HELD_TABLE,
  SHORT_ROWS,
  LEFT_OVER_COLUMN,
  PACK_DIGEST,
  LATEST_VERDICT_TABLE,
  // What became of messages is kept as codes; the sentences of rows of before stay beside them.
  `
  alter table delivery add column problem_codes text;
  alter table delivery_try add column sentence_codes text;
  `,
  NEWEST_REPORT_TABLES,
  // So is why a message cannot be used.
  'alter table quarantine add column reason_codes text;',
  REPORT_OF_VERDICT_COLUMNS,
  ATTEMPT_TABLES,
  // For which address a message was made; nobody knows that of messages of before.
  `
  alter table delivery add column factory_base text;
  alter table delivery add column factory_path text;
  `,
  JUDGED_BEFORE_TABLE,
  UNSETTLED_INDEX,
  SLOTS_OF_TALLY,
];

const TELLS_WHOSE = `select tell('version', '', user_version) from pragma_user_version;
  select tell('application', '', application_id) from pragma_application_id;
  select tell('tables', '', count(*)) from sqlite_schema`;

/**
 * Only reads: a file that is not ours is left as it is.
 * @throws AppError `storeFailed` for another program's database and for one that a newer version of this program wrote
 */
export function assertOurs(db: SqliteConnection, file: string): void {
  const told = new ToldValues(db, TELLS_WHOSE);
  const version = told.numberOf('version');
  const applicationId = told.numberOf('application');
  const isEmpty = version === 0 && applicationId === 0 && told.numberOf('tables') === 0;
  if (!isEmpty && applicationId !== APPLICATION_ID) {
    throw new AppError('storeFailed', text('store.otherProgram', { file }));
  }
  if (version > MIGRATIONS.length) {
    throw new AppError(
      'storeFailed',
      text('store.newerVersion', { file, version: String(version), known: String(MIGRATIONS.length) }),
    );
  }
}

/** Whether this `user_version` is that of the newest schema. */
export function isNewest(version: number): boolean {
  return version === MIGRATIONS.length;
}

/** Brings a database of ours, or an empty one, to the newest schema, each step in a transaction of its own. */
export function migrate(db: SqliteDatabase): void {
  const { user_version: version } = db.prepare('pragma user_version').get() as { readonly user_version: number };
  for (const [index, migration] of MIGRATIONS.entries()) {
    if (index < version) continue;
    db.exec('begin immediate');
    try {
      db.exec(migration);
      db.exec(`pragma application_id = ${APPLICATION_ID}`);
      db.exec(`pragma user_version = ${index + 1}`);
      db.exec('commit');
    } catch (error) {
      if (db.isTransaction) db.exec('rollback');
      throw error;
    }
  }
}
