import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadSession } from '../app/load-session';
import { prunedError } from '../app/prune';
import { writeTextFile } from '../app/write-text-file';
import { csvText } from '../domain/csv';
import { AppError } from '../domain/errors';
import { scanLog } from '../domain/scan-log';
import { resultTable } from '../domain/session/result-table';
import type { ExportArguments } from './arguments';
import { openRecords } from './compose';

/** `burnin export`: the scan log of one operation as JSON, or all its interfaces as CSV. */
export async function exportCommand(
  { db, operation, format, out }: ExportArguments,
  write: (text: string) => void,
  say: (line: string) => void,
): Promise<void> {
  if (!existsSync(db)) throw new AppError('notFound', `There are no records at ${db}.`);
  const store = await openRecords(db);
  try {
    const record = await store.findOperation(operation);
    if (record?.prunedAt !== undefined) throw prunedError(operation, record.prunedAt);
    const session = record === null ? null : await loadSession(store, record.operationId);
    if (session === null) {
      const known = (await store.listOperations(5)).map(({ operationId }) => operationId);
      throw new AppError(
        'notFound',
        `There is no operation ${operation} in ${db}.${known.length === 0 ? '' : ` The latest are: ${known.join(', ')}.`}`,
      );
    }
    const text = format === 'csv' ? csvText(resultTable(session)) : `${JSON.stringify(scanLog(session), null, 2)}\n`;
    if (out === null) {
      write(text);
      return;
    }
    await writeTextFile(path.resolve(out), text);
    say(`Operation ${operation} written to ${out}`);
  } finally {
    await store.close();
  }
}
