import { existsSync } from 'node:fs';
import path from 'node:path';
import { evidenceBundle } from '../app/evidence';
import { loadSession } from '../app/load-session';
import { prunedError } from '../app/prune';
import { writeTextFile } from '../app/write-text-file';
import { csvText } from '../domain/csv';
import { AppError } from '../domain/errors';
import { scanLog } from '../domain/scan-log';
import { resultTable } from '../domain/session/result-table';
import type { ExportArguments } from './arguments';
import { APP_VERSION } from '../version';
import { openRecords } from './compose';
import { personAtTerminal } from './person';

/** `burnin export`: the scan log of one operation as JSON, all its interfaces as CSV, or its evidence. On record before it is written. */
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
    const person = personAtTerminal();
    const text =
      format === 'evidence'
        ? await evidenceBundle(store, session.operationId, { person, at: Date.now(), appVersion: APP_VERSION })
        : format === 'csv'
          ? csvText(resultTable(session))
          : `${JSON.stringify(scanLog(session), null, 2)}\n`;
    const action = format === 'evidence' ? 'evidenceExported' : 'scanLogExported';
    const after = `operation ${session.operationId} as ${format}`;
    await store.commit({
      audit: [{ at: Date.now(), entry: { kind: 'audited', person, action, subject: out ?? 'terminal', before: null, after } }],
    });
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
