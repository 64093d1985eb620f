import { useEffect, useState } from 'react';
import type { OperationSummary } from '../../../protocol/ipc';
import { useConsole, useFacts } from '../../store/console-context';

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
  const [known, setKnown] = useState<{ readonly of: string; readonly past: Past | null }>();
  useEffect(() => {
    let current = true;
    const look = async (of: string): Promise<void> => {
      const reply = await ask('operation.list', { limit: 1 });
      const newest = reply.ok ? reply.value[0] : undefined;
      if (current) setKnown({ of, past: pastOf(of, closedAt, newest) });
    };
    if (operationId !== undefined) void look(operationId);
    return () => {
      current = false;
    };
  }, [ask, operationId, closedAt]);
  return known !== undefined && known.of === operationId ? known.past : null;
}

function pastOf(operationId: string, closedAt: number | null, newest: OperationSummary | undefined): Past | null {
  if (newest !== undefined && newest.operationId !== operationId) return { newest };
  return closedAt !== null && Date.now() - closedAt > STALE_MS ? { newest: null } : null;
}
