import type { Dispatcher } from 'undici';
import { unpack } from './unpack';

export interface GetOptions {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** From asking to the last byte, ms. */
  readonly timeoutMs: number;
  readonly mostBytes: number;
}

export interface WholeAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** Empty without one. */
  readonly contentType: string;
  /** Where it is a part only. */
  readonly contentRange: string | undefined;
  /** Other pages of it, and how many records all have together. */
  readonly link: string | undefined;
  readonly totalCount: string | undefined;
  /** Unpacked. Null: it is longer than `mostBytes`, as it came or unpacked. */
  readonly body: Buffer | null;
}

/** The answer was not there in time. */
export class TooLate extends Error {}

/**
 * One GET, read whole. Speaks to the pool below its `request`, which makes a stream and an abort signal for every
 * answer and so costs twice as much. Rejects with `TooLate`, with `CannotUnpack`, or with the client's own error, see `connectionProblem`.
 */
export function getWhole(pool: Dispatcher, { path, headers, timeoutMs, mostBytes }: GetOptions): Promise<WholeAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let status = 0;
    let head: Omit<WholeAnswer, 'status' | 'body'> = {
      retryAfter: undefined,
      contentType: '',
      contentRange: undefined,
      link: undefined,
      totalCount: undefined,
    };
    let encoding = '';
    let exchange: Dispatcher.DispatchController | null = null;
    let over: Error | null = null;

    /** What comes afterwards is not listened to. */
    const breakOff = (reason: Error) => {
      over = reason;
      exchange?.abort(reason);
    };
    const late = setTimeout(() => {
      const reason = new TooLate(`No answer within ${timeoutMs} ms.`);
      reject(reason);
      breakOff(reason);
    }, timeoutMs);

    pool.dispatch(
      { method: 'GET', path, headers },
      {
        onRequestStart(controller) {
          exchange = controller;
          // It was too late before there was a connection.
          if (over !== null) controller.abort(over);
        },
        onResponseStart(_controller, statusCode, answerHeaders) {
          status = statusCode;
          const first = (name: string) => [answerHeaders[name]].flat()[0];
          const [retryAfter, contentRange] = [first('retry-after'), first('content-range')];
          const [link, totalCount] = [[answerHeaders['link']].flat().join(', '), first('x-total-count')];
          head = { retryAfter, contentType: first('content-type') ?? '', contentRange, link, totalCount };
          encoding = String(answerHeaders['content-encoding'] ?? '');
        },
        onResponseData(_controller, chunk) {
          bytes += chunk.byteLength;
          if (bytes <= mostBytes) {
            chunks.push(chunk);
            return;
          }
          clearTimeout(late);
          resolve({ status, ...head, body: null });
          breakOff(new Error('The answer is too long.'));
        },
        onResponseEnd() {
          clearTimeout(late);
          const whole = Buffer.concat(chunks);
          if (encoding === '') resolve({ status, ...head, body: whole });
          else unpack(whole, encoding, mostBytes).then((unpacked) => resolve({ status, ...head, body: unpacked }), reject);
        },
        onResponseError(_controller, error) {
          clearTimeout(late);
          reject(error);
        },
      },
    );
  });
}
