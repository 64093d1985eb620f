import { type Kysely, type Selectable, sql } from 'kysely';
import type { DeliveryKey, OperationId } from '../../../protocol/ids';
import type { DeliveryKind, DeliveryState } from '../../../protocol/model';
import { storedTexts } from '../../../protocol/stored-sentences';
import type { DeliveryCount, DeliveryHead, DeliveryTry, StoredDelivery } from '../../domain/ports/deliveries';
import type { Packs } from './packs';
import { IS_UNSETTLED } from './left-over';
import { storedText } from '../../domain/records/stored-text';
import type { Tables } from './tables';

/** The columns of a delivery that are written, without its body. */
export const DELIVERY_COLUMNS = [
  'key',
  'kind',
  'operation_id',
  'summary',
  'serials',
  'created_at',
  'state',
  'attempts',
  'next_try_at',
  'problem',
  'problem_codes',
  'settled_at',
  'replaces',
  'replaced_by',
  'factory_base',
  'factory_path',
] as const satisfies readonly (keyof Tables['delivery'])[];
/** What is read of a delivery without its body. */
export const HEAD = ['position', ...DELIVERY_COLUMNS] as const;
type HeadRow = Pick<Selectable<Tables['delivery']>, (typeof HEAD)[number]>;

/** Leaves the index by kind aside: it would lead to every list that was ever made. */
const IS_LIST = sql<boolean>`+kind in ('pair', 'burn')`;

/** In the words of the indexes `delivery_open` and `delivery_pending`: a query that says it otherwise reads every row. */
const IS_OPEN = sql<boolean>`state <> 'accepted' and replaced_by is null`;

const IS_PENDING = sql<boolean>`state in ('queued', 'sending')`;

/** What is read of outgoing messages. Their bodies are read only where they are asked for. */
export function createDeliveryQueries(kysely: Kysely<Tables>, packs: Packs) {
  const heads = kysely.selectFrom('delivery').select(HEAD);
  const whole = kysely.selectFrom('delivery').selectAll().orderBy('position');

  return {
    async listDeliveries(operationId: string | null): Promise<readonly StoredDelivery[]> {
      const query = operationId === null ? whole : whole.where('operation_id', '=', storedText(operationId));
      return (await query.execute()).map((row) => deliveryOf(row, packs));
    },

    async openDeliveries(operationId: string | null, mostOfOthers: number): Promise<readonly DeliveryHead[]> {
      const open = await heads.where(IS_OPEN).orderBy('position', 'desc').limit(mostOfOthers).execute();
      const own = operationId === null ? [] : await heads.where('operation_id', '=', storedText(operationId)).execute();
      const rows = new Map([...open, ...own].map((row) => [row.position, row]));
      return [...rows.values()].toSorted((a, b) => a.position - b.position).map(headOf);
    },

    async loadDelivery(key: string): Promise<StoredDelivery | null> {
      const row = await whole.where('key', '=', storedText(key)).executeTakeFirst();
      return row === undefined ? null : deliveryOf(row, packs);
    },

    async listTries(key: string): Promise<readonly DeliveryTry[]> {
      const rows = await kysely
        .selectFrom('delivery_try')
        .selectAll()
        .where('key', '=', storedText(key))
        .orderBy('position')
        .execute();
      return rows.map(({ at, outcome, status, sentence, sentence_codes, answer }) => ({
        key: key as DeliveryKey,
        at,
        outcome: outcome as DeliveryTry['outcome'],
        status,
        reason: storedTexts(sentence_codes, sentence),
        answer,
      }));
    },

    async pendingDeliveries(): Promise<readonly DeliveryHead[]> {
      return (await heads.where(IS_PENDING).orderBy('position').execute()).map(headOf);
    },

    async unsettledPairs(): Promise<readonly DeliveryHead[]> {
      const open = heads.where(IS_OPEN).where('kind', 'in', ['pair', 'burn']).where('state', '<>', 'rejected');
      return (await open.orderBy('position').execute()).map(headOf);
    },

    async unsettledLists(mostOperations: number): Promise<readonly DeliveryHead[]> {
      const operations = kysely
        .selectFrom('operation')
        .select('operation_id')
        .where(IS_UNSETTLED)
        .orderBy('position', 'desc')
        .limit(mostOperations);
      const lists = heads.where('operation_id', 'in', operations).where(IS_LIST);
      return (await lists.orderBy('position').execute()).map(headOf);
    },

    async countDeliveries(): Promise<readonly DeliveryCount[]> {
      const rows = await kysely
        .selectFrom('delivery')
        .select(({ fn }) => ['kind', 'state', fn.countAll<number>().as('count')])
        .groupBy(['kind', 'state'])
        .execute();
      return rows.map(({ kind, state, count }) => ({ kind: kind as DeliveryKind, state: state as DeliveryState, count }));
    },
  };
}

export function headOf(row: HeadRow): DeliveryHead {
  return {
    key: row.key as DeliveryKey,
    kind: row.kind as DeliveryKind,
    operationId: row.operation_id as OperationId,
    summary: row.summary,
    serials: JSON.parse(row.serials) as readonly string[],
    createdAt: row.created_at,
    state: row.state as DeliveryState,
    attempts: row.attempts,
    nextTryAt: row.next_try_at,
    problem: storedTexts(row.problem_codes, row.problem),
    settledAt: row.settled_at,
    ...(row.replaces === null ? {} : { replaces: row.replaces as DeliveryKey }),
    ...(row.replaced_by === null ? {} : { replacedBy: row.replaced_by as DeliveryKey }),
    ...(row.factory_base === null ? {} : { madeFor: { base: row.factory_base, path: row.factory_path ?? '' } }),
  };
}

function deliveryOf(row: Selectable<Tables['delivery']>, packs: Packs): StoredDelivery {
  return { ...headOf(row), body: packs.text(row.body) };
}
