import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import * as fc from 'fast-check';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { serveRegistry } from '../../cli/testing/served-registry';
import { desktop, freshUuid, workbench } from '../../domain/registry/testing/payloads';
import { MemoryBudget } from './memory-budget';
import { type RegistryServerLimits, startRegistryServer } from './registry-server';

const MIB = 1024 * 1024;
const LIMITS = { maxBodyBytes: MIB, maxHeldBytes: 2 * MIB, maxHeldPerAddress: MIB, graceMs: 300 };
const NO_ROOM = { code: 503, type: 'ServiceUnavailable', message: expect.stringMatching(/send the request again\.$/) };

const open: Socket[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy();
});

/** A service whose registry answers a Snapshot only when it is told to; pictures are there at once. */
async function service(limits: Partial<RegistryServerLimits> = {}, isHeld = false, pictureBytes = 0) {
  const { registry } = await serveRegistry();
  let release = (): void => undefined;
  const gate = isHeld
    ? new Promise<void>((resolve) => {
        release = resolve;
      })
    : Promise.resolve();
  let working = 0;
  const submit: typeof registry.submit = async (body, as, source) => {
    working += 1;
    await gate;
    return registry.submit(body, as, source);
  };
  const image: typeof registry.image = async () => ({ fileFormat: 'png', bytes: new Uint8Array(pictureBytes) });
  const warnings: string[] = [];
  const silent = (): void => undefined;
  const server = await startRegistryServer({
    registry: { ...registry, submit, image },
    host: '127.0.0.1',
    port: 0,
    token: null,
    log: { debug: silent, info: silent, warn: (message) => void warnings.push(message), error: silent },
    limits: { ...LIMITS, ...limits },
  });
  onTestFinished(() => server.close());
  return { port: Number(new URL(server.url).port), registry, warnings, release: () => release(), working: () => working };
}

interface Answered {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: unknown;
  /** Whether the other side asked for the body. */
  readonly continued: boolean;
}

function post(port: number, body: string, localAddress: string, expecting = false): Promise<Answered> {
  return new Promise((resolve, reject) => {
    let continued = false;
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...(expecting ? { expect: '100-continue' } : {}),
    };
    const sent = request(
      { host: '127.0.0.1', port, localAddress, path: '/snapshots/', method: 'POST', agent: false, headers },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.once('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            retryAfter: response.headers['retry-after'],
            body: JSON.parse(text) as unknown,
            continued,
          }),
        );
      },
    );
    sent.once('error', reject);
    if (!expecting) sent.end(body);
    else {
      sent.flushHeaders();
      sent.once('continue', () => {
        continued = true;
        sent.end(body);
      });
    }
  });
}

/** A Snapshot of so many bytes. */
function snapshot(bytes: number, serialNumber = 'sn'): string {
  const body = (filling: string) =>
    JSON.stringify({ ...workbench(desktop({ serialNumber })), uuid: uuidOf(serialNumber), note: filling });
  return body('x'.repeat(Math.max(0, bytes - Buffer.byteLength(body('')))));
}

const uuids = new Map<string, string>();
function uuidOf(serialNumber: string): string {
  const uuid = uuids.get(serialNumber) ?? freshUuid();
  uuids.set(serialNumber, uuid);
  return uuid;
}

const HALF = 500_000;
const addresses = (count: number) => Array.from({ length: count }, (_, index) => `127.0.0.${index + 2}`);

/** Sends the head of a body of 1 MiB and its first bytes; gives what comes back. */
async function slow(port: number, localAddress: string, bytes: number): Promise<{ readonly socket: Socket; answer(): string }> {
  const socket = connect({ host: '127.0.0.1', port, localAddress });
  open.push(socket);
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  socket.on('error', () => undefined);
  const head = `POST /snapshots/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${MIB}\r\n\r\n`;
  await new Promise((resolve) => {
    socket.once('connect', () => void socket.write(`${head}"${'x'.repeat(bytes)}`, resolve));
  });
  return { socket, answer: () => text };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the memory that requests take together', () => {
  it('is limited for all addresses, and what does not fit may come again', async () => {
    const { port, release, working, registry } = await service({}, true);
    const bodies = addresses(3).map((address) => snapshot(MIB - 50_000, address));
    const [first, second] = bodies.slice(0, 2).map((body, index) => post(port, body, addresses(3)[index] ?? ''));
    await expect.poll(working).toBe(2);
    // Longer than anybody may be slow: what the registry works on is never given up.
    await pause(LIMITS.graceMs + 200);
    const refused = await post(port, bodies[2] ?? '', '127.0.0.4');
    expect(refused).toMatchObject({ status: 503, retryAfter: '1', body: NO_ROOM });
    release();
    expect([(await first)?.status, (await second)?.status]).toEqual([201, 201]);
    expect((await post(port, bodies[2] ?? '', '127.0.0.4')).status).toBe(201);
    const { total } = await registry.devices({ sort: 'id', descending: false, offset: 0, limit: 1 });
    expect(total).toBe(3);
  });

  it('is limited for one address, and others have room', async () => {
    const { port, release, working } = await service({}, true);
    const first = post(port, snapshot(MIB - 50_000, 'one'), '127.0.0.2');
    await expect.poll(working).toBe(1);
    expect(await post(port, snapshot(HALF, 'two'), '127.0.0.2')).toMatchObject({ status: 503, body: NO_ROOM });
    const other = post(port, snapshot(HALF, 'three'), '127.0.0.3');
    await expect.poll(working).toBe(2);
    release();
    expect([(await first).status, (await other).status]).toEqual([201, 201]);
    expect((await post(port, snapshot(HALF, 'two'), '127.0.0.2')).status).toBe(201);
  });

  it('is not waited for with the body: who asks before is told at once', async () => {
    const { port, release, working } = await service({}, true);
    const first = post(port, snapshot(MIB - 50_000, 'one'), '127.0.0.2');
    await expect.poll(working).toBe(1);
    expect(await post(port, snapshot(HALF, 'two'), '127.0.0.2', true)).toMatchObject({ status: 503, continued: false });
    release();
    await first;
    expect(await post(port, snapshot(HALF, 'two'), '127.0.0.2', true)).toMatchObject({ status: 201, continued: true });
  });

  it('is not held by what is only claimed', async () => {
    const { port } = await service();
    for (const address of addresses(20)) await slow(port, address, 10);
    expect((await post(port, snapshot(MIB - 50_000), '127.0.0.9')).status).toBe(201);
  });

  it.each([
    ['stand still', 0],
    ['send a byte now and then', 20],
  ])('is taken from senders who %s, who are told so', async (_how, everyMs) => {
    const { port, warnings } = await service();
    const senders = await Promise.all(addresses(3).map((address) => slow(port, address, 480_000)));
    const drip = everyMs === 0 ? undefined : setInterval(() => senders.forEach(({ socket }) => void socket.write('x')), everyMs);
    onTestFinished(() => clearInterval(drip));
    await pause(LIMITS.graceMs + 200);
    expect((await post(port, snapshot(MIB - 50_000), '127.0.0.9')).status).toBe(201);
    await expect
      .poll(() => senders.map((sender) => sender.answer()).join(''))
      .toMatch(/ 503 [^]*retry-after: 1[^]*came too slowly/i);
    expect(senders.filter((sender) => sender.answer() !== '')).toHaveLength(1);
    expect(warnings).toEqual([expect.stringContaining('too slowly')]);
  });

  it('goes round: of many at once each gets through when it comes again, and each is stored once', async () => {
    const { port, registry } = await service({ graceMs: 5_000 });
    const names = Array.from({ length: 24 }, (_, index) => `machine-${index}`);
    let refused = 0;
    await Promise.all(
      names.map(async (name, index) => {
        const address = addresses(6)[index % 6] ?? '';
        for (;;) {
          const { status, body } = await post(port, snapshot(400_000 + index * 20_000, name), address);
          if (status === 201) return;
          expect(body).toMatchObject(NO_ROOM);
          refused += 1;
          await pause(20);
        }
      }),
    );
    expect(refused).toBeGreaterThan(0);
    const { total } = await registry.devices({ sort: 'id', descending: false, offset: 0, limit: 1 });
    expect(total).toBe(names.length);
    expect((await registry.devicePage(1))?.eventCount).toBe(1);
  });

  it('counts what short values take once they are read', async () => {
    const { port } = await service();
    const many = `{"type":"Snapshot","components":[${'[],'.repeat(50_000)}[]]}`;
    expect(await post(port, many, '127.0.0.2')).toMatchObject({
      status: 413,
      body: { type: 'RequestEntityTooLarge', message: expect.stringContaining('too many values') },
    });
  });

  it('is taken from those who do not take their answer', async () => {
    const { port } = await service({ maxHeldBytes: 24 * MIB, maxHeldPerAddress: 16 * MIB }, false, 12 * MIB);
    const ask = 'GET /images/5a3c0e2e-7f0d-4e7b-9a55-0d6c1c2f9d01 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n';
    const asked = async (localAddress: string) => {
      const socket = connect({ host: '127.0.0.1', port, localAddress });
      open.push(socket);
      socket.on('error', () => undefined);
      await new Promise((resolve) => {
        socket.once('connect', () => void socket.write(ask, resolve));
      });
      return socket;
    };
    const read = async (socket: Socket) => {
      socket.resume();
      if (!socket.closed) await new Promise((resolve) => void socket.once('close', resolve));
      return socket.bytesRead;
    };
    const lazy = await Promise.all(addresses(2).map(asked));
    for (const socket of lazy) await expect.poll(() => socket.bytesRead).toBeGreaterThan(0);
    expect(await read(await asked('127.0.0.8'))).toBeLessThan(1_000);
    await pause(LIMITS.graceMs + 200);
    expect(await read(await asked('127.0.0.9'))).toBeGreaterThan(12 * MIB);
    const got = await Promise.all(lazy.map(read));
    expect(got.filter((bytes) => bytes > 12 * MIB)).toHaveLength(1);
  });
});

it('never holds more than it may, nor gives up what is worked on, whatever comes', () => {
  const step = fc.record({
    who: fc.integer({ min: 0, max: 5 }),
    what: fc.constantFrom('add', 'add', 'add', 'whole', 'owed', 'answer', 'release'),
    bytes: fc.integer({ min: 0, max: 60 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const limits = { maxHeldBytes: 100, maxHeldPerAddress: 70, graceMs: -1 };
      const budget = new MemoryBudget(limits);
      const shares = Array.from({ length: 6 }, (_, who) => budget.open(`10.0.0.${who % 3}`));
      const standing = shares.map(() => 'sending');
      const broken: string[] = [];
      let owed = 0;
      for (const [who, share] of shares.entries())
        share.onGivenUp(() => {
          if (standing[who] === 'working') broken.push(`${who} was given up while it was worked on`);
          standing[who] = 'gone';
        });
      const steady = { add: 'sending', whole: 'sending', owed: 'working', answer: 'working', release: '' } as const;
      for (const { who, what, bytes } of steps) {
        const share = shares[who];
        if (share === undefined || standing[who] === 'gone' || (what !== 'release' && standing[who] !== steady[what])) continue;
        const before = budget.held;
        if (what === 'add') {
          const fitted = share.fits(bytes);
          if (share.add(bytes) !== fitted) broken.push('what fits is not taken, or what does not is');
          if (!fitted && budget.held !== before) broken.push('somebody was given up in vain');
        } else if (what === 'whole') {
          share.whole();
          standing[who] = 'working';
        } else if (what === 'release') {
          share.release();
          standing[who] = 'gone';
        } else if (share.answer(bytes, what === 'owed')) {
          owed += what === 'owed' ? bytes : 0;
          standing[who] = 'taking';
        } else if (what === 'owed') broken.push('an answer that is owed was refused');
        if (budget.held > limits.maxHeldBytes + owed) broken.push(`${budget.held} bytes are held`);
      }
      for (const share of shares) share.release();
      expect([broken, budget.held]).toEqual([[], 0]);
    }),
  );
});
