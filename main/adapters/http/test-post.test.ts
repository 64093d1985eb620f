import http from 'node:http';
import { describe, expect, it } from 'vitest';
import { text, type Text } from '../../../protocol/texts/text';
import { served } from './testing/served';
import { testPost } from './test-post';

const PATH = '/pair';
async function serve(status: number): Promise<{ readonly baseUrl: string; readonly seen: string[] }> {
  const seen: string[] = [];
  const baseUrl = await served((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += String(chunk);
    });
    request.on('end', () => {
      seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? '-'} ${body.length}`);
      response.writeHead(status).end('{}');
    });
  });
  return { baseUrl, seen };
}

const tested = (baseUrl: string, token: string | null = null) => testPost({ baseUrl, path: PATH, timeoutMs: 2_000, token });

describe('the test of an address that is posted to', () => {
  it.each([200, 204, 400, 405, 501])('is content with status %i, and posts nothing', async (status) => {
    const { baseUrl, seen } = await serve(status);
    expect(await tested(baseUrl, 'secret')).toEqual({ ok: true, reason: [text('factory.there')] });
    expect(seen).toEqual(['OPTIONS /pair Bearer secret 0']);
  });

  it.each<readonly [number, Text]>([
    ...[301, 302, 303, 307, 308].map((status) => [status, text('delivery.pointsElsewhere', { status })] as const),
    [401, text('factory.tokenRefused', { status: 401 })],
    [403, text('factory.tokenRefused', { status: 403 })],
    [404, text('factory.pathUnknown', { path: PATH })],
    [500, text('factory.broken', { status: 500 })],
    [503, text('factory.broken', { status: 503 })],
  ])('says what status %i means', async (status, reason) => {
    expect(await tested((await serve(status)).baseUrl)).toEqual({ ok: false, reason: [reason] });
  });

  it('says that nobody is there, and that an address is none', async () => {
    const server = http.createServer();
    const baseUrl = await served(server);
    await new Promise((resolve) => {
      server.close(resolve);
    });
    expect(await tested(baseUrl)).toMatchObject({ ok: false, reason: [{ code: 'delivery.notReached' }] });
    expect((await tested('ftp://factory')).ok).toBe(false);
  });
});
