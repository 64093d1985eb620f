import type { QueryClient } from '@tanstack/react-query';
import type { Facts, FactsStore } from '../store/facts';
import { readAgain } from './server-state';

/** Reads of the registry follow its changes at most this often, ms: a scan may write hundreds of devices in a second. */
const REGISTRY_EVERY_MS = 500;

/** Which patches make which answers old. */
const MAKES_OLD: Readonly<Record<string, (facts: Facts) => readonly unknown[]>> = {
  // The Pair sheet.
  pair: ({ session, deliveries }) => [session, deliveries],
  // What an operation left, and which of its messages wait: of the open one by its counts, of the others by their messages.
  history: ({ session, deliveries }) => [session?.operationId, session?.phase === 'closed' ? session : null, deliveries],
  operation: ({ session }) => [session?.operationId, session?.closedAt],
  // When shifts begin stands in the settings.
  shift: ({ settings }) => [settings],
  // The settings say which ratings are the official ones.
  registry: ({ settings }) => [settings],
};

/** Has answers asked for again when patches make them old. @returns ends it */
export function followPatches(facts: FactsStore, client: QueryClient): () => void {
  return facts.subscribe((now, before) => {
    if (now.kind !== 'ready' || before.kind !== 'ready') return;
    for (const [area, of] of Object.entries(MAKES_OLD)) {
      if (differ(of(now.facts), of(before.facts))) void readAgain(client, [area]);
    }
    const badge = now.facts.signIn.person?.badge;
    if (badge === before.facts.signIn.person?.badge) return;
    // Nobody sees what was read for another, and while nobody is signed in main reports no change.
    client.removeQueries({ type: 'inactive' });
    if (badge !== undefined) void readAgain(client, []);
  });
}

/** Has the registry read again: at once after the first change, those that follow closely together. @returns to be called at each change */
export function followRegistry(client: QueryClient): () => void {
  let last = Number.NEGATIVE_INFINITY;
  let planned = false;
  const read = (): void => {
    planned = false;
    last = Date.now();
    void readAgain(client, ['registry']);
  };
  return () => {
    if (planned) return;
    const wait = last + REGISTRY_EVERY_MS - Date.now();
    planned = wait > 0;
    if (planned) setTimeout(read, wait);
    else read();
  };
}

function differ(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.some((value, index) => !Object.is(value, other[index]));
}
