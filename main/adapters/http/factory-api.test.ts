import { inWords } from '../../../messages/testing/in-words';
import http from 'node:http';
import net from 'node:net';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { DeliveryKey } from '../../../protocol/ids';
import type { DeliveryKind } from '../../../protocol/model';
import { createFactoryApi } from './factory-api';
import { served } from './testing/served';

const PATHS = { log: '/log', notification: '/note', pair: '/pair', burn: '/burn' };
const KEY = 'key-1' as DeliveryKey;
async function post(baseUrl: string, body = '{"a":1}', timeoutMs = 20_000, kind: DeliveryKind = 'pair'): Promise<unknown> {
  return inWords(await createFactoryApi({ baseUrl, paths: PATHS, timeoutMs, token: 'secret' }).post(kind, KEY, body));
}

function answering(status: number, body: string | Buffer, headers: http.OutgoingHttpHeaders = {}): http.Server {
  return http.createServer((_request, response) => void response.writeHead(status, headers).end(body));
}

describe('one POST', () => {
  it('sends exactly the bytes given, with key, type and token', async () => {
    const seen: unknown[] = [];
    const baseUrl = await served(
      http.createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => void chunks.push(chunk));
        request.on('end', () => {
          const { 'idempotency-key': key, 'content-type': type, authorization } = request.headers;
          seen.push(request.url, key, type, authorization, Buffer.concat(chunks).toString());
          response.end('{"ok":true}');
        });
      }),
    );
    const body = '{"operationid":1,"pairInfo":[],  "x":"ü"}';
    expect(await post(`${baseUrl}/`, body)).toEqual({
      kind: 'accepted',
      status: 200,
      body: { ok: true },
      answer: { status: 200, text: '{"ok":true}' },
    });
    expect(seen).toEqual(['/pair', 'key-1', 'application/json', 'Bearer secret', body]);
  });

  it.each([
    [204, '', {}, { kind: 'accepted', body: null }],
    [200, 'OK', {}, { kind: 'accepted', body: null }],
    [200, '{"success":true,"code":1}', {}, { kind: 'accepted' }],
    [
      200,
      '{"success":false,"message":"Operation is closed"}',
      {},
      { kind: 'rejected', status: 200, reason: 'The receiver says that it did not take it (status 200): Operation is closed' },
    ],
    [201, '{"error":{"message":"no"}}', {}, { kind: 'rejected', status: 201 }],
    [200, 'FAIL', {}, { kind: 'rejected', reason: 'The receiver says that it did not take it (status 200).' }],
    [200, '{"code":40001,"msg":"wrong step"}', {}, { kind: 'unknown', reason: expect.stringContaining('wrong step') as string }],
    [200, '{"success":false,"accepted":["A1"]}', {}, { kind: 'unknown' }],
    [
      200,
      '<html>\u202e',
      {},
      {
        kind: 'unknown',
        reason: 'Its answer (status 200) cannot be read, it begins "<html>\\u202e"; another program may have given it.',
      },
    ],
    [200, '{"accepted":["A', {}, { kind: 'unknown' }],
    [
      400,
      '{"message":"wrong step"}',
      {},
      { kind: 'rejected', status: 400, reason: 'The receiver refused it (status 400): wrong step' },
    ],
    [409, 'no json', {}, { kind: 'rejected', reason: 'The receiver refused it (status 409).' }],
    [
      409,
      '{"accepted":["A1"],"rejected":["A2"]}',
      {},
      { kind: 'unknown', reason: expect.stringContaining('says that it took') as string },
    ],
    [422, '{"data":{"accepted":["A1"]}}', {}, { kind: 'unknown' }],
    [409, '{"processed":true}', {}, { kind: 'unknown' }],
    [409, '{"accepted":[],"rejected":["A1"]}', {}, { kind: 'rejected', status: 409 }],
    [200, '{"success":false,"success":true}', {}, { kind: 'unknown' }],
    [200, '{"rejected":["A1"],"rejected":[]}', {}, { kind: 'unknown' }],
    [200, '"{\\"success\\":false}"', {}, { kind: 'rejected' }],
    [307, '', { location: '/elsewhere' }, { kind: 'rejected', status: 307 }],
    [302, '', { location: '/elsewhere' }, { kind: 'unknown' }],
    [303, '', { location: '/done' }, { kind: 'unknown', reason: expect.stringContaining('ask there') as string }],
    [500, '{"message":"boom"}', {}, { kind: 'unknown' }],
  ] as const)('status %i', async (status, body, headers, outcome) => {
    expect(await post(await served(answering(status, body, headers)))).toMatchObject({
      ...outcome,
      answer: { status, text: body },
    });
  });

  it.each<[string, Buffer]>([
    ['gzip', gzipSync('{"success":false}')],
    ['zlib', deflateSync('{"success":false,"message":"Operation is closed"}')],
    ['zstd', Buffer.from('28b52ffd0000', 'hex')],
  ])('%s that no header names is not taken for a yes', async (_name, bytes) => {
    expect(await post(await served(answering(200, bytes)))).toMatchObject({
      kind: 'unknown',
      reason: expect.stringContaining('cannot be read, it begins "') as string,
    });
  });

  it('a word in an encoding that is named is a word, and in one that is not it cannot be read', async () => {
    const bytes = Buffer.from('b3c9b9a6', 'hex');
    const named = { 'content-type': 'text/plain; charset=gbk' };
    expect(await post(await served(answering(200, bytes, named)))).toMatchObject({ kind: 'accepted', answer: { text: '成功' } });
    expect(await post(await served(answering(200, bytes)))).toMatchObject({ kind: 'unknown' });
  });

  it.each(['log', 'notification'] as const)(
    '%s: a 2xx that does not say yes is refused, and not tried again by itself',
    async (kind) => {
      const bodies = ['{"success":false}', '{"error":"closed"}', '{"code":40001}', '{"success":true,"error":"disk"}'];
      const outcomes = await Promise.all(
        bodies.map(async (body) => post(await served(answering(200, body)), '{}', 20_000, kind)),
      );
      expect(outcomes).toMatchObject(bodies.map(() => ({ kind: 'rejected', status: 200 })));
    },
  );

  describe.each([408, 425, 429, 503])('status %i', (status) => {
    const answered = async (kind: DeliveryKind, body: string, headers: http.OutgoingHttpHeaders = {}) =>
      post(await served(answering(status, body, headers)), '{}', 20_000, kind);

    it.each(['log', 'notification'] as const)('%s: tried again, after what the receiver asks for', async (kind) => {
      expect(await answered(kind, '', { 'retry-after': '7' })).toMatchObject({ kind: 'notSent', retryAfterMs: 7_000 });
      expect(await answered(kind, '{"accepted":[]}')).toMatchObject({ kind: 'notSent', retryAfterMs: null });
    });

    it.each(['pair', 'burn'] as const)(
      '%s: unknown, whatever it asks for, unless the answer proves that nothing was taken',
      async (kind) => {
        const all = (bodies: readonly string[]) =>
          Promise.all(bodies.map((body) => answered(kind, body, { 'retry-after': '1' })));
        const open = [
          '',
          'busy',
          '{}',
          '{"message":"later"}',
          '{"accepted":["A1"]}',
          '{"accepted":null}',
          '{"processed":null}',
          '{"accepted":["A1"],"processed":false}',
          '{"accepted":[],"processed":true}',
          '{"accepted":[],"accepted":["A1"]}',
          '{"data":{"accepted":[]}}',
          '[]',
        ];
        const reason = `The receiver is busy (status ${status}). It may have taken the devices nevertheless: ask there.`;
        expect(await all(open)).toMatchObject(open.map(() => ({ kind: 'unknown', reason })));
        const none = ['{"accepted":[]}', '{"processed":false}', '{"accepted":[],"rejected":["A1"]}'];
        const nothing = {
          kind: 'rejected',
          status,
          reason: `The receiver is busy (status ${status}). It took none of the devices.`,
        };
        expect(await all(none)).toMatchObject(none.map(() => nothing));
      },
    );
  });

  it('nothing listens: surely not sent', async () => {
    const server = answering(200, '');
    const baseUrl = await served(server);
    await new Promise((resolve) => {
      server.close(resolve);
    });
    expect(await post(baseUrl)).toMatchObject({
      kind: 'notSent',
      reason: expect.stringContaining('Nothing listens at 127.0.0.1'),
    });
  });

  it('an address that is none: surely not sent', async () => {
    expect(await post('http://:80')).toMatchObject({
      kind: 'notSent',
      reason: expect.stringMatching(/^The address of the factory APIs/) as string,
    });
  });

  it('a secure address on a plain server: surely not sent', async () => {
    const baseUrl = await served(answering(200, ''));
    expect(await post(baseUrl.replace('http:', 'https:'))).toMatchObject({
      kind: 'notSent',
      reason: expect.stringContaining('does not speak TLS') as string,
    });
  });

  it('an answer that drips past the time: unknown', async () => {
    const dripping = http.createServer((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 20);
      response.once('close', () => clearInterval(timer));
    });
    expect(await post(await served(dripping), '{}', 2_000)).toMatchObject({ kind: 'unknown' });
  });

  it('a huge answer: unknown', async () => {
    expect(await post(await served(answering(200, 'x'.repeat(2 * 1024 * 1024))))).toMatchObject({ kind: 'unknown' });
  });

  it('never says the token', async () => {
    const outcomes = await Promise.all(
      ['http://127.0.0.1:1', 'http://secret@no-such-host.invalid', 'http://:80'].map((baseUrl) => post(baseUrl)),
    );
    expect(JSON.stringify(outcomes)).not.toContain('secret');
  });

  it('an unknown name: surely not sent', async () => {
    expect(await post('http://no-such-host.invalid')).toMatchObject({ kind: 'notSent' });
  });

  it('no answer in time: unknown', async () => {
    expect(await post(await served(http.createServer(() => undefined)), '{}', 2_000)).toEqual({
      kind: 'unknown',
      reason: expect.stringMatching(/did not answer within 2 s\.$/),
    });
  });

  it('the connection is broken off after sending: unknown', async () => {
    expect(await post(await served(http.createServer((request) => void request.socket.destroy())))).toMatchObject({
      kind: 'unknown',
    });
  });

  it('an answer that is no HTTP: unknown', async () => {
    expect(await post(await served(net.createServer((socket) => void socket.resume().end('garbage\r\n\r\n'))))).toMatchObject({
      kind: 'unknown',
    });
  });
});

describe('the address that a message is made for', () => {
  const of = (baseUrl: string): unknown => createFactoryApi({ baseUrl, paths: PATHS, timeoutMs: 1, token: null }).address('pair');

  it.each([
    ['http://mes.plant:8080/', 'http://MES.plant:8080'],
    ['http://mes.plant', 'HTTP://mes.plant:80/'],
    ['https://mes.plant/api', 'https://mes.plant:443/api/'],
  ])('%s is the same as %s', (one, other) => {
    expect(of(other)).toEqual(of(one));
  });

  it.each([
    ['http://mes.plant', 'https://mes.plant'],
    ['http://mes.plant', 'http://mes.plant:8080'],
    ['http://mes.plant/line-1', 'http://mes.plant/line-2'],
    ['http://mes.plant', 'http://mes2.plant'],
    ['http//mes.plant', 'http://mes.plant'],
    ['http://user:secret@mes.plant', 'http://mes.plant'],
  ])('%s is another than %s', (one, other) => {
    expect(of(other)).not.toEqual(of(one));
    expect(JSON.stringify(of(one))).not.toContain('secret');
  });
});
