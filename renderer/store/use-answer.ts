import { useCallback, useEffect, useState } from 'react';
import type { CommandInput, CommandName, CommandOutput } from '../../protocol/ipc';
import type { Reply } from '../../messages/reply-in-words';
import { useConsole } from './console-context';

/** The answer to a question without consequences; `problem` is the sentence of a refusal, empty when there was none. */
export interface Answer<T> {
  readonly value: T | undefined;
  readonly problem: string;
  /** Asks again; settles when the answer is shown. */
  readonly reload: () => Promise<void>;
}

/** Asks when the component appears. `input` must stay the same object from one render to the next. */
export function useAnswer<N extends CommandName>(name: N, input: CommandInput<N>): Answer<CommandOutput<N>> {
  const { ask } = useConsole();
  const [reply, setReply] = useState<Reply<CommandOutput<N>>>();
  useEffect(() => {
    let current = true;
    const show = (answer: Reply<CommandOutput<N>>): void => {
      if (current) setReply(answer);
    };
    void ask(name, input).then(show);
    return () => {
      current = false;
    };
  }, [ask, name, input]);
  const reload = useCallback(async () => setReply(await ask(name, input)), [ask, name, input]);
  return {
    value: reply?.ok === true ? reply.value : undefined,
    problem: reply?.ok === false ? reply.error.sentence : '',
    reload,
  };
}
