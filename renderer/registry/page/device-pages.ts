import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { DeviceListRow, DeviceQuery } from '../../../protocol/registry/views';
import type { Ask } from '../../console-api';
import { useConsole } from '../../store/console-context';
import { useRegistryVersion } from '../use-registry';

/** Rows that one request asks for. */
const PAGE = 100;

export type ListQuery = Omit<DeviceQuery, 'offset' | 'limit'>;

export interface PagesState {
  /** Undefined until the first answer. */
  readonly total: number | undefined;
  readonly problem: string;
  /** By index in the list; rows that were not read yet are absent. */
  readonly rows: ReadonlyMap<number, DeviceListRow>;
}

const NOTHING: PagesState = { total: undefined, problem: '', rows: new Map() };

/** One list of devices, read page by page as it is looked at. */
class DevicePages {
  readonly #ask: Ask;
  readonly #query: ListQuery;
  readonly #asked = new Set<number>();
  readonly #listeners = new Set<() => void>();
  #state: PagesState;
  #keeps: boolean;

  /**
   * @param before what is shown until the first answer has come
   * @param sameList whether `before` is the same list as it was earlier: its rows stay until each is read again
   */
  constructor(ask: Ask, query: ListQuery, before: PagesState = NOTHING, sameList = false) {
    this.#ask = ask;
    this.#query = query;
    this.#state = before;
    this.#keeps = sameList;
  }

  readonly state = (): PagesState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Makes sure that the rows from `first` to `last` are read or on their way. */
  want(first: number, last: number): void {
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page += 1) {
      if (this.#asked.has(page)) continue;
      this.#asked.add(page);
      void this.#load(page);
    }
  }

  async #load(page: number): Promise<void> {
    const reply = await this.#ask('registry.devices', { ...this.#query, offset: page * PAGE, limit: PAGE });
    if (!reply.ok) {
      this.#asked.delete(page);
      this.#show({ ...this.#state, problem: reply.error.sentence });
      return;
    }
    const { rows: read, total } = reply.value;
    const rows = new Map(this.#keeps ? [...this.#state.rows].filter(([index]) => index < total) : []);
    this.#keeps = true;
    for (const [index, row] of read.entries()) rows.set(page * PAGE + index, row);
    this.#show({ total, problem: '', rows });
  }

  #show(state: PagesState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** The list for a query, read again when the registry changes; rows that are known stay in place until then. */
export function useDevicePages(query: ListQuery): PagesState & { readonly want: (first: number, last: number) => void } {
  const { ask } = useConsole();
  const version = useRegistryVersion();
  const key = JSON.stringify(query);
  const kept = useRef<{ readonly key: string; readonly pages: DevicePages }>(undefined);
  const pages = useMemo(() => {
    const { current } = kept;
    const next = new DevicePages(ask, query, current?.pages.state(), current?.key === key);
    kept.current = { key, pages: next };
    return next;
    // The key stands for the query, whose object is new each time; a new version is a new reading.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [ask, key, version]);
  useEffect(() => pages.want(0, 0), [pages]);
  const state = useSyncExternalStore(pages.subscribe, pages.state);
  const want = useCallback((first: number, last: number) => pages.want(first, last), [pages]);
  return { ...state, want };
}
