import path from 'node:path';
import { SecretName } from '../../protocol/settings';
import { SIMULATION_MARK } from '../../protocol/simulation';
import { createDiagnostics } from '../adapters/log/diagnostics';
import { createEnvSecrets } from '../adapters/secrets/env-secrets';
import { splitPassword } from '../app/settings/broker-url';
import { isPractice } from '../app/records/practice-records';
import { readStoredSettings } from '../app/settings/stored-settings';
import { supportBundle } from '../app/support/support-bundle';
import { filesOfSettings, keptFiles, readFiles, requireNotTaken } from '../app/files/taken-files';
import { checkWritable, writeTextFile } from '../app/files/write-text-file';
import { APP_VERSION } from '../version';
import type { SupportBundleArguments } from './arguments';
import { openForReading } from './records-copy';
import { requireRecords } from './require-records';

/** `burnin support-bundle`: the console's records, settings and log as one file for somebody who is to help. */
export async function supportBundleCommand(
  { db, out, withReports }: SupportBundleArguments,
  say: (line: string) => void,
): Promise<void> {
  requireRecords(db);
  // The console keeps its log beside its records.
  const logFile = path.join(path.dirname(path.resolve(db)), 'logs', 'console.log');
  await checkWritable(path.resolve(out), [...keptFiles(db), ...readFiles(logFile)]);
  const store = await openForReading(db, say);
  try {
    const { settings: stored } = readStoredSettings(await store.readSetting('settings'));
    await requireNotTaken(path.resolve(out), filesOfSettings(stored));
    const { url, password } = splitPassword(stored.broker.url);
    const environment = createEnvSecrets(null);
    const kept = await Promise.all(SecretName.options.map((name) => environment.read(name)));
    const latest = withReports ? await store.latestOperation() : null;
    const text = await supportBundle({
      store,
      diagnostics: createDiagnostics(APP_VERSION, logFile),
      madeAt: Date.now(),
      settings: { ...stored, broker: { ...stored.broker, url } },
      secrets: [password, ...kept].filter((secret) => secret !== null),
      running: null,
      reportsOf: latest?.operationId ?? null,
    });
    await writeTextFile(path.resolve(out), text);
    if (await isPractice(store)) say(SIMULATION_MARK);
    const reports = latest === null ? 'without raw reports' : `with the raw reports of ${latest.operationId}, which name devices`;
    say(`Support bundle written to ${out}, without passwords and tokens, ${reports}. Read it before you give it away.`);
  } finally {
    await store.close();
  }
}
