import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { expect, it } from 'vitest';
import { closeDatabase, openDatabase } from './open-database';
import { IS_RARE } from './rare-events';
import { createSqliteDialect } from './sqlite-dialect';
import type { Tables } from './tables';

it('is found by its index, not by reading every event', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'burnin-store-'));
  try {
    const db = await openDatabase(join(folder, 'console.db'));
    const kysely = new Kysely<Tables>({ dialect: createSqliteDialect(db) });
    const { sql } = kysely.selectFrom('event').selectAll().where(IS_RARE).where('kind', '=', 'pruned').compile();
    const plan = db.prepare(`explain query plan ${sql}`).all('pruned');
    expect(JSON.stringify(plan)).toContain('USING INDEX event_rare (kind=?)');
    closeDatabase(db);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
