import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UNENCODED_SIGN } from '../../protocol/broker-url';
import { readCommandLine } from '../cli/command-line';
import { describeTarget } from '../broker-target';
import { type AgentConfig, readConfig } from './config';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'burnin-config-'));
  await writeFile(join(folder, 'cert.pem'), '-----BEGIN CERTIFICATE-----\n');
  await writeFile(join(folder, 'not.pem'), 'hello');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Given {
  /** Words of the command line. */
  readonly words?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** Body of the configuration file; text is written as it is. */
  readonly file?: unknown;
  readonly credential?: string;
}

async function read(given: Given): ReturnType<typeof readConfig> {
  const file = join(folder, 'agent.json');
  await writeFile(file, typeof given.file === 'string' ? given.file : JSON.stringify(given.file ?? {}));
  await writeFile(join(folder, 'amqp-url'), given.credential ?? '');
  const line = readCommandLine(given.words ?? []);
  if (!line.ok) return line;
  if (line.value.kind !== 'run') throw new Error('the words ask for something else');
  const environment = { ...given.environment, CREDENTIALS_DIRECTORY: folder };
  return readConfig({ flags: line.value.flags, environment, configFile: file });
}

async function good(given: Given): Promise<AgentConfig> {
  const config = await read(given);
  if (!config.ok) throw new Error(config.error);
  return config.value;
}

async function sentenceOf(given: Given): Promise<string> {
  const config = await read(given);
  return config.ok ? 'no error' : config.error.replaceAll(folder, 'FOLDER');
}

describe('what wins', () => {
  const file = { amqpUrl: 'amqp://file', serial: 'FROM-FILE' };
  const environment = { BURNIN_AGENT_AMQP_URL: 'amqp://environment', BURNIN_AGENT_SERIAL: 'FROM-ENVIRONMENT' };
  it.each([
    ['the file', { file }, 'amqp://guest@file:5672/%2F', 'FROM-FILE'],
    [
      'a systemd credential before the file',
      { file, credential: 'amqp://credential\n' },
      'amqp://guest@credential:5672/%2F',
      'FROM-FILE',
    ],
    [
      'the environment before both',
      { file, credential: 'amqp://credential', environment },
      'amqp://guest@environment:5672/%2F',
      'FROM-ENVIRONMENT',
    ],
    [
      'flags before all',
      { file, environment, words: ['--amqp-url', 'amqp://flag', '--serial', ' FROM-FLAG '] },
      'amqp://guest@flag:5672/%2F',
      'FROM-FLAG',
    ],
    [
      'an empty variable counts as not set',
      { file, environment: { BURNIN_AGENT_AMQP_URL: '' } },
      'amqp://guest@file:5672/%2F',
      'FROM-FILE',
    ],
    ['a host of a flag before a URL of the file', { file, words: ['--host', 'flag'] }, 'amqp://guest@flag:5672/%2F', 'FROM-FILE'],
    [
      'parts of a flag over the URL of the file',
      { file, words: ['--user', 'u', '--vhost', 'v', '--port', '9'] },
      'amqp://u@file:9/v',
      'FROM-FILE',
    ],
  ] satisfies [string, Given, string, string][])('%s', async (_what, given, target, serial) => {
    const config = await good(given);
    expect(config.broker === null ? null : describeTarget(config.broker)).toBe(target);
    expect(config.serial).toBe(serial);
  });
});

describe('values', () => {
  it('has defaults and no broker', async () => {
    expect(await good({})).toEqual({
      broker: null,
      serial: null,
      serialFrom: 'any',
      signingKeyFile: null,
      burnInFile: null,
      helloIntervalMs: 30_000,
      exchangeDurable: false,
      sysfsRoot: '/',
      logLevel: 'info',
      secretFiles: [],
    });
  });

  it('reads every part of a URL', async () => {
    const { broker } = await good({ words: ['--amqp-url', 'amqps://us%40er:p%2Fw@[::1]:5671/rack%201?heartbeat=7'] });
    expect(broker).toEqual({
      hostname: '::1',
      port: 5671,
      username: 'us@er',
      password: 'p/w',
      vhost: 'rack 1',
      heartbeatS: 7,
      tls: {},
    });
  });

  it.each(['2024#hunter2', '2024/hunter2', '20?hunter2', 'hunter2#'])(
    'refuses a URL with the password %j as it is',
    async (word) => {
      const why = await sentenceOf({ words: ['--amqp-url', `amqp://agent:${word}@127.0.0.1:5699/plant`] });
      expect(why).toBe(`--amqp-url: the broker URL cannot be read: ${UNENCODED_SIGN}.`);
    },
  );

  it('reads host and parts from different places together', async () => {
    const { broker } = await good({ file: { host: 'b', user: 'u', port: 7000 }, environment: { BURNIN_AGENT_PASSWORD: 'p' } });
    expect(broker).toEqual({ hostname: 'b', port: 7000, username: 'u', password: 'p', vhost: '/', heartbeatS: 20 });
  });

  it('speaks TLS to a host when asked, or when certificates are named', async () => {
    expect((await good({ words: ['--host', 'b', '--tls'] })).broker).toMatchObject({ port: 5671, tls: {} });
    const withCa = await good({ words: ['--host', 'b', '--tls-ca', join(folder, 'cert.pem')] });
    expect(withCa.broker).toMatchObject({ port: 5671, tls: { ca: '-----BEGIN CERTIFICATE-----\n' } });
  });

  it('reads switches and numbers from everywhere', async () => {
    const fromFile = await good({ file: { exchangeDurable: true, helloSeconds: 5, logLevel: 'debug', sysfsRoot: '/recorded' } });
    expect(fromFile).toMatchObject({ exchangeDurable: true, helloIntervalMs: 5000, logLevel: 'debug', sysfsRoot: '/recorded' });
    const environment = { BURNIN_AGENT_EXCHANGE_DURABLE: 'true', BURNIN_AGENT_HELLO_SECONDS: '6' };
    expect(await good({ environment })).toMatchObject({ exchangeDurable: true, helloIntervalMs: 6000 });
    expect(await good({ words: ['--exchange-durable', '--hello-seconds', '7'] })).toMatchObject({
      exchangeDurable: true,
      helloIntervalMs: 7000,
    });
  });
});

describe('what is wrong, in one sentence', () => {
  it.each([
    [{ words: ['--port', '70000'] }, '--port needs a whole number from 1 to 65535, not "70000".'],
    [{ words: ['--serial', ''] }, '--serial needs a text of at most 128 characters, not "".'],
    [{ words: ['--log-level', 'loud'] }, '--log-level needs one of error, warn, info, debug, not "loud".'],
    [{ words: ['--serial-from', 'box'] }, '--serial-from needs one of any, product, board, chassis, not "box".'],
    [{ words: ['--frobnicate'] }, 'There is no option --frobnicate. See burnin-agent --help.'],
    [{ words: ['--host'] }, '--host needs a value behind it. See burnin-agent --help.'],
    [
      { environment: { BURNIN_AGENT_HELLO_SECONDS: '0' } },
      'BURNIN_AGENT_HELLO_SECONDS needs a whole number from 1 to 3600, not "0".',
    ],
    [{ environment: { BURNIN_AGENT_TLS: 'maybe' } }, 'BURNIN_AGENT_TLS needs true or false, not "maybe".'],
    [{ file: { port: 'x' } }, '"port" in FOLDER/agent.json needs a whole number from 1 to 65535, not "x".'],
    [{ file: { serial: 12 } }, '"serial" in FOLDER/agent.json needs a text of at most 128 characters, not 12.'],
    [{ file: [] }, 'The configuration file FOLDER/agent.json must hold a JSON object.'],
    [
      { words: ['--amqp-url', 'http://a:secret@b'] },
      '--amqp-url: the broker URL begins with "http:"; it must begin with amqp:// or amqps://.',
    ],
    [
      { words: ['--amqp-url', 'secret'] },
      '--amqp-url: the broker URL cannot be read; write amqp://user:password@host:port/vhost.',
    ],
    [
      { words: ['--amqp-url', 'amqp://u:secret%@b'] },
      '--amqp-url: the broker URL has a "%" that does not begin a two-digit code; write a literal "%" as %25.',
    ],
    [
      { words: ['--amqp-url', 'amqp://b/plant#2'] },
      '--amqp-url: the broker URL has a # in it; leave it out, or write a # of the virtual host as %23.',
    ],
    [
      { words: ['--amqp-url', 'amqp://b?heartbeat=often'] },
      '--amqp-url: the broker URL asks for a heartbeat that is no number; write whole seconds, for example ?heartbeat=20.',
    ],
    [
      { words: ['--amqp-url', 'amqp://b', '--password', 'secret'] },
      '--amqp-url already names the whole broker; leave out --password, or the URL.',
    ],
    [
      { words: ['--amqp-url', 'amqp://b', '--tls-ca', 'CERT'] },
      '--amqp-url begins with amqp://, but certificates are set; write amqps://.',
    ],
    [{ words: ['--host', 'b', '--tls-cert', 'CERT'] }, 'An own certificate needs both --tls-cert and --tls-key.'],
    [{ words: ['--host', 'b', '--tls-ca', '/nope.pem'] }, '--tls-ca: there is no such file.'],
    [{ words: ['--host', 'b', '--tls-ca', 'NOTPEM'] }, '--tls-ca: FOLDER/not.pem is not a PEM file.'],
  ] satisfies [Given, string][])('%j', async (given, sentence) => {
    const words =
      'words' in given
        ? given.words.map((word) => word.replace('CERT', join(folder, 'cert.pem')).replace('NOTPEM', join(folder, 'not.pem')))
        : [];
    expect(await sentenceOf({ ...given, words })).toBe(sentence);
  });

  it('names all known keys when the file has an unknown one', async () => {
    expect(await sentenceOf({ file: { hots: 'b' } })).toMatch(
      /^The configuration file FOLDER\/agent\.json has the unknown key "hots"; known are amqpUrl, host, /u,
    );
  });

  it('names a key that stands twice, of which a parser takes one without a word', async () => {
    expect(await sentenceOf({ file: '{\n"host": "a",\n"host": "b"\n}' })).toBe(
      'The configuration file FOLDER/agent.json has the key "host" twice, in lines 2 and 3; remove one.',
    );
  });

  it('does not quote a broken file, which may hold a password', async () => {
    const sentence = await sentenceOf({ file: '{"password": "top-secret" "user"}' });
    expect(sentence).toMatch(/^The configuration file FOLDER\/agent\.json is not JSON/u);
    expect(sentence).not.toContain('secret');
  });

  it('names a configuration file that was asked for and is not there', async () => {
    const config = await readConfig({ flags: new Map(), environment: {}, configFile: '/nope/agent.json' });
    expect(config).toEqual({
      ok: false,
      error: 'The configuration file /nope/agent.json cannot be read: there is no such file.',
    });
  });
});
