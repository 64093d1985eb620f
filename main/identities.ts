import { createHash, randomUUID } from 'node:crypto';
import type { Identities } from './domain/ports/identities';

/** UUIDs of version 7 (RFC 9562), and the first 16 hexadecimal digits of SHA-256 for lists. */
export const systemIdentities: Identities = {
  unique: timeOrderedUuid,
  digest: (items) => createHash('sha256').update(JSON.stringify(items)).digest('hex').slice(0, 16),
};

/** Begins with the time, so that new rows stand together in an index; the rest is random, also within a millisecond. */
function timeOrderedUuid(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
