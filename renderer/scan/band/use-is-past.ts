import { useQuery } from '@tanstack/react-query';
import type { CommandOutput, OperationSummary } from '../../../protocol/ipc';
import { answerKey, type Known } from '../../server-state/known';
import { useFacts } from '../../store/console-context';

/** A scan closed longer ago than this, ms, is no longer the work in hand. */
const STALE_MS = 12 * 3_600_000;

/** Why what is shown is past; `newest`: the operation that came after it, if there is one. */
export interface Past {
  readonly newest: OperationSummary | null;
}

/** Null while the operation shown is the work in hand: the newest one, and not closed for half a day. */
export function useIsPast(): Past | null {
  const operationId = useFacts(({ session }) => session?.operationId);
  const closedAt = useFacts(({ session }) => session?.closedAt ?? null);
  const { data, dataUpdatedAt } = useQuery<Known<CommandOutput<'operation.list'>>>({
    // What was the newest for another operation says nothing of this one.
    queryKey: answerKey('operation.list', { limit: 1 }, [operationId]),
    enabled: operationId !== undefined,
  });
  if (data === undefined) return null;
  const newest = data.problem === '' ? data.last?.[0] : undefined;
  if (newest !== undefined && newest.operationId !== operationId) return { newest };
  return closedAt !== null && dataUpdatedAt - closedAt > STALE_MS ? { newest: null } : null;
}
