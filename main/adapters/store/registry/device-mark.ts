import { createHash } from 'node:crypto';
import type { RegistryReads } from '../../../domain/registry/transaction';
import { canonicalJson } from '../canonical-json';
import type { Statements } from './statements';
import { tagsOfDevice } from './tag-and-agent-views';

/** What tells whether a device, or a tag of it, was changed between two looks; null when there is none of that number. */
export function deviceMark(statements: Statements, reads: Pick<RegistryReads, 'device'>, device: number): string | null {
  const record = reads.device(device);
  if (record === null) return null;
  const tags = tagsOfDevice(statements, device).map(({ id, organization }) => [id, organization]);
  return createHash('sha256')
    .update(canonicalJson([record, tags]))
    .digest('hex');
}
