import { createHmac } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import * as axios from 'axios';
import { isBaseUrl } from '../../../protocol/factory-address';
import { text, type Texts } from '../../../protocol/texts/text';
import type { SignalHook } from '../../domain/ports/signal-hook';
import { BAD_ADDRESS } from './base-url';
import { connectionProblem } from './connection-problem';
import { type HttpsTrust, httpsTrust } from './https-trust';
import { pointsElsewhere } from './post-outcome';

export interface SignalHookOptions {
  readonly url: string;
  /** Messages are signed with it; null: they are not. */
  readonly key: string | null;
  /** PEM file of the authorities to trust with https; empty: those of this program and of the system. */
  readonly caFile: string;
}

/** From connecting to the last byte of the answer. A light that is late shows what was. */
const TIMEOUT_MS = 3_000;
const MAX_ANSWER_BYTES = 64 * 1024;

/** Posts states of the station; any 2xx is a yes. docs/signals.md */
export function createSignalHook({ url, key, caFile }: SignalHookOptions): SignalHook {
  const address = isBaseUrl(url) ? new URL(url) : null;
  const trust: HttpsTrust = address === null ? { problem: BAD_ADDRESS } : httpsTrust(address, caFile);
  return {
    send: async (message) => {
      if (address === null || 'problem' in trust) return 'problem' in trust ? trust.problem : BAD_ADDRESS;
      const body = JSON.stringify(message);
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      try {
        const { status } = await axios.default.post<string>(address.href, body, {
          headers: {
            'content-type': 'application/json',
            ...(key === null ? {} : { 'x-burnin-signature': `sha256=${signatureOf(body, key)}` }),
          },
          httpAgent: new http.Agent({ keepAlive: false }),
          httpsAgent: new https.Agent({
            keepAlive: false,
            ...(trust.context === null ? {} : { secureContext: trust.context }),
          }),
          signal,
          maxRedirects: 0,
          maxContentLength: MAX_ANSWER_BYTES,
          responseType: 'text',
          transformRequest: (data: string) => data,
          validateStatus: () => true,
          proxy: false,
        });
        return refusalOf(status, address.host);
      } catch (error) {
        return signal.aborted
          ? [text('delivery.silent', { host: address.host, seconds: TIMEOUT_MS / 1_000 })]
          : [text('delivery.notReached', { why: connectionProblem(error, address.host, 'sentence') })];
      }
    },
  };
}

/** HMAC-SHA-256 of the body as it is sent, in hexadecimal digits. */
function signatureOf(body: string, key: string): string {
  return createHmac('sha256', key).update(body, 'utf8').digest('hex');
}

function refusalOf(status: number, host: string): Texts | null {
  if (status >= 200 && status < 300) return null;
  return [pointsElsewhere(status) ?? text('signals.answered', { host, status })];
}
