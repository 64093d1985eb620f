import { keepPreviousData, useQueries, useQuery, useQueryClient, type UseQueryOptions } from '@tanstack/react-query';
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

/** The same for several questions at once, which may become more or fewer. */
export function useAnswers<N extends CommandName>(
  name: N,
  inputs: readonly CommandInput<N>[],
): readonly Pick<Answer<CommandOutput<N>>, 'value' | 'problem'>[] {
  const queries = inputs.map((input): UseQueryOptions<Known<CommandOutput<N>>> => ({ queryKey: answerKey(name, input) }));
  return useQueries({ queries }).map(({ data }) => ({
    value: data?.problem === '' ? data.last : undefined,
    problem: data?.problem ?? '',
  }));
}
