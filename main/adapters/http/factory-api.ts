import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls, { type SecureContext } from 'node:tls';
import * as axios from 'axios';
import { text } from '../../../protocol/texts/text';
import { byKind, type DeliveryKind } from '../../../protocol/delivery-kinds';
import type { PlantWords } from '../../../protocol/plant-words';
import type { FactoryApi } from '../../domain/ports/factory';
import { apiAddress, BAD_ADDRESS, factoryAddress } from './base-url';
import { bodyText } from './body-text';
import { connectionProblem } from './connection-problem';
import { type HttpsTrust, httpsTrust } from './https-trust';
import { readPostOutcome } from './post-outcome';
import { retryAfterMs } from './retry-after';

export interface FactoryApiOptions {
  readonly baseUrl: string;
  readonly paths: Readonly<Record<DeliveryKind, string>>;
  /** From connecting to the last byte of the answer, ms. */
  readonly timeoutMs: number;
  /** Sent as Bearer token. */
  readonly token: string | null;
  /** PEM file of the authorities to trust with https; empty or absent: those of this program and of the system. */
  readonly caFile?: string;
  /** The plant's own words of success and refusal. */
  readonly words?: PlantWords;
}

const MAX_ANSWER_BYTES = 1024 * 1024;

/**
 * The factory's POST APIs. Each POST has a connection of its own: a kept-alive one may die at the moment of sending, and
 * nobody could then say whether a Pair arrived.
 */
export function createFactoryApi({ baseUrl, paths, timeoutMs, token, caFile = '', words }: FactoryApiOptions): FactoryApi {
  const base = apiAddress(baseUrl, '/');
  const trust: HttpsTrust = base === null ? { problem: BAD_ADDRESS } : httpsTrust(base, caFile);
  // Each look for the next message asks for that of every message that waits.
  const addresses = byKind((kind) => factoryAddress(baseUrl, paths[kind]));
  return {
    address: (kind) => addresses[kind],
    post: async (kind, key, body) => {
      const address = apiAddress(baseUrl, paths[kind]);
      if (address === null || 'problem' in trust)
        return { kind: 'notSent', reason: 'problem' in trust ? trust.problem : BAD_ADDRESS, retryAfterMs: null };
      const signal = AbortSignal.timeout(timeoutMs);
      const { agents, connected } = watchedAgents(trust.context);
      try {
        const response = await axios.default.post<Buffer>(address.href, body, {
          headers: {
            'content-type': 'application/json',
            accept: 'application/json',
            'idempotency-key': key,
            ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          },
          ...agents,
          signal,
          maxRedirects: 0,
          maxContentLength: MAX_ANSWER_BYTES,
          responseType: 'arraybuffer',
          // It takes what a cut stream comes to for the whole.
          decompress: false,
          transformRequest: (data: string) => data,
          validateStatus: () => true,
          proxy: false,
        });
        const [encoding, type, wait] = ['content-encoding', 'content-type', 'retry-after'].map((name) =>
          headerOf(response.headers, name),
        );
        const received = await bodyText(response.data, encoding ?? '', type ?? '', MAX_ANSWER_BYTES);
        return readPostOutcome(kind, response.status, received, retryAfterMs(wait, Date.now()), body, words);
      } catch (error) {
        if (signal.aborted) {
          const reason = [text('delivery.silent', { host: address.host, seconds: timeoutMs / 1_000 })];
          return connected() ? { kind: 'unknown', reason } : { kind: 'notSent', reason, retryAfterMs: null };
        }
        const reason = [text('delivery.notReached', { why: connectionProblem(error, address.host, 'sentence') })];
        // A host that cannot be reached any more may have got it before.
        return connected() ? { kind: 'unknown', reason } : { kind: 'notSent', reason, retryAfterMs: null };
      }
    },
  };
}

function headerOf(headers: unknown, name: string): string | undefined {
  const value: unknown = typeof headers === 'object' && headers !== null ? Reflect.get(headers, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Agents for one request that remember whether its connection came about; before that nothing can have been sent. */
function watchedAgents(secureContext: SecureContext | null): {
  readonly agents: { readonly httpAgent: http.Agent; readonly httpsAgent: https.Agent };
  readonly connected: () => boolean;
} {
  let up = false;
  const httpAgent = new http.Agent({ keepAlive: false });
  const httpsAgent = new https.Agent({ keepAlive: false });
  httpAgent.createConnection = (options) =>
    net.createConnection(options as net.NetConnectOpts).once('connect', () => (up = true));
  httpsAgent.createConnection = (options) =>
    tls
      .connect({ ...(options as tls.ConnectionOptions), ...(secureContext === null ? {} : { secureContext }) })
      .once('secureConnect', () => (up = true));
  return { agents: { httpAgent, httpsAgent }, connected: () => up };
}
