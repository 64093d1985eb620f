import { english } from '../../../messages/english';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEnvSecrets } from './env-secrets';
import { createFileSecrets } from './file-secrets';
import { createKeychainSecrets, type Keychain } from './keychain-secrets';

let dir = '';
beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'burnin-secrets-')), 'data');
});
afterEach(() => rmSync(join(dir, '..'), { recursive: true, force: true }));

describe('secrets in a file', () => {
  it('keeps them for the next start, readable by their owner only', async () => {
    const secrets = createFileSecrets({ dir });
    expect(await secrets.read('brokerPassword')).toBeNull();
    await Promise.all([secrets.write('brokerPassword', 'pässword'), secrets.write('apiToken', 'token')]);
    const again = createFileSecrets({ dir });
    expect(await again.read('brokerPassword')).toBe('pässword');
    expect(await again.read('apiToken')).toBe('token');
    await again.write('apiToken', null);
    expect(await again.read('apiToken')).toBeNull();
    expect(statSync(join(dir, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    expect(readdirSync(dir)).toEqual(['secrets.json']);
  });

  it('says that it does not encrypt', () => {
    expect(english(createFileSecrets({ dir }).describe())).toBe(
      `Passwords are kept unencrypted in ${join(dir, 'secrets.json')}, which only this user account may read.`,
    );
  });

  it('takes back rights that others got on the file', async () => {
    const secrets = createFileSecrets({ dir });
    await secrets.write('apiToken', 'token');
    chmodSync(join(dir, 'secrets.json'), 0o644);
    expect(await secrets.read('apiToken')).toBe('token');
    expect(statSync(join(dir, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it.each(['not JSON: hunter2', '["hunter2"]', '{"brokerPassword":["hunter2"]}'])(
    'says so when the file holds %s, shows nothing of it, and takes new ones',
    async (text) => {
      const secrets = createFileSecrets({ dir });
      await secrets.write('apiToken', 'token');
      writeFileSync(join(dir, 'secrets.json'), text);
      const problem = await secrets.read('brokerPassword').catch((error: unknown) => error);
      expect(problem).toMatchObject({
        code: 'secretsUnavailable',
        message: expect.stringContaining('enter them again in the settings') as string,
      });
      const shown = problem instanceof Error ? `${problem.message} ${String(problem.cause)}` : 'hunter2';
      expect(shown).not.toContain('hunter2');
      await secrets.write('brokerPassword', 'new');
      expect(await secrets.read('brokerPassword')).toBe('new');
    },
  );

  it('says so when it cannot write', async () => {
    writeFileSync(dir, 'a file where the folder should be');
    await expect(createFileSecrets({ dir }).write('apiToken', 'x')).rejects.toMatchObject({ code: 'secretsUnavailable' });
  });
});

describe('secrets with a keychain', () => {
  /** Encrypts like a system keychain does; `lock` is what happens when the user's key is gone. */
  const createKeychain = (): Keychain & { lock(): void } => {
    let key = randomBytes(32);
    return {
      name: 'the test keyring',
      kind: 'test',
      async encrypt(text) {
        const nonce = randomBytes(12);
        const cipher = createCipheriv('aes-256-gcm', key, nonce);
        const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
        return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
      },
      async decrypt(bytes) {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAuthTag(bytes.subarray(12, 28));
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
      },
      lock() {
        key = randomBytes(32);
      },
    };
  };

  it('writes nothing readable to the disk', async () => {
    const secrets = createKeychainSecrets(dir, createKeychain(), createFileSecrets({ dir }));
    await secrets.write('brokerPassword', 'hunter2');
    expect(await secrets.read('brokerPassword')).toBe('hunter2');
    for (const name of readdirSync(dir)) {
      expect(readFileSync(join(dir, name), 'utf8')).not.toContain('hunter2');
      expect(readFileSync(join(dir, name), 'utf8')).not.toContain(Buffer.from('hunter2').toString('base64'));
    }
    await secrets.write('brokerPassword', null);
    expect(await secrets.read('brokerPassword')).toBeNull();
    expect(english(secrets.describe())).toContain('the key is in the system keyring');
  });

  it('says so when the key is not the same any more, and takes the secret again', async () => {
    const keychain = createKeychain();
    const secrets = createKeychainSecrets(dir, keychain, createFileSecrets({ dir }));
    await secrets.write('apiToken', 'old');
    keychain.lock();
    await expect(secrets.read('apiToken')).rejects.toMatchObject({
      code: 'secretsUnavailable',
      message: 'A password cannot be decrypted any more with the test keyring. Enter it again in the settings.',
    });
    await secrets.write('apiToken', 'new');
    expect(await secrets.read('apiToken')).toBe('new');
  });

  it('uses what was kept before there was a keychain, and removes it when it is written again', async () => {
    const plain = createFileSecrets({ dir });
    await plain.write('apiToken', 'from before');
    const secrets = createKeychainSecrets(dir, createKeychain(), plain);
    expect(await secrets.read('apiToken')).toBe('from before');
    await secrets.write('apiToken', 'new');
    expect(await secrets.read('apiToken')).toBe('new');
    expect(await plain.read('apiToken')).toBeNull();
  });
});

describe('secrets from the environment', () => {
  it('come first and are not overwritten', async () => {
    const file = createFileSecrets({ dir });
    await file.write('brokerPassword', 'from the file');
    await file.write('apiToken', 'from the file');
    const secrets = createEnvSecrets(file, { BURNIN_BROKER_PASSWORD: 'from the environment', BURNIN_API_TOKEN: '' });
    expect(await secrets.read('brokerPassword')).toBe('from the environment');
    expect(await secrets.read('apiToken')).toBe('from the file');
    await expect(secrets.write('brokerPassword', 'x')).rejects.toMatchObject({
      code: 'secretsUnavailable',
      message:
        'This secret comes from the environment variable BURNIN_BROKER_PASSWORD. Change it there, then start the program again.',
    });
    await secrets.write('apiToken', 'changed');
    expect(await file.read('apiToken')).toBe('changed');
    expect(english(secrets.describe())).toBe(`From the environment: BURNIN_BROKER_PASSWORD. ${english(file.describe())}`);
  });

  it('are the only ones where nothing else keeps them', async () => {
    const secrets = createEnvSecrets(null, { BURNIN_API_TOKEN: 'token' });
    expect(await secrets.read('apiToken')).toBe('token');
    expect(await secrets.read('brokerPassword')).toBeNull();
    await expect(secrets.write('brokerPassword', 'x')).rejects.toMatchObject({ code: 'secretsUnavailable' });
    expect(english(secrets.describe())).toContain(
      'BURNIN_BROKER_PASSWORD, BURNIN_API_TOKEN, BURNIN_REGISTRY_TOKEN and BURNIN_SIGNALS_KEY only',
    );
  });
});
