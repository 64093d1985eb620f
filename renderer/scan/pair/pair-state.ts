import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { PairSheet } from '../../../protocol/pair-sheet';
import { answerKey, type Known } from '../../server-state/known';
import { readAgain } from '../../server-state/server-state';
import { useFacts } from '../../store/console-context';

/** The sheet as main has it now; `problem` is why it could not be had. */
export interface SheetState {
  readonly sheet: PairSheet | undefined;
  readonly problem: string;
  readonly reload: () => void;
}

/** Reads the sheet when the scan is closed, and again whenever the session or a delivery changes. */
export function usePairSheet(): SheetState {
  const client = useQueryClient();
  const operation = useFacts(({ session }) => session?.operationId);
  const closed = useFacts(({ session }) => session?.phase === 'closed');
  const queryKey = operation === undefined ? ['pair'] : answerKey('pair.sheet', { operation });
  const { data } = useQuery<Known<PairSheet>>({ queryKey, enabled: operation !== undefined && closed });
  return { sheet: closed ? data?.last : undefined, problem: data?.problem ?? '', reload: () => void readAgain(client, queryKey) };
}
