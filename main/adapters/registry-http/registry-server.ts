import { text } from '../../../protocol/texts/text';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { visibleText } from '../../../protocol/visible-text';
import { AppError } from '../../domain/errors';
import type { Log } from '../../domain/ports/log';
import type { Registry } from '../../domain/ports/registry';
import { Door, type DoorLimits } from './door';
import { hostOf, isLoopback } from './loopback';
import { Refusal, refusal } from './problem';
import { type BudgetLimits, MemoryBudget } from './memory-budget';
import { hasBody, noRoom } from './request-body';
import { methodsOf, patternOf } from './routes';
import { refuseGibberish, replyOf, send, sendProblem } from './responses';
import { serveRoute } from './serve-route';
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
  /** Whether a scan goes first now; absent where this program scans nothing. */
  readonly isScanning?: () => boolean;
  readonly limits?: Partial<RegistryServerLimits>;
}

export interface RegistryServerLimits extends DoorLimits, BudgetLimits {
  /** A picture of 16 MiB is 22 MiB in base64. */
  readonly maxBodyBytes: number;
  /** Of more bytes no body is taken while a scan is under way: reading it would keep the answers of devices waiting. */
  readonly maxBesideScan: number;
  /** From connecting to the end of the headers. */
  readonly headersMs: number;
  /** From connecting to the end of the body. */
  readonly requestMs: number;
  /** How long nothing may come of a request that has begun, and nothing be taken of an answer. */
  readonly idleMs: number;
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
  maxBesideScan: 256 * 1024,
  maxHeldBytes: 256 * 1024 * 1024,
  maxHeldPerAddress: 128 * 1024 * 1024,
  maxConnections: 256,
  maxPerAddress: 128,
  maxRequestsPerAddress: 64,
  graceMs: 1_000,
  headersMs: 10_000,
  requestMs: 120_000,
  idleMs: 15_000,
  stopMs: 10_000,
};
const MAX_HEADER_BYTES = 16 * 1024;
const MAX_HEADERS = 100;
const KEEP_ALIVE_MS = 15_000;
const MAX_CHECK_MS = 1_000;
/** What is given up to make room is told of in the log once in this time. */
const TOLD_EVERY_MS = 60_000;
const SOURCE = { kind: 'http', author: 'http', operation: null } as const;

/**
 * Serves the registry over HTTP.
 * @throws AppError `badSettings` for an address of others without a token, or one that cannot be listened at
 */
export async function startRegistryServer(options: RegistryServerOptions): Promise<RegistryServer> {
  const { host, token } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  if (token === '') throw new AppError('badSettings', text('registry.emptyToken'));
  if (token === null && !isLoopback(host)) {
    throw new AppError('badSettings', text('registry.noToken', { host }));
  }
  const server = createServer({
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
    connectionsCheckingInterval: Math.min(MAX_CHECK_MS, Math.ceil(limits.headersMs / 2)),
  });
  const door = new Door(
    limits,
    tellerOf(options.log, 'Connections to the registry that waited without a whole request were closed to make room.'),
  );
  const budget = new MemoryBudget(
    limits,
    tellerOf(options.log, 'Requests to the registry that moved too slowly were given up: their memory was needed for others.'),
  );
  server.maxHeadersCount = MAX_HEADERS;
  server.timeout = limits.idleMs;
  server.on('connection', (socket) => door.enter(socket));
  const service = { door, budget, options, limits, turn: takingTurns() };
  server.on('request', (request, response) => void serve(request, response, service, () => undefined));
  server.on(
    'checkContinue',
    (request: IncomingMessage, response: ServerResponse) =>
      void serve(request, response, service, () => response.writeContinue()),
  );
  server.on('clientError', refuseGibberish);
  await listen(server, options.port, host);
  const { port } = server.address() as AddressInfo;
  let closing: Promise<void> | null = null;
  return {
    url: `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`,
    close: () => (closing ??= stop(server, limits.stopMs)),
  };
}

interface Service {
  readonly door: Door;
  readonly budget: MemoryBudget;
  readonly options: RegistryServerOptions;
  readonly limits: RegistryServerLimits;
  readonly turn: () => Promise<void>;
}

/** One after the other, each in a turn of the event loop of its own. */
function takingTurns(): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    last = last.then(
      () =>
        new Promise((resolve) => {
          setImmediate(resolve);
        }),
    );
    return last;
  };
}

/** @param proceed tells the other side to send the body */
async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { door, budget, options, limits, turn }: Service,
  proceed: () => void,
): Promise<void> {
  const { registry, log, isScanning } = options;
  const { socket } = request;
  const mayAsk = door.begin(socket);
  const share = budget.open(socket.remoteAddress ?? '');
  response.once('close', () => {
    door.done(socket);
    share.release();
  });
  const began = performance.now();
  let path = '(unknown)';
  let failure: unknown = null;
  try {
    const url = urlOf(request);
    path = patternOf(url.pathname);
    if (!mayAsk)
      throw refusal(429, 'TooManyRequests', text('registryHttp.tooManyRequests'), {
        'retry-after': '1',
      });
    admit(request, options);
    waitForRest(request, door);
    const route = routeOf(request, response, url.pathname);
    if (route !== null) {
      const maxNow = (): number | null => (isScanning?.() === true ? limits.maxBesideScan : null);
      const room = { maxBytes: limits.maxBodyBytes, maxNow, maxHeld: limits.maxHeldPerAddress, share, turn, proceed };
      const reply = replyOf(await serveRoute(route, request, url, registry, SOURCE, room));
      share.onGivenUp(() => response.destroy());
      // What was done is answered, whatever it takes.
      if (!share.answer(reply.bytes.byteLength, request.method === 'POST')) throw noRoom(text('registryHttp.answersTakeMemory'));
      socket.setTimeout(limits.idleMs);
      const sent = send(response, reply, (bytes) => share.taken(bytes));
      door.written(socket);
      await sent;
    }
  } catch (error) {
    failure = error;
    sendProblem(request, response, error);
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

/** Takes the time of a request only while something of it is still to come: what the registry does with it may last. */
function waitForRest(request: IncomingMessage, door: Door): void {
  const { socket } = request;
  const whole = (): void => {
    door.answer(socket);
    socket.setTimeout(0);
  };
  door.letIn(socket);
  if (request.complete || !hasBody(request)) whole();
  else request.once('end', whole);
}

/** Says in the log, once in a while, that something was given up to make room. */
function tellerOf(log: Log, sentence: string): (address: string) => void {
  let told = Number.NEGATIVE_INFINITY;
  let closed = 0;
  return (address) => {
    closed += 1;
    if (performance.now() - told < TOLD_EVERY_MS) return;
    log.warn(sentence, { address, closed });
    told = performance.now();
    closed = 0;
  };
}

/** Only what is addressed to this service and shows its token; a web page that a browser on this machine has open never may. */
function admit(request: IncomingMessage, { host, token }: RegistryServerOptions): void {
  const { headers } = request;
  if (isLoopback(host) && !isLoopback(hostOf(headers.host ?? '')))
    throw refusal(403, 'Forbidden', text('registryHttp.ownAddressOnly'));
  if (headers.origin !== undefined) throw refusal(403, 'Forbidden', text('registryHttp.webPage'));
  if (token === null || carriesToken(headers.authorization, token)) return;
  throw refusal(401, 'Unauthorized', text('registryHttp.badToken'), {
    'www-authenticate': 'Bearer realm="registry", Basic realm="registry"',
  });
}

/** Null when the request is answered already. */
function routeOf(request: IncomingMessage, response: ServerResponse, path: string) {
  const methods = methodsOf(path);
  if (methods === null) throw refusal(404, 'NotFound', text('registryHttp.nothingHere'));
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
      text('registryHttp.methodNotTaken', { method: visibleText(request.method ?? '', 16), allow }),
      { allow },
    );
  return route;
}

function urlOf(request: IncomingMessage): URL {
  try {
    return new URL(request.url ?? '/', 'http://registry');
  } catch {
    throw refusal(400, 'BadRequest', text('registryHttp.badPath'));
  }
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: Error & { readonly code?: string }) => {
      const why = error.code === 'EADDRINUSE' ? 'inUse' : error.code === 'EACCES' ? 'forbidden' : 'notHere';
      reject(new AppError('badSettings', text('registry.notServed', { host, port: String(port), why }), { cause: error }));
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
