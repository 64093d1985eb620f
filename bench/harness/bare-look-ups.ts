import { Agent, get } from 'node:http';
import { DEFAULT_PATHS } from '../../protocol/http';
import { type Rate, startRate } from './rate';

/** Asks MES for serial numbers over connections that are kept, so many at a time, and does nothing with the answers. */
export interface BareLookUps {
  readonly lookUp: (serial: string) => Promise<string>;
  readonly close: () => void;
}

export function openBareLookUps(apiBase: string, concurrency: number): BareLookUps {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  return {
    lookUp: (serial) => getText(`${apiBase}${DEFAULT_PATHS.deviceInfo}?serialNo=${encodeURIComponent(serial)}`, agent),
    close: () => agent.destroy(),
  };
}

/**
 * The least that asking MES costs: nothing but the look-ups.
 * @returns the rate of look-ups
 */
export async function timeBareLookUps(apiBase: string, serials: readonly string[], concurrency: number): Promise<Rate> {
  const { lookUp, close } = openBareLookUps(apiBase, concurrency);
  const left = serials[Symbol.iterator]();
  const askOn = async (): Promise<void> => {
    for (const serial of left) await lookUp(serial);
  };
  const end = startRate();
  await Promise.all(Array.from({ length: concurrency }, askOn));
  const rate = end(serials.length);
  close();
  return rate;
}

function getText(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => {
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`The factory answered with status ${response.statusCode ?? 0}.`));
      });
      response.on('error', reject);
    }).on('error', reject);
  });
}
