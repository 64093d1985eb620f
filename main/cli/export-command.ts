import { text, type Text } from '../../protocol/texts/text';
import path from 'node:path';
import { counted } from '../../protocol/counted';
import { visibleJson } from '../../protocol/visible-text';
import { evidenceBundle } from '../app/records/evidence';
import { loadSession } from '../app/scan/load-session';
import type { FileContent } from '../app/ports';
import { isPractice, simulationMark } from '../app/records/practice-records';
import { prunedError } from '../app/records/prune';
import { QuarantineExport } from '../app/records/quarantine-export';
import { keptFiles, requireNotTaken } from '../app/files/taken-files';
import { filesOfStoredSettings } from './files-of-settings';
import { checkWritable, writeTextFile } from '../app/files/write-text-file';
import { BYTE_ORDER_MARK, csvText, markedTable } from '../domain/records/csv';
import { AppError } from '../domain/errors';
import type { AuditEntry } from '../domain/scan/events';
import type { Store } from '../domain/ports/store';
import { scanLog } from '../domain/records/scan-log';
import { english } from '../../messages/english';
import { resultTable } from '../domain/scan/result-table';
import type { ScanSession } from '../domain/scan/state';
import type { ExportArguments } from './arguments';
import { APP_VERSION } from '../version';
import { openForReading } from './records-copy';
import { requireRecords } from './require-records';
import { asNeverEnded, neverEndedText } from './never-ended';
import { personAtTerminal } from './person';

/** What is written, and what is said and put on record of it. */
interface Export {
  readonly content: Exclude<FileContent, Uint8Array>;
  readonly action: AuditEntry['action'];
  readonly after: Text;
  /** Once it is written. */
  readonly done: (file: string) => string;
}

/**
 * `burnin export`: the scan log of one operation as JSON, all its interfaces as CSV, its evidence, or the quarantine. On record
 * before it is written.
 */
export async function exportCommand(
  args: ExportArguments,
  write: (text: string) => void,
  say: (line: string) => void,
): Promise<void> {
  const { db, out } = args;
  requireRecords(db);
  // What cannot be written is found out before it stands on record as exported.
  if (out !== null) await checkWritable(path.resolve(out), keptFiles(db));
  const store = await openForReading(db, say);
  try {
    const person = personAtTerminal();
    if (out !== null) await requireNotTaken(path.resolve(out), await filesOfStoredSettings(store));
    const { content, action, after, done } = await exportOf(store, args, person, say);
    const put = (what: Text): Promise<void> =>
      store.commit({
        audit: [
          {
            at: Date.now(),
            entry: { kind: 'audited', person, action, subject: out ?? [text('audit.terminal')], before: null, after: [what] },
          },
        ],
      });
    await put(after);
    if (out === null) {
      // The same JSON, in which nothing steers a terminal; CSV has nothing of that kind.
      const print = (part: string) => write(args.format === 'csv' ? part : visibleJson(part));
      if (typeof content === 'string') print(content);
      else for await (const part of content) print(part);
      return;
    }
    try {
      await writeTextFile(path.resolve(out), content);
    } catch (error) {
      await put(text('audit.notWritten', { what: after }));
      throw error;
    }
    say(done(out));
  } finally {
    await store.close();
  }
}

async function exportOf(store: Store, args: ExportArguments, person: string, say: (line: string) => void): Promise<Export> {
  const { format, operation } = args;
  if (format === 'quarantine') {
    const quarantine = new QuarantineExport(store);
    const done = (file: string) => `${counted(quarantine.count, 'message')} of the quarantine written to ${file}`;
    return { content: quarantine.text(), action: 'quarantineExported', after: text('audit.wholeQuarantine'), done };
  }
  const session = await sessionOf(store, args);
  const record = await store.findOperation(session.operationId);
  if (record !== null && record.closedAt === null)
    for (const line of neverEndedText([await asNeverEnded(store, record)], args.db, await isPractice(store))) say(line);
  return {
    content:
      format === 'evidence'
        ? await evidenceBundle(store, session.operationId, { person, at: Date.now(), appVersion: APP_VERSION })
        : format === 'csv'
          ? csvOf(session, args, await isPractice(store))
          : `${JSON.stringify({ ...(await simulationMark(store)), ...scanLog(session) }, null, 2)}\n`,
    action: format === 'evidence' ? 'evidenceExported' : 'scanLogExported',
    after: text('audit.as', { what: text('audit.operation', { operation: session.operationId }), format }),
    done: (file) => `Operation ${operation} written to ${file}`,
  };
}

/** A file is for a spreadsheet; what is printed goes to another program, which takes a byte order mark for a part of the first name. */
function csvOf(session: ScanSession, { separator, out }: ExportArguments, practice: boolean): string {
  const table = resultTable(session, english);
  return `${out === null ? '' : BYTE_ORDER_MARK}${csvText(practice ? markedTable(table) : table, separator)}`;
}

async function sessionOf(store: Store, { db, operation }: ExportArguments): Promise<ScanSession> {
  const record = await store.findOperation(operation);
  if (record?.prunedAt !== undefined) throw prunedError(operation, record.prunedAt);
  const session = record === null ? null : await loadSession(store, record.operationId);
  if (session !== null) return session;
  const known = (await store.listOperations(5)).map(({ operationId }) => operationId);
  throw new AppError('notFound', [
    text('terminal.noOperation', { operation, file: db }),
    ...(known.length === 0 ? [] : [text('terminal.latestAre', { operations: known.join(', ') })]),
  ]);
}
