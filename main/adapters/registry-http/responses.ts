import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { visibleJson } from '../../../protocol/visible-text';
import { AppError } from '../../domain/errors';
import { Refusal } from './problem';
import { hasBody } from './request-body';
import type { Answer } from './serve-route';

/** How long one who sent no HTTP may take to read why it is refused. */
const LINGER_MS = 500;

/** Answers a request. */
export function send(response: ServerResponse, answer: Answer): void {
  if (answer.kind === 'json') sendJson(response, answer.status, answer.body);
  else sendBytes(response, 200, answer.contentType, answer.bytes);
}

/** Whoever is refused before the whole request was there is not waited for. */
export function sendProblem(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const close = request.complete || !hasBody(request) ? {} : { connection: 'close' };
  if (error instanceof Refusal) {
    sendJson(response, error.problem.code, error.problem, { ...close, ...error.headers });
    return;
  }
  const storeFailed = error instanceof AppError && (error.code === 'storeFailed' || error.code === 'recordsDamaged');
  const problem = storeFailed
    ? { code: 503, type: 'ServiceUnavailable', message: error.message }
    : { code: 500, type: 'InternalServerError', message: 'Something went wrong inside; the log of the service says what.' };
  sendJson(response, problem.code, problem, close);
}

function sendJson(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  sendBytes(response, status, 'application/json; charset=utf-8', Buffer.from(`${visibleJson(JSON.stringify(body))}\n`), headers);
}

function sendBytes(
  response: ServerResponse,
  status: number,
  contentType: string,
  bytes: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': bytes.byteLength,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(bytes);
}

/** What is no HTTP, too long or too slow never becomes a request. */
export function refuseGibberish(error: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, type, message] = SENTENCES[error.code ?? ''] ?? ['400 Bad Request', 'BadRequest', 'This is no HTTP request.'];
  const body = `${JSON.stringify({ code: Number.parseInt(status, 10), type, message })}\n`;
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
  // Its other side may never close.
  socket.resume();
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

const SENTENCES: Readonly<Record<string, readonly [string, string, string]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'RequestHeaderFieldsTooLarge', 'The headers are too long.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'RequestTimeout', 'The request took too long to arrive.'],
};
