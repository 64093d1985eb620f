import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, deliver, sendAnswer, statusSeen, turnAway, turnsAway } from './answer-writer';
import { type ControlInput, type ControlRequest, readControlRequest } from './control-request';
import { createDeviceDatabase, type DeviceInfoDialect, type MesRecord, type UnknownSerialAnswer } from './device-database';
import { createOperatorApi, type FactorySummary } from './operator-api';
import { processPost } from './post-apis';
import { openReceivedStore, type ReceivedCounts, type ReceivedRequest } from './received-store';
import { readBody, textOf } from './request-body';
import { methodOf, type PostRoute, RECEIVED_NAMES, type ReceivedKind, routeOfKind, routeOfPath } from './routes';
import { createRuleBook } from './rule-book';

/** How a simulated factory starts. */
export interface FactoryOptions {
  /** 0 or left out: any free port. Always on 127.0.0.1. */
  readonly port?: number;
  /** Where received requests are kept (created when missing); without it they live in memory only. */
  readonly dataFolder?: string;
  /** The MES database at start. */
  readonly devices?: readonly MesRecord[];
  /** What `POST /control` would be told right after the start. */
  readonly control?: readonly ControlInput[];
}

/** A running factory. */
export interface Factory {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly baseUrl: string;
  readonly port: number;
  /** Oldest first. */
  readonly received: (kind: ReceivedKind) => readonly ReceivedRequest[];
  readonly summary: () => FactorySummary;
  /** The same as `POST /control`; throws an `Error` with one sentence when a request cannot be read. */
  readonly control: (...requests: readonly ControlInput[]) => void;
  /** Replaces the MES database. */
  readonly setDevices: (devices: readonly MesRecord[]) => void;
  /** Closes the port and every connection: clients are refused until `comeBack`. */
  readonly goDown: () => Promise<void>;
  readonly comeBack: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts the factory's APIs on 127.0.0.1. Rejects when the port is taken or the data folder cannot be read. */
export async function startFactory(options: FactoryOptions = {}): Promise<Factory> {
  const database = createDeviceDatabase(options.devices ?? []);
  const store = openReceivedStore(options.dataFolder);
  const rules = createRuleBook();
  const rejections = new Map<string, string>();
  const lookUps = { registered: 0, notRegistered: 0, serials: new Set<string>() };
  let dialect: DeviceInfoDialect = 'list';
  let unknown: UnknownSerialAnswer = 'text';
  let wakeUp: NodeJS.Timeout | undefined;
  let closed = false;
  let port = options.port ?? 0;

  function control(requests: readonly unknown[]): void {
    for (const request of requests.map(readControlRequest)) apply(request);
  }

  function apply(request: ControlRequest): void {
    if (request.kind === 'clear') {
      rules.clear();
      rejections.clear();
      dialect = 'list';
      unknown = 'text';
    } else if (request.kind === 'dialect') {
      dialect = request.dialect ?? dialect;
      unknown = request.unknown ?? unknown;
    } else if (request.kind === 'rejectPair') {
      for (const serial of request.serials) rejections.set(serial, request.reason);
    } else if (request.kind === 'refuse') {
      // The answer to this very request goes out before the port closes.
      setImmediate(() => void refuseFor(request.forMs));
    } else {
      rules.add(request);
    }
  }

  function lookUp(serial: string, wrongDevice: boolean): Answer {
    lookUps.serials.add(serial);
    const body = wrongDevice ? database.wrongAnswerFor(serial, dialect) : database.answerFor(serial, dialect);
    if (body !== undefined) {
      lookUps.registered += 1;
      return { status: 200, body };
    }
    lookUps.notRegistered += 1;
    if (unknown === 'notFound') return { status: 404, body: '{"error":"Device is not registered"}' };
    return { status: 200, body: unknown === 'emptyList' ? '{"info":[]}' : '{"info":"Device is not registered"}' };
  }

  async function serveLookUp(response: ServerResponse, serial: string): Promise<void> {
    if (serial === '') {
      sendAnswer(response, { status: 400, body: '{"error":"The request names no device; add ?serialNo=SERIAL."}' });
      return;
    }
    const { delayMs, misbehaviour } = rules.judge('deviceInfo', [serial]);
    const answer = turnsAway(misbehaviour) ? undefined : lookUp(serial, misbehaviour?.kind === 'wrongDevice');
    if (delayMs > 0) await pause(delayMs, response);
    if (turnsAway(misbehaviour)) turnAway(response, misbehaviour);
    else if (answer !== undefined) deliver(response, answer, misbehaviour);
  }

  async function servePost(request: IncomingMessage, response: ServerResponse, route: PostRoute, path: string): Promise<void> {
    const bytes = await readBody(request);
    if (bytes === undefined) {
      sendAnswer(response, { status: 413, body: '{"error":"The request is larger than 64 MiB."}' });
      return;
    }
    const text = textOf(bytes);
    const processed = processPost(route, text, rejections);
    const { delayMs, misbehaviour } = rules.judge(route, processed.serials);
    const key = headerText(request.headers['idempotency-key']);
    const before = key === null ? undefined : store.effectOf(route, key);
    const answer = before === undefined ? processed.answer : { status: 200, body: before.answer };
    const accepted = !turnsAway(misbehaviour) && answer.status === 200;
    store.append(route, {
      at: new Date().toISOString(),
      path,
      headers: keptHeaders(request),
      idempotencyKey: key,
      raw: text ?? bytes.toString('base64'),
      rawEncoding: text === undefined ? 'base64' : 'utf8',
      status: statusSeen(misbehaviour, answer.status),
      accepted,
      duplicate: accepted && before !== undefined,
      answer: accepted ? answer.body : '',
      misbehaviour: misbehaviour?.kind ?? null,
    });
    if (delayMs > 0) await pause(delayMs, response);
    if (turnsAway(misbehaviour)) turnAway(response, misbehaviour);
    else deliver(response, answer, misbehaviour);
  }

  function summary(): FactorySummary {
    const counts = Object.values(RECEIVED_NAMES).map((name) => [name, store.count(routeOfKind(name))]);
    const received = Object.fromEntries(counts) as Record<ReceivedKind, ReceivedCounts>;
    const { registered, notRegistered, serials } = lookUps;
    return {
      ...received,
      lookUps: { total: registered + notRegistered, registered, notRegistered, distinctSerials: serials.size },
    };
  }

  const serveOperator = createOperatorApi({
    received: (kind) => store.list(routeOfKind(kind)),
    summary,
    devices: () => database.all(),
    setDevices: (devices) => database.replace(devices),
    control,
    controls: () => ({ misbehaviours: rules.active(), rejectPair: Object.fromEntries(rejections), dialect, unknown }),
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const route = routeOfPath(url.pathname);
    if (route === undefined) {
      await serveOperator(request, response, url.pathname);
    } else if (request.method !== methodOf(route)) {
      sendAnswer(response, {
        status: 405,
        body: JSON.stringify({ error: `${url.pathname} answers to ${methodOf(route)} only.` }),
      });
    } else if (route === 'deviceInfo') {
      await serveLookUp(response, url.searchParams.get('serialNo') ?? '');
    } else {
      await servePost(request, response, route, url.pathname);
    }
  }

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    serve(request, response).catch((error: unknown) => {
      // The client went away in the middle of its request, or the disk refused the record.
      if (response.headersSent || response.destroyed) response.destroy();
      else
        sendAnswer(response, {
          status: 500,
          body: JSON.stringify({ error: error instanceof Error ? error.message : String(error) }),
        });
    });
  });

  function listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        port = (server.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  function goDown(): Promise<void> {
    clearTimeout(wakeUp);
    if (!server.listening) return Promise.resolve();
    return new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  async function comeBack(): Promise<void> {
    clearTimeout(wakeUp);
    if (!server.listening && !closed) await listen();
  }

  function close(): Promise<void> {
    closed = true;
    return goDown();
  }

  async function refuseFor(forMs: number): Promise<void> {
    await goDown();
    if (!closed) wakeUp = setTimeout(() => void comeBack(), forMs);
  }

  control(options.control ?? []);
  await listen();
  return {
    get baseUrl() {
      return `http://127.0.0.1:${port}`;
    },
    get port() {
      return port;
    },
    received: (kind) => store.list(routeOfKind(kind)),
    summary,
    control: (...requests) => control(requests),
    setDevices: (devices) => database.replace(devices),
    goDown,
    comeBack,
    close,
  };
}

/** Waits, or stops waiting when the client goes away. */
function pause(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    response.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function headerText(value: string | readonly string[] | undefined): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : value.join(', ');
}

const CREDENTIALS: ReadonlySet<string> = new Set(['authorization', 'cookie']);

/** All headers; of credentials only what kind they are. */
function keptHeaders(request: IncomingMessage): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    const text = headerText(value);
    if (text !== null) kept[name] = CREDENTIALS.has(name) ? (text.split(/[ =]/u)[0] ?? '') : text;
  }
  return kept;
}
