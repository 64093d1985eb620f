import { storedTexts } from '../../../protocol/stored-sentences';
import { type Kysely, sql } from 'kysely';
import type { QuarantinedHead, QuarantinedRow } from '../../domain/ports/set-aside';
import type { Tables } from './tables';

/** How much of a message is given with a list. */
const BEGINNING_BYTES = 300;

/** What is read of messages that could not be used. */
export function createQuarantineQueries(kysely: Kysely<Tables>) {
  return {
    async listQuarantined(limit: number): Promise<readonly QuarantinedHead[]> {
      const rows = await kysely
        .selectFrom('quarantine')
        .select([
          'id',
          'at',
          'reason',
          'reason_codes',
          'properties',
          sql<Uint8Array | null>`substr(bytes, 1, ${sql.lit(BEGINNING_BYTES)})`.as('beginning'),
          sql<number>`length(bytes)`.as('size'),
        ])
        .orderBy('position', 'desc')
        .limit(limit)
        .execute();
      // Of an empty message SQLite makes no part.
      return rows.map(({ properties, beginning, reason, reason_codes, ...row }) => ({
        ...row,
        reason: storedTexts(reason_codes, reason),
        beginning: beginning ?? new Uint8Array(),
        properties: propertiesOf(properties),
      }));
    },

    async quarantinedAfter(position: number, limit: number): Promise<readonly QuarantinedRow[]> {
      const rows = await kysely
        .selectFrom('quarantine')
        .selectAll()
        .where('position', '>', position)
        .orderBy('position')
        .limit(limit)
        .execute();
      return rows.map(({ properties, reason, reason_codes, ...row }) => ({
        ...row,
        reason: storedTexts(reason_codes, reason),
        properties: propertiesOf(properties),
      }));
    },

    async countQuarantined(): Promise<number> {
      const { count } = await kysely
        .selectFrom('quarantine')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return count;
    },
  };
}

function propertiesOf(json: string): Readonly<Record<string, unknown>> {
  return JSON.parse(json) as Readonly<Record<string, unknown>>;
}
