import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { english } from '../../../messages/english';
import { inWords } from '../../../messages/testing/in-words';
import { serialNumber } from '../../../protocol/ids';
import { faultIn } from '../../../protocol/testing/one-sentence';
import { createDeviceInfoApi, type ClosableDeviceInfoApi, type DeviceInfoOptions } from './device-info-api';

const SN = 'Q186I15901';
const RECORD = {
  info: [{ serialNo: SN, macInfo: [{ interface: 'enp4s0', macaddr: 'e0:18:7d:2e:ca:68' }], vpdInfo: { productName: 'CX-4100' } }],
};
const EXPECTED = { kind: 'expected', product: 'CX-4100', interfaces: [{ name: 'enp4s0', mac: 'e0:18:7d:2e:ca:68' }] };

let server: http.Server | undefined;
let api: ClosableDeviceInfoApi | undefined;
const states: string[] = [];

afterEach(async () => {
  await api?.close();
  server?.closeAllConnections();
  await new Promise((resolve) => {
    if (server === undefined) resolve(null);
    else server.close(resolve);
  });
  [api, server] = [undefined, undefined];
  states.length = 0;
});

type Behaviour = (request: http.IncomingMessage, response: http.ServerResponse) => void;

/** A server that behaves differently on each request; the last behaviour stays. */
async function mes(
  behaviours: readonly Behaviour[],
  more: Partial<DeviceInfoOptions> = {},
): Promise<{ readonly asked: string[] }> {
  const asked: string[] = [];
  server = http.createServer((request, response) => {
    const behave = behaviours[Math.min(asked.length, behaviours.length - 1)];
    asked.push(request.url ?? '');
    behave?.(request, response);
  });
  await new Promise<void>((resolve) => {
    server?.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  api = createDeviceInfoApi({
    baseUrl: `http://127.0.0.1:${port}/mes/`,
    path: '/info',
    timeoutMs: 5_000,
    concurrency: 4,
    tries: 3,
    token: 'secret',
    onState: (up, reason) => void states.push(`${up ? 'up' : 'down'}: ${english(reason)}`),
    ...more,
  });
  return { asked };
}

function json(body: unknown, status = 200): Behaviour {
  return (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function text(body: string): Behaviour {
  return (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(body);
}

async function lookUp(sn = SN): Promise<unknown> {
  return inWords(await api?.lookUp(serialNumber(sn), { aborted: false }));
}

describe('look-up', () => {
  it('sees a list that stands twice, of which parsers keep the last', async () => {
    const record = JSON.stringify(RECORD.info[0]);
    await mes([text(`\ufeff{"info":[{"macInfo":[],${record.slice(1)}]}`)]);
    expect(await lookUp()).toEqual({
      kind: 'couldNotCheck',
      reason: `MES writes \`macInfo\` twice in one place, once with [] and once with ${JSON.stringify(RECORD.info[0]?.macInfo)}, for ${SN}; have its record corrected.`,
      cause: 'record',
    });
  });

  it('asks by serial number, escaped, with the token, and reads the answer', async () => {
    let authorization: string | undefined;
    const { asked } = await mes([
      (request, response) => {
        authorization = request.headers.authorization;
        json({ info: { ...RECORD.info[0], serialNo: 'A/B&C=1' } })(request, response);
      },
    ]);
    expect(await lookUp('A/B&C=1')).toEqual(EXPECTED);
    expect(asked).toEqual(['/mes/info?serialNo=A%2FB%26C%3D1']);
    expect(authorization).toBe('Bearer secret');
    expect(states).toEqual(['up: MES answers.']);
  });

  it.each([
    ['404 in the words of MES', json({ info: 'Device is not registered' }, 404)],
    ['a text', json({ info: 'Device is not registered' })],
    ['an empty list', json({ info: [] })],
  ])('%s means not registered', async (_name, behave) => {
    await mes([behave]);
    expect(await lookUp()).toEqual({ kind: 'notRegistered' });
  });

  it.each<[string, Behaviour, unknown]>([
    ['nothing', (_request, response) => void response.writeHead(404).end(), null],
    ['JSON', json({ detail: 'Not Found' }, 404), null],
    [
      'a page',
      (_request, response) => void response.writeHead(404).end('<html>nginx</html>'),
      expect.stringMatching(/begins "<html>nginx<\/html>"$/),
    ],
    [
      'words',
      (_request, response) => void response.writeHead(404).end('404 page not found'),
      expect.stringMatching(/begins "404 page not found"$/),
    ],
    [
      'too much',
      (_request, response) => void response.writeHead(404).end(Buffer.alloc(2 * 1024 * 1024)),
      expect.stringMatching(/too large$/),
    ],
  ])('404 with %s means not registered, and says what was asked', async (_name, behave, page) => {
    await mes([behave], { path: '/info?line=4' });
    const answer = await lookUp();
    expect(answer).toEqual({
      kind: 'notRegistered',
      notFound: {
        asked: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/mes\/info$/) as string,
        page,
      },
    });
  });

  it.each<[string, Behaviour]>([
    ['unreachable', json({}, 503)],
    ['refused', json({}, 401)],
    ['refused', json({}, 302)],
    ['unreadable', (_request, response) => void response.end('<html>')],
    ['unreadable', json({ error: 'no such unit' })],
    ['record', json({ info: { serialNo: SN } })],
  ])('could not check: %s', async (cause, behave) => {
    await mes([behave], { tries: 1 });
    expect(await lookUp()).toMatchObject({ kind: 'couldNotCheck', cause });
  });

  it.each<[string, Behaviour]>([
    ['MES answered without `info`; it begins {"error":"no such unit"}.', json({ error: 'no such unit' })],
    ['MES answered with JSON that is no object, where one with `info` is expected; it begins [1].', json([1])],
    [
      'MES answered in a shape that cannot be read: `info`: must be a text, a record or a list of records; it begins {"info":5}.',
      json({ info: 5 }),
    ],
  ])('%s', async (sentence, behave) => {
    await mes([behave], { tries: 1 });
    expect(await lookUp()).toMatchObject({ reason: sentence });
  });

  it.each<[string, Behaviour, RegExp, Partial<DeviceInfoOptions>]>([
    ['status 500', json({}, 500), /status 500/, {}],
    ['a time-out', () => undefined, /within 0\.3 s/, { timeoutMs: 300 }],
    ['a body that drips', (_request, response) => drip(response), /within 0\.3 s/, { timeoutMs: 300 }],
    ['a connection broken off', (request) => void request.socket.destroy(), /broke the connection off/, {}],
    [
      'half a body',
      (_request, response) =>
        void response.writeHead(200, { 'content-length': '1000' }).write('{"info":', () => response.socket?.destroy()),
      /connection/,
      {},
    ],
  ])('%s is tried again, and answers in the end', async (_name, behave, sentence, more) => {
    const { asked } = await mes([behave, behave, json(RECORD)], more);
    expect(await lookUp()).toEqual(EXPECTED);
    expect(asked).toHaveLength(3);
    expect(states[0]).toMatch(/^down: /);
    expect(states[0]).toMatch(sentence);
    expect(states.at(-1)).toBe('up: MES answers.');
  });

  it.each<[string, Behaviour, RegExp, number]>([
    ['status 503 for ever', json({}, 503), /status 503; it begins "\{\}"\.$/, 3],
    [
      'status 500 with a page',
      (_request, response) => void response.writeHead(500).end('<p>\u202eno</p>'),
      /status 500; it begins "<p>\\u202eno<\/p>"\.$/,
      3,
    ],
    ['status 500 without a word', (_request, response) => void response.writeHead(500).end(), /status 500\.$/, 3],
    ['HTML', (_request, response) => void response.end('<html>proxy</html>'), /not JSON; it begins "<html>proxy<\/html>"\.$/, 2],
    [
      'another serial',
      json({ info: [{ serialNo: 'OTHER', macInfo: [{ interface: 'a', macaddr: 'b' }] }] }),
      /asked for Q186I15901 and answered with OTHER/,
      2,
    ],
    ['a wrong shape', json({ information: 1 }), /without `info`/, 2],
    ['a redirect', (_request, response) => void response.writeHead(302, { location: '/elsewhere' }).end(), /status 302/, 1],
    ['a part of the answer', json({ info: [] }, 206), /status 206/, 1],
    [
      'no right',
      json({}, 401),
      /does not accept the console's token \(status 401\), or wants one and got none\..* BURNIN_API_TOKEN\./,
      1,
    ],
    ['no HTTP', (request) => void request.socket.end('garbage\r\n\r\n'), /does not speak HTTP/, 3],
    ['a huge body', (_request, response) => void response.end(Buffer.alloc(2 * 1024 * 1024, 0x20)), /more than 1024 KiB/, 1],
  ])('%s: could not check, with its sentence', async (_name, behave, sentence, tries) => {
    const { asked } = await mes([behave]);
    const answer = await lookUp();
    expect(answer).toMatchObject({ kind: 'couldNotCheck', reason: expect.stringMatching(sentence) });
    expect(asked).toHaveLength(tries);
  });

  it('asks for a serial number that is no proper text, and with a path that has a query already', async () => {
    const { asked } = await mes([json({ info: [] })], { path: '/info?line=4' });
    expect(await lookUp('Q\ud800ä')).toEqual({ kind: 'notRegistered' });
    expect(asked).toEqual(['/mes/info?line=4&serialNo=Q%EF%BF%BD%C3%A4']);
  });

  it('a token that cannot be sent: could not check, and the token is not said', async () => {
    await mes([json(RECORD)], { token: 'secret\n', tries: 1 });
    const answer = await lookUp();
    expect(answer).toMatchObject({
      kind: 'couldNotCheck',
      reason: expect.stringContaining('the token has a character that cannot be sent') as string,
    });
    expect(JSON.stringify([answer, states])).not.toContain('secret');
  });

  it('a byte order mark before the answer is passed over', async () => {
    await mes([(_request, response) => void response.end(`\uFEFF${JSON.stringify(RECORD)}`)]);
    expect(await lookUp()).toEqual(EXPECTED);
  });

  it('an address that is none: could not check, and MES is down', async () => {
    await mes([json(RECORD)], { baseUrl: 'http://:80' });
    expect(await lookUp()).toMatchObject({
      kind: 'couldNotCheck',
      reason: expect.stringMatching(/^The address of the factory APIs/) as string,
    });
    expect(states).toEqual([expect.stringMatching(/^down: The address/)]);
  });

  it('an answer that comes in the last moment of a long line of others is waited for', async () => {
    const { asked } = await mes([(request, response) => void setTimeout(() => json(RECORD)(request, response), 100)], {
      concurrency: 1,
    });
    const answers = await Promise.all(Array.from({ length: 6 }, async () => lookUp()));
    expect(answers).toEqual(Array.from({ length: 6 }, () => EXPECTED));
    expect(asked).toHaveLength(6);
  });

  it('waits as long as MES asks, within reason', async () => {
    const busy: Behaviour = (_request, response) => void response.writeHead(429, { 'retry-after': '1' }).end();
    await mes([busy, json(RECORD)]);
    const started = performance.now();
    expect(await lookUp()).toEqual(EXPECTED);
    expect(performance.now() - started).toBeGreaterThan(990);
  });

  it('a connection that MES has closed in the meantime is no failure', async () => {
    await mes([json(RECORD)]);
    if (server !== undefined) server.keepAliveTimeout = 1;
    expect(await lookUp()).toEqual(EXPECTED);
    server?.closeIdleConnections();
    await expect.poll(() => new Promise((resolve) => server?.getConnections((_error, count) => resolve(count)))).toBe(0);
    expect(await lookUp()).toEqual(EXPECTED);
    expect(states).toEqual(['up: MES answers.']);
  });

  it('nothing listens: could not check, and MES is down', async () => {
    await mes([json(RECORD)], { tries: 2 });
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
    expect(await lookUp()).toMatchObject({
      kind: 'couldNotCheck',
      reason: expect.stringContaining('nothing listens at 127.0.0.1'),
    });
  });

  it('never asks more at once than it may', async () => {
    let now = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    await mes([
      (request, response) => {
        now += 1;
        most = Math.max(most, now);
        waiting.push(() => {
          now -= 1;
          json({ info: { ...RECORD.info[0], serialNo: new URL(request.url ?? '', 'http://x').searchParams.get('serialNo') } })(
            request,
            response,
          );
        });
        if (waiting.length === 4) for (const go of waiting.splice(0)) go();
      },
    ]);
    const answers = await Promise.all(Array.from({ length: 40 }, async (_, index) => lookUp(`SN${index}`)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set([JSON.stringify(EXPECTED)]));
    expect(most).toBe(4);
  });
});

function drip(response: http.ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 20);
  response.once('close', () => clearInterval(timer));
}

describe('compressed answers', () => {
  const RAW = Buffer.from(JSON.stringify(RECORD));
  const packed =
    (encoding: string, bytes: Buffer): Behaviour =>
    (_request, response) =>
      void response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding }).end(bytes);
  const ask = async () => inWords(await api?.lookUp(serialNumber(SN), { aborted: false }));

  it.each<[string, Buffer]>([
    ['gzip', gzipSync(RAW)],
    ['x-gzip', gzipSync(RAW)],
    ['deflate', deflateSync(RAW)],
    ['deflate', deflateRawSync(RAW)],
    ['br', brotliCompressSync(RAW)],
    ['identity', RAW],
    ['deflate, GZIP', gzipSync(deflateSync(RAW))],
  ])('%s is read', async (encoding, bytes) => {
    await mes([packed(encoding, bytes)]);
    expect(await ask()).toEqual(EXPECTED);
  });

  it('that become too large are not unpacked to their end', async () => {
    await mes([packed('gzip', gzipSync(Buffer.alloc(300 * 1024 * 1024)))], { tries: 1 });
    expect(await ask()).toMatchObject({
      kind: 'couldNotCheck',
      reason: 'MES answered with more than 1024 KiB for one device.',
    });
  });

  it.each<[string, Buffer, string]>([
    ['zstd', RAW, 'MES answered, but its compression "zstd" is not known here.'],
    ['__proto__', RAW, 'MES answered, but its compression "__proto__" is not known here.'],
    [
      'br',
      RAW,
      'MES answered, but it is not packed as its content-encoding header (br) says, or damaged; it begins ' +
        '"{"info":[{"serialNo":"Q186I15901","macInfo":[{"interface":"e…".',
    ],
  ])('%s that cannot be unpacked is could not check', async (encoding, bytes, sentence) => {
    await mes([packed(encoding, bytes)], { tries: 1 });
    expect(await ask()).toMatchObject({ kind: 'couldNotCheck', reason: sentence });
  });

  it.each<[string, Buffer, RegExp]>([
    [
      'gzip',
      gzipSync(RAW),
      /^MES answered with packed data \(gzip\) that its content-encoding header does not name; it begins "/,
    ],
    ['zlib', deflateSync(RAW), /^MES answered with packed data \(deflate\) that its/],
    ['zstd', Buffer.from('28b52ffd80', 'hex'), /^MES answered with packed data \(zstd\) that its/],
    ['brotli', brotliCompressSync(RAW), /^MES answered with bytes that are not UTF-8 text; it begins "/],
    ['UTF-16 without mark', Buffer.from(RAW.toString(), 'utf16le'), /^MES answered with UTF-16 text/],
    [
      'Latin 1',
      Buffer.from('{"info":"ge\u00e4ndert', 'latin1'),
      /^MES answered with bytes that are not UTF-8 text; it begins "\{"info":"geändert"\.$/,
    ],
    ['nothing', Buffer.alloc(0), /^MES answered with an empty body\.$/],
    ['half a record', RAW.subarray(0, 30), /^MES answered with JSON that ends early, after 30 bytes; it begins "\{"info":/],
  ])('%s without a header that says so: could not check, and said as it is', async (_name, bytes, sentence) => {
    await mes([(_request, response) => void response.end(bytes)], { tries: 1 });
    expect(await ask()).toMatchObject({ kind: 'couldNotCheck', reason: expect.stringMatching(sentence) as string });
  });

  it('UTF-16 with its mark is read', async () => {
    await mes([(_request, response) => void response.end(Buffer.from(`\uFEFF${RAW.toString()}`, 'utf16le'))], { tries: 1 });
    expect(await ask()).toEqual(EXPECTED);
  });

  it('packed twice and named once is said', async () => {
    await mes([packed('gzip', gzipSync(gzipSync(RAW)))], { tries: 1 });
    expect(await ask()).toMatchObject({ reason: expect.stringContaining('packed data (gzip)') as string });
  });

  it('whatever the bytes are, one short sentence that can be shown', async () => {
    let bytes = Buffer.alloc(0);
    await mes([(_request, response) => void response.end(bytes)], { tries: 1 });
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (given) => {
        bytes = Buffer.from(given);
        const answer = await ask();
        expect(answer?.kind === 'couldNotCheck' ? faultIn(answer.reason) : answer?.kind).toBe('');
      }),
      { numRuns: 200 },
    );
  });
});
