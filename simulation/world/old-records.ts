import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { closeDatabase, openDatabase } from '../../main/adapters/store/open-database';

/** Records of version 0.1.0, as it left them. */
const FIXTURE = 'main/adapters/store/fixtures/records-0.1.0.sqlite.gz';

/**
 * Unpacks what version 0.1.0 left and brings it to the newest form, as the program does when it opens it.
 * @param root the project's
 * @returns the file; it goes with the process
 */
export async function oldRecords(root: string): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'burnin-orders-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'records.sqlite');
  writeFileSync(file, gunzipSync(readFileSync(path.join(root, FIXTURE))));
  closeDatabase(await openDatabase(file));
  return file;
}
