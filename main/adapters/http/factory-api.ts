import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import * as axios from 'axios';
import type { DeliveryKind } from '../../../protocol/model';
import type { FactoryApi, PostOutcome } from '../../domain/ports';
import { connectionProblem } from './connection-problem';
import { retryAfterMs } from './retry-after';

export interface FactoryApiOptions {
  readonly baseUrl: string;
  readonly paths: Readonly<Record<DeliveryKind, string>>;
  /** From connecting to the last byte of the answer, ms. */
  readonly timeoutMs: number;
  /** Sent as Bearer token. */
  readonly token: string | null;
}

const MOST_ANSWER_BYTES = 1024 * 1024;

/**
 * The factory's POST APIs. Each POST has a connection of its own: a kept-alive one may die at the moment of sending, and
 * nobody could then say whether a Pair arrived.
 */
export function createFactoryApi({ baseUrl, paths, timeoutMs, token }: FactoryApiOptions): FactoryApi {
  const base = new URL(baseUrl);
  return {
    post: async (kind, key, body) => {
      const signal = AbortSignal.timeout(timeoutMs);
      const { agents, connected } = watchedAgents();
      try {
        const response = await axios.default.post<string>(`${baseUrl.replace(/\/$/, '')}${paths[kind]}`, body, {
          headers: {
            'content-type': 'application/json',
            accept: 'application/json',
            'idempotency-key': key,
            ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          },
          ...agents,
          signal,
          maxRedirects: 0,
          maxContentLength: MOST_ANSWER_BYTES,
          responseType: 'text',
          transformRequest: (data: string) => data,
          transformResponse: (data: string) => data,
          validateStatus: () => true,
          proxy: false,
        });
        return outcomeOf(response.status, response.data, retryAfterOf(response.headers));
      } catch (error) {
        if (signal.aborted) {
          const sentence = `${base.host} did not answer within ${timeoutMs / 1_000} s.`;
          return connected() ? { kind: 'unknown', sentence } : { kind: 'notSent', sentence, retryAfterMs: null };
        }
        const { sentence, neverLeft } = connectionProblem(error, base.host);
        const said = `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
        return neverLeft || !connected()
          ? { kind: 'notSent', sentence: said, retryAfterMs: null }
          : { kind: 'unknown', sentence: said };
      }
    },
  };
}

function outcomeOf(status: number, text: string, waitMs: number | null): PostOutcome {
  const body = parsed(text);
  if (status >= 200 && status < 300) return { kind: 'accepted', status, body };
  if (status === 429 || status === 408 || status === 425 || (status === 503 && waitMs !== null)) {
    return { kind: 'notSent', sentence: `The receiver is busy (status ${status}).`, retryAfterMs: waitMs };
  }
  if (status >= 500) return { kind: 'unknown', sentence: `The receiver failed (status ${status}).` };
  if (status >= 300 && status < 400)
    return {
      kind: 'rejected',
      status,
      sentence: `The receiver points elsewhere (status ${status}); check its address in the settings.`,
    };
  const said = messageIn(body);
  return { kind: 'rejected', status, sentence: `The receiver refused it (status ${status})${said === '' ? '.' : `: ${said}`}` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What the receiver says in its answer, under the names that such answers use. */
function messageIn(body: unknown): string {
  if (typeof body !== 'object' || body === null) return '';
  for (const name of ['message', 'error', 'detail', 'reason']) {
    const value: unknown = Object.hasOwn(body, name) ? Reflect.get(body, name) : undefined;
    if (typeof value === 'string' && value.trim() !== '') return value.trim().slice(0, 200);
  }
  return '';
}

function retryAfterOf(headers: unknown): number | null {
  const value: unknown = typeof headers === 'object' && headers !== null ? Reflect.get(headers, 'retry-after') : undefined;
  return retryAfterMs(typeof value === 'string' ? value : undefined, Date.now());
}

/** Agents for one request that remember whether its connection came about; before that nothing can have been sent. */
function watchedAgents(): {
  readonly agents: { readonly httpAgent: http.Agent; readonly httpsAgent: https.Agent };
  readonly connected: () => boolean;
} {
  let up = false;
  const httpAgent = new http.Agent({ keepAlive: false });
  const httpsAgent = new https.Agent({ keepAlive: false });
  httpAgent.createConnection = (options) =>
    net.createConnection(options as net.NetConnectOpts).once('connect', () => (up = true));
  httpsAgent.createConnection = (options) =>
    tls.connect(options as tls.ConnectionOptions).once('secureConnect', () => (up = true));
  return { agents: { httpAgent, httpsAgent }, connected: () => up };
}
