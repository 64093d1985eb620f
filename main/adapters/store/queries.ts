import { Kysely, type Selectable } from 'kysely';
import type { OperationId } from '../../../protocol/ids';
import type { ChainEntry, StoredAudit, StoredEvent } from '../../domain/ports/journal';
import type { DeviceResult, OperationCounts, OperationRecord } from '../../domain/ports/records';
import type { StoredPerson } from '../../domain/ports/people';
import type { RecordsRoom } from '../../domain/records/records-room';
import { isDamage } from '../../domain/errors';
import { findAlteredReport } from './altered-report';
import { createDeliveryQueries } from './delivery-queries';
import { CHAIN_START, type ChainHead, chainLinkOf, findBrokenLink, isWhole, missing } from './event-chain';
import { wholeEntry } from './packed-entry';
import { compactFile, roomInside, shrinkStep } from './file-room';
import { type BlockCheck, createPacks } from './packs';
import { createHeldQueries } from './held-messages';
import { createFigureQueries } from './history/figure-queries';
import { createHistoryQueries } from './history/history-queries';
import { createVerdictQueries } from './latest-verdicts';
import { createLeftOverQueries, leftOverOf } from './left-over';
import { createPruneQueries, readPrunedRanges } from './prune-queries';
import { IS_RARE } from './rare-events';
import { createQuarantineQueries } from './quarantine-queries';
import { createReportQueries } from './report-queries';
import { auditedOf, scanEventOf } from './read-entries';
import { createRegistryQueries } from './registry/registry-queries';
import type { SqliteDatabase } from './sqlite';
import { createSqliteDialect } from './sqlite-dialect';
import { storedText } from '../../domain/records/stored-text';
import type { Tables } from './tables';

export type Queries = ReturnType<typeof createQueries>;

/** One stretch of the chain: how far it holds, and whether that was all. */
export interface ChainCheck {
  readonly problem: string | null;
  readonly head: ChainHead;
  readonly done: boolean;
}

const CHAIN_STRETCH = 2_000;
/** Events with a person behind them; a scan that closed by itself is left out when the trail is put into words. */
const CAUSED_BY_PEOPLE: readonly StoredAudit['event']['kind'][] = [
  'audited',
  'scanStarted',
  'rescanAsked',
  'unitPlaced',
  'contestCleared',
  'failureAcknowledged',
  'waived',
  'scanClosed',
  'pairConfirmed',
  'pairSettled',
  'pruned',
];

/** Everything that is read from the database. */
export function createQueries(db: SqliteDatabase) {
  const packs = createPacks(db);
  const kysely = new Kysely<Tables>({ dialect: createSqliteDialect(db) });
  const everyOperation = kysely.selectFrom('operation').selectAll();
  const operations = everyOperation.where('pruned_at', 'is', null).orderBy('position', 'desc');
  const reports = createReportQueries(kysely, packs);

  const entryHashes = () => kysely.selectFrom('event').select(['seq', 'body', 'prev_hash', 'hash']);
  const chainPlaceOf = (row: {
    readonly seq: number;
    readonly body: string;
    readonly prev_hash: string;
    readonly hash: string;
  }) => ({
    seq: row.seq,
    hash: wholeEntry(packs, row).hash,
  });

  const queries = {
    ...createPruneQueries(kysely),
    ...createDeliveryQueries(kysely, packs),
    ...reports,
    ...createQuarantineQueries(kysely),
    ...createRegistryQueries(db),
    ...createHeldQueries(kysely),
    ...createLeftOverQueries(kysely),
    ...createVerdictQueries(kysely),
    ...createHistoryQueries(db, packs),
    ...createFigureQueries(db),

    async room(): Promise<Omit<RecordsRoom, 'diskFreeBytes'>> {
      const oldest = await everyOperation.where('pruned_at', 'is', null).orderBy('started_at').limit(1).executeTakeFirst();
      return { ...roomInside(db), oldestAt: oldest?.started_at ?? null };
    },

    async compact(): Promise<null> {
      compactFile(db);
      return null;
    },

    async shrink(): Promise<boolean> {
      return shrinkStep(db);
    },

    async latestOperation(): Promise<OperationRecord | null> {
      return orNull(await operations.limit(1).executeTakeFirst(), operationOf);
    },

    async findOperation(operationId: string): Promise<OperationRecord | null> {
      return orNull(await everyOperation.where('operation_id', '=', storedText(operationId)).executeTakeFirst(), operationOf);
    },

    async listOperations(limit: number): Promise<readonly OperationRecord[]> {
      return (await operations.limit(limit).execute()).map(operationOf);
    },

    async countResults(limit: number): Promise<readonly OperationCounts[]> {
      const latest = await operations.limit(limit).execute();
      const ids = latest.map(({ operation_id }) => operation_id);
      if (ids.length === 0) return [];
      const statuses = await kysely
        .selectFrom('device_result')
        .select(({ fn }) => ['operation_id', 'status', fn.countAll<number>().as('count')])
        .where('operation_id', 'in', ids)
        .groupBy(['operation_id', 'status'])
        .orderBy('status')
        .execute();
      const reportCounts = await kysely
        .selectFrom('event')
        .select(({ fn }) => ['operation_id', fn.countAll<number>().as('count')])
        .where('operation_id', 'in', ids)
        .where('report_id', 'is not', null)
        .groupBy('operation_id')
        .execute();
      return latest.map(({ operation_id, started_at, closed_at, left_over }) => ({
        operationId: operation_id,
        startedAt: started_at,
        closedAt: closed_at,
        leftOver: leftOverOf(left_over),
        reports: reportCounts.find((row) => row.operation_id === operation_id)?.count ?? 0,
        devices: Object.fromEntries(
          statuses.filter((row) => row.operation_id === operation_id).map(({ status, count }) => [status, count]),
        ),
      }));
    },

    async loadEvents(operationId: string): Promise<readonly StoredEvent[]> {
      const rows = await kysely
        .selectFrom('event')
        .selectAll()
        .where('operation_id', '=', storedText(operationId))
        .orderBy('seq')
        .execute();
      return rows.map((row) => {
        const entry = wholeEntry(packs, row);
        return {
          seq: row.seq,
          operationId: row.operation_id as OperationId,
          at: row.at,
          event: scanEventOf(entry),
          ...(isWhole(chainLinkOf(entry)) ? {} : { altered: true as const }),
        };
      });
    },

    async lastEntryOf(operationId: string): Promise<number | null> {
      const { last } = await kysely
        .selectFrom('event')
        .select(({ fn }) => fn.max<number | null>('seq').as('last'))
        .where('operation_id', '=', storedText(operationId))
        .executeTakeFirstOrThrow();
      return last;
    },

    async chainHead(): Promise<ChainHead | null> {
      const last = await entryHashes().orderBy('seq', 'desc').limit(1).executeTakeFirst();
      return last === undefined ? null : chainPlaceOf(last);
    },

    async chainPlace(seq: number): Promise<ChainHead | null> {
      const row = await entryHashes().where('seq', '=', seq).executeTakeFirst();
      return row === undefined ? null : chainPlaceOf(row);
    },

    async loadChain(operationId: string): Promise<readonly ChainEntry[]> {
      const rows = await kysely
        .selectFrom('event')
        .select(['seq', 'operation_id', 'at', 'body', 'prev_hash', 'hash'])
        .where('operation_id', '=', storedText(operationId))
        .orderBy('seq')
        .execute();
      return rows
        .map((row) => wholeEntry(packs, row))
        .map(({ seq, operation_id, at, body, prev_hash, hash }) => ({
          seq,
          operationId: operation_id,
          at,
          body,
          previousHash: prev_hash,
          hash,
        }));
    },

    async loadDeviceResults(operationId: string): Promise<readonly DeviceResult[]> {
      const id = storedText(operationId);
      const rows = await kysely.selectFrom('device_result').selectAll().where('operation_id', '=', id).orderBy('sn').execute();
      return rows.map(({ sn, status, attempt, at }) => ({ operationId: id as OperationId, sn, status, attempt, at }));
    },

    async listPeople(): Promise<readonly StoredPerson[]> {
      const rows = await kysely.selectFrom('person').selectAll().orderBy('name').orderBy('badge').execute();
      return rows.map(({ badge, name, role, pin_hash, wrong_pins, locked_until }) => ({
        badge,
        name,
        role: role as StoredPerson['role'],
        pinHash: pin_hash,
        wrongPins: wrong_pins,
        lockedUntil: locked_until,
      }));
    },

    async listAudit(limit: number, before = Number.MAX_SAFE_INTEGER): Promise<readonly StoredAudit[]> {
      // The numbers come from the index alone; the rows, with rosters in them, only as many as are asked for.
      const latest = kysely
        .selectFrom('event')
        .select('seq')
        .where(IS_RARE)
        .where('kind', 'in', CAUSED_BY_PEOPLE)
        .where('seq', '<', before)
        .orderBy('seq', 'desc')
        .limit(limit);
      const rows = await kysely.selectFrom('event').selectAll().where('seq', 'in', latest).orderBy('seq', 'desc').execute();
      return rows.map((row) => ({ seq: row.seq, operationId: row.operation_id, at: row.at, event: auditedOf(row) }));
    },

    async readSetting(name: string): Promise<string | null> {
      const row = await kysely.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst();
      return row?.value ?? null;
    },

    /** Checks the next stretch of the chain after an entry, or from the first; a whole chain may be too long for one turn. */
    checkBlocks: async (after = 0): Promise<BlockCheck> => packs.check(after),
    async checkChain(after: ChainHead | null = null): Promise<ChainCheck> {
      const from = after ?? { seq: 0, hash: CHAIN_START };
      const rows = await kysely
        .selectFrom('event')
        .selectAll()
        .where('seq', '>', from.seq)
        .orderBy('seq')
        .limit(CHAIN_STRETCH)
        .execute();
      const links = rows.map((row) => chainLinkOf(wholeEntry(packs, row)));
      const pruned = await readPrunedRanges(kysely);
      const problem =
        (pruned.ok ? findBrokenLink(from, links, pruned.value) : pruned.error) ?? (await findAlteredReport(kysely, packs, links));
      const last = links.at(-1);
      const head = last === undefined ? from : { seq: last.seq, hash: last.hash };
      const done = links.length < CHAIN_STRETCH;
      if (problem !== null || !done) return { problem, head, done };
      const stored = await kysely.selectFrom('chain_head').selectAll().executeTakeFirst();
      const end = stored ?? { seq: 0, hash: CHAIN_START };
      if (end.seq > head.seq)
        return { problem: `${missing(head.seq + 1, end.seq).slice(0, -1)}: the log ends too early.`, head, done };
      if (end.seq !== head.seq || end.hash !== head.hash)
        return { problem: `The event log does not end with the entry that was written last.`, head, done };
      return { problem: null, head, done };
    },
  };
  return {
    ...queries,

    async canBeRead(operationId: string): Promise<boolean> {
      try {
        await reports.loadReports(operationId);
        return (await queries.loadEvents(operationId)).length > 0;
      } catch (error) {
        if (isDamage(error)) return false;
        throw error;
      }
    },
  };
}

function orNull<Row, Value>(row: Row | undefined, read: (row: Row) => Value): Value | null {
  return row === undefined ? null : read(row);
}

function operationOf(row: Selectable<Tables['operation']>): OperationRecord {
  return {
    operationId: row.operation_id as OperationId,
    startedAt: row.started_at,
    operatorId: row.operator_id,
    closedAt: row.closed_at,
    leftOver: leftOverOf(row.left_over),
    ...(row.pruned_at === null ? {} : { prunedAt: row.pruned_at }),
  };
}
