import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type PrivateRabbitMq, startPrivateRabbitMq } from '../scripts/broker/private-rabbitmq.mjs';
import { openConnection } from './broker';
import { readCommandLine } from './cli/command-line';
import { readConfig } from './config/config';

/** A real TLS listener that asks for the agent's certificate; the certificates are made for this run. */
const run = promisify(execFile);
let folder: string;
let rabbit: PrivateRabbitMq;
let tlsPort: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'burnin-tls-'));
  await makeCertificates();
  tlsPort = await freePort();
  rabbit = await startPrivateRabbitMq({
    config: [
      `listeners.ssl.1 = 127.0.0.1:${tlsPort}`,
      `ssl_options.cacertfile = ${folder}/ca.pem`,
      `ssl_options.certfile = ${folder}/broker.pem`,
      `ssl_options.keyfile = ${folder}/broker.key`,
      'ssl_options.verify = verify_peer',
      'ssl_options.fail_if_no_peer_cert = true',
    ],
  });
}, 120_000);
afterAll(async () => {
  await rabbit.stop();
  await rm(folder, { recursive: true, force: true });
}, 30_000);

async function makeCertificates(): Promise<void> {
  const common = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const file = (name: string): string => join(folder, name);
  await run('openssl', [...common, '-subj', '/CN=Test authority', '-keyout', file('ca.key'), '-out', file('ca.pem')]);
  for (const name of ['broker', 'agent']) {
    const signed = [
      '-CA',
      file('ca.pem'),
      '-CAkey',
      file('ca.key'),
      '-addext',
      'subjectAltName=IP:127.0.0.1',
      '-addext',
      'basicConstraints=CA:FALSE',
    ];
    await run('openssl', [
      ...common,
      ...signed,
      '-subj',
      `/CN=${name}`,
      '-keyout',
      file(`${name}.key`),
      '-out',
      file(`${name}.pem`),
    ]);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** What the log says until it says `until`, with these flags after the URL. */
async function connectWith(flags: readonly string[], until: string): Promise<string> {
  const words = ['--amqp-url', `amqps://guest:guest@127.0.0.1:${tlsPort}`, ...flags];
  const line = readCommandLine(words);
  if (!line.ok || line.value.kind !== 'run') throw new Error('the words cannot be read');
  const config = await readConfig({ flags: line.value.flags, environment: {}, configFile: null });
  if (!config.ok || config.value.broker === null) throw new Error(config.ok ? 'no broker' : config.error);
  const said: string[] = [];
  const connection = openConnection({ target: config.value.broker, name: 'test', log: (_, sentence) => said.push(sentence) });
  try {
    await vi.waitFor(() => expect(said.join('\n')).toContain(until), 10_000);
  } finally {
    await connection.close();
  }
  return said.join('\n');
}

describe('amqps', () => {
  it('connects with authority, certificate and key from files', async () => {
    const flags = [
      '--tls-ca',
      join(folder, 'ca.pem'),
      '--tls-cert',
      join(folder, 'agent.pem'),
      '--tls-key',
      join(folder, 'agent.key'),
    ];
    expect(await connectWith(flags, 'Connected')).toContain(`amqps://guest@127.0.0.1:${tlsPort}`);
  });

  it('refuses a broker whose authority it does not know', async () => {
    expect(await connectWith([], 'Cannot connect')).toMatch(/self-signed certificate|unable to/u);
  });

  it('goes on trying where the broker wants a certificate and it has none', async () => {
    expect(await connectWith(['--tls-ca', join(folder, 'ca.pem')], 'Cannot connect')).toContain('Next try in');
  });
});
