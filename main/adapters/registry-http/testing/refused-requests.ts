import { connect } from 'node:net';
import { text } from '../../../../protocol/texts/text';
import { AppError } from '../../../domain/errors';
import { textOf } from '../../../domain/registry/testing/answers';
import { desktop, workbench } from '../../../domain/registry/testing/payloads';
import type { Registry } from '../../../domain/ports/registry';
import { type RegistryServerLimits, startRegistryServer } from '../registry-server';

/** One request that the service refuses. */
interface RefusedRequest {
  /** Each character is one byte. */
  readonly bytes: string;
  readonly limits?: Partial<RegistryServerLimits>;
  readonly token?: string;
  /** What the registry does when it is asked for a device. */
  readonly deviceJson?: Registry['deviceJson'];
}

const HOST = 'Host: 127.0.0.1\r\nConnection: close\r\n';
const JSON_TYPE = 'Content-Type: application/json\r\n';

function get(path: string, headers = HOST, method = 'GET'): RefusedRequest {
  return { bytes: `${method} ${path} HTTP/1.1\r\n${headers}\r\n` };
}

function post(path: string, body: string, headers = JSON_TYPE): RefusedRequest {
  return { bytes: `POST ${path} HTTP/1.1\r\n${HOST}${headers}Content-Length: ${body.length}\r\n\r\n${body}` };
}

const HOSTILE = encodeURIComponent('a\u202e"b');

/** What `REFUSED_REQUESTS` are refused by: a tag without a device, one of two organisations, and a device. */
export async function fillFor(registry: Registry): Promise<void> {
  const source = { kind: 'http', author: 'http', operation: null } as const;
  const agent = await registry.createAgent({ type: 'Organization', name: 'Scrap' }, source);
  await registry.createTags(['held', 'shared'], {}, source);
  await registry.createTags(['shared'], { organization: textOf(agent, 'id') }, source);
  await registry.submit(workbench(desktop()), 'snapshot', source);
}

/** Every refusal of the service by name. */
export const REFUSED_REQUESTS: Readonly<Record<string, RefusedRequest>> = {
  'no path': get('/nothing'),
  'no method': get('/devices/', HOST, 'PUT'),
  'another method': get('/events/'),
  'another host': get('/devices/', 'Host: registry.example\r\nConnection: close\r\n'),
  'a web page': get('/devices/', `${HOST}Origin: http://page.example\r\n`),
  'no token': { ...get('/devices/'), token: 'secret' },
  'a wrong token': { ...get('/devices/', `${HOST}Authorization: Bearer other\r\n`), token: 'secret' },
  'a path that cannot be read': get('//['),
  'no type of body': post('/events/', '{}', ''),
  'another type of body': post('/events/', '{}', 'Content-Type: text/plain\r\n'),
  'a packed body': post('/events/', '{}', `${JSON_TYPE}Content-Encoding: gzip\r\n`),
  'no UTF-8': post('/events/', '{"a":"\u00ff"}'),
  'an empty body': post('/events/', ' '),
  'no JSON': post('/events/', '{"type":'),
  'JSON that is too deep': post('/events/', '['.repeat(40)),
  'a large body': { ...post('/events/', `"${'x'.repeat(2_000)}"`), limits: { maxBodyBytes: 1_000 } },
  'many values': { ...post('/events/', `[${'[],'.repeat(50)}[]]`), limits: { maxHeldPerAddress: 1_000 } },
  'no memory': { ...post('/events/', `"${'x'.repeat(2_000)}"`), limits: { maxHeldBytes: 1_000 } },
  'no memory for values': { ...post('/events/', `[${'[],'.repeat(50)}[]]`), limits: { maxHeldBytes: 1_000 } },
  'no memory for an answer': { ...get('/devices/1'), limits: { maxHeldBytes: 100 } },
  'too many requests': { ...get('/devices/'), limits: { maxRequestsPerAddress: 0 } },
  'closing without a reason': post('/snapshots/x/close', '{}'),
  'closing nothing': post(`/snapshots/${HOSTILE}/close`, '{"reason":"broken"}'),
  'tags that are none': post('/tags/', '{"ids":7}'),
  'no tags': post('/tags/', '[]'),
  'too many tags': get(`/tags/?ids=${'a,'.repeat(1_001)}`, HOST, 'POST'),
  'a tag that is there': post('/tags/', '["held"]'),
  'a tag of nobody': post('/tags/', `{"ids":["x"],"organization":"no\\u202ebody"}`),
  'no picture': get('/images/x'),
  'no number of a device': get('/devices/x'),
  'no device': get('/devices/99'),
  'no event': get(`/events/${HOSTILE}`),
  'no Snapshot': get(`/snapshots/${HOSTILE}`),
  'no tag': get(`/tags/${HOSTILE}/device`),
  'a tag without device': get('/tags/held/device'),
  'a tag of several': get('/tags/shared/device'),
  'a page that is none': get('/tags/?limit=0'),
  'a list with a word for a number': get('/devices/?limit=many'),
  'a list of no type': get('/devices/?type=Spoon'),
  'a list with an unknown key': get('/devices/?colour=red'),
  'no identity': post('/snapshots/', '{"type":"Snapshot","software":"Web","version":"1.0","device":{"type":"Mouse"}}'),
  'no device named': post('/events/', '{"type":"ToRepair"}'),
  'an agent without name': post('/agents/', '{"type":"Person"}'),
  'no HTTP': { bytes: 'NONSENSE\r\n\r\n' },
  'long headers': get('/devices/', `${HOST}X: ${'x'.repeat(20_000)}\r\n`),
  'slow headers': { bytes: 'GET / HTTP/1.1\r\n', limits: { headersMs: 100, requestMs: 100 } },
  'a fault inside': { ...get('/devices/1'), deviceJson: () => Promise.reject(new Error('boom')) },
  'records that fail': {
    ...get('/devices/1'),
    deviceJson: () => Promise.reject(new AppError('storeFailed', text('store.diskFull', { file: '/data/b\u202e.sqlite' }))),
  },
};

/** The body that the service answers with. */
export async function bodyFor({ bytes, limits = {}, token, deviceJson }: RefusedRequest, registry: Registry): Promise<string> {
  const silent = (): void => undefined;
  const server = await startRegistryServer({
    registry: { ...registry, ...(deviceJson === undefined ? {} : { deviceJson }) },
    host: '127.0.0.1',
    port: 0,
    token: token ?? null,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    limits,
  });
  try {
    const answer = await raw(Number(new URL(server.url).port), bytes);
    return answer.slice(answer.indexOf('\r\n\r\n') + 4);
  } finally {
    await server.close();
  }
}

function raw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => void socket.write(Buffer.from(bytes, 'latin1')));
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      answer += chunk;
    });
    socket.once('close', () => resolve(answer)).once('error', reject);
  });
}
