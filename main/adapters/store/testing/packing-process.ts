/** A process that packs records step by step and prints a line after each, until it is killed. Argument: database file. */
import { createStore } from '../create-store';

async function run([file = '']: readonly string[]): Promise<void> {
  const store = await createStore({ file });
  while (await store.pack(Number.MAX_SAFE_INTEGER)) process.stdout.write('step\n');
  process.stdout.write('done\n');
}

void run(process.argv.slice(2));
