/** The writer's own thread: a slow sync to disk never stops the window or the broker's heartbeat. Bundled to a file of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { type PackedRequests, unpackRequests } from './packed-requests';
import { storeProblem } from './store-problem';
import { openWriter, problemAsData } from './writer';
import type { WriterOpening } from './writer-protocol';

async function serve(port: NonNullable<typeof parentPort>, file: string): Promise<void> {
  const tell = (message: WriterOpening) => port.postMessage(message);
  try {
    const writer = await openWriter(file, (replies) => port.postMessage(replies));
    port.on('message', (packed: PackedRequests) => writer.accept(unpackRequests(packed)));
    tell({ kind: 'opened' });
  } catch (error) {
    tell({ kind: 'notOpened', problem: problemAsData(storeProblem(error, file)) });
    port.close();
  }
}

if (parentPort !== null) {
  const { file } = workerData as { readonly file: string };
  void serve(parentPort, file);
}
