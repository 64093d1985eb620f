import { join } from 'node:path';
import { text } from '../../../protocol/texts/text';
import type { Secrets } from '../../domain/ports/secrets';
import { createSecretFile } from './secret-file';

/** Keeps secrets as they are in a file that only this user account may read, where there is no keychain: not encrypted, and it says so. */
export function createFileSecrets({ dir }: { readonly dir: string }): Secrets {
  const path = join(dir, 'secrets.json');
  const file = createSecretFile(path);
  return {
    read: async (name) => (await file.read())[name] ?? null,
    write: (name, value) => file.put(name, value),
    describe: () => [text('secrets.keptPlain', { file: path })],
  };
}
