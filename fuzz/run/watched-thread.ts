import { Worker } from 'node:worker_threads';
import type { Done, Errand } from './errand';
import { heartbeatMemory, heartbeatOn } from './heartbeat';

/** The thread came to its end, or stood still over one input. */
export type Outcome =
  | { readonly kind: 'done'; readonly done: Done; readonly begun: number }
  | { readonly kind: 'hangs'; readonly bytes: Uint8Array; readonly begun: number };

const LOOK_EVERY_MS = 250;

/**
 * Runs an errand in a thread of its own and watches it: an input that never ends must not stop everything.
 * @param hangMs how long one input may take on a busy machine
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
      timer = setInterval(() => {
        const begun = heartbeat.begun();
        if (begun !== last) {
          last = begun;
          since = performance.now();
        } else if (begun > 0 && performance.now() - since > hangMs) {
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
