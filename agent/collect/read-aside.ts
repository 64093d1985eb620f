import { spawn } from 'node:child_process';
import { FoundParts, type PartName, PartsRequest, readParts } from './parts';

/**
 * Reads slow parts and gives up what is not there in time: such a part is absent. Never rejects.
 * @param limitMs for each part; they are read at once
 */
export type ReadAside = (request: PartsRequest, limitMs: number) => Promise<FoundParts>;

/** The word by which the agent is asked to be the child of another agent. */
export const ASIDE_WORD = 'read-parts';

/** What the child says first. */
const BEGINS = 'begins';
/** Until the child can begin; on a device at work that is a tenth of a second. */
const START_LIMIT_MS = 10_000;

/** A read that hangs holds a thread. Each part reads one thing after the other, so that all may hang and one be left. */
const CHILD_THREADS = '8';

/**
 * Reads in a child process: a read that the kernel does not answer can be neither cancelled nor left behind by the process
 * that asked, which could not even end. Parts that an earlier child still hangs on are not asked for again.
 * @param command starts this program: its executable, and what comes before the command line's words
 */
export function readInChild(command: readonly [string, ...string[]]): ReadAside {
  const stuck = new Set<PartName>();
  return (request, limitMs) => {
    const parts = request.parts.filter((name) => !stuck.has(name));
    if (parts.length === 0) return Promise.resolve({});
    const missing = new Set(parts);
    const [program, ...words] = command;
    const child = spawn(program, [...words, ASIDE_WORD, JSON.stringify({ ...request, parts })], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { UV_THREADPOOL_SIZE: CHILD_THREADS },
    });
    return new Promise((resolve) => {
      let found: FoundParts = {};
      let rest = '';
      let over = false;
      const end = (): void => {
        if (over) return;
        over = true;
        clearTimeout(timer);
        child.stdout.destroy();
        if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
          for (const name of missing) stuck.add(name);
          child.once('exit', () => {
            for (const name of missing) stuck.delete(name);
          });
          child.kill('SIGKILL');
          child.unref();
        }
        resolve(found);
      };
      let timer = setTimeout(end, START_LIMIT_MS);
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        const lines = `${rest}${text}`.split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          if (line === BEGINS) {
            clearTimeout(timer);
            timer = setTimeout(end, limitMs);
            continue;
          }
          const part = readPartLine(line);
          if (part === null || !missing.delete(part.name)) continue;
          found = { ...found, ...part.found };
        }
        if (missing.size === 0) end();
      });
      // It ended, or it could not be started at all.
      child.stdout.once('close', end);
      child.once('error', end);
    });
  };
}

/** What the child does. Whoever started it waits for the lines, not for its end. */
export async function serveParts(request: string, write: (line: string) => void): Promise<void> {
  write(`${BEGINS}\n`);
  await readParts(PartsRequest.parse(JSON.parse(request)), (part) => write(`${JSON.stringify(part)}\n`));
}

/** Reads in this process: for tests and recorded machines, where nothing hangs. */
export const readHere: ReadAside = async (request) => {
  let found: FoundParts = {};
  await readParts(request, ({ name, value }) => {
    found = { ...found, ...FoundParts.parse({ [name]: value }) };
  });
  return found;
};

function readPartLine(line: string): { readonly name: PartName; readonly found: FoundParts } | null {
  try {
    const { name, value } = JSON.parse(line) as { name: PartName; value: unknown };
    return { name, found: FoundParts.parse({ [name]: value }) };
  } catch {
    return null;
  }
}
