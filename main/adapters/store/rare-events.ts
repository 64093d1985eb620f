import { type SqlBool, sql } from 'kysely';

/** Leaves out the kinds that every device brings. The index `event_rare` serves only queries that say so, in these words. */
export const IS_RARE = sql<SqlBool>`kind not in ('reportReceived', 'mesAnswered')`;
