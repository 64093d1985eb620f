import http from 'node:http';
import https from 'node:https';
import * as axios from 'axios';
import { text, type Texts } from '../../../protocol/texts/text';
import { apiAddress, BAD_ADDRESS } from './base-url';
import { connectionProblem } from './connection-problem';
import { httpsTrust } from './https-trust';
import { pointsElsewhere } from './post-outcome';

export interface TestPostOptions {
  readonly baseUrl: string;
  readonly path: string;
  /** From connecting to the last byte of the answer, ms. */
  readonly timeoutMs: number;
  /** Sent as Bearer token. */
  readonly token: string | null;
  readonly caFile?: string;
}

const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * Asks the address of a POST by OPTIONS, which changes nothing there: any answer shows that somebody is there, save those that speak of path or
 * token, or send elsewhere. A server that does not know OPTIONS answers, too.
 */
export async function testPost(options: TestPostOptions): Promise<{ readonly ok: boolean; readonly reason: Texts }> {
  const { baseUrl, path, timeoutMs, token, caFile = '' } = options;
  const address = apiAddress(baseUrl, path);
  const trust = address === null ? { problem: BAD_ADDRESS } : httpsTrust(address, caFile);
  if (address === null || 'problem' in trust) return { ok: false, reason: 'problem' in trust ? trust.problem : BAD_ADDRESS };
  const { context } = trust;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const { status } = await axios.default.request<string>({
      method: 'OPTIONS',
      url: address.href,
      headers: { accept: 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      httpAgent: new http.Agent({ keepAlive: false }),
      httpsAgent: new https.Agent({ keepAlive: false, ...(context === null ? {} : { secureContext: context }) }),
      signal,
      maxRedirects: 0,
      maxContentLength: MAX_ANSWER_BYTES,
      responseType: 'text',
      validateStatus: () => true,
      proxy: false,
    });
    return meaningOf(status, path);
  } catch (error) {
    const reason = signal.aborted
      ? text('delivery.silent', { host: address.host, seconds: timeoutMs / 1_000 })
      : text('delivery.notReached', { why: connectionProblem(error, address.host, 'sentence') });
    return { ok: false, reason: [reason] };
  }
}

function meaningOf(status: number, path: string): { readonly ok: boolean; readonly reason: Texts } {
  if (status === 401 || status === 403) return { ok: false, reason: [text('factory.tokenRefused', { status })] };
  if (status === 404) return { ok: false, reason: [text('factory.pathUnknown', { path })] };
  const elsewhere = pointsElsewhere(status);
  if (elsewhere !== null) return { ok: false, reason: [elsewhere] };
  if (status >= 500 && status !== 501) return { ok: false, reason: [text('factory.broken', { status })] };
  return { ok: true, reason: [text('factory.there')] };
}
