import { notifyManager, QueryClient, type QueryKey } from '@tanstack/react-query';
import type { CommandInput, CommandName } from '../../protocol/ipc';
import type { Ask } from '../console-api';
import type { Known } from './known';

/** What was read of the registry is still there when one comes back to it; it is read again all the same. */
const REGISTRY_KEPT_MS = 600_000;

// In the turn in which an answer comes, as all else of the window; a timer of a hidden window is late.
notifyManager.setScheduler(queueMicrotask);

/** What main answered to questions without consequences, kept while somebody looks at it. */
export function createServerState(ask: Ask): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        queryFn: async ({ queryKey }): Promise<Known<unknown>> => {
          const [, name, input] = queryKey as readonly [string, CommandName, CommandInput<CommandName>];
          const reply = await ask(name, input);
          if (reply.ok) return { last: reply.value, problem: '' };
          return { last: client.getQueryData<Known<unknown>>(queryKey)?.last, problem: reply.error.sentence };
        },
        // Main is on this machine, and a refusal is an answer.
        networkMode: 'always',
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        gcTime: 0,
      },
    },
  });
  client.setQueryDefaults(['registry'], { gcTime: REGISTRY_KEPT_MS });
  return client;
}

/**
 * Asks again for everything under a key that somebody looks at; the rest is asked for when somebody does. An answer that is under way may be
 * older than the news, so it is awaited first. Settles when the new answers are there.
 */
export async function readAgain(client: QueryClient, queryKey: QueryKey): Promise<void> {
  const underWay = client.getQueryCache().findAll({ queryKey, fetchStatus: 'fetching' });
  await Promise.allSettled(underWay.map(async (query) => query.promise));
  await client.invalidateQueries({ queryKey }, { cancelRefetch: false });
}
