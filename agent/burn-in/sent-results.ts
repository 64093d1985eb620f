import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { describeError } from '../log';

/** Which results were sent, by their digests (SHA-256 in hexadecimal); kept in a file across restarts. */
export interface SentResults {
  /** What is known to be sent. */
  read(): Promise<ReadonlySet<string>>;
  /** Counts at once; the file follows. Never rejects: what cannot be written is remembered until the agent ends. */
  add(digests: readonly string[]): Promise<void>;
  /** Why the file cannot be trusted across a restart, as the end of a sentence; null when it can. */
  fault(): string | null;
}

const DIGEST = /^[0-9a-f]{64}$/u;
/** More than there is room for in a burn-in file. */
const MAX_KEPT = 100_000;
const OWNER_ONLY = 0o600;

export function openSentResults(file: string): SentResults {
  const unwritten = new Set<string>();
  let readFault: string | null = null;
  let writeFault: string | null = null;
  let writing: Promise<void> = Promise.resolve();

  async function readKept(): Promise<ReadonlySet<string>> {
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      readFault = isAbsent ? null : `cannot be read: ${describeError(error)}`;
      return new Set();
    }
    const lines = text.split('\n').filter((line) => line !== '');
    const digests = lines.filter((line) => DIGEST.test(line));
    readFault = digests.length === lines.length ? null : 'has lines that are no digests';
    return new Set(digests);
  }

  async function write(): Promise<void> {
    const fresh = [...unwritten];
    if (fresh.length === 0) return;
    const kept = [...(await readKept()), ...fresh].slice(-MAX_KEPT);
    try {
      await replaceFile(file, `${kept.join('\n')}\n`);
      for (const digest of fresh) unwritten.delete(digest);
      writeFault = null;
    } catch (error) {
      writeFault = `cannot be written: ${describeError(error)}`;
    }
  }

  return {
    async read() {
      // Before the file: what moves there in the meantime is seen in one of both.
      const fresh = [...unwritten];
      return new Set([...(await readKept()), ...fresh]);
    },
    add(digests) {
      for (const digest of digests) unwritten.add(digest);
      writing = writing.then(write);
      return writing;
    },
    fault: () => writeFault ?? readFault,
  };
}

/** A whole file or the old one; under the temporary name nothing of others is followed or kept. */
async function replaceFile(file: string, text: string): Promise<void> {
  const part = `${file}.part`;
  await rm(part, { force: true });
  try {
    await writeFile(part, text, { flag: 'wx', mode: OWNER_ONLY, flush: true });
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
}
