import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadSession } from '../app/load-session';
import { writeTextFile } from '../app/write-text-file';
import { csvText } from '../domain/csv';
import { AppError } from '../domain/errors';
import { scanLog } from '../domain/scan-log';
import type { ScanSession } from '../domain/session/state';
import { reasonFor } from '../domain/session/tracker';
import { judgedInterfaces } from '../domain/session/views';
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
    const session = record === null ? null : await loadSession(store, record.operationId);
    if (session === null) {
      const known = (await store.listOperations(5)).map(({ operationId }) => operationId);
      throw new AppError(
        'notFound',
        `There is no operation ${operation} in ${db}.${known.length === 0 ? '' : ` The latest are: ${known.join(', ')}.`}`,
      );
    }
    const text = format === 'csv' ? csvText(csvRows(session)) : `${JSON.stringify(scanLog(session), null, 2)}\n`;
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

function csvRows(session: ScanSession): string[][] {
  const rows = [
    [
      'operation',
      'serial number',
      'device status',
      'attempt',
      'product',
      'ip',
      'interface',
      'expected MAC',
      'found MAC',
      'verdict',
      'reason',
      'time',
    ],
  ];
  for (const device of session.devices.values()) {
    const product = device.answer?.kind === 'expected' ? (device.answer.product ?? '') : '';
    const head = [session.operationId, device.sn ?? '', device.status, String(device.attempt), product, device.report?.ip ?? ''];
    const at = device.at === 0 ? '' : new Date(device.at).toISOString();
    const interfaces = judgedInterfaces(device);
    if (interfaces.length === 0) rows.push([...head, '', '', '', '', reasonFor(device), at]);
    for (const row of interfaces)
      rows.push([...head, row.name, row.expectedMac ?? '', row.foundMac ?? '', row.verdict, row.reason, at]);
  }
  return rows;
}
