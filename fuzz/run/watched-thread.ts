import { Worker } from 'node:worker_threads';
import type { Done, Errand } from './errand';
import { heartbeatMemory, heartbeatOn } from './heartbeat';

/** The thread came to its end, or stood still over one input. */
export type Outcome =
  | { readonly kind: 'done'; readonly done: Done; readonly begun: number }
  | { readonly kind: 'hangs'; readonly bytes: Uint8Array; readonly begun: number };

const LOOK_EVERY_MS = 250;
/** An input that waits and uses no CPU may take so many times longer: it may be the machine that is busy. */
const IDLE_TIMES = 15;

/**
 * Runs an errand in a thread of its own and watches it: an input that never ends must not stop everything.
 * @param hangMs how much CPU time one input may take
 */
export async function runWatched(workerFile: string, errand: Omit<Errand, 'heartbeat'>, hangMs: number): Promise<Outcome> {
  const memory = heartbeatMemory();
  const heartbeat = heartbeatOn(memory);
  const data: Errand = { ...errand, heartbeat: memory };
  const worker = new Worker(workerFile, { workerData: data });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Outcome>((resolve, reject) => {
      let last = 0;
      let since = performance.now();
      let cpuSince = process.cpuUsage();
      timer = setInterval(() => {
        const begun = heartbeat.begun();
        if (begun !== last) {
          last = begun;
          since = performance.now();
          cpuSince = process.cpuUsage();
        } else if (begun > 0 && (cpuMs(cpuSince) > hangMs || performance.now() - since > hangMs * IDLE_TIMES)) {
          resolve({ kind: 'hangs', bytes: heartbeat.current(), begun });
        }
      }, LOOK_EVERY_MS);
      worker.once('message', (done: Done) => resolve({ kind: 'done', done, begun: heartbeat.begun() }));
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the fuzzing thread ended early (${code})`)));
    });
  } finally {
    clearInterval(timer);
    await worker.terminate();
  }
}

function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}
