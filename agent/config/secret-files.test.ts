import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCommandLine } from '../cli/command-line';
import { readConfig } from './config';
import { openToOthers } from './secret-files';

let folder: string;
const file = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'burnin-secret-'));
  await writeFile(file('key.pem'), '-----BEGIN PRIVATE KEY-----\n');
  await writeFile(file('cert.pem'), '-----BEGIN CERTIFICATE-----\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What is warned of when the agent is configured by this file. */
async function warnings(body: object, mode: number, credential: string | null = null): Promise<readonly string[]> {
  await writeFile(file('agent.json'), JSON.stringify(body));
  await chmod(file('agent.json'), mode);
  await rm(file('amqp-url'), { force: true });
  if (credential !== null) {
    await writeFile(file('amqp-url'), credential);
    await chmod(file('amqp-url'), mode);
  }
  const line = readCommandLine([]);
  if (!line.ok || line.value.kind !== 'run') throw new Error('no words');
  const environment = { CREDENTIALS_DIRECTORY: folder };
  const config = await readConfig({ flags: line.value.flags, environment, configFile: file('agent.json') });
  if (!config.ok) throw new Error(config.error);
  return openToOthers(config.value.secretFiles);
}

describe('files with secrets', () => {
  it.each([
    [{ amqpUrl: 'amqp://agent:secret@broker/' }, 0o644],
    [{ amqpUrl: 'amqp://agent:secret@broker/' }, 0o604],
    [{ host: 'broker', password: 'secret' }, 0o666],
  ])('%j in a file with the rights %o is warned of in one sentence', async (body, mode) => {
    const [sentence = '', ...more] = await warnings(body, mode);
    expect(more).toEqual([]);
    expect(sentence).toContain(file('agent.json'));
    expect(sentence).not.toContain('secret@');
    expect(sentence.replaceAll(folder, 'FOLDER')).toMatch(/^The file [^.]+agent\.json [^.]+\.$/);
  });

  it('keys and the credential are secrets too', async () => {
    await chmod(file('key.pem'), 0o644);
    const tls = { host: 'broker', tlsCert: file('cert.pem'), tlsKey: file('key.pem'), signingKey: file('key.pem') };
    expect(await warnings(tls, 0o600)).toEqual([expect.stringContaining(file('key.pem'))]);
    expect(await warnings({}, 0o644, 'amqp://agent:secret@broker/')).toEqual([expect.stringContaining(file('amqp-url'))]);
  });

  it.each([
    [{ amqpUrl: 'amqp://agent:secret@broker/' }, 0o600],
    [{ amqpUrl: 'amqp://agent:secret@broker/' }, 0o640],
    [{ amqpUrl: 'amqp://agent@broker/', helloSeconds: 5 }, 0o644],
    [{ host: 'broker', user: 'agent' }, 0o644],
  ])('%j in a file with the rights %o is not', async (body, mode) => {
    expect(await warnings(body, mode)).toEqual([]);
  });
});
