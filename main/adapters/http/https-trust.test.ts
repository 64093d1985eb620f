import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { certificateDateProblem } from '../../../protocol/certificate-date';
import { serialNumber } from '../../../protocol/ids';
import type { DeliveryKey } from '../../../protocol/ids';
import { inWords } from '../../../messages/testing/in-words';
import { faultIn } from '../../../protocol/testing/one-sentence';
import { createDeviceInfoApi } from './device-info-api';
import { createFactoryApi } from './factory-api';
import { testMes } from './test-mes';

const SN = 'Q186I15901';
const RECORD = { info: [{ serialNo: SN, macInfo: [{ interface: 'enp4s0', macaddr: 'e0:18:7d:2e:ca:68' }] }] };
const PATHS = { log: '/log', notification: '/note', pair: '/pair', burn: '/burn' };

let folder = '';
const file = (name: string) => join(folder, name);
let server: https.Server | undefined;

/** An authority, a server's certificate of it, and others whose dates are not now. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnin-trust-'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=Plant',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
  );
  writeFileSync(file('names.cnf'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\n');
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=mes', '-keyout', 'mes.key', '-out', 'mes.csr');
  writeFileSync(file('index.txt'), '');
  writeFileSync(file('serial'), '01\n');
  writeFileSync(
    file('ca.cnf'),
    '[ca]\ndefault_ca=plant\n[plant]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\nprivate_key=ca.key\ncertificate=ca.pem\ndefault_md=sha256\npolicy=any\nunique_subject=no\n[any]\ncommonName=supplied\n',
  );
  const sign = (name: string, from: string, until: string) =>
    openssl(
      'ca',
      '-batch',
      '-config',
      'ca.cnf',
      '-extfile',
      'names.cnf',
      '-startdate',
      from,
      '-enddate',
      until,
      '-in',
      'mes.csr',
      '-out',
      name,
    );
  sign('now.pem', '20200101000000Z', '20491231000000Z');
  sign('future.pem', '20490101000000Z', '20491231000000Z');
  sign('past.pem', '20200101000000Z', '20210101000000Z');
  writeFileSync(file('nonsense.pem'), 'hello');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server === undefined ? resolve(null) : server.close(resolve)));
  server = undefined;
});

async function serve(certificate: string): Promise<string> {
  server = https.createServer(
    { key: readFileSync(file('mes.key')), cert: readFileSync(file(certificate)) },
    (request, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(request.method === 'GET' ? JSON.stringify(RECORD) : '{}'),
  );
  const listening = server;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return `https://localhost:${(listening.address() as AddressInfo).port}`;
}

async function lookUp(baseUrl: string, caFile?: string) {
  const api = createDeviceInfoApi({
    baseUrl,
    path: '/info',
    timeoutMs: 5_000,
    concurrency: 1,
    tries: 1,
    token: null,
    ...(caFile === undefined ? {} : { caFile }),
  });
  try {
    return inWords(await api.lookUp(serialNumber(SN), { aborted: false }));
  } finally {
    await api.close();
  }
}

const post = async (baseUrl: string, caFile: string) =>
  inWords(
    await createFactoryApi({ baseUrl, paths: PATHS, timeoutMs: 5_000, token: null, caFile }).post(
      'pair',
      'k' as DeliveryKey,
      '{}',
    ),
  );

describe('factory APIs with a certificate of the plant’s authority', () => {
  it('are trusted for look-ups, POSTs and the connection test when the settings name the file', async () => {
    const baseUrl = await serve('now.pem');
    expect(await lookUp(baseUrl, file('ca.pem'))).toMatchObject({ kind: 'expected' });
    expect(await post(baseUrl, file('ca.pem'))).toMatchObject({ kind: 'accepted' });
    const test = { baseUrl, path: '/info', timeoutMs: 5_000, token: null };
    expect(inWords(await testMes({ ...test, caFile: file('ca.pem') }))).not.toMatchObject({
      reason: expect.stringContaining('not trusted') as string,
    });
    expect(await lookUp(baseUrl)).toMatchObject({
      kind: 'couldNotCheck',
      reason: expect.stringMatching(/not trusted here: name its authority as the CA file of the factory APIs/) as string,
    });
    expect(await post(baseUrl, '')).toMatchObject({
      kind: 'notSent',
      reason: expect.stringContaining('not trusted') as string,
    });
  });

  it.each([
    ['missing.pem', 'cannot be read'],
    ['nonsense.pem', 'is no PEM file with a certificate'],
  ])('a file that is none (%s) is named in one sentence, and nothing is sent', async (name, what) => {
    const baseUrl = await serve('now.pem');
    for (const answer of [await lookUp(baseUrl, file(name)), await post(baseUrl, file(name))]) {
      const sentence = 'reason' in answer ? answer.reason : '';
      expect(sentence).toContain(file(name));
      expect(sentence).toContain(what);
      expect(faultIn(sentence.replaceAll(folder, 'FOLDER'))).toBe('');
    }
  });

  it.each([
    ['future.pem', 'CERT_NOT_YET_VALID'],
    ['past.pem', 'CERT_HAS_EXPIRED'],
  ])('whose dates are not now (%s): the date of this machine is named', async (name, code) => {
    const baseUrl = await serve(name);
    const problem = certificateDateProblem(code, `the certificate of ${new URL(baseUrl).host}`, new Date()) ?? 'none';
    expect(problem).toMatch(/check the date of this machine \(it says \d{4}-\d\d-\d\d\)$/);
    const answer = await lookUp(baseUrl, file('ca.pem'));
    expect(answer).toMatchObject({ kind: 'couldNotCheck', reason: `MES cannot be reached: ${problem}.` });
    expect(await post(baseUrl, file('ca.pem'))).toMatchObject({ kind: 'notSent' });
  });
});
