import { request } from 'node:http';

/** What a client saw of one request, down to how its connection ended. For tests. */
export interface Seen {
  /** Null: no answer began. */
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** When each piece of the body came, ms after the request. */
  readonly pieces: readonly number[];
  readonly elapsedMs: number;
  /** `complete`, `timeOut`, or the code of the socket's error. */
  readonly end: string;
}

export interface RawRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: string | Buffer;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** 5,000 unless given. */
  readonly timeoutMs?: number;
}

/** Sends one request on a connection of its own and tells all that came back. Never rejects. */
export function sendRaw(
  url: string,
  { method = 'GET', body, key, headers = {}, timeoutMs = 5000 }: RawRequest = {},
): Promise<Seen> {
  const began = performance.now();
  const pieces: number[] = [];
  const chunks: Buffer[] = [];
  return new Promise((resolve) => {
    let status: number | null = null;
    let seenHeaders: Seen['headers'] = {};
    const finish = (end: string): void => {
      clearTimeout(timer);
      resolve({ status, headers: seenHeaders, body: Buffer.concat(chunks), pieces, elapsedMs: performance.now() - began, end });
    };
    const outgoing = request(
      url,
      {
        method,
        agent: false,
        headers: {
          ...headers,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
      },
      (response) => {
        status = response.statusCode ?? null;
        seenHeaders = response.headers;
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          pieces.push(performance.now() - began);
        });
        response.on('end', () => finish('complete'));
        response.on('error', (error) => finish('code' in error && typeof error.code === 'string' ? error.code : error.message));
      },
    );
    const timer = setTimeout(() => {
      finish('timeOut');
      outgoing.destroy();
    }, timeoutMs);
    outgoing.on('error', (error) => finish('code' in error && typeof error.code === 'string' ? error.code : error.message));
    outgoing.end(body);
  });
}

/** The body as JSON. */
export function jsonOf(seen: Seen): unknown {
  return JSON.parse(seen.body.toString('utf8')) as unknown;
}
