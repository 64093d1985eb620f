/**
 * A process that commits as fast as it can and prints each number once its commit is said to be durable, until it is killed.
 * Arguments: database file, bundled worker file, number of the first report.
 */
import { createStore } from '../create-store';
import { OPERATION, opening, received, report, result, started } from './test-data';

const AT_ONCE = 40;

async function run([file = '', workerFile = '', first = '0']: readonly string[]): Promise<void> {
  const store = await createStore({ file, workerFile });
  if ((await store.findOperation(OPERATION)) === null) {
    await store.commit({ operation: opening(), events: [{ operationId: OPERATION, at: 1, event: started() }] });
  }
  process.stdout.write('ready\n');
  let next = Number(first);
  const commitForEver = async () => {
    for (;;) {
      const number = next;
      next += 1;
      const id = `r${number}`;
      await store.commit({
        reports: [report(id)],
        events: [{ operationId: OPERATION, at: number, event: received(id) }],
        deviceResults: [result(`S${number}`)],
      });
      process.stdout.write(`${number}\n`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, commitForEver));
}

void run(process.argv.slice(2));
