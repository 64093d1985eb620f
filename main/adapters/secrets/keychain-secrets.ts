import { text } from '../../../protocol/texts/text';
import { join } from 'node:path';
import { AppError } from '../../domain/errors';
import type { Secrets } from '../../domain/ports/secrets';
import { createSecretFile } from './secret-file';

/** What encrypts with a key that the operating system keeps for this user. */
export interface Keychain {
  /** As a person knows it, for example `the Windows account` or `the GNOME keyring`. */
  readonly name: string;
  /** Which one it is: `darwin`, `win32`, `kwallet`, or another of a Linux desktop. */
  readonly kind: string;
  encrypt(text: string): Promise<Buffer>;
  decrypt(bytes: Buffer): Promise<string>;
}

/**
 * Keeps secrets encrypted with a key from the operating system's keychain.
 * @param plain where they were kept before this machine had a keychain; what is found there is used until it is written again
 */
export function createKeychainSecrets(dir: string, keychain: Keychain, plain: Secrets): Secrets {
  const path = join(dir, 'secrets.encrypted.json');
  const file = createSecretFile(path);

  const decrypt = async (sealed: string): Promise<string> => {
    try {
      return await keychain.decrypt(Buffer.from(sealed, 'base64'));
    } catch (cause) {
      throw new AppError('secretsUnavailable', text('secrets.notDecrypted', { keychain: keychain.name }), { cause });
    }
  };

  const encrypt = async (value: string): Promise<string> => {
    try {
      return (await keychain.encrypt(value)).toString('base64');
    } catch (cause) {
      throw new AppError('secretsUnavailable', text('secrets.notTaken', { keychain: capitalised(keychain.name) }), { cause });
    }
  };

  return {
    async read(name) {
      const sealed = (await file.read())[name];
      return sealed === undefined ? plain.read(name) : decrypt(sealed);
    },
    async write(name, value) {
      await file.put(name, value === null ? null : await encrypt(value));
      if ((await plain.read(name)) !== null) await plain.write(name, null);
    },
    describe: () => [text('secrets.keptEncrypted', { file: path, keychain: keychain.kind })],
  };
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
