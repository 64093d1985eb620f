import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { english, englishInJson } from '../../../messages/english';
import { problemInWords } from '../../../messages/registry-in-words';
import type { Say } from '../../../messages/say';
import { text } from '../../../protocol/texts/text';
import { visibleJson } from '../../../protocol/visible-text';
import type { JsonObject } from '../../../protocol/wire/body';
import { AppError } from '../../domain/errors';
import { type HttpProblem, Refusal } from './problem';
import { hasBody } from './request-body';
import type { Answer } from './serve-route';

/** How long one who is refused before its request was whole may take to read why. */
const LINGER_MS = 500;

const SLICE_BYTES = 64 * 1024;

/** What goes back. */
export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export function replyOf(answer: Answer): Reply {
  if (answer.kind === 'json') return jsonReply(answer.status, answer.body);
  return { status: 200, contentType: answer.contentType, bytes: answer.bytes };
}

/** Answers a request, piece by piece as the other side takes it. @param taken told of each piece that was taken */
export async function send(response: ServerResponse, reply: Reply, taken: (bytes: number) => void): Promise<void> {
  writeHead(response, reply);
  const { bytes } = reply;
  let from = 0;
  for (; from + SLICE_BYTES < bytes.byteLength && !response.destroyed; from += SLICE_BYTES) {
    if (!response.write(bytes.subarray(from, from + SLICE_BYTES))) await drained(response);
    taken(SLICE_BYTES);
  }
  response.end(bytes.subarray(from));
}

/** Whoever is refused before the whole request was there is not waited for, but may read why before the connection is closed. */
export function sendProblem(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const { reply, headers } = problemReply(error);
  if (request.complete || !hasBody(request)) {
    writeHead(response, reply, headers);
    response.end(reply.bytes);
    return;
  }
  writeHead(response, reply, { connection: 'close', ...headers });
  response.write(reply.bytes);
  const end = (): void => void response.end();
  const atTheLatest = setTimeout(end, LINGER_MS);
  response.once('close', () => clearTimeout(atTheLatest));
  request.once('end', end).resume();
}

function problemReply(error: unknown): { readonly reply: Reply; readonly headers: Readonly<Record<string, string>> } {
  if (error instanceof Refusal)
    return { reply: jsonReply(error.problem.code, problemJson(error.problem)), headers: error.headers };
  const storeFailed = error instanceof AppError && (error.code === 'storeFailed' || error.code === 'recordsDamaged');
  const body = storeFailed
    ? problemJson({ code: 503, type: 'ServiceUnavailable', texts: error.texts }, english)
    : problemJson({ code: 500, type: 'InternalServerError', texts: [text('registryHttp.inside')] });
  return { reply: jsonReply(storeFailed ? 503 : 500, body), headers: {} };
}

/** What clients have always read, then the same as codes with their parameters, for those that say it in a language of their own. */
function problemJson(problem: HttpProblem, say: Say = englishInJson): JsonObject {
  return { ...problemInWords(problem, say), messageCodes: problem.texts };
}

function jsonReply(status: number, body: unknown): Reply {
  const bytes = Buffer.from(`${visibleJson(JSON.stringify(body))}\n`);
  return { status, contentType: 'application/json; charset=utf-8', bytes };
}

function writeHead(
  response: ServerResponse,
  { status, contentType, bytes }: Reply,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': bytes.byteLength,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
}

async function drained(response: ServerResponse): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.once('drain', done).once('close', done);
  });
}

/** What is no HTTP, too long or too slow never becomes a request. */
export function refuseGibberish(error: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, type, code] = REFUSALS[error.code ?? ''] ?? ['400 Bad Request', 'BadRequest', 'registryHttp.noHttp'];
  const body = `${JSON.stringify(problemJson({ code: Number.parseInt(status, 10), type, texts: [text(code)] }))}\n`;
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
  // Its other side may never close.
  socket.resume();
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

const REFUSALS: Readonly<Record<string, readonly [string, string, 'registryHttp.longHeaders' | 'registryHttp.tooSlow']>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'RequestHeaderFieldsTooLarge', 'registryHttp.longHeaders'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'RequestTimeout', 'registryHttp.tooSlow'],
};
