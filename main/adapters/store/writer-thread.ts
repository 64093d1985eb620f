import { text } from '../../../protocol/texts/text';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../domain/errors';
import { packRequests, unpackRequests } from './packed-requests';
import { openWriter } from './writer';
import type { WriterOpening, WriterProblem, WriterReply, WriterRequest } from './writer-protocol';

/** Where the writer runs, seen from the store. */
export interface WriterThread {
  send(requests: readonly WriterRequest[]): void;
  /** Ends the thread; the database is closed by a `close` request before. */
  end(): Promise<void>;
}

export interface WriterEvents {
  onReplies(replies: readonly WriterReply[]): void;
  /** The thread ended by itself; nothing will be answered any more. */
  onLost(error: AppError): void;
}

/** Opens the database in the caller's own thread, for tests and short-lived tools; requests come to it as they would to another thread. */
export async function startWriterHere(file: string, events: WriterEvents): Promise<WriterThread> {
  const writer = await openWriter(file, (replies) => events.onReplies(replies));
  return { send: (requests) => writer.accept(unpackRequests(packRequests(requests))), end: () => Promise.resolve() };
}

/** Opens the database in a worker thread. @param workerFile the bundled `writer-worker` */
export function startWriterThread(file: string, workerFile: string, events: WriterEvents): Promise<WriterThread> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, { workerData: { file }, name: 'store' });
    let ending = false;
    let lost = (cause: unknown) =>
      reject(
        new AppError('storeFailed', text('store.writerNotStarted', { file: workerFile }), {
          cause,
        }),
      );

    const opened = () => {
      lost = (cause) => {
        if (!ending) events.onLost(new AppError('storeFailed', text('store.writerStopped'), { cause }));
      };
      resolve({
        send(requests) {
          const packed = packRequests(requests);
          worker.postMessage(packed, [packed.bytes.buffer]);
        },
        async end() {
          ending = true;
          await worker.terminate();
        },
      });
    };

    worker.on('message', (message: WriterOpening | readonly WriterReply[]) => {
      if ('kind' in message) {
        if (message.kind === 'opened') opened();
        else reject(errorFromData(message.problem));
      } else events.onReplies(message);
    });
    worker.on('error', (error) => lost(error));
    worker.on('exit', (code) => lost(new Error(`exit code ${code}`)));
  });
}

export function errorFromData({ code, texts, detail }: WriterProblem): AppError {
  return new AppError(code, texts, detail === '' ? {} : { cause: new Error(detail) });
}
