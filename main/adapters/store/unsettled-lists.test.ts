import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { closeDatabase, openDatabase } from './open-database';
import { createQueries } from './queries';
import type { SqliteDatabase } from './sqlite';

it('are found by the index of the operations that hold some, not by reading every operation', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'burnin-store-'));
  try {
    const db = await openDatabase(join(folder, 'console.db'));
    const plans: unknown[] = [];
    const watched: SqliteDatabase = {
      isTransaction: false,
      exec: (sql) => db.exec(sql),
      close: () => db.close(),
      prepare: (sql) => {
        plans.push(...db.prepare(`explain query plan ${sql}`).all());
        return db.prepare(sql);
      },
    };
    expect(await createQueries(watched).unsettledLists(10)).toEqual([]);
    const told = JSON.stringify(plans);
    expect(told).toContain('USING INDEX operation_unsettled');
    expect(told).toContain('USING INDEX delivery_operation (operation_id=?)');
    closeDatabase(db);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
