import { createHash } from 'node:crypto';
import { createStore } from '../../main/adapters/store/create-store';
import { OPERATION } from '../../main/adapters/store/testing/test-data';

const ACKED = /^acked (\d+)$/;

/** What must still be there, whatever happened to the disk. */
export interface Expected {
  /** Numbers of the commits that were said to be durable. */
  readonly acked: readonly number[];
  /** Of what earlier versions left, as `digestOfOlder` had it before. */
  readonly older: string;
}

/** Numbers of commits that the program called durable. */
export function ackedIn(said: readonly string[]): readonly number[] {
  return said.flatMap((line) => {
    const [, number] = ACKED.exec(line) ?? [];
    return number === undefined ? [] : [Number(number)];
  });
}

/**
 * Opens records as the product does and looks for what is missing, done by halves, or broken.
 * @returns the first thing that is wrong, as a sentence; null when nothing is
 */
export async function whatIsWrong(file: string, { acked, older }: Expected): Promise<string | null> {
  try {
    const store = await createStore({ file });
    try {
      const events = await store.loadEvents(OPERATION);
      const named = events.flatMap(({ event }) => (event.kind === 'reportReceived' ? [event.reportId] : []));
      const reports = (await store.loadReports(OPERATION)).map(({ id }) => id);
      const results = (await store.loadDeviceResults(OPERATION)).map(({ sn }) => sn.replace('S', 'r'));
      const there = new Set(named);
      const lost = acked.filter((number) => !there.has(`r${number}`));
      if (lost.length > 0) return `Lost although it was called durable: commit ${lost.slice(0, 5).join(', ')}.`;
      if (there.size !== named.length) return 'An event is there twice.';
      if (!sameMembers(there, reports)) return `Done by halves: ${named.length} events, ${reports.length} reports.`;
      if (!sameMembers(there, results)) return `Done by halves: ${named.length} events, ${results.length} results.`;
      const broken = await store.verifyChain();
      if (broken !== null) return broken;
      if ((await digestOfStore(store)) !== older) return 'What an earlier version left has changed.';
      await store.commit({ settings: [{ name: 'tried', value: '1' }] });
      return null;
    } finally {
      await store.close();
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Of all operations but the program's own. */
export async function digestOfOlder(file: string): Promise<string> {
  const store = await createStore({ file });
  try {
    return await digestOfStore(store);
  } finally {
    await store.close();
  }
}

async function digestOfStore(store: Awaited<ReturnType<typeof createStore>>): Promise<string> {
  const hash = createHash('sha256');
  for (const { operationId } of await store.listOperations(Number.MAX_SAFE_INTEGER)) {
    if (operationId === OPERATION) continue;
    hash.update(JSON.stringify(await store.loadEvents(operationId)));
    for (const { id, bytes } of await store.loadReports(operationId)) hash.update(id).update(bytes);
    hash.update(JSON.stringify(await store.loadDeviceResults(operationId)));
  }
  return hash.digest('hex');
}

function sameMembers(all: ReadonlySet<string>, some: readonly string[]): boolean {
  return all.size === some.length && some.every((member) => all.has(member));
}
