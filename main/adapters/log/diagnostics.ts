import { open } from 'node:fs/promises';
import os from 'node:os';
import type { Diagnostics } from '../../app/ports';
import { createRedactor } from './redact';

const MAX_BYTES = 512 * 1024;

/** @param logFile where `createFileLog` writes; null where the log goes to standard error */
export function createDiagnostics(appVersion: string, logFile: string | null): Diagnostics {
  return {
    versions: () => ({
      console: appVersion,
      ...Object.fromEntries(
        ['node', 'electron', 'chrome', 'openssl'].flatMap((name) => {
          const version = process.versions[name];
          return version === undefined ? [] : [[name, version]];
        }),
      ),
      system: `${os.type()} ${os.release()} ${os.arch()}`,
      processors: String(os.cpus().length),
      memory: `${Math.round(os.totalmem() / 1024 / 1024)} MiB`,
    }),
    lastLogLines: async (most) => (logFile === null ? [] : lastLines(await endOf(logFile), most)),
    redact: (value, secrets) => createRedactor(() => secrets).value(value),
  };
}

/** The last part of a file as text; empty when it cannot be read. */
async function endOf(file: string): Promise<{ readonly text: string; readonly whole: boolean }> {
  try {
    const handle = await open(file);
    try {
      const { size } = await handle.stat();
      const from = Math.max(0, size - MAX_BYTES);
      const bytes = Buffer.alloc(size - from);
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, from);
      return { text: bytes.toString('utf8', 0, bytesRead), whole: from === 0 };
    } finally {
      await handle.close();
    }
  } catch {
    return { text: '', whole: true };
  }
}

/** A first line that was cut is left out: a cut through a secret would keep the redactor from knowing it. */
function lastLines({ text, whole }: { readonly text: string; readonly whole: boolean }, most: number): readonly string[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return (whole ? lines : lines.slice(1)).slice(-most);
}
