import { Agent, get } from 'node:http';
import { DEFAULT_PATHS } from '../../protocol/http';
import { type Rate, startRate } from './rate';

/**
 * The least that asking MES costs: nothing but the look-ups, over connections that are kept, so many at a time.
 * @returns the rate of look-ups
 */
export async function timeBareLookUps(apiBase: string, serials: readonly string[], concurrency: number): Promise<Rate> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const left = serials[Symbol.iterator]();
  const askOn = async (): Promise<void> => {
    for (const serial of left)
      await lookUp(`${apiBase}${DEFAULT_PATHS.deviceInfo}?serialNo=${encodeURIComponent(serial)}`, agent);
  };
  const end = startRate();
  await Promise.all(Array.from({ length: concurrency }, askOn));
  const rate = end(serials.length);
  agent.destroy();
  return rate;
}

function lookUp(url: string, agent: Agent): Promise<string> {
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
