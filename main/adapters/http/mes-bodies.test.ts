import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { inWords } from '../../../messages/testing/in-words';
import { serialNumber } from '../../../protocol/ids';
import { createDeviceInfoApi, type ClosableDeviceInfoApi, type DeviceInfoOptions } from './device-info-api';

/** Answers of MES that are whole and in a charset that is named, and those that are cut, a part, or bytes that nobody can read. */

const SN = 'Q186I15901';
const RECORD = { serialNo: SN, macInfo: [{ interface: 'enp4s0', macaddr: 'e0:18:7d:2e:ca:68' }] };
const BODY = Buffer.from(JSON.stringify({ info: [RECORD] }));
/** 查询成功 */
const WELL_IN_GBK = Buffer.from('b2e9d1afb3c9b9a6', 'hex');
/** 设备不存在 */
const UNKNOWN_IN_GBK = Buffer.from('c9e8b1b8b2bbb4e6d4da', 'hex');

let server: http.Server | undefined;
let api: ClosableDeviceInfoApi | undefined;

afterEach(async () => {
  await api?.close();
  server?.closeAllConnections();
  await new Promise((resolve) => (server === undefined ? resolve(null) : server.close(resolve)));
  [api, server] = [undefined, undefined];
});

interface Given {
  readonly status?: number;
  readonly headers?: http.OutgoingHttpHeaders;
  readonly bytes?: Buffer;
  readonly reading?: NonNullable<DeviceInfoOptions['reading']>;
}

async function answered({ status = 200, headers = {}, bytes = BODY, reading }: Given) {
  server = http.createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(bytes);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const options = { baseUrl: `http://127.0.0.1:${port}`, path: '/d', timeoutMs: 5_000, concurrency: 1, tries: 1, token: null };
  api = createDeviceInfoApi({ ...options, ...(reading === undefined ? {} : { reading }) });
  return inWords(await api.lookUp(serialNumber(SN), { aborted: false }));
}

function withMessage(message: Buffer): Buffer {
  return Buffer.concat([Buffer.from('{"msg":"'), message, Buffer.from(`",${BODY.toString().slice(1)}`)]);
}

describe('what is no whole answer', () => {
  it.each([201, 202, 203, 206, 207, 226])('status %i', async (status) => {
    expect(await answered({ status })).toMatchObject({
      kind: 'couldNotCheck',
      reason: expect.stringContaining(`status ${status}`) as string,
    });
  });

  it('a range of it under status 200', async () => {
    expect(await answered({ headers: { 'content-range': 'bytes 0-9/500' } })).toMatchObject({
      kind: 'couldNotCheck',
      reason: 'MES answered with a part only (content-range: bytes 0-9/500).',
    });
  });

  it.each<[string, string]>([
    ['link', '<http://mes/d?page=2>; rel="next"'],
    ['link', '</d?page=1>; rel=first, </d?page=2>; rel=next'],
    ['x-total-count', '2'],
  ])('the header %s says that there is more: %s', async (header, value) => {
    expect(await answered({ headers: { [header]: value } })).toMatchObject({
      kind: 'couldNotCheck',
      reason: `MES answered with a part only (${header}: ${value}).`,
    });
  });

  it.each<[string, string]>([
    ['link', '</d?page=1>; rel="first", </style.css>; rel=preload'],
    ['x-total-count', '1'],
  ])('the header %s with %s says that it is all', async (header, value) => {
    expect(await answered({ headers: { [header]: value } })).toMatchObject({ kind: 'expected' });
  });

  const [gzip, deflate, bare, br] = [gzipSync(BODY), deflateSync(BODY), deflateRawSync(BODY), brotliCompressSync(BODY)];
  it.each<[string, string, Buffer]>([
    ['gzip, cut in its end', 'gzip', gzip.subarray(0, -5)],
    ['gzip, cut in its middle', 'gzip', gzip.subarray(0, 40)],
    ['gzip with more behind', 'gzip', Buffer.concat([gzip, Buffer.from('junk')])],
    ['gzip with another sum', 'gzip', Buffer.concat([gzip.subarray(0, -8), Buffer.alloc(4), gzip.subarray(-4)])],
    ['deflate, cut', 'deflate', deflate.subarray(0, -4)],
    ['deflate with more behind', 'deflate', Buffer.concat([deflate, Buffer.from('junk')])],
    ['bare deflate, cut', 'deflate', bare.subarray(0, -1)],
    ['bare deflate with more behind', 'deflate', Buffer.concat([bare, Buffer.from('junk')])],
    ['br, cut', 'br', br.subarray(0, -2)],
    ['br with more behind', 'br', Buffer.concat([br, Buffer.from('junk')])],
  ])('%s', async (_name, encoding, bytes) => {
    expect(await answered({ headers: { 'content-encoding': encoding }, bytes })).toMatchObject({
      kind: 'couldNotCheck',
      cause: 'unreadable',
      reason: expect.stringContaining('or damaged') as string,
    });
  });
});

describe('charsets', () => {
  it.each(['gbk', 'GB2312', '"gb18030"'])('%s is read where it is named', async (charset) => {
    const headers = { 'content-type': `application/json; charset=${charset}` };
    expect(await answered({ headers, bytes: withMessage(WELL_IN_GBK) })).toMatchObject({ kind: 'expected' });
  });

  it('words against the record are found in it', async () => {
    const headers = { 'content-type': 'application/json; charset=gbk' };
    expect(await answered({ headers, bytes: withMessage(UNKNOWN_IN_GBK) })).toMatchObject({
      kind: 'couldNotCheck',
      reason: expect.stringContaining('`msg` says that the device is not registered') as string,
    });
  });

  it.each([
    ['bytes that are no UTF-8', 'application/json', withMessage(WELL_IN_GBK)],
    ['bytes that are none of the charset', 'application/json; charset=utf-8', withMessage(WELL_IN_GBK)],
    ['a charset that nobody knows', 'application/json; charset=plant-7', BODY],
  ])('%s: could not check', async (_name, type, bytes) => {
    expect(await answered({ headers: { 'content-type': type }, bytes })).toMatchObject({
      kind: 'couldNotCheck',
      cause: 'unreadable',
    });
  });
});

describe('what the plant has set', () => {
  const other = Buffer.from(
    JSON.stringify({ info: [{ ...RECORD, pdu_mac: 'e0:18:7d:2e:cb:44' }], antwort: 'Gefunden wie bestellt' }),
  );

  it('names fields with other addresses and words of success', async () => {
    const reading = { otherFields: ['pduMac'], words: { success: ['antwort=Gefunden wie bestellt'], refusal: [] } };
    expect(await answered({ bytes: other, reading })).toMatchObject({ kind: 'expected' });
  });

  it.each([
    [{ otherFields: [], words: { success: ['Gefunden wie bestellt'], refusal: [] } }, 'under `info[].pdu_mac`'],
    [{ otherFields: ['pduMac'], words: { success: [], refusal: [] } }, '`antwort` says "Gefunden wie bestellt"'],
    [{ otherFields: ['pduMac'], words: { success: [], refusal: ['Gefunden wie bestellt'] } }, '`antwort` says'],
  ])('and without them it could not be checked', async (reading, why) => {
    expect(await answered({ bytes: other, reading })).toMatchObject({
      kind: 'couldNotCheck',
      reason: expect.stringContaining(why) as string,
    });
  });
});
