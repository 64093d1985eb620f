import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { CommandOutput } from '../../../protocol/ipc';
import type { DeviceListRow, DeviceQuery } from '../../../protocol/registry/views';
import { answerKey, type Known } from '../../server-state/known';
import { readAgain } from '../../server-state/server-state';

/** Rows that one request asks for. */
const PAGE = 100;

export type ListQuery = Omit<DeviceQuery, 'offset' | 'limit'>;
type Page = Known<CommandOutput<'registry.devices'>>;

export interface PagesState {
  /** Undefined until the first answer. */
  readonly total: number | undefined;
  readonly problem: string;
  /** By index in the list; undefined where it was not read yet. */
  readonly rowAt: (index: number) => DeviceListRow | undefined;
}

interface DevicePages extends PagesState {
  /** Says which rows are looked at: they are read, and read again when the registry changes. */
  readonly want: (first: number, last: number) => void;
  readonly reload: () => void;
}

/** The list for a query, page by page as it is looked at; what was shown stays until the first answer has come. */
export function useDevicePages(query: ListQuery): DevicePages {
  const client = useQueryClient();
  const [seen, setSeen] = useState({ first: 0, last: 0 });
  const [shown, setShown] = useState<{ readonly query: ListQuery; readonly total: number }>();
  const looked = Array.from({ length: seen.last - seen.first + 1 }, (_, at) => seen.first + at);
  const answers = useQueries({
    queries: [...new Set([0, ...looked])].map((page) => ({ queryKey: pageKey(query, page), staleTime: untilItChanges })),
  });
  const latest = answers.reduce((one, other) => (other.dataUpdatedAt > one.dataUpdatedAt ? other : one));
  const { last, problem = '' } = (latest.data as Page | undefined) ?? {};
  if (last !== undefined && (shown?.query !== query || shown.total !== last.total)) setShown({ query, total: last.total });
  const want = useCallback((first: number, last: number) => {
    const next = { first: Math.floor(first / PAGE), last: Math.floor(last / PAGE) };
    setSeen((now) => (now.first === next.first && now.last === next.last ? now : next));
  }, []);
  const pages = new Map<number, Page | undefined>();
  const rowAt = (index: number): DeviceListRow | undefined => {
    if (shown === undefined) return undefined;
    const page = Math.floor(index / PAGE);
    if (!pages.has(page)) pages.set(page, client.getQueryData<Page>(pageKey(shown.query, page)));
    return pages.get(page)?.last?.rows[index % PAGE];
  };
  return {
    total: shown?.total,
    problem,
    rowAt,
    want,
    reload: () => void readAgain(client, ['registry']),
  };
}

/** What was refused is asked for whenever somebody looks. */
function untilItChanges({ state }: { readonly state: { readonly data: unknown } }): number {
  return (state.data as Page | undefined)?.problem === '' ? Infinity : 0;
}

function pageKey(query: ListQuery, page: number) {
  return answerKey('registry.devices', { ...query, offset: page * PAGE, limit: PAGE });
}
