import type { OperationId } from '../../../protocol/ids';
import type { DeviceResult } from '../../domain/ports/records';
import type { SqliteStore } from './create-store';

const EVERY_OPERATION = Number.MAX_SAFE_INTEGER;

/**
 * Computes the projections (`device_result`) of all operations again, one operation after the other.
 * @param project what an operation's events and reports come to
 * @returns how many operations were rebuilt
 */
export async function rebuildProjections(
  store: SqliteStore,
  project: (operationId: OperationId) => Promise<readonly DeviceResult[]>,
): Promise<number> {
  const operations = await store.listOperations(EVERY_OPERATION);
  for (const { operationId } of operations) await store.replaceDeviceResults(operationId, await project(operationId));
  return operations.length;
}
