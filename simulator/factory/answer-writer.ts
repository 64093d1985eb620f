import type { ServerResponse } from 'node:http';
import type { Misbehaviour } from './control-request';

/** An answer before it is written to a socket. */
export interface Answer {
  readonly status: number;
  readonly body: string | Buffer;
}

type NotSlow = Exclude<Misbehaviour, { kind: 'slow' }>;
/** Misbehaviours that keep a request from being processed. */
type TurningAway = Extract<NotSlow, { kind: 'resetConnection' | 'status' | 'timeOut' | 'html' | 'redirect' | 'answer' }>;
const TURNING_AWAY: ReadonlySet<NotSlow['kind']> = new Set<TurningAway['kind']>([
  'resetConnection',
  'status',
  'timeOut',
  'html',
  'redirect',
  'answer',
]);

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const HUGE_CHUNK = Buffer.alloc(64 * 1024, 'x');
const GARBAGE = Buffer.from([0x7b, 0x22, 0x69, 0x6e, 0x66, 0x6f, 0x22, 0x3a, 0x00, 0xff, 0xfe, 0x80, 0x5b, 0x5b]);
const LOG_IN_PAGE = '<!doctype html><html><head><title>Log in</title></head><body><h1>Please log in</h1></body></html>';

/** True when a request that meets this misbehaviour is not processed. */
export function turnsAway(misbehaviour: NotSlow | undefined): misbehaviour is TurningAway {
  return misbehaviour !== undefined && TURNING_AWAY.has(misbehaviour.kind);
}

/** The status that a client sees, or null when it sees none. */
export function statusSeen(misbehaviour: NotSlow | undefined, intended: number): number | null {
  if (misbehaviour === undefined) return intended;
  switch (misbehaviour.kind) {
    case 'status':
    case 'redirect':
    case 'answer':
      return misbehaviour.status;
    case 'html':
    case 'garbage':
      return 200;
    case 'resetConnection':
    case 'timeOut':
    case 'dropAfterProcessing':
      return null;
    case 'wrongDevice':
    case 'drip':
    case 'huge':
    case 'cutShort':
      return intended;
  }
}

/** Sends an answer as it should be sent. */
export function sendAnswer(response: ServerResponse, answer: Answer): void {
  const bytes = Buffer.from(answer.body);
  response.writeHead(answer.status, { ...JSON_TYPE, 'content-length': bytes.byteLength });
  response.end(bytes);
}

/** Ends a request, or leaves it hanging, without having processed it. */
export function turnAway(response: ServerResponse, misbehaviour: TurningAway): void {
  switch (misbehaviour.kind) {
    case 'resetConnection':
      response.socket?.resetAndDestroy();
      break;
    case 'timeOut':
      break;
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': LOG_IN_PAGE.length });
      response.end(LOG_IN_PAGE);
      break;
    case 'redirect':
      response.writeHead(misbehaviour.status, { location: misbehaviour.location, 'content-length': 0 });
      response.end();
      break;
    case 'answer':
      sendAnswer(response, misbehaviour);
      break;
    case 'status':
      if (misbehaviour.retryAfterS !== undefined) response.setHeader('retry-after', String(misbehaviour.retryAfterS));
      sendAnswer(response, {
        status: misbehaviour.status,
        body: `{"error":"The factory answers ${misbehaviour.status}, as it was told to."}`,
      });
  }
}

/** Sends the answer of a processed request, well or in the way that a misbehaviour asks for. */
export function deliver(response: ServerResponse, answer: Answer, misbehaviour: Exclude<NotSlow, TurningAway> | undefined): void {
  if (misbehaviour === undefined) {
    sendAnswer(response, answer);
    return;
  }
  switch (misbehaviour.kind) {
    case 'dropAfterProcessing':
      response.socket?.destroy();
      break;
    case 'garbage':
      response.writeHead(200, { ...JSON_TYPE, 'content-length': GARBAGE.byteLength });
      response.end(GARBAGE);
      break;
    case 'cutShort':
      cutShort(response, answer);
      break;
    case 'drip':
      drip(response, answer, misbehaviour.intervalMs);
      break;
    case 'huge':
      response.writeHead(answer.status, JSON_TYPE);
      sendHuge(response, misbehaviour.bytes);
      break;
    case 'wrongDevice':
      sendAnswer(response, answer);
      break;
  }
}

function cutShort(response: ServerResponse, answer: Answer): void {
  const bytes = Buffer.from(answer.body);
  response.writeHead(answer.status, { ...JSON_TYPE, 'content-length': bytes.byteLength });
  response.write(bytes.subarray(0, Math.floor(bytes.byteLength / 2)), () => response.socket?.destroy());
}

function drip(response: ServerResponse, answer: Answer, intervalMs: number): void {
  const bytes = Buffer.from(answer.body);
  response.writeHead(answer.status, { ...JSON_TYPE, 'content-length': bytes.byteLength });
  let sent = 0;
  const timer = setInterval(() => {
    response.write(bytes.subarray(sent, sent + 1));
    sent += 1;
    if (sent >= bytes.byteLength) {
      clearInterval(timer);
      response.end();
    }
  }, intervalMs);
  response.once('close', () => clearInterval(timer));
}

/** A well-formed JSON text `{"info":"xxx…"}` of `total` bytes, written no faster than the client reads. */
function sendHuge(response: ServerResponse, total: number): void {
  const head = '{"info":"';
  const tail = '"}';
  let left = total - head.length - tail.length;
  response.write(head);
  function pump(): void {
    while (left > 0 && !response.destroyed) {
      const chunk = left >= HUGE_CHUNK.byteLength ? HUGE_CHUNK : HUGE_CHUNK.subarray(0, left);
      left -= chunk.byteLength;
      if (!response.write(chunk)) {
        response.once('drain', pump);
        return;
      }
    }
    if (!response.destroyed) response.end(tail);
  }
  pump();
}
