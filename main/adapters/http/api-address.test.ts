import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { DeliveryKey, SerialNumber } from '../../../protocol/ids';
import { byKind, type DeliveryKind } from '../../../protocol/delivery-kinds';
import { createDeviceInfoApi } from './device-info-api';
import { createFactoryApi } from './factory-api';

const KINDS = ['log', 'notification', 'pair', 'burn'] as const satisfies readonly DeliveryKind[];
const BASES = [
  '',
  '/',
  '/ui',
  '/ui/',
  '/ui/v 1',
  '/%75i',
  '/ü',
  '/a/../b',
  '/a//',
  '/;x=1',
  ':x',
  '/ui/#/',
  '/ui#',
  '#',
  '?',
  '/ui?',
  '/ui?lang=en',
  '/ui?a#b',
  '\\ui',
  '/ui\n',
  '/"ui"',
  '/{ui}',
  '/@x',
];
const PATHS = [
  '/pair',
  '/a/b',
  '//pair',
  '/../pair',
  '/p?op=1',
  '/p?',
  '/ü',
  '/%23',
  '/p#1',
  '/p#',
  '/p q',
  '\\p',
  '/p\\q',
  '/\u202ep',
  'pair',
  '',
];
/** What is in front of host and port. */
const USERS = ['', 'user@', 'user:secret@', '@', '#@', '?@'];

let asked: string[] = [];
const server = http.createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`);
  request.resume();
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
});
let host = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
});

/** Asks MES and sends one message of each kind, all at this path. @returns where each of the five arrived, and what became of the messages */
async function askAll(
  baseUrl: string,
  path: string,
): Promise<{ readonly gets: string[]; readonly posts: string[]; readonly outcomes: string[] }> {
  asked = [];
  const mes = createDeviceInfoApi({ baseUrl, path, timeoutMs: 5_000, concurrency: 1, tries: 1, token: null });
  const factory = createFactoryApi({
    baseUrl,
    paths: byKind(() => path),
    timeoutMs: 5_000,
    token: null,
  });
  const outcomes: string[] = [];
  try {
    await mes.lookUp('A1' as SerialNumber, { aborted: false });
    for (const kind of KINDS) outcomes.push((await factory.post(kind, 'key' as DeliveryKey, '{}')).kind);
  } finally {
    await mes.close();
  }
  const of = (method: string): string[] => [
    ...new Set(asked.flatMap((line) => (line.startsWith(method) ? [line.slice(method.length + 1)] : []))),
  ];
  return {
    gets: of('GET').map((url) => url.replace(/([?&])serialNo=A1$/, (_all, sign: string) => (sign === '&' ? sign : ''))),
    posts: of('POST'),
    outcomes,
  };
}

it.each(BASES)(
  'base %j: with every path all five calls go to one address, or none is sent',
  async (base) => {
    const arrived: string[] = [];
    const notSent: unknown[] = [];
    for (const path of PATHS) {
      const { gets, posts, outcomes } = await askAll(`http://${host}${base}`, path);
      if (gets.length === 0) {
        notSent.push([posts, outcomes]);
        continue;
      }
      arrived.push(path);
      expect([path, gets.map((url) => url.replace(/[?&]$/, ''))]).toEqual([path, posts.map((url) => url.replace(/[?&]$/, ''))]);
      // All that was written arrives, dots resolved as in any address.
      const written = new URL(`http://${host}${base.replace(/\/$/, '')}${path}`);
      expect(posts).toEqual([`${written.pathname}${written.search}`]);
      expect(written.hash).toBe('');
    }
    for (const one of notSent) expect(one).toEqual([[], KINDS.map(() => 'notSent')]);
    const good = base !== ':x' && !/[ #?\\\n"{@]/.test(base);
    expect(arrived).toEqual(good ? PATHS.filter((path) => path.startsWith('/') && !/[#\\ \u202e]/.test(path)) : []);
  },
  30_000,
);

it.each(USERS)('user %j before the host: only without one anything is sent', async (user) => {
  const { gets, posts } = await askAll(`http://${user}${host}/ui`, '/pair');
  expect([gets, posts]).toEqual(user === '' ? [['/ui/pair'], ['/ui/pair']] : [[], []]);
});
