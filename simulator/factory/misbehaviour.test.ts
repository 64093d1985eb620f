import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_PATHS } from '../../protocol/http';
import type { MesRecord } from './device-database';
import { type Factory, startFactory } from './factory-server';
import { jsonOf, type RawRequest, type Seen, sendRaw } from './raw-request';

const DEVICES: readonly MesRecord[] = Array.from({ length: 40 }, (_, index) => ({
  serialNo: `SN${index}`,
  interfaces: [{ interface: 'enp4s0', macaddr: `e0:18:7d:00:00:${index.toString(16).padStart(2, '0')}` }],
}));
const RIGHT = { info: [{ serialNo: 'SN0', macInfo: [{ interface: 'enp4s0', macaddr: 'e0:18:7d:00:00:00' }] }] };
const PAIR = JSON.stringify({ snArray: ['SN0', 'SN1'], operationId: 'op-1' });

let factory: Factory;

beforeEach(async () => {
  factory = await startFactory({ devices: DEVICES });
});

afterEach(async () => {
  await factory.close();
});

function lookUp(serial = 'SN0', options: RawRequest = {}): Promise<Seen> {
  return sendRaw(`${factory.baseUrl}${DEFAULT_PATHS.deviceInfo}?serialNo=${serial}`, options);
}

function pair(key = 'pair-1', body = PAIR): Promise<Seen> {
  return sendRaw(`${factory.baseUrl}${DEFAULT_PATHS.pair}`, { method: 'POST', body, key });
}

function lastPair(): unknown {
  return factory.received('pairs').at(-1);
}

describe('each misbehaviour, as a client sees it', () => {
  it('slow: the right answer, later', async () => {
    factory.control({ kind: 'slow', ms: 120 });
    const seen = await lookUp();
    expect(jsonOf(seen)).toEqual(RIGHT);
    expect(seen.elapsedMs).toBeGreaterThanOrEqual(118);
  });

  it('slow: what the request does is done although the client gives up', async () => {
    factory.control({ kind: 'slow', ms: 60_000 });
    const seen = await sendRaw(`${factory.baseUrl}${DEFAULT_PATHS.pair}`, {
      method: 'POST',
      body: PAIR,
      key: 'pair-1',
      timeoutMs: 100,
    });
    expect(seen.end).toBe('timeOut');
    expect(lastPair()).toMatchObject({ accepted: true, idempotencyKey: 'pair-1' });
  });

  it('resetConnection: the connection ends without an answer, nothing is done', async () => {
    factory.control({ kind: 'resetConnection' });
    expect(await lookUp()).toMatchObject({ status: null, end: 'ECONNRESET' });
    expect(await pair()).toMatchObject({ status: null, end: 'ECONNRESET' });
    expect(lastPair()).toMatchObject({ accepted: false, status: null, misbehaviour: 'resetConnection' });
  });

  it.each([500, 503, 429] as const)('status %i, with Retry-After when asked', async (status) => {
    factory.control({ kind: 'status', status, retryAfterS: 7 });
    const seen = await pair();
    expect([seen.status, seen.headers['retry-after']]).toEqual([status, '7']);
    expect(jsonOf(seen)).toEqual({ error: `The factory answers ${status}, as it was told to.` });
    expect(lastPair()).toMatchObject({ accepted: false, status, misbehaviour: 'status' });
    expect((await lookUp()).status).toBe(status);
    expect(factory.summary().lookUps.total).toBe(0);
  });

  it('answer: any status and any text, nothing is done', async () => {
    factory.control({ kind: 'answer', body: '{"info":"maintenance"}', serials: ['SN0'] });
    expect(jsonOf(await lookUp())).toEqual({ info: 'maintenance' });
    expect((await lookUp('SN1')).status).toBe(200);
    factory.control({ kind: 'clear' }, { kind: 'answer', status: 422, body: 'no', route: 'pair' });
    expect((await pair()).status).toBe(422);
    expect(lastPair()).toMatchObject({ accepted: false, status: 422, misbehaviour: 'answer' });
  });

  it('timeOut: takes the request and never answers', async () => {
    factory.control({ kind: 'timeOut' });
    expect(await lookUp('SN0', { timeoutMs: 150 })).toMatchObject({ status: null, end: 'timeOut' });
    await sendRaw(`${factory.baseUrl}${DEFAULT_PATHS.pair}`, { method: 'POST', body: PAIR, timeoutMs: 150 });
    expect(lastPair()).toMatchObject({ accepted: false, status: null });
  });

  it('dropAfterProcessing: done, but the client cannot know; the retry is a duplicate', async () => {
    factory.control({ kind: 'dropAfterProcessing', count: 1 });
    expect(await pair()).toMatchObject({ status: null, end: 'ECONNRESET' });
    expect(lastPair()).toMatchObject({ accepted: true, status: null, duplicate: false });
    const retry = await pair();
    expect(jsonOf(retry)).toEqual({ accepted: ['SN0', 'SN1'], rejected: [] });
    expect(lastPair()).toMatchObject({ accepted: true, status: 200, duplicate: true });
  });

  it('garbage: status 200 with bytes that are no JSON', async () => {
    factory.control({ kind: 'garbage' });
    const seen = await lookUp();
    expect([seen.status, seen.end]).toEqual([200, 'complete']);
    expect(() => jsonOf(seen)).toThrow(SyntaxError);
  });

  it("html: a proxy's log-in page", async () => {
    factory.control({ kind: 'html' });
    const seen = await pair();
    expect([seen.status, seen.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(seen.body.toString()).toContain('Please log in');
    expect(lastPair()).toMatchObject({ accepted: false, status: 200 });
  });

  it('wrongDevice: the record of another device, and only from device_info', async () => {
    factory.control({ kind: 'wrongDevice' });
    expect(jsonOf(await lookUp('SN0'))).toMatchObject({ info: [{ serialNo: 'SN1' }] });
    expect(jsonOf(await lookUp('SN39'))).toMatchObject({ info: [{ serialNo: 'SN0' }] });
    expect(jsonOf(await pair())).toEqual({ accepted: ['SN0', 'SN1'], rejected: [] });
  });

  it('wrongDevice: also when there is no other device', async () => {
    factory.setDevices(DEVICES.slice(0, 1));
    factory.control({ kind: 'wrongDevice' });
    expect(jsonOf(await lookUp('SN0'))).toEqual({ info: [{ serialNo: 'OTHER-THAN-SN0', macInfo: [] }] });
  });

  it('wrongDevice with a share: half of the rack is wrong, always the same half', async () => {
    factory.control({ kind: 'wrongDevice', share: 0.5 });
    const wrong = async (): Promise<readonly string[]> => {
      const found: string[] = [];
      for (const { serialNo } of DEVICES) {
        const body = (await lookUp(serialNo)).body.toString();
        if (!body.includes(`"serialNo":"${serialNo}"`)) found.push(serialNo);
      }
      return found;
    };
    const first = await wrong();
    expect(first.length).toBeGreaterThan(10);
    expect(first.length).toBeLessThan(30);
    expect(await wrong()).toEqual(first);
  });

  it('drip: byte by byte', async () => {
    factory.control({ kind: 'drip', intervalMs: 2 });
    const seen = await lookUp();
    expect(jsonOf(seen)).toEqual(RIGHT);
    expect(seen.pieces.length).toBeGreaterThan(10);
    expect(seen.elapsedMs).toBeGreaterThan(100);
  });

  it('huge: as many bytes as asked, well-formed', async () => {
    factory.control({ kind: 'huge', bytes: 3_000_000 });
    const seen = await lookUp();
    expect(seen.body.byteLength).toBe(3_000_000);
    expect(jsonOf(seen)).toEqual({ info: 'x'.repeat(3_000_000 - '{"info":""}'.length) });
  });

  it('cutShort: half of the promised answer', async () => {
    factory.control({ kind: 'cutShort' });
    const seen = await lookUp();
    expect([seen.status, seen.end]).toEqual([200, 'ECONNRESET']);
    const whole = Buffer.byteLength(JSON.stringify(RIGHT));
    expect(seen.headers['content-length']).toBe(String(whole));
    expect(seen.body.byteLength).toBe(Math.floor(whole / 2));
  });

  it('redirect: elsewhere', async () => {
    factory.control({ kind: 'redirect', location: 'http://127.0.0.1:1/', status: 307 });
    expect(await pair()).toMatchObject({ status: 307, headers: { location: 'http://127.0.0.1:1/' } });
    expect(lastPair()).toMatchObject({ accepted: false, status: 307 });
  });

  it('refuse: the port is closed, then open again', async () => {
    const told = await sendRaw(`${factory.baseUrl}/control`, { method: 'POST', body: '{"kind":"refuse","forMs":300}' });
    expect(told.status).toBe(200);
    const statuses: (number | string)[] = [];
    const giveUpAt = performance.now() + 5000;
    while (statuses.at(-1) !== 200 && performance.now() < giveUpAt) {
      const seen = await lookUp();
      const what = seen.status ?? seen.end;
      // The very first look-up can still come before the port is closed.
      if (what !== 200 || statuses.includes('ECONNREFUSED')) statuses.push(what);
    }
    expect(statuses).toContain('ECONNREFUSED');
    expect(statuses.at(-1)).toBe(200);
  });

  it('refuse: a factory that is closed meanwhile stays closed', async () => {
    factory.control({ kind: 'refuse', forMs: 1 });
    await factory.close();
    await factory.comeBack();
    expect(await lookUp()).toMatchObject({ status: null, end: 'ECONNREFUSED' });
  });

  it('goDown and comeBack: refused until it is back, on the same port', async () => {
    const { port } = factory;
    await factory.goDown();
    expect(await lookUp()).toMatchObject({ status: null, end: 'ECONNREFUSED' });
    await factory.comeBack();
    expect((await lookUp()).status).toBe(200);
    expect(factory.port).toBe(port);
  });
});

describe('which requests a misbehaviour meets', () => {
  const status = async (request: Promise<Seen>): Promise<number | null> => (await request).status;

  it('only its routes', async () => {
    factory.control({ kind: 'status', status: 503, route: ['pair', 'log'] });
    expect([await status(lookUp()), await status(pair())]).toEqual([200, 503]);
  });

  it('only its serial numbers, in a look-up and in a list', async () => {
    factory.control({ kind: 'status', status: 503, serials: ['SN1'] });
    expect([await status(lookUp('SN0')), await status(lookUp('SN1'))]).toEqual([200, 503]);
    expect([await status(pair()), await status(pair('k', '{"snArray":["SN2"],"operationId":"o"}'))]).toEqual([503, 200]);
  });

  it('only so many, then the next one in line', async () => {
    factory.control({ kind: 'status', status: 503, count: 2 }, { kind: 'status', status: 429, count: 1 });
    const seen: (number | null)[] = [];
    for (let round = 0; round < 4; round += 1) seen.push(await status(lookUp()));
    expect(seen).toEqual([503, 503, 429, 200]);
  });

  it('by chance, the same for the same seed', async () => {
    const draw = async (seed: number): Promise<string> => {
      factory.control({ kind: 'clear' }, { kind: 'status', status: 500, probability: 0.5, seed });
      let drawn = '';
      for (let round = 0; round < 24; round += 1) drawn += (await status(lookUp())) === 500 ? 'x' : '.';
      return drawn;
    };
    const first = await draw(7);
    expect(first).toMatch(/x/u);
    expect(first).toMatch(/\./u);
    expect(await draw(7)).toBe(first);
    expect(await draw(8)).not.toBe(first);
  });

  it('slow adds up with the one that follows', async () => {
    factory.control({ kind: 'slow', ms: 60 }, { kind: 'slow', ms: 60 }, { kind: 'status', status: 503 });
    const seen = await lookUp();
    expect(seen.status).toBe(503);
    expect(seen.elapsedMs).toBeGreaterThanOrEqual(118);
  });
});
