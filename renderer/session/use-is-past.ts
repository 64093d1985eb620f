import { useEffect, useState } from 'react';
import type { OperationSummary } from '../../protocol/ipc';
import { useConsole, useFacts } from '../store/console-context';

/** A scan closed longer ago than this, ms, is no longer the work in hand. */
const STALE_MS = 12 * 3_600_000;

/** Why what is shown is past; `newest`: the operation that came after it, if there is one. */
export interface Past {
  readonly newest: OperationSummary | null;
}

/** Null while the operation shown is the work in hand: the newest one, and not closed for half a day. */
export function useIsPast(): Past | null {
  const { ask } = useConsole();
  const operationId = useFacts(({ session }) => session?.operationId);
  const closedAt = useFacts(({ session }) => session?.closedAt ?? null);
  const [newest, setNewest] = useState<OperationSummary>();
  useEffect(() => {
    let current = true;
    void ask('operation.list', { limit: 1 }).then((reply) => {
      if (current && reply.ok) setNewest(reply.value[0]);
    });
    return () => {
      current = false;
    };
  }, [ask, operationId]);
  if (operationId === undefined) return null;
  if (newest !== undefined && newest.operationId !== operationId) return { newest };
  return closedAt !== null && Date.now() - closedAt > STALE_MS ? { newest: null } : null;
}
