import { createHash, randomUUID } from 'node:crypto';
import type { Identities } from './app/ports';

/** UUIDs, and the first 16 hexadecimal digits of SHA-256 for lists. */
export const systemIdentities: Identities = {
  unique: () => randomUUID(),
  digest: (items) => createHash('sha256').update(JSON.stringify(items)).digest('hex').slice(0, 16),
};
