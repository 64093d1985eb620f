import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CommandInput, CommandName, CommandOutput } from '../../protocol/ipc';
import { answerKey, type Known } from './known';
import { readAgain } from './server-state';

/** The answer to a question without consequences. */
export interface Answer<T> {
  /** Undefined until the answer has come, and after a refusal. The last one stays while the next is on its way. */
  readonly value: T | undefined;
  /** Sentence of a refusal; empty when there was none. */
  readonly problem: string;
  /** Asks again; settles when the answer is shown. */
  readonly reload: () => Promise<void>;
}

/** Asks when the component appears, and again when a change makes the answer old. */
export function useAnswer<N extends CommandName>(name: N, input: CommandInput<N>): Answer<CommandOutput<N>> {
  const client = useQueryClient();
  const queryKey = answerKey(name, input);
  const { data } = useQuery<Known<CommandOutput<N>>>({ queryKey, placeholderData: keepPreviousData });
  return {
    value: data?.problem === '' ? data.last : undefined,
    problem: data?.problem ?? '',
    reload: () => readAgain(client, queryKey),
  };
}
