import { english } from '../../messages/english';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { firstFaultText } from '../../protocol/wire/issue-text';
import { sendAnswer } from './answer-writer';
import { MesDatabaseFile, type MesRecord } from './device-database';
import type { ReceivedCounts, ReceivedRequest } from './received-store';
import { readBody, textOf } from './request-body';
import { RECEIVED_NAMES, type ReceivedKind } from './routes';

/** How often MES was asked since the start; not kept on disk. */
interface LookUpCounts {
  readonly total: number;
  readonly registered: number;
  readonly notRegistered: number;
  readonly distinctSerials: number;
}

/** Everything the factory received, as numbers. */
export interface FactorySummary extends Record<ReceivedKind, ReceivedCounts> {
  readonly lookUps: LookUpCounts;
}

/** What can be seen and controlled of the simulated factory. */
export interface FactoryControl {
  received(kind: ReceivedKind): readonly ReceivedRequest[];
  summary(): FactorySummary;
  devices(): readonly MesRecord[];
  setDevices(devices: readonly MesRecord[]): void;
  /** Throws an `Error` with one sentence when a request cannot be read. */
  control(requests: readonly unknown[]): void;
  /** What is in force now. */
  controls(): unknown;
}

const ENDPOINTS = `GET /health, GET /received/summary, GET /received/${Object.values(RECEIVED_NAMES).join('|')}, GET or PUT /devices, GET or POST /control`;

/** Serves the paths beside the factory's APIs: health, received requests, MES database, misbehaviour. */
export function createOperatorApi(
  factory: FactoryControl,
): (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void> {
  const kinds: ReadonlySet<string> = new Set(Object.values(RECEIVED_NAMES));

  function read(path: string): unknown {
    if (path === '/health') return { status: 'up' };
    if (path === '/devices') return { devices: factory.devices() };
    if (path === '/control') return factory.controls();
    if (path === '/received/summary') return factory.summary();
    const kind = path.replace('/received/', '');
    return kinds.has(kind) ? factory.received(kind as ReceivedKind) : undefined;
  }

  function change(path: string, body: unknown): unknown {
    if (path === '/control') {
      factory.control(Array.isArray(body) ? (body as readonly unknown[]) : [body]);
      return factory.controls();
    }
    const parsed = MesDatabaseFile.safeParse(body);
    if (!parsed.success) throw new Error(`The MES database cannot be read: ${english(firstFaultText(parsed.error))}`);
    factory.setDevices(parsed.data);
    return { devices: parsed.data.length };
  }

  return async (request, response, path) => {
    const call = `${request.method ?? 'GET'} ${path}`;
    if (call !== 'PUT /devices' && call !== 'POST /control') {
      const value = request.method === 'GET' ? read(path) : undefined;
      if (value === undefined)
        sendAnswer(response, {
          status: 404,
          body: errorBody(`${call} does not exist here; there are the factory APIs and ${ENDPOINTS}.`),
        });
      else sendAnswer(response, { status: 200, body: JSON.stringify(value) });
      return;
    }
    const bytes = await readBody(request);
    try {
      sendAnswer(response, { status: 200, body: JSON.stringify(change(path, parseJson(bytes))) });
    } catch (error) {
      sendAnswer(response, { status: 400, body: errorBody(error instanceof Error ? error.message : String(error)) });
    }
  };
}

function parseJson(bytes: Buffer | undefined): unknown {
  const text = bytes === undefined ? undefined : textOf(bytes);
  try {
    return JSON.parse(text ?? '') as unknown;
  } catch (error) {
    throw new Error('The body is not JSON.', { cause: error });
  }
}

function errorBody(sentence: string): string {
  return JSON.stringify({ error: sentence });
}
