import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import type { Identities } from './app/ports';

/** UUIDs that begin with the time, so that new rows stand together in an index, and the first 16 hexadecimal digits of SHA-256 for lists. */
export const systemIdentities: Identities = {
  unique: () => v7(),
  digest: (items) => createHash('sha256').update(JSON.stringify(items)).digest('hex').slice(0, 16),
};
