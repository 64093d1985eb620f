import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readReportSignature, signedBytes } from '../protocol/wire/report-signature';
import { makeSigningKey, readSigningKey, type SigningKey } from './signing-key';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'burnin-signing-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function good(result: Awaited<ReturnType<typeof readSigningKey>>): SigningKey {
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

async function sentenceOf(file: string): Promise<string> {
  const result = await readSigningKey(file);
  return result.ok ? 'no error' : result.error.replaceAll(folder, 'FOLDER');
}

describe('makeSigningKey', () => {
  it('writes a file for its owner only, which reads back as the same key', async () => {
    const file = join(folder, 'device.pem');
    const made = good(await makeSigningKey(file));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----\n/u);
    expect(good(await readSigningKey(file)).publicKey).toBe(made.publicKey);
    expect(Buffer.from(made.publicKey, 'base64')).toHaveLength(32);
  });

  it('overwrites nothing', async () => {
    const file = join(folder, 'precious.pem');
    await writeFile(file, 'mine');
    expect(await makeSigningKey(file)).toMatchObject({ ok: false, error: expect.stringContaining('is not overwritten') });
    expect(await readFile(file, 'utf8')).toBe('mine');
  });

  it('says where it cannot write', async () => {
    expect(await makeSigningKey(join(folder, 'nowhere', 'key.pem'))).toMatchObject({
      ok: false,
      error: expect.stringContaining('there is no such file'),
    });
  });
});

describe('readSigningKey', () => {
  it.each([0o640, 0o604, 0o660, 0o644])('refuses a file of mode %o', async (mode) => {
    const file = join(folder, `open-${mode}.pem`);
    good(await makeSigningKey(file));
    await chmod(file, mode);
    expect(await sentenceOf(file)).toMatch(/^others have rights to FOLDER\/open-\d+\.pem \(mode 06\d\d\); take them away/u);
  });

  it('refuses what is no Ed25519 key, without quoting it', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs8', format: 'pem' });
    const locked = generateKeyPairSync('ed25519').privateKey.export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'x',
    });
    for (const [name, text] of Object.entries({ rsa, locked, noise: 'top-secret', empty: '' })) {
      const file = join(folder, name);
      await writeFile(file, text, { mode: 0o600 });
      expect(await sentenceOf(file)).toBe(
        `FOLDER/${name} holds no Ed25519 key without passphrase in PEM form; burnin-agent keygen makes one.`,
      );
    }
    expect(await sentenceOf(join(folder, 'missing'))).toBe('FOLDER/missing cannot be read (there is no such file).');
  });
});

describe('headersFor', () => {
  it('makes a signature that fits the message id and the body and nothing else', async () => {
    const key = good(await makeSigningKey(join(folder, 'signs.pem')));
    const body = Buffer.from('{"sn":"SN-1"}');
    const read = readReportSignature({ messageId: 'id-1', headers: key.headersFor('id-1', body) });
    if (read.kind !== 'signed') throw new Error(read.kind);
    const publicKey = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key.publicKey, 'base64').toString('base64url') },
      format: 'jwk',
    });
    const fits = (nonce: string, bytes: Buffer) =>
      verify(null, signedBytes(nonce, bytes), publicKey, Buffer.from(read.signature.signature, 'base64'));
    expect(fits('id-1', body)).toBe(true);
    expect(fits('id-2', body)).toBe(false);
    expect(fits('id-1', Buffer.from('{"sn":"SN-2"}'))).toBe(false);
  });
});
