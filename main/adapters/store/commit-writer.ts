import { text } from '../../../protocol/texts/text';
import type { AuditEntry, PruneCheckpoint, ScanEvent } from '../../domain/scan/events';
import type { Commit } from '../../domain/ports/journal';
import type { DeviceResult } from '../../domain/ports/records';
import type { NewDelivery } from '../../domain/ports/deliveries';
import type { SubmissionAnswer } from '../../domain/registry/model';
import { AppError } from '../../domain/errors';
import { decide } from '../../domain/registry/decide';
import type { Change } from './change';
import { canonicalJson } from './canonical-json';
import { CHAIN_START, type ChainHead, chainHash } from './event-chain';
import { DELIVERY_COLUMNS } from './delivery-queries';
import { packStep } from './pack-steps';
import { createPacks } from './packs';
import { createHeldWriter } from './held-messages';
import { createAttemptWriter } from './history/attempts';
import { createFiller } from './history/fill-attempts';
import { createTallyWriter } from './history/tallies';
import { createVerdictWriter } from './latest-verdicts';
import { createLeftOverWriter } from './left-over';
import { pruneRows } from './prune-rows';
import { createRegistryWriter, type RegistryChange } from './registry/registry-writer';
import type { SqliteDatabase, SqliteValue } from './sqlite';
import { concernsOneCommitOnly, storeProblem } from './store-problem';
import { storedText } from '../../domain/records/stored-text';
import type { Tables } from './tables';
import { codesOf, deliveryRow } from './delivery-row';

/** Null or an answer: on disk. */
type ChangeOutcome = AppError | Answered | null;

/** What a submission to the registry was answered, or whether there is more to pack. */
interface Answered {
  readonly answer: SubmissionAnswer | boolean;
}

export interface CommitWriter {
  /** Writes all in one transaction with one sync to disk. A change that cannot be written fails alone; its neighbours are written. */
  write(changes: readonly Change[]): readonly ChangeOutcome[];
}

/** The only code that changes rows of an open database. */
export function createCommitWriter(db: SqliteDatabase, file: string): CommitWriter {
  const rows = prepareStatements(db);
  const packs = createPacks(db);
  const registry = createRegistryWriter(db, decide);
  const held = createHeldWriter(db);
  const leftOvers = createLeftOverWriter(db);
  const verdicts = createVerdictWriter(db);
  const tallies = createTallyWriter(db, packs);
  const attempts = createAttemptWriter(db, tallies.touched);
  const filler = createFiller(db, attempts);
  let head = readHead(db);
  /** Surely there, with its records. Emptied when some are removed, or something is rolled back, which may have been one of them. */
  const known = new Set<string>();

  /** Sequences of commits of which one could not be written, with why. */
  const broken = new Map<string, AppError>();

  const forget = (): void => {
    known.clear();
    attempts.forget();
    tallies.reset();
  };

  const failed = (change: Change, error: unknown): AppError => {
    const problem = storeProblem(error, file);
    if (change.kind === 'commit' && change.commit.sequence !== undefined) broken.set(change.commit.sequence, problem);
    return problem;
  };

  const apply = (change: Change): Answered | null => {
    if (change.kind === 'registry') return submit(change);
    if (change.kind === 'tally') {
      attempts.forget();
      return { answer: tallies.step() };
    }
    if (change.kind === 'pack') return { answer: packStep(db, packs, change.at) };
    if (change.kind === 'setting') rows.putSetting({ name: change.name, value: change.value });
    else if (change.kind === 'prune') {
      forget();
      appendEvent({ operationId: '', at: change.request.at, event: pruneRows(db, packs, tallies, change.request) });
    } else if (change.kind === 'fillAttempts') filler.fill(change);
    else if (change.kind === 'leftOver') {
      if (leftOvers.fill(change.operationId, change.leftOver, change.upTo)) change.attempts.forEach((one) => attempts.put(one));
    } else if (change.kind === 'projections') replaceResults(change.operationId, change.results);
    else applyCommit(change.commit);
    return null;
  };

  const submit = (change: RegistryChange): Answered => {
    const { answer, audit } = registry.submit(change);
    for (const event of audit) appendEvent({ operationId: '', at: Date.parse(change.context.at), event });
    return { answer };
  };

  const applyCommit = (commit: Commit) => {
    const before = commit.sequence === undefined ? undefined : broken.get(commit.sequence);
    if (before !== undefined) throw new AppError('storeFailed', before.texts);
    if (commit.operation !== undefined) openOperation(commit.operation);
    for (const report of commit.reports ?? []) {
      const { id, at, bytes, properties } = report;
      rows.addReport({
        id,
        operation_id: storedText(report.operationId),
        sn: storedText(report.sn),
        at,
        bytes,
        properties: JSON.stringify(properties),
        nonce: report.nonce === undefined ? null : storedText(report.nonce),
      });
    }
    for (const message of commit.quarantined ?? []) {
      const { id, at, bytes, properties } = message;
      rows.addQuarantined({
        id,
        at,
        reason: '',
        reason_codes: codesOf(message.reason),
        bytes,
        properties: JSON.stringify(properties),
      });
    }
    for (const message of commit.held ?? []) held.hold(message);
    for (const id of commit.released ?? []) held.release(id);
    for (const event of commit.events ?? []) appendEvent(event);
    for (const { at, entry } of commit.audit ?? []) appendEvent({ operationId: '', at, event: entry });
    for (const { badge, name, role, pinHash, wrongPins, lockedUntil } of commit.people?.saved ?? []) {
      rows.putPerson({
        badge: storedText(badge),
        name: storedText(name),
        role,
        pin_hash: pinHash,
        wrong_pins: wrongPins,
        locked_until: lockedUntil,
      });
    }
    for (const badge of commit.people?.removed ?? []) rows.removePerson(storedText(badge));
    for (const delivery of commit.deliveries ?? []) addDelivery(delivery);
    for (const { key, state, attempts, nextTryAt, problem, settledAt } of commit.deliveryUpdates ?? []) {
      const changed = rows.updateDelivery(state, attempts, nextTryAt, codesOf(problem), settledAt, storedText(key));
      if (changed === 0) throw new AppError('storeFailed', text('store.noDelivery', { key }));
    }
    for (const { key, madeFor } of commit.readdressed ?? []) {
      const changed = rows.readdress(storedText(madeFor.base), storedText(madeFor.path), storedText(key));
      if (changed === 0) throw new AppError('storeFailed', text('store.noDelivery', { key }));
    }
    for (const { key, at, outcome, status, reason, answer } of commit.deliveryTries ?? []) {
      rows.addTry({
        key: storedText(key),
        at,
        outcome,
        status,
        sentence: '',
        sentence_codes: codesOf(reason),
        answer: storedText(answer),
      });
    }
    for (const { name, value } of commit.settings ?? []) rows.putSetting({ name, value });
    if (commit.answered !== undefined) verdicts.answered(commit.answered, head.seq);
    for (const result of commit.deviceResults ?? []) {
      verdicts.note(result, head.seq, commit.answered);
      putResult(result);
    }
    for (const attempt of commit.attempts ?? []) attempts.put(attempt);
    if (commit.leftOver !== undefined) leftOvers.put(commit.leftOver.operationId, commit.leftOver.counts);
  };

  const requireOperation = (id: string): void => {
    if (known.has(id)) return;
    if (!rows.hasOperation(id)) throw new AppError('storeFailed', text('store.neverOpened', { operation: id }));
    // What came afterwards would be there, and never be seen again.
    if (rows.isPruned(id)) throw new AppError('notAllowedNow', text('store.operationRemoved', { operation: id }));
    known.add(id);
  };

  const addDelivery = (delivery: NewDelivery) => {
    const { key, replaces } = delivery;
    rows.addDelivery(deliveryRow(delivery));
    if (replaces !== undefined && rows.replaceDelivery(storedText(key), storedText(replaces)) === 0)
      throw new AppError('notAllowedNow', text('store.notEditable'));
  };

  const openOperation = ({ operationId, startedAt, operatorId, station }: NonNullable<Commit['operation']>) => {
    const id = storedText(operationId);
    if (rows.hasOperation(id)) {
      throw new AppError('operationExists', text('store.operationExists', { operation: operationId }));
    }
    rows.addOperation({
      operation_id: id,
      started_at: startedAt,
      operator_id: storedText(operatorId),
      closed_at: null,
      station: station === undefined ? null : storedText(station),
    });
  };

  const appendEvent = ({
    operationId,
    at,
    event,
  }: {
    readonly operationId: string;
    readonly at: number;
    readonly event: ScanEvent | AuditEntry | PruneCheckpoint;
  }) => {
    const id = storedText(operationId);
    if (id !== '') requireOperation(id);
    const seq = head.seq + 1;
    const body = canonicalJson(event);
    const hash = chainHash(head.hash, { seq, operationId: id, at, body });
    const reportId = event.kind === 'reportReceived' || event.kind === 'staleFiled' ? event.reportId : null;
    rows.addEvent({ seq, operation_id: id, at, kind: event.kind, report_id: reportId, body, prev_hash: head.hash, hash });
    head = { seq, hash };
    if (event.kind === 'scanClosed') {
      rows.closeOperation(at, id);
      attempts.closed(id);
    } else if (event.kind === 'rescanAsked') rows.closeOperation(null, id);
  };

  const putResult = ({ operationId, sn, status, attempt, at }: DeviceResult) =>
    rows.putDeviceResult({ operation_id: storedText(operationId), sn: storedText(sn), status, attempt, at });

  const replaceResults = (operationId: string, results: readonly DeviceResult[]) => {
    rows.removeDeviceResults(storedText(operationId));
    for (const result of results) putResult(result);
  };

  /** A savepoint costs about as much as what stands behind it, so changes get one only when one of them has failed. */
  const writeOrSkip = (change: Change): ChangeOutcome => {
    const before = head;
    db.exec('savepoint one');
    try {
      const outcome = apply(change);
      db.exec('release one');
      return outcome;
    } catch (error) {
      if (!concernsOneCommitOnly(error) || !db.isTransaction) throw error;
      db.exec('rollback to one; release one');
      head = before;
      forget();
      return failed(change, error);
    }
  };

  const writeTogether = (changes: readonly Change[], writeEach: (change: Change) => ChangeOutcome): readonly ChangeOutcome[] => {
    const before = head;
    try {
      db.exec('begin immediate');
      const outcomes = changes.map(writeEach);
      if (head !== before) rows.putHead({ id: 1, ...head });
      db.exec('commit');
      return outcomes;
    } catch (error) {
      // SQLite has rolled back by itself after some errors.
      if (db.isTransaction) db.exec('rollback');
      head = before;
      forget();
      throw error;
    }
  };

  const writeOrSkipEach = (changes: readonly Change[]): readonly ChangeOutcome[] => {
    try {
      return writeTogether(changes, writeOrSkip);
    } catch (error) {
      // The disk may be too full for all of them but not for each.
      if (changes.length > 1) return changes.flatMap((change) => writeOrSkipEach([change]));
      return changes.map((change) => failed(change, error));
    }
  };

  const write = (changes: readonly Change[]): readonly ChangeOutcome[] => {
    try {
      return writeTogether(changes, apply);
    } catch {
      return writeOrSkipEach(changes);
    }
  };
  return { write };
}

function readHead(db: SqliteDatabase): ChainHead {
  const row = db.prepare('select seq, hash from chain_head where id = 1').get();
  return row === undefined ? { seq: 0, hash: CHAIN_START } : (row as ChainHead);
}

function prepareStatements(db: SqliteDatabase) {
  /** Gives how many rows were added or changed. */
  const adder = <T extends keyof Tables, C extends keyof Tables[T] & string>(table: T, columns: readonly C[], conflict = '') => {
    const names = columns.map((name) => `"${name}"`).join(', ');
    const places = columns.map(() => '?').join(', ');
    const statement = db.prepare(`insert into "${table}" (${names}) values (${places}) ${conflict}`);
    return (row: Pick<Tables[T], C>): number => Number(statement.run(...columns.map((name) => row[name] as SqliteValue)).changes);
  };
  const runner = (sql: string) => {
    const statement = db.prepare(sql);
    return (...values: SqliteValue[]): number => Number(statement.run(...values).changes);
  };
  const operationById = db.prepare('select 1 from operation where operation_id = ?');
  const prunedById = db.prepare('select 1 from operation where operation_id = ? and pruned_at is not null');
  return {
    isPruned: (id: string): boolean => prunedById.get(id) !== undefined,
    hasOperation: (id: string): boolean => operationById.get(id) !== undefined,
    addOperation: adder('operation', ['operation_id', 'started_at', 'operator_id', 'closed_at', 'station']),
    closeOperation: runner('update operation set closed_at = ?, packed_at = null, left_over = null where operation_id = ?'),
    addEvent: adder('event', ['seq', 'operation_id', 'at', 'kind', 'report_id', 'body', 'prev_hash', 'hash']),
    putHead: adder(
      'chain_head',
      ['id', 'seq', 'hash'],
      'on conflict (id) do update set seq = excluded.seq, hash = excluded.hash',
    ),
    addReport: adder('report', ['id', 'operation_id', 'sn', 'at', 'bytes', 'properties', 'nonce']),
    addQuarantined: adder('quarantine', ['id', 'at', 'reason', 'reason_codes', 'bytes', 'properties']),
    putDeviceResult: adder(
      'device_result',
      ['operation_id', 'sn', 'status', 'attempt', 'at'],
      'on conflict (operation_id, sn) do update set status = excluded.status, attempt = excluded.attempt, at = excluded.at',
    ),
    removeDeviceResults: runner('delete from device_result where operation_id = ?'),
    addDelivery: adder('delivery', [...DELIVERY_COLUMNS, 'body']),
    replaceDelivery: runner("update delivery set replaced_by = ? where key = ? and state = 'rejected' and replaced_by is null"),
    readdress: runner('update delivery set factory_base = ?, factory_path = ? where key = ?'),
    addTry: adder('delivery_try', ['key', 'at', 'outcome', 'status', 'sentence', 'sentence_codes', 'answer']),
    updateDelivery: runner(
      "update delivery set state = ?, attempts = ?, next_try_at = ?, problem = '', problem_codes = ?, settled_at = ? where key = ?",
    ),
    putPerson: adder(
      'person',
      ['badge', 'name', 'role', 'pin_hash', 'wrong_pins', 'locked_until'],
      'on conflict (badge) do update set name = excluded.name, role = excluded.role, pin_hash = excluded.pin_hash, wrong_pins = excluded.wrong_pins, locked_until = excluded.locked_until',
    ),
    removePerson: runner('delete from person where badge = ?'),
    putSetting: adder('setting', ['name', 'value'], 'on conflict (name) do update set value = excluded.value'),
  };
}
