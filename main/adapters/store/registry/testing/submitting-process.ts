/**
 * A process that submits Snapshots as fast as it can and prints the number of each one once its answer is there, until it is killed.
 * Arguments: database file, bundled worker file, number of the first Snapshot.
 */
import { randomUUID } from 'node:crypto';
import { TEST_SETTINGS } from '../../../../domain/registry/testing/memory-registry';
import { createStore } from '../../create-store';
import { createRegistry } from '../create-registry';
import { stealingSnapshot } from './stealing-snapshot';

const AT_ONCE = 8;

async function run([file = '', workerFile = '', first = '0']: readonly string[]): Promise<void> {
  const store = await createStore({ file, workerFile });
  const registry = createRegistry({
    tables: store.registry,
    settings: () => TEST_SETTINGS,
    now: () => Date.now(),
    newUuid: () => randomUUID(),
  });
  let next = Number(first);
  const submitForEver = async () => {
    for (;;) {
      const count = next;
      next += 1;
      const { status } = await registry.submit(stealingSnapshot(count), 'snapshot', {
        kind: 'cli',
        author: 'test',
        operation: null,
      });
      process.stdout.write(`${status === 201 ? count : 'refused'}\n`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, submitForEver));
}

void run(process.argv.slice(2));
