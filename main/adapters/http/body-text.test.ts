import http from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { DeliveryKey } from '../../../protocol/ids';
import { bodyText } from './body-text';
import { createFactoryApi } from './factory-api';
import { served } from './testing/served';

const MOST = 100_000;
const GBK_FAILED = Buffer.from('caa7b0dc', 'hex');
const ANSWER = Buffer.from(`{"accepted":["A1"],"rejected":["A2"],"padding":"${'x'.repeat(5_000)}"}`);

it.each([
  ['UTF-8', Buffer.from('失败'), '', '失败'],
  ['a byte order mark', Buffer.from('\uFEFF{}'), 'application/json', '{}'],
  ['GBK that is named', GBK_FAILED, 'text/plain; charset=gbk', '失败'],
  ['GB2312 in quotes', GBK_FAILED, 'text/plain; Charset="gb2312"', '失败'],
  ['UTF-16 by its mark', Buffer.from('\uFEFF失败', 'utf16le'), 'text/plain', '失败'],
  ['UTF-16, the other way round', Buffer.from('\uFEFF失败', 'utf16le').swap16(), 'text/plain; charset=utf-16', '失败'],
  ['Latin 1 that is named', Buffer.from('erfüllt', 'latin1'), 'text/plain;charset=iso-8859-1', 'erfüllt'],
  ['nothing', Buffer.alloc(0), '', ''],
])('%s is read', async (_name, bytes, type, text) => {
  expect(await bodyText(bytes, '', type, MOST)).toBe(text);
});

it.each([
  ['GBK that nothing names', GBK_FAILED, ''],
  ['Latin 1 that nothing names', Buffer.from('erfüllt', 'latin1'), 'text/plain'],
  ['bytes of no text', Buffer.from('808182fffe', 'hex'), 'application/octet-stream'],
  ['a charset that is none', Buffer.from('OK'), 'text/plain; charset=klingon'],
])('%s is not', async (_name, bytes, type) => {
  expect(await bodyText(bytes, '', type, MOST)).toEqual({ begins: expect.any(String) as string });
});

const PACKED = {
  gzip: gzipSync(ANSWER),
  'x-gzip': gzipSync(ANSWER),
  deflate: deflateSync(ANSWER),
  'deflate without wrapping': deflateRawSync(ANSWER),
  br: brotliCompressSync(ANSWER),
};

it.each(Object.entries(PACKED))('%s is unpacked, and cut at any byte it is not read', async (name, packed) => {
  const encoding = name.split(' ')[0] ?? '';
  expect(await bodyText(packed, encoding, '', MOST)).toBe(ANSWER.toString());
  for (let length = 0; length < packed.byteLength; length += 1)
    expect([length, await bodyText(packed.subarray(0, length), encoding, '', MOST)]).toEqual([
      length,
      { begins: expect.any(String) as string },
    ]);
});

it('more than it may be, packed into little, is not read', async () => {
  expect(await bodyText(gzipSync(Buffer.alloc(10_000_000, 32)), 'gzip', '', MOST)).toMatchObject({});
  expect(await bodyText(gzipSync(Buffer.alloc(10_000_000, 32)), 'gzip', '', MOST)).not.toBeTypeOf('string');
});

it('of a receiver whose answer arrives cut nobody knows what it took', async () => {
  const cut = PACKED.gzip.subarray(0, 40);
  const baseUrl = await served(
    http.createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip', 'content-length': cut.length });
      response.end(cut);
    }),
  );
  const paths = { log: '/log', notification: '/note', pair: '/pair', burn: '/burn' };
  const api = createFactoryApi({ baseUrl, paths, timeoutMs: 20_000, token: null });
  expect(await api.post('pair', 'key-1' as DeliveryKey, '{"snArray":["A1","A2"]}')).toMatchObject({ kind: 'unknown' });
});
