import { useCallback } from 'react';
import { isNeedy } from '../../store/buckets';
import { useConsole } from '../../store/console-context';

/** Walks through the devices that need a person, in grid order, from the one that is shown. */
export function useNextProblem(): () => void {
  const { view, rows } = useConsole();
  return useCallback(() => {
    const { layout, reviewed } = view.store.getState();
    const { order } = layout;
    const from = reviewed === null ? -1 : order.indexOf(reviewed);
    for (let step = 1; step <= order.length; step += 1) {
      const next = order[(from + step + order.length) % order.length];
      const row = next === undefined ? undefined : rows.row(next);
      if (next !== undefined && row !== undefined && isNeedy(row)) return view.goTo(next);
    }
  }, [view, rows]);
}
