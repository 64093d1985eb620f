import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { visibleText } from '../../../protocol/visible-text';
import { AppError } from '../../domain/errors';
import type { Log } from '../../domain/ports';
import type { Registry } from '../../domain/registry/ports';
import { hostOf, isLoopback } from './loopback';
import { Refusal, refusal } from './problem';
import { methodsOf, patternOf } from './routes';
import { serveRoute, type Answer } from './serve-route';
import { carriesToken } from './token';

export interface RegistryServerOptions {
  readonly registry: Registry;
  /** Address to listen at; anything but loopback needs a token. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Asked of every request; null: nobody has to show one. */
  readonly token: string | null;
  readonly log: Log;
  readonly limits?: Partial<RegistryServerLimits>;
}

export interface RegistryServerLimits {
  /** A picture of 16 MiB is 22 MiB in base64. */
  readonly maxBodyBytes: number;
  readonly maxConnections: number;
  /** From connecting to the end of the headers. */
  readonly headersMs: number;
  /** From connecting to the end of the body. */
  readonly requestMs: number;
  /** How long a stop waits for what is being answered. */
  readonly stopMs: number;
}

export interface RegistryServer {
  /** `http://127.0.0.1:8090` */
  readonly url: string;
  /** Takes no more requests, answers those that are there, closes. Fine to call twice. */
  close(): Promise<void>;
}

const DEFAULT_LIMITS: RegistryServerLimits = {
  maxBodyBytes: 64 * 1024 * 1024,
  maxConnections: 256,
  headersMs: 10_000,
  requestMs: 120_000,
  stopMs: 10_000,
};
const MAX_HEADER_BYTES = 16 * 1024;
const MAX_HEADERS = 100;
const KEEP_ALIVE_MS = 15_000;
const LONGEST_CHECK_MS = 1_000;
const SOURCE = { kind: 'http', author: 'http', operation: null } as const;

/**
 * Serves the registry over HTTP.
 * @throws AppError `badSettings` for an address of others without a token, or one that cannot be listened at
 */
export async function startRegistryServer(options: RegistryServerOptions): Promise<RegistryServer> {
  const { host, token } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  if (token === '') throw new AppError('badSettings', 'The token is empty. Give one, or none at all.');
  if (token === null && !isLoopback(host)) {
    throw new AppError(
      'badSettings',
      `The registry is not served at ${host} without a token: other machines could change it. Give a token, or listen at 127.0.0.1.`,
    );
  }
  const server = createServer({
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
    connectionsCheckingInterval: Math.min(LONGEST_CHECK_MS, Math.ceil(limits.headersMs / 2)),
  });
  server.maxConnections = limits.maxConnections;
  server.maxHeadersCount = MAX_HEADERS;
  server.on('request', (request, response) => void serve(request, response, options, limits));
  server.on('clientError', refuseGibberish);
  await listen(server, options.port, host);
  const { port } = server.address() as AddressInfo;
  let closing: Promise<void> | null = null;
  return {
    url: `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`,
    close: () => (closing ??= stop(server, limits.stopMs)),
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  options: RegistryServerOptions,
  limits: RegistryServerLimits,
): Promise<void> {
  const { registry, log } = options;
  const began = performance.now();
  let path = '(unknown)';
  let failure: unknown = null;
  try {
    const url = urlOf(request);
    path = patternOf(url.pathname);
    admit(request, options);
    const route = routeOf(request, response, url.pathname);
    if (route !== null) send(response, await serveRoute(route, request, url, registry, SOURCE, limits.maxBodyBytes));
  } catch (error) {
    failure = error;
    sendProblem(response, error);
  }
  const fields = {
    method: visibleText(request.method ?? '', 16),
    path,
    status: response.statusCode,
    ms: Math.round(performance.now() - began),
  };
  if (failure === null || failure instanceof Refusal) log.info('The registry was asked.', fields);
  else if (request.destroyed && !request.complete) log.info('A request to the registry was broken off.', fields);
  else log.error('A request to the registry failed inside.', { ...fields, error: failure });
}

/** Only what is addressed to this service and shows its token; a web page that a browser on this machine has open never may. */
function admit(request: IncomingMessage, { host, token }: RegistryServerOptions): void {
  const { headers } = request;
  if (isLoopback(host) && !isLoopback(hostOf(headers.host ?? '')))
    throw refusal(403, 'Forbidden', 'This service answers only to its own address on this machine.');
  if (headers.origin !== undefined) throw refusal(403, 'Forbidden', 'Web pages may not use this service.');
  if (token === null || carriesToken(headers.authorization, token)) return;
  throw refusal(401, 'Unauthorized', 'The token is missing or wrong. Send it as `Authorization: Bearer TOKEN`.', {
    'www-authenticate': 'Bearer realm="registry", Basic realm="registry"',
  });
}

/** Null when the request is answered already. */
function routeOf(request: IncomingMessage, response: ServerResponse, path: string) {
  const methods = methodsOf(path);
  if (methods === null) throw refusal(404, 'NotFound', 'There is nothing at this path.');
  const allow = [
    ...(methods.GET === undefined ? [] : ['GET', 'HEAD']),
    ...(methods.POST === undefined ? [] : ['POST']),
    'OPTIONS',
  ].join(', ');
  if (request.method === 'OPTIONS') {
    response.writeHead(204, { allow }).end();
    return null;
  }
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const route = method === 'GET' || method === 'POST' ? methods[method] : undefined;
  if (route === undefined)
    throw refusal(
      405,
      'MethodNotAllowed',
      `This path does not take ${visibleText(request.method ?? '', 16)}; it takes ${allow}.`,
      { allow },
    );
  return route;
}

function urlOf(request: IncomingMessage): URL {
  try {
    return new URL(request.url ?? '/', 'http://registry');
  } catch {
    throw refusal(400, 'BadRequest', 'The path of the request cannot be read.');
  }
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer.kind === 'json') sendJson(response, answer.status, answer.body);
  else sendBytes(response, 200, answer.contentType, answer.bytes);
}

function sendProblem(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  if (error instanceof Refusal) {
    sendJson(response, error.problem.code, error.problem, error.headers);
    return;
  }
  const storeFailed = error instanceof AppError && error.code === 'storeFailed';
  const problem = storeFailed
    ? { code: 503, type: 'ServiceUnavailable', message: error.message }
    : { code: 500, type: 'InternalServerError', message: 'Something went wrong inside; the log of the service says what.' };
  sendJson(response, problem.code, problem);
}

function sendJson(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  sendBytes(response, status, 'application/json; charset=utf-8', Buffer.from(`${JSON.stringify(body)}\n`), headers);
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
function refuseGibberish(error: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, type, message] = SENTENCES[error.code ?? ''] ?? ['400 Bad Request', 'BadRequest', 'This is no HTTP request.'];
  const body = `${JSON.stringify({ code: Number.parseInt(status, 10), type, message })}\n`;
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

const SENTENCES: Readonly<Record<string, readonly [string, string, string]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'RequestHeaderFieldsTooLarge', 'The headers are too long.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'RequestTimeout', 'The request took too long to arrive.'],
};

async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: Error & { readonly code?: string }) => {
      const why =
        error.code === 'EADDRINUSE'
          ? 'another program uses this port. Choose another'
          : error.code === 'EACCES'
            ? 'this user may not use this port. Choose one above 1023'
            : 'this address is not one of this machine. Choose another';
      reject(new AppError('badSettings', `The registry cannot be served at ${host} port ${port}: ${why}.`, { cause: error }));
    });
    server.listen(port, host.replace(/^\[(.*)\]$/, '$1'), resolve);
  });
}

async function stop(server: Server, withinMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const atTheLatest = setTimeout(() => server.closeAllConnections(), withinMs);
  await closed;
  clearTimeout(atTheLatest);
}
