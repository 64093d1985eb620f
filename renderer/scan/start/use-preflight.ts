import { useState } from 'react';
import type { Preflight } from '../../../protocol/ipc';
import { useConsole } from '../../store/console-context';
import { useBusy } from '../../store/use-busy';
import type { Expected } from './expected';

const NOBODY: readonly string[] = [];

/** What came of the last check of this very list; MES is asked for it only when a person wants that. */
export function usePreflight(expected: Expected | undefined, scanMode: 0 | 1) {
  const { askOrTell } = useConsole();
  const [outcome, setOutcome] = useState<{ readonly of: string; readonly checked: Preflight }>();
  const [busy, run] = useBusy();
  const serials = expected?.serials ?? NOBODY;
  const of = `${scanMode} ${serials.join('\n')}`;
  const check = (): void =>
    run(async () => {
      const checked = await askOrTell('scan.preflight', { serials: [...serials], scanMode });
      setOutcome(checked === undefined ? undefined : { of, checked });
    });
  return { checked: outcome?.of === of ? outcome.checked : undefined, busy, check };
}
