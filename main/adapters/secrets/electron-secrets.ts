import { safeStorage } from 'electron';
import { text } from '../../../protocol/texts/text';
import type { Secrets } from '../../domain/ports/secrets';
import { createFileSecrets } from './file-secrets';
import { createKeychainSecrets, type Keychain } from './keychain-secrets';

/** The half of Electron's safeStorage that every supported version has. */
interface OldSafeStorage {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(bytes: Buffer): string;
  /** Linux only. */
  getSelectedStorageBackend?(): string;
}

/** The half that newer versions have beside it. */
interface NewSafeStorage {
  isAsyncEncryptionAvailable(): Promise<boolean>;
  encryptStringAsync(text: string): Promise<Buffer>;
  decryptStringAsync(bytes: Buffer): Promise<{ readonly result: string }>;
}

const KEYCHAIN_NAMES: Readonly<Record<string, string>> = {
  darwin: 'the macOS keychain',
  win32: 'this Windows account',
  gnome_libsecret: 'the system keyring',
  kwallet: 'KWallet',
  kwallet5: 'KWallet',
  kwallet6: 'KWallet',
};

/**
 * Encrypts with the operating system's keychain where there is one, else keeps a file that only this user may read.
 * Ask only after Electron's `ready` event.
 */
export async function createElectronSecrets({ dir }: { readonly dir: string }): Promise<Secrets> {
  const plain = createFileSecrets({ dir });
  const keychain = await findKeychain(safeStorage);
  if (keychain !== null) return createKeychainSecrets(dir, keychain, plain);
  return { ...plain, describe: () => [text('secrets.noKeychain'), ...plain.describe()] };
}

async function findKeychain(storage: OldSafeStorage): Promise<Keychain | null> {
  const backend = process.platform === 'linux' ? storage.getSelectedStorageBackend?.() : process.platform;
  const name = KEYCHAIN_NAMES[backend ?? ''];
  // `basic_text` "encrypts" with a key that is the same everywhere.
  if (name === undefined || backend === undefined) return null;
  const kind = backend.startsWith('kwallet') ? 'kwallet' : backend;
  try {
    if (isNew(storage) && (await storage.isAsyncEncryptionAvailable())) {
      return {
        name,
        kind,
        encrypt: (text) => storage.encryptStringAsync(text),
        decrypt: async (bytes) => (await storage.decryptStringAsync(bytes)).result,
      };
    }
    if (!storage.isEncryptionAvailable()) return null;
    return {
      name,
      kind,
      encrypt: async (text) => storage.encryptString(text),
      decrypt: async (bytes) => storage.decryptString(bytes),
    };
  } catch {
    return null;
  }
}

function isNew(storage: object): storage is NewSafeStorage {
  return 'isAsyncEncryptionAvailable' in storage && 'encryptStringAsync' in storage && 'decryptStringAsync' in storage;
}
