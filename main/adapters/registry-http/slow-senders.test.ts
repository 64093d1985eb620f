import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { serveRegistry, type ServedRegistry } from '../../cli/testing/served-registry';
import { networkOf } from './network-of';
import { type RegistryServerLimits, startRegistryServer } from './registry-server';

const SENDERS = 256;
const HEAD = 'POST /events/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n';
const HALVES = {
  nothing: '',
  'half a request line': 'GET /dev',
  'half of the headers': 'GET / HTTP/1.1\r\nHo',
  'a body that does not come': `${HEAD}Content-Length: 100\r\n\r\n`,
  'half a body': `${HEAD}Content-Length: 100\r\n\r\n{"type"`,
  'half of a chunk': `${HEAD}Transfer-Encoding: chunked\r\n\r\n40\r\n{`,
  'half of a second request': 'GET /devices/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET / HTTP/1.1\r\nHo',
} as const;
const ADDRESSES = {
  'one address': ['127.0.0.1'],
  'several addresses': Array.from({ length: 8 }, (_, index) => `127.0.0.${index + 2}`),
  'an address each': Array.from({ length: SENDERS }, (_, index) => `127.0.1.${index}`),
} as const;

const open: Socket[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy();
});

function portOf({ url }: { readonly url: string }): number {
  return Number(new URL(url).port);
}

async function connected(port: number, localAddress: string, bytes: string): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port, localAddress });
  open.push(socket);
  socket.on('error', () => undefined).resume();
  await new Promise((resolve) => {
    socket.once('connect', () => void socket.write(bytes, resolve)).once('close', resolve);
  });
  return socket;
}

async function closed(socket: Socket): Promise<void> {
  if (socket.closed) return;
  await new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
}

/** One request on a connection of its own; the status, or why there is none. */
function asked(port: number, localAddress = '127.0.0.1'): Promise<number | string> {
  return new Promise((resolve) => {
    request({ host: '127.0.0.1', port, localAddress, path: '/devices/', agent: false }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    })
      .once('error', ({ message }) => resolve(message))
      .end();
  });
}

async function slowSenders({ server }: ServedRegistry, addresses: readonly string[], bytes: string): Promise<readonly Socket[]> {
  const port = portOf(server);
  return Promise.all(
    Array.from({ length: SENDERS }, (_, index) => connected(port, addresses[index % addresses.length] ?? '', bytes)),
  );
}

const CASES = Object.keys(HALVES).flatMap((half) => Object.keys(ADDRESSES).map((from) => [half, from] as const));

describe('senders who do not finish', () => {
  it.each(CASES)('shut nobody out with %s from %s', async (half, from) => {
    const served = await serveRegistry();
    await slowSenders(served, ADDRESSES[from as keyof typeof ADDRESSES], HALVES[half as keyof typeof HALVES]);
    for (const address of ['127.0.0.1', '127.0.0.2', '127.9.9.9']) expect(await asked(portOf(served.server), address)).toBe(200);
    const many = await Promise.all(Array.from({ length: 20 }, () => asked(portOf(served.server))));
    expect(new Set(many)).toEqual(new Set([200]));
  });

  it.each(Object.entries(HALVES))('lose their connection with %s', async (_half, bytes) => {
    const served = await serveRegistry({ limits: { headersMs: 300, requestMs: 1_500, idleMs: 400 } });
    const senders = await Promise.all(
      Array.from({ length: 4 }, (_, index) => connected(portOf(served.server), `127.0.0.${index + 2}`, bytes)),
    );
    // Nothing is ever sent or closed from this side.
    await Promise.all(senders.map(closed));
    expect(await asked(portOf(served.server))).toBe(200);
  });

  it('lose it too when they send one byte at a time', async () => {
    const served = await serveRegistry({ limits: { headersMs: 300, requestMs: 900, idleMs: 400 } });
    const sender = await connected(portOf(served.server), '127.0.0.2', `${HEAD}Content-Length: 1000\r\n\r\n`);
    const drip = setInterval(() => sender.write(' '), 50);
    await closed(sender);
    clearInterval(drip);
    expect(sender.closed).toBe(true);
  });

  it('are closed for one newcomer each, those of the largest crowd first, and a log line says so once', async () => {
    const served = await serveRegistry({ limits: { maxConnections: 5, graceMs: 0 } });
    const port = portOf(served.server);
    const alone = await connected(port, '127.0.0.9', HALVES['half of the headers']);
    const crowd: Socket[] = [];
    for (let count = 0; count < 4; count += 1) crowd.push(await connected(port, '127.0.0.2', HALVES.nothing));
    expect(await asked(port)).toBe(200);
    await closed(crowd[0] as Socket);
    expect([alone, ...crowd.slice(1)].map((socket) => socket.closed)).toEqual([false, false, false, false]);
    expect(served.log.filter(({ level }) => level === 'warn')).toMatchObject([{ fields: { address: '127.0.0.2', closed: 1 } }]);
  });
});

/** A service that answers only when it is told to. */
async function heldService(limits: Partial<RegistryServerLimits>, pictureBytes = 0) {
  const { registry } = await serveRegistry();
  const image: typeof registry.image = async () => ({ fileFormat: 'png', bytes: new Uint8Array(pictureBytes) });
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  let held = 0;
  const devices: typeof registry.devices = async (query) => {
    held += 1;
    await gate;
    return registry.devices(query);
  };
  const silent = (): void => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  const server = await startRegistryServer({
    registry: { ...registry, devices, image },
    host: '127.0.0.1',
    port: 0,
    token: null,
    log,
    limits,
  });
  onTestFinished(() => server.close());
  return { port: portOf(server), release: () => release(), held: () => held };
}

describe('limits', () => {
  it('never close a connection that is being answered; who comes then has to come again', async () => {
    const { port, release, held } = await heldService({ maxConnections: 6, maxRequestsPerAddress: 3, idleMs: 300 });
    const [first, second] = ['127.0.0.2', '127.0.0.3'].map((from) => Array.from({ length: 3 }, () => asked(port, from)));
    await expect.poll(held).toBe(6);
    expect(await asked(port, '127.0.0.4')).toMatch(/hang up|reset/i);
    // Longer than the time that a sender may be idle.
    await new Promise((resolve) => setTimeout(resolve, 700));
    release();
    expect(await Promise.all([...(first ?? []), ...(second ?? [])])).toEqual([200, 200, 200, 200, 200, 200]);
  });

  it('let nobody be shut out by clients that take no answer', async () => {
    const { port, release } = await heldService({ maxConnections: 6, maxPerAddress: 6, graceMs: 0 }, 32 * 1024 * 1024);
    release();
    const request = 'GET /images/5a3c0e2e-7f0d-4e7b-9a55-0d6c1c2f9d01 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';
    const lazy: Socket[] = [];
    for (let count = 0; count < 6; count += 1) lazy.push((await connected(port, '127.0.0.2', request)).pause());
    const some = lazy.map((socket) => expect.poll(() => socket.bytesRead).toBeGreaterThan(0));
    await Promise.all(some);
    expect(await asked(port, '127.0.0.4')).toBe(200);
  });

  it('answer 429 when one address has too many requests answered at once, and others not', async () => {
    const { port, release, held } = await heldService({ maxRequestsPerAddress: 3 });
    const answers = [1, 2, 3].map(() => asked(port, '127.0.0.2'));
    await expect.poll(held).toBe(3);
    expect(await asked(port, '127.0.0.2')).toBe(429);
    const other = asked(port, '127.0.0.3');
    await expect.poll(held).toBe(4);
    release();
    expect(await Promise.all([...answers, other])).toEqual([200, 200, 200, 200]);
    expect(await asked(port, '127.0.0.2')).toBe(200);
  });
});

it.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::7:0:0:9', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:ffff::', '2001:db8:1:2::/64'],
])('counts %s under %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
