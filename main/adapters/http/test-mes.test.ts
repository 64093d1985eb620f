import { describe, expect, it } from 'vitest';
import { text, type Texts } from '../../../protocol/texts/text';
import { english } from '../../../messages/english';
import { served } from './testing/served';
import { testMes } from './test-mes';

const PATH = '/device_info';
/** Tests a MES that answers a path with a status and a body. */
async function tested(
  answer: (path: string) => readonly [number, string],
): Promise<{ readonly ok: boolean; readonly reason: Texts }> {
  const baseUrl = await served((request, response) => {
    const [status, body] = answer((request.url ?? '').split('?')[0] ?? '');
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  return testMes({ baseUrl, path: PATH, timeoutMs: 5_000, token: null });
}

const FINE = { ok: true, reason: [text('mes.tested')] };
const WRONG_PATH = { ok: false, reason: [text('mes.pathUnknown', { path: PATH })] };

describe('the test of MES', () => {
  it('is content with an answer that can be read', async () => {
    expect(await tested(() => [200, '{"info":"Device is not registered"}'])).toEqual(FINE);
  });

  it('is content with a 404 that speaks of the device', async () => {
    expect(await tested((path) => (path === PATH ? [404, '{"error":"no such device"}'] : [404, 'Not Found']))).toEqual(FINE);
    expect(await tested((path) => (path === PATH ? [404, ''] : [400, '']))).toEqual(FINE);
  });

  it('is not with the 404 of a wrong path', async () => {
    expect(await tested(() => [404, 'Not Found'])).toEqual(WRONG_PATH);
    expect(await tested((path) => [404, `<pre>Cannot GET ${path}</pre>`])).toEqual(WRONG_PATH);
  });

  it('says why MES cannot be used', async () => {
    const { ok, reason } = await tested(() => [401, '']);
    expect(ok).toBe(false);
    expect(english(reason)).toContain('token');
  });
});
